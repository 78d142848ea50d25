// Holds boxes around positions and GeoJSON geometries; it must not know what the geometries mean.
import { type Bbox, isOnEarth, latOf, lonOf, type Position } from "./position";

/** The smallest box around the positions, or null when there is none on earth. */
export function bboxOf(positions: Iterable<Position>): Bbox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const position of positions) {
    if (!isOnEarth(position)) continue;
    west = Math.min(west, lonOf(position));
    east = Math.max(east, lonOf(position));
    south = Math.min(south, latOf(position));
    north = Math.max(north, latOf(position));
  }
  return west <= east ? [west, south, east, north] : null;
}

/** Every position of a GeoJSON coordinate array, however deep it is nested. */
export function* positionsOf(coordinates: unknown): Generator<Position> {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === "number") yield coordinates as number[];
  else for (const inner of coordinates) yield* positionsOf(inner);
}

/** Every position of a GeoJSON geometry, collections included. */
export function* positionsOfGeometry(geometry: unknown): Generator<Position> {
  if (typeof geometry !== "object" || geometry === null) return;
  if ("coordinates" in geometry) yield* positionsOf(geometry.coordinates);
  if ("geometries" in geometry && Array.isArray(geometry.geometries)) {
    for (const inner of geometry.geometries) yield* positionsOfGeometry(inner);
  }
}

export function union(a: Bbox | null, b: Bbox | null): Bbox | null {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** The box with so many degrees more on each side; a place alone becomes a box that can be shown. */
export function widened(bbox: Bbox, by_deg: number): Bbox {
  return [bbox[0] - by_deg, bbox[1] - by_deg, bbox[2] + by_deg, bbox[3] + by_deg];
}

/** Reads the `bbox` of a JSON answer: four finite numbers, or null. */
export function readBbox(value: readonly number[] | null | undefined): Bbox | null {
  if (value?.length !== 4) return null;
  const [west, south, east, north] = value;
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return [west, south, east, north].every(Number.isFinite) ? [west, south, east, north] : null;
}

export function centreOf(bbox: Bbox): Position {
  return [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
}
