// Holds the map as pages see it: show features, move, ask what lies under a place; no page may touch the map library.
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from "maplibre-gl";
import type { Geometry } from "../api/types";
import type { Bbox, Position } from "../geometry/position";
import type { Overlay } from "./overlays";
import { onPress, type Pull } from "./press";

/** A feature of an overlay. */
export interface Shown {
  readonly geometry: unknown;
  readonly properties?: Record<string, unknown>;
}

/** What lies under a place on the map. */
export interface Picked {
  readonly layer: string;
  readonly properties: Record<string, unknown>;
}

export interface View {
  readonly centre: readonly [number, number];
  readonly zoom: number;
}

/** Equator in metres over the 512 pixels of a tile at zoom 0. */
const EQUATOR_M_PER_PIXEL = 40_075_016.686 / 512;

/** What is smaller than this on the screen is not made out. */
const LEAST_SEEN_PX = 24;

export class Board {
  readonly #map: MapLibreMap;
  readonly #legend_px: number;

  /** `legend_px`: width at the right that a legend covers, kept free when something is shown whole. */
  constructor(map: MapLibreMap, legend_px: number) {
    this.#map = map;
    this.#legend_px = legend_px;
  }

  /** The library's own map, for the drawing library's adapter only. */
  get raw(): MapLibreMap {
    return this.#map;
  }

  show(overlay: Overlay, features: readonly Shown[]): void {
    const source = this.#map.getSource(overlay) as GeoJSONSource | undefined;
    source?.setData({
      type: "FeatureCollection",
      features: features.map(({ geometry, properties }) => ({
        type: "Feature",
        geometry: geometry as Geometry as never,
        properties: properties ?? {},
      })),
    });
  }

  /** Moves so that the box is seen whole; a box without extent is shown at street scale. */
  fit(bbox: Bbox, maxZoom = 16): void {
    const wide = this.#map.getContainer().clientWidth > 640;
    const padding = { top: 64, bottom: 56, left: 56, right: 56 + (wide ? this.#legend_px : 0) };
    this.#map.fitBounds([bbox[0], bbox[1], bbox[2], bbox[3]], { padding, maxZoom, duration: 500 });
  }

  /** Whether the box lies in view, and large enough to be made out where it has an extent. */
  sees(bbox: Bbox): boolean {
    const [west, south, east, north] = this.bounds();
    const inside = bbox[0] >= west && bbox[1] >= south && bbox[2] <= east && bbox[3] <= north;
    const [a, b] = [this.#map.project([bbox[0], bbox[1]]), this.#map.project([bbox[2], bbox[3]])];
    const size_px = Math.hypot(b.x - a.x, b.y - a.y);
    return inside && (size_px >= LEAST_SEEN_PX || size_px === 0);
  }

  zoomBy(steps: number): void {
    this.#map.zoomTo(this.#map.getZoom() + steps);
  }

  view(): View {
    const centre = this.#map.getCenter();
    return { centre: [centre.lng, centre.lat], zoom: this.#map.getZoom() };
  }

  bounds(): Bbox {
    const bounds = this.#map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  metresPerPixel(lat: number): number {
    return (EQUATOR_M_PER_PIXEL * Math.cos((lat * Math.PI) / 180)) / 2 ** this.#map.getZoom();
  }

  onMoved(handler: (view: View) => void): () => void {
    const listener = () => handler(this.view());
    this.#map.on("moveend", listener);
    return () => this.#map.off("moveend", listener);
  }

  /** Calls with the place and what lies under it, the uppermost first, of the given layers that exist. */
  onClick(layers: readonly string[], handler: (place: Position, picked: Picked[]) => void): () => void {
    const listener = (event: MapMouseEvent) => {
      const found = this.#map.queryRenderedFeatures(event.point, { layers: [...layers] });
      handler(
        [event.lngLat.lng, event.lngLat.lat],
        found.map((feature) => ({ layer: feature.layer.id, properties: feature.properties ?? {} })),
      );
    };
    this.#map.on("click", listener);
    return () => this.#map.off("click", listener);
  }

  /** The codes of the zones that are drawn in the present view. */
  zonesInView(): string[] {
    const found = this.#map.queryRenderedFeatures({ layers: ["zone-fill"] });
    return [...new Set(found.map((feature) => String(feature.properties?.code ?? "")))].filter(Boolean);
  }

  /** Calls once nothing more is to load or move. */
  onIdle(handler: () => void): () => void {
    this.#map.on("idle", handler);
    return () => this.#map.off("idle", handler);
  }

  pointerOver(layers: readonly string[]): () => void {
    const listener = (event: MapMouseEvent) => {
      const found = this.#map.queryRenderedFeatures(event.point, { layers: [...layers] });
      this.#map.getCanvas().style.cursor = found.length > 0 ? "pointer" : "";
    };
    this.#map.on("mousemove", listener);
    return () => {
      this.#map.off("mousemove", listener);
      this.#map.getCanvas().style.cursor = "";
    };
  }

  /** Asks at each press of the pointer whether something is taken, which then follows it while the map stays. */
  onPress(take: (place: Position) => Pull | null): () => void {
    return onPress(this.#map, take);
  }

  /** Calls with the place of a right click, or of what stands for it. */
  onMenu(handler: (place: Position) => void): () => void {
    const listener = (event: MapMouseEvent) => handler([event.lngLat.lng, event.lngLat.lat]);
    this.#map.on("contextmenu", listener);
    return () => this.#map.off("contextmenu", listener);
  }

  /** Calls with the place under the pointer as it moves without a button. */
  onHover(handler: (place: Position) => void): () => void {
    const listener = (event: MapMouseEvent) => {
      if (event.originalEvent.buttons === 0) handler([event.lngLat.lng, event.lngLat.lat]);
    };
    this.#map.on("mousemove", listener);
    return () => this.#map.off("mousemove", listener);
  }

  setCursor(cursor: "" | "crosshair" | "pointer"): void {
    this.#map.getCanvas().style.cursor = cursor;
  }

  setLabel(text: string): void {
    this.#map.getCanvas().setAttribute("aria-label", text);
  }

  /** Hides or shows layers of the style, as the labels of zones under a draft. */
  setVisible(layers: readonly string[], visible: boolean): void {
    for (const layer of layers) this.#map.setLayoutProperty(layer, "visibility", visible ? "visible" : "none");
  }

  remove(): void {
    this.#map.remove();
  }
}
