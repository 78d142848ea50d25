// Holds how a ring takes up vertices of its neighbours that lie on its edges; it must not know which rings are neighbours.
import { latOf, lonOf, type Position, samePlace, type Vertices } from "./position";
import { edgeDistanceM } from "./snap";

/**
 * How near to an edge a vertex counts as lying on it, in metres. A vertex snapped onto an edge is off it by rounding
 * to 9 decimals only, which is 0.1 mm; a hundred times that is far below what anyone digitises.
 */
export const WELD_M = 0.01;

/** A degree of latitude is never below 110,000 m, so this many degrees hold `WELD_M` with room at latitudes up to 80°. */
const REACH_DEG = (WELD_M / 110_000) * 6;

function nearBox(place: Position, a: Position, b: Position): boolean {
  return (
    lonOf(place) >= Math.min(lonOf(a), lonOf(b)) - REACH_DEG &&
    lonOf(place) <= Math.max(lonOf(a), lonOf(b)) + REACH_DEG &&
    latOf(place) >= Math.min(latOf(a), latOf(b)) - REACH_DEG &&
    latOf(place) <= Math.max(latOf(a), latOf(b)) + REACH_DEG
  );
}

function along(place: Position, a: Position, b: Position): number {
  const [dx, dy] = [lonOf(b) - lonOf(a), latOf(b) - latOf(a)];
  return (lonOf(place) - lonOf(a)) * dx + (latOf(place) - latOf(a)) * dy;
}

/** Candidates sorted by longitude, so that an edge looks only at those beside it. */
class Candidates {
  readonly #sorted: readonly Position[];

  constructor(candidates: Position[]) {
    this.#sorted = candidates.sort((p, q) => lonOf(p) - lonOf(q));
  }

  /** The first whose longitude is not below `lon`. */
  #from(lon: number): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lonOf(this.#sorted[middle] ?? []) < lon) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Those that lie on the edge a–b, in no order. */
  on(a: Position, b: Position): Position[] {
    const east = Math.max(lonOf(a), lonOf(b)) + REACH_DEG;
    const found: Position[] = [];
    for (let index = this.#from(Math.min(lonOf(a), lonOf(b)) - REACH_DEG); index < this.#sorted.length; index += 1) {
      const place = this.#sorted[index] ?? [];
      if (lonOf(place) > east) break;
      if (nearBox(place, a, b) && edgeDistanceM(place, a, b) <= WELD_M) found.push(place);
    }
    return found;
  }
}

function exactKey(position: Position): string {
  return `${position[0]},${position[1]}`;
}

/** The ring with those `others` inserted that lie on one of its edges; the very same ring when none does. */
export function weld(ring: Vertices, others: Iterable<Position>): Vertices {
  if (ring.length < 2) return ring;
  const own = new Set(ring.map(exactKey));
  const candidates = [...others].filter((other) => Number.isFinite(lonOf(other)) && !own.has(exactKey(other)));
  if (candidates.length === 0) return ring;
  const beside = new Candidates(candidates);
  const welded: Position[] = [];
  ring.forEach((vertex, index) => {
    const next = ring[(index + 1) % ring.length] ?? vertex;
    welded.push(vertex);
    const taken = beside.on(vertex, next).sort((p, q) => along(p, vertex, next) - along(q, vertex, next));
    for (const place of taken) if (!samePlace(welded.at(-1) ?? vertex, place)) welded.push(place);
  });
  return welded.length === ring.length ? ring : welded;
}

/** Puts back the exact originals for vertices that a tool returned rounded to `digits` decimals. */
export function restoreExact(ring: Vertices, originals: Iterable<Position>, digits: number): Position[] {
  const exact = new Map<string, Position>();
  for (const original of originals) exact.set(key(original, digits), original);
  return ring.map((vertex) => exact.get(key(vertex, digits)) ?? vertex);
}

function key(position: Position, digits: number): string {
  return `${lonOf(position).toFixed(digits)},${latOf(position).toFixed(digits)}`;
}
