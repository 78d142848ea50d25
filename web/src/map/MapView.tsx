// Holds the component around the map: its frame, zoom buttons, scale, attribution, and the sentence when it cannot draw.
import { ScaleControl } from "maplibre-gl";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Programme, Settings } from "../api/types";
import { t } from "../ui/language";
import { Board } from "./board";
import { canDraw, createMap, type Start } from "./engine";
import { buildStyle } from "./style";

/** Where a map starts when the programme states no extent. */
export const CHINA = [73, 18, 135, 54] as const;

interface Props {
  programme: Programme;
  settings: Settings;
  start: Start;
  label: string;
  /** Width in pixels that a legend covers at the right. */
  legend_px?: number;
  onBoard: (board: Board | null) => void;
  children?: ComponentChildren;
}

export function MapView({ programme, settings, start, label, legend_px = 0, onBoard, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [board, setBoard] = useState<Board | null>(null);
  const [able] = useState(canDraw);

  // The map is made once for each mount: start and style are what they were then.
  useEffect(() => {
    if (!able || !frame.current) return;
    const map = createMap(frame.current, buildStyle(programme, settings, location.origin), start);
    map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
    // Tiles that fail are tried again as the map moves; the lists say what is wrong with the server.
    map.on("error", () => undefined);
    map.once("style.load", () => {
      const made = new Board(map, legend_px);
      setBoard(made);
      onBoard(made);
    });
    map.on("idle", () => frame.current?.setAttribute("data-idle", "true"));
    map.on("movestart", () => frame.current?.setAttribute("data-idle", "false"));
    return () => {
      onBoard(null);
      map.remove();
    };
  }, []);

  useEffect(() => board?.setLabel(label), [board, label]);

  if (!able) {
    return (
      <div class="map map-missing" role="note">
        <p>{t("map.no_webgl")}</p>
      </div>
    );
  }
  return (
    <div class="map">
      <div ref={frame} class="map-frame" data-testid="map" />
      <div class="map-zoom">
        <button type="button" onClick={() => board?.zoomBy(1)} aria-label={t("map.zoom_in")} title={t("map.zoom_in")}>
          <span aria-hidden="true">+</span>
        </button>
        <button
          type="button"
          onClick={() => board?.zoomBy(-1)}
          aria-label={t("map.zoom_out")}
          title={t("map.zoom_out")}
        >
          <span aria-hidden="true">−</span>
        </button>
      </div>
      {settings.basemap?.attribution ? <div class="map-credit">{settings.basemap.attribution}</div> : null}
      {children}
    </div>
  );
}
