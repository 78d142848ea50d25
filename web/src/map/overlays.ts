// Holds the layers that pages fill with their own features: selection, answer, draft, findings, overlapping pairs.
import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import { handleMarks } from "./handle_layers";
import { INK } from "./palette";
import { pinMarks } from "./pin_layers";
import { previewShapes } from "./preview_layers";

/** What a page can show on the map, each its own source; features carry `colour`, `role`, `label` as properties. */
export const OVERLAYS = [
  "labels",
  "park-labels",
  "selection",
  "pair-a",
  "pair-b",
  "shared",
  "draft",
  "finding",
  "preview",
  "answer",
  "edited",
  "handles",
  "pulled",
  "pins",
] as const;

export type Overlay = (typeof OVERLAYS)[number];

/** Below this zoom a zone is smaller than a mark, so a mark stands for it. */
const MARKS_BELOW_ZOOM = 9.5;

const EMPTY = { type: "FeatureCollection", features: [] } as const;

export function overlaySources(): Record<string, SourceSpecification> {
  return Object.fromEntries(
    OVERLAYS.map((name) => [name, { type: "geojson", data: EMPTY as never, promoteId: "id" } as const]),
  );
}

function fill(source: Overlay, colour: unknown, opacity: number): LayerSpecification {
  return {
    id: `${source}-fill`,
    source,
    type: "fill",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": colour as string, "fill-opacity": opacity },
  };
}

function line(source: Overlay, colour: unknown, width: number, dash?: number[], suffix = "line"): LayerSpecification {
  return {
    id: `${source}-${suffix}`,
    source,
    type: "line",
    filter: ["!=", ["geometry-type"], "Point"],
    layout: { "line-join": "round", "line-cap": dash ? "butt" : "round" },
    paint: { "line-color": colour as string, "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) },
  };
}

function point(source: Overlay, colour: string, radius: number): LayerSpecification {
  return {
    id: `${source}-point`,
    source,
    type: "circle",
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": radius,
      "circle-color": colour,
      "circle-stroke-color": "#ffffff",
      "circle-stroke-width": 2,
    },
  };
}

const DRAFT_COLOUR = ["coalesce", ["get", "colour"], INK.draft];

/** Fills and lines of the overlays, from the lowest to the highest; names of the map stand above them. */
export function overlayShapes(): LayerSpecification[] {
  return [
    fill("selection", INK.selection, 0.08),
    line("selection", "#ffffff", 5, undefined, "halo"),
    line("selection", INK.selection, 2.5),
    fill("pair-a", INK.pairA, 0.22),
    line("pair-a", INK.pairA, 2),
    fill("pair-b", INK.pairB, 0.22),
    line("pair-b", INK.pairB, 2, [3, 2]),
    fill("shared", INK.shared, 0.55),
    line("shared", "#ffffff", 5, undefined, "halo"),
    line("shared", INK.shared, 2.5),
    {
      id: "draft-fill",
      source: "draft",
      type: "fill",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: {
        "fill-color": DRAFT_COLOUR as unknown as string,
        "fill-opacity": ["case", ["==", ["get", "role"], "outline"], 0, ["to-boolean", ["get", "chosen"]], 0.42, 0.26],
      },
    },
    {
      id: "draft-line",
      source: "draft",
      type: "line",
      filter: ["!=", ["geometry-type"], "Point"],
      layout: { "line-join": "round" },
      paint: {
        "line-color": INK.draft,
        "line-width": ["case", ["==", ["get", "role"], "outline"], 3, ["to-boolean", ["get", "chosen"]], 2.6, 1.6],
      },
    },
    fill("finding", INK.finding, 0.3),
    line("finding", "#ffffff", 6, undefined, "halo"),
    line("finding", INK.finding, 3),
    ...previewShapes(),
    {
      id: "answer-fill",
      source: "answer",
      type: "fill",
      filter: ["==", ["get", "role"], "uncertainty"],
      paint: { "fill-color": ["coalesce", ["get", "colour"], INK.answer], "fill-opacity": 0.18 },
    },
    {
      id: "answer-halo",
      source: "answer",
      type: "line",
      filter: ["==", ["get", "role"], "uncertainty"],
      paint: { "line-color": "#ffffff", "line-width": 5, "line-opacity": 0.85 },
    },
    {
      id: "answer-line",
      source: "answer",
      type: "line",
      filter: ["==", ["get", "role"], "uncertainty"],
      paint: { "line-color": ["coalesce", ["get", "colour"], INK.answer], "line-width": 2, "line-dasharray": [2, 1.5] },
    },
  ];
}

/** Points and names of the overlays, above everything else. */
export function overlayMarks(): LayerSpecification[] {
  return [
    {
      id: "draft-vertex",
      source: "draft",
      type: "circle",
      minzoom: 11,
      filter: ["all", ["==", ["geometry-type"], "Point"], ["!", ["has", "label"]]],
      paint: {
        "circle-radius": 3,
        "circle-color": "#ffffff",
        "circle-stroke-color": INK.draft,
        "circle-stroke-width": 1.4,
      },
    },
    {
      id: "draft-label",
      source: "draft",
      type: "symbol",
      filter: ["has", "label"],
      layout: { "text-field": ["get", "label"], "text-size": 13, "text-font": ["sans-serif"], "text-padding": 4 },
      paint: { "text-color": INK.text, "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    },
    point("finding", INK.finding, 7),
    point("preview", INK.added, 6),
    {
      id: "park-label",
      source: "park-labels",
      type: "symbol",
      minzoom: 12,
      layout: {
        "text-field": ["get", "label"],
        "text-font": ["sans-serif"],
        "text-size": 12,
        "text-padding": 6,
        "text-max-width": 8,
      },
      paint: { "text-color": INK.text, "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    },
    {
      id: "answer-point",
      source: "answer",
      type: "circle",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 7,
        "circle-color": ["coalesce", ["get", "colour"], INK.answer],
        "circle-stroke-color": "#ffffff",
        "circle-stroke-width": 2.5,
      },
    },
    {
      id: "zone-mark",
      source: "labels",
      type: "circle",
      maxzoom: MARKS_BELOW_ZOOM,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 3, 4, 9, 7],
        "circle-color": ["coalesce", ["get", "colour"], INK.zone],
        "circle-stroke-color": "#ffffff",
        "circle-stroke-width": 1.6,
      },
    },
    {
      id: "zone-label",
      source: "labels",
      type: "symbol",
      maxzoom: 12.5,
      layout: {
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": ["step", ["zoom"], 0.8, MARKS_BELOW_ZOOM, 0],
        "text-field": ["get", "label"],
        "text-font": ["sans-serif"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 5, 11, 12, 14],
        "text-max-width": 9,
        "text-padding": 6,
      },
      paint: { "text-color": INK.text, "text-halo-color": "#ffffff", "text-halo-width": 1.8 },
    },
    ...handleMarks(),
    ...pinMarks(),
  ];
}
