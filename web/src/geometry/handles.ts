// Holds where a ring can be taken hold of: its vertices, and the middles of its longer edges; it must not know pixels or pointers.
import { type Bbox, latOf, lonOf, type Position, rounded, samePlace, type Vertices } from "./position";
import { distanceM } from "./snap";

/** Decimals of a new vertex; 9 are 0.1 mm. */
const DIGITS = 9;

/** A place of a ring that can be taken hold of; a middle becomes a vertex after the one at `index`. */
export interface Handle {
  readonly kind: "vertex" | "middle";
  readonly index: number;
  readonly position: Position;
}

/** Says whether a place lies in a box. */
function within(place: Position, [west, south, east, north]: Bbox): boolean {
  const [lon, lat] = [lonOf(place), latOf(place)];
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function middleOf(a: Position, b: Position): Position {
  return rounded([(lonOf(a) + lonOf(b)) / 2, (latOf(a) + latOf(b)) / 2], DIGITS);
}

/** The handles in a box: every vertex, and the middle of each edge of `least_m` metres or more. */
export function handlesOf(ring: Vertices, box: Bbox, least_m: number): Handle[] {
  const handles: Handle[] = [];
  ring.forEach((position, index) => {
    if (within(position, box)) handles.push({ kind: "vertex", index, position });
    const next = ring[(index + 1) % ring.length] ?? position;
    const middle = middleOf(position, next);
    if (within(middle, box) && distanceM(position, next) >= least_m) {
      handles.push({ kind: "middle", index, position: middle });
    }
  });
  return handles;
}

/** The handle nearest to a place within `reach_m` metres; a vertex goes before a middle. */
export function handleAt(handles: readonly Handle[], place: Position, reach_m: number): Handle | null {
  let nearest: Handle | null = null;
  let distance_m = reach_m;
  for (const kind of ["vertex", "middle"] as const) {
    for (const handle of handles) {
      if (handle.kind !== kind) continue;
      const found_m = distanceM(place, handle.position);
      if (found_m <= distance_m) [nearest, distance_m] = [handle, found_m];
    }
    if (nearest) return nearest;
  }
  return null;
}

/** The ring with the handle's vertex at another place. */
export function withHandle(ring: Vertices, handle: Handle, to: Position): Position[] {
  return handle.kind === "vertex" ? ring.with(handle.index, to) : ring.toSpliced(handle.index + 1, 0, to);
}

/** The vertices on both sides of a handle. */
export function besideHandle(ring: Vertices, { kind, index }: Handle): readonly [Position, Position] {
  const count = ring.length;
  const before = ring[kind === "vertex" ? (index - 1 + count) % count : index] ?? [];
  const after = ring[(index + 1) % count] ?? [];
  return [before, after];
}

/** For each ring that has a vertex at exactly this place, the vertices on both sides of it. */
export function besidePlace(rings: Iterable<Vertices>, place: Position): (readonly [Position, Position])[] {
  const found: (readonly [Position, Position])[] = [];
  for (const ring of rings) {
    ring.forEach((position, index) => {
      if (samePlace(position, place)) found.push(besideHandle(ring, { kind: "vertex", index, position }));
    });
  }
  return found;
}
