// Holds the map's own style: paper, an optional basemap, the register's tile layers; nothing is fetched from elsewhere.
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Programme, Settings } from "../api/types";
import { overlayMarks, overlayShapes, overlaySources } from "./overlays";
import { FILL_OPACITY, INK, NO_FUNCTION } from "./palette";

const TILE_LAYERS = ["districts", "features", "zones", "parks", "agencies"] as const;

function tileSources(origin: string): Record<string, SourceSpecification> {
  return Object.fromEntries(
    TILE_LAYERS.map((name) => [
      name,
      { type: "vector", tiles: [`${origin}/tiles/${name}/{z}/{x}/{y}`], minzoom: 0, maxzoom: 16 } as const,
    ]),
  );
}

/** The colour of a park by its first function. */
export function functionColour(programme: Programme): ExpressionSpecification | string {
  const pairs = programme.functions.flatMap(({ code, colour }) => [code, colour]);
  if (pairs.length === 0) return NO_FUNCTION;
  return ["match", ["get", "function"], ...pairs, NO_FUNCTION] as unknown as ExpressionSpecification;
}

function context(): LayerSpecification[] {
  return [
    {
      id: "district-line",
      source: "districts",
      "source-layer": "districts",
      type: "line",
      paint: { "line-color": INK.district, "line-width": 1, "line-dasharray": [4, 3] },
    },
    {
      id: "river",
      source: "features",
      "source-layer": "features",
      type: "line",
      filter: ["in", ["get", "class"], ["literal", ["river", "shore"]]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": ["match", ["get", "class"], "shore", INK.shore, INK.river],
        "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.8, 16, 5],
      },
    },
    {
      id: "road",
      source: "features",
      "source-layer": "features",
      type: "line",
      filter: ["==", ["get", "class"], "road"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": INK.road, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.6, 16, 5] },
    },
    {
      id: "railway",
      source: "features",
      "source-layer": "features",
      type: "line",
      filter: ["==", ["get", "class"], "railway"],
      paint: { "line-color": INK.railway, "line-width": 1.4, "line-dasharray": [5, 3] },
    },
    {
      id: "boundary",
      source: "features",
      "source-layer": "features",
      type: "line",
      filter: ["==", ["get", "class"], "boundary"],
      paint: { "line-color": INK.boundary, "line-width": 1.2, "line-dasharray": [6, 2, 1, 2] },
    },
  ];
}

function register(programme: Programme): LayerSpecification[] {
  return [
    {
      id: "park-fill",
      source: "parks",
      "source-layer": "parks",
      type: "fill",
      paint: { "fill-color": functionColour(programme), "fill-opacity": FILL_OPACITY },
    },
    {
      id: "park-line",
      source: "parks",
      "source-layer": "parks",
      type: "line",
      minzoom: 9,
      paint: { "line-color": INK.zone, "line-opacity": 0.55, "line-width": 1, "line-dasharray": [3, 2] },
    },
    {
      id: "zone-fill",
      source: "zones",
      "source-layer": "zones",
      type: "fill",
      paint: { "fill-color": INK.zone, "fill-opacity": 0.03 },
    },
    {
      id: "zone-line",
      source: "zones",
      "source-layer": "zones",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": INK.zone, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 1, 14, 2.4] },
    },
  ];
}

/** Zones too small to be drawn at this zoom: a dot where they lie, with their number where there are several. */
function unseen(): LayerSpecification[] {
  const source = { source: "zones", "source-layer": "zones_unseen" } as const;
  return [
    {
      id: "unseen-point",
      ...source,
      type: "circle",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["get", "count"], 1, 3, 10, 8, 1000, 14],
        "circle-color": INK.zone,
        "circle-stroke-color": INK.paper,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "unseen-count",
      ...source,
      type: "symbol",
      filter: [">", ["get", "count"], 1],
      layout: {
        "text-field": ["to-string", ["get", "count"]],
        "text-font": ["sans-serif"],
        "text-size": 11,
        "text-allow-overlap": true,
      },
      paint: { "text-color": "#ffffff" },
    },
  ];
}

function labels(): LayerSpecification[] {
  return [
    {
      id: "agency-point",
      source: "agencies",
      "source-layer": "agencies",
      type: "circle",
      minzoom: 12,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 12, 3, 16, 5],
        "circle-color": "#ffffff",
        "circle-stroke-color": INK.zone,
        "circle-stroke-width": 2,
      },
    },
    {
      id: "district-label",
      source: "districts",
      "source-layer": "districts",
      type: "symbol",
      minzoom: 8,
      layout: {
        "text-field": ["get", "name"],
        "text-font": ["sans-serif"],
        "text-size": 12,
        "text-letter-spacing": 0.2,
        "text-padding": 40,
      },
      paint: { "text-color": INK.districtText, "text-halo-color": INK.paper, "text-halo-width": 1.4 },
    },
    {
      id: "feature-label",
      source: "features",
      "source-layer": "features",
      type: "symbol",
      minzoom: 12,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-field": ["get", "name"],
        "text-font": ["sans-serif"],
        "text-size": 11,
      },
      paint: {
        "text-color": ["match", ["get", "class"], ["river", "shore"], INK.riverText, INK.roadText],
        "text-halo-color": INK.paper,
        "text-halo-width": 1.3,
      },
    },
    {
      id: "agency-label",
      source: "agencies",
      "source-layer": "agencies",
      type: "symbol",
      minzoom: 15,
      layout: {
        "text-field": ["get", "name"],
        "text-font": ["sans-serif"],
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 0.7],
        "text-max-width": 10,
      },
      paint: { "text-color": INK.text, "text-halo-color": "#ffffff", "text-halo-width": 1.4 },
    },
  ];
}

function basemap(settings: Settings): {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
} {
  const chosen = settings.basemap;
  if (!chosen) return { sources: {}, layers: [] };
  return {
    sources: {
      basemap: { type: "raster", tiles: chosen.tiles, tileSize: chosen.tile_size, maxzoom: chosen.max_zoom },
    },
    layers: [{ id: "basemap", source: "basemap", type: "raster", paint: { "raster-saturation": -0.4 } }],
  };
}

/** Builds the whole style. `origin` is the scheme and host of the register, tiles come from there only. */
export function buildStyle(programme: Programme, settings: Settings, origin: string): StyleSpecification {
  const base = basemap(settings);
  return {
    version: 8,
    sources: { ...base.sources, ...tileSources(origin), ...overlaySources() },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": INK.paper } },
      ...base.layers,
      ...context(),
      ...register(programme),
      ...unseen(),
      ...overlayShapes(),
      ...labels(),
      ...overlayMarks(),
    ],
  };
}
