// Holds how the view of a map stands in the address of its page: centre and zoom, five and two decimals.
import type { View } from "./board";

/** Reads `lon,lat` as people type it; null when it is no place on earth. */
export function readPlace(text: string | null): readonly [number, number] | null {
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*[,，\s]\s*([+-]?\d+(?:\.\d+)?)\s*$/.exec(text ?? "");
  if (!match) return null;
  const [lon, lat] = [Number(match[1]), Number(match[2])];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

/** The view that an address asks for; null when it names no centre. */
export function readView(query: URLSearchParams): View | null {
  const centre = readPlace(query.get("c"));
  const zoom = query.has("z") ? Number(query.get("z")) : 11;
  return centre && Number.isFinite(zoom) ? { centre, zoom } : null;
}

/** The members of the query that restore a view: the centre to 1 m, the zoom to a hundredth. */
export function writeView({ centre, zoom }: View): Record<string, string> {
  return { c: `${centre[0].toFixed(5)},${centre[1].toFixed(5)}`, z: zoom.toFixed(2) };
}
