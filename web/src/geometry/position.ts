// Holds the words for places: position (lon, lat in degrees), ring, bbox (west, south, east, north); nothing of drafts or maps.

/** A place as GeoJSON writes it: lon, lat in degrees, further numbers kept but not used. */
export type Position = readonly number[];

/** The vertices of a ring, without the repeated first one at its end. */
export type Vertices = readonly Position[];

/** west, south, east, north in degrees. */
export type Bbox = readonly [number, number, number, number];

export function lonOf(position: Position): number {
  return position[0] ?? Number.NaN;
}

export function latOf(position: Position): number {
  return position[1] ?? Number.NaN;
}

/** Says whether both positions have exactly the same lon and lat. */
export function samePlace(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** Says whether lon and lat are finite and inside ±180 and ±90. */
export function isOnEarth(position: Position): boolean {
  return Math.abs(lonOf(position)) <= 180 && Math.abs(latOf(position)) <= 90;
}

/** Rounds lon and lat to `digits` decimals; 9 decimals are 0.1 mm. */
export function rounded(position: Position, digits: number): Position {
  const factor = 10 ** digits;
  return [Math.round(lonOf(position) * factor) / factor, Math.round(latOf(position) * factor) / factor];
}
