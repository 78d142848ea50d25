// Holds the start of the map library: its worker, its options, and whether this browser can draw at all.
import { Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { StyleSpecification } from "maplibre-gl";

// The library looks for its worker beside its own file, which a bundle does not have; without this the map stays blank.
setWorkerUrl(workerUrl);

/** Fonts of the system that hold Chinese; labels are drawn from them, no glyph is fetched. */
export const LABEL_FONTS = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "sans-serif"];

/** Where a map starts: a box to fit, or a centre with a zoom. */
export type Start =
  | { readonly bbox: readonly [number, number, number, number] }
  | { readonly centre: readonly [number, number]; readonly zoom: number };

/** Says whether the browser gives a WebGL 2 context, which the map library needs. */
export function canDraw(): boolean {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

export function createMap(container: HTMLElement, style: StyleSpecification, start: Start): MapLibreMap {
  return new MapLibreMap({
    container,
    style,
    ...("bbox" in start
      ? { bounds: [...start.bbox] as [number, number, number, number], fitBoundsOptions: { padding: 48 } }
      : { center: [...start.centre] as [number, number], zoom: start.zoom }),
    attributionControl: false,
    localIdeographFontFamily: LABEL_FONTS.map((name) => `"${name}"`).join(","),
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    maxZoom: 20,
    renderWorldCopies: false,
    fadeDuration: 0,
  });
}
