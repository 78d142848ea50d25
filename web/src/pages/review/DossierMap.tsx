// Holds the map of a dossier: the boundary as handed in, what it gains and loses against the version before, and the pins of threads.
import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { address, get, segment } from "../../api/client";
import type { Difference, Thread } from "../../api/types";
import { bboxOf, widened } from "../../geometry/bbox";
import type { Position } from "../../geometry/position";
import type { Board } from "../../map/board";
import { CHINA, MapView } from "../../map/MapView";
import { PIN_LAYERS } from "../../map/pin_layers";
import { squareMetres } from "../../ui/format";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { ProblemNotice } from "../../ui/Notices";
import { useKnown } from "../../ui/programme";
import { type Pinning, pinsOf } from "./pinning";

type Shapes = { geometry: unknown }[];

function shapesOf(boundary: unknown): Shapes {
  const features = (boundary as { features?: { geometry: unknown }[] }).features ?? [];
  return features.filter(({ geometry }) => geometry).map(({ geometry }) => ({ geometry }));
}

function placesOf(value: unknown): Position[] {
  if (!Array.isArray(value)) return [];
  return typeof value[0] === "number" ? [value as unknown as Position] : value.flatMap(placesOf);
}

function boxOf(shapes: Shapes) {
  return bboxOf(shapes.flatMap(({ geometry }) => placesOf((geometry as { coordinates?: unknown }).coordinates)));
}

interface Props {
  readonly code: string;
  readonly number: number;
  readonly boundary: unknown;
  readonly threads: readonly Thread[];
  readonly pinning: Pinning;
}

/** Half the side in degrees of what is shown around a chosen pin, some 300 m. */
const AROUND_DEG = 0.003;

/** Keeps the pins of the map in step with the threads; returns how to end that. */
function bindPins(board: Board, pinning: Pinning, threads: readonly Thread[]): () => void {
  const leave = [
    board.onClick(PIN_LAYERS, (place, picked) => {
      const thread = Number(picked[0]?.properties.thread);
      pinning.clicked(place, Number.isFinite(thread) && picked.length > 0 ? thread : null);
    }),
    board.pointerOver(PIN_LAYERS),
    effect(() => board.setCursor(pinning.picking.value ? "crosshair" : "")),
    effect(() => board.show("pins", pinsOf(threads, pinning.chosen.value, pinning.place.value))),
    effect(() => {
      if (pinning.asked.value === 0) return;
      const [lon, lat] = threads.find(({ id }) => id === pinning.chosen.peek())?.place ?? [];
      if (lon === undefined || lat === undefined) return;
      board.fit(widened([lon, lat, lon, lat], AROUND_DEG), 17);
    }),
  ];
  return () => {
    for (const end of leave) end();
  };
}

export function DossierMap({ code, number, boundary, threads, pinning }: Props) {
  const { programme, settings } = useKnown();
  const [board, setBoard] = useState<Board | null>(null);
  const shapes = shapesOf(boundary);
  const before = number - 1;
  const difference = useLoad(before > 0 ? `${code}/${number}` : null, (signal) =>
    get<Difference>(address(`/v1/zones/${segment(code)}/difference`, { from: before, to: number }), signal),
  );
  const ground = (change: string) => difference.value?.features.find(({ properties }) => properties.change === change);
  const shown = (change: string): Shapes => {
    const geometry = ground(change)?.geometry;
    return geometry ? [{ geometry }] : [];
  };

  useEffect(() => {
    if (!board) return;
    board.show("pair-a", difference.value ? shown("unchanged") : shapes);
    board.show("pair-b", shown("gained"));
    board.show("shared", shown("lost"));
    const box = boxOf(shapes);
    if (box) board.fit(box, 16);
  }, [board, difference.value]);

  useEffect(() => (board ? bindPins(board, pinning, threads) : undefined), [board, threads]);

  return (
    <div class="sheet" id="dossier-map">
      <div class="dossier-map">
        <MapView
          programme={programme}
          settings={settings}
          start={{ bbox: boxOf(shapes) ?? CHINA }}
          label={t("review.map")}
          onBoard={setBoard}
        >
          {pinning.picking.value ? (
            <div class="map-tools">
              <span class="map-card" role="status">
                {t("review.picking")}
              </span>
              <button
                type="button"
                class="button"
                onClick={() => {
                  pinning.picking.value = false;
                }}
              >
                {t("draw.cancel")}
              </button>
            </div>
          ) : null}
        </MapView>
      </div>
      {difference.state === "failed" ? <ProblemNotice problem={difference.problem} onRetry={difference.retry} /> : null}
      {difference.value ? (
        <dl class="facts figures" data-testid="difference">
          {(["gained", "lost", "unchanged"] as const).map((change) => (
            <>
              <dt>{t(`review.${change}`)}</dt>
              <dd>{squareMetres(ground(change)?.properties.area_m2 ?? 0)}</dd>
            </>
          ))}
        </dl>
      ) : (
        <p class="small quiet">{before > 0 ? "" : t("review.first_version")}</p>
      )}
    </div>
  );
}
