// Holds which vertex or edge of given rings is nearest to a place; it must not know whose rings they are, nor pixels.
import { metresPerDegree } from "./ellipsoid";
import { latOf, lonOf, type Position, type Vertices } from "./position";

/** Where a place was snapped to: an existing vertex, or a point on an edge. */
export interface Snap {
  readonly position: Position;
  readonly onto: "vertex" | "edge";
  readonly distance_m: number;
}

interface Local {
  readonly x_m: number;
  readonly y_m: number;
}

function frame(origin: Position): (position: Position) => Local {
  const { lon_m, lat_m } = metresPerDegree(latOf(origin));
  return (position) => ({
    x_m: (lonOf(position) - lonOf(origin)) * lon_m,
    y_m: (latOf(position) - latOf(origin)) * lat_m,
  });
}

/** How far along the edge a→b (0 to 1) the foot of the perpendicular from the origin lies. */
function footOfOrigin(a: Local, b: Local): number {
  const [dx, dy] = [b.x_m - a.x_m, b.y_m - a.y_m];
  const squared = dx * dx + dy * dy;
  return squared === 0 ? 0 : Math.max(0, Math.min(1, -(a.x_m * dx + a.y_m * dy) / squared));
}

function between(a: Position, b: Position, along: number): Position {
  return [lonOf(a) + (lonOf(b) - lonOf(a)) * along, latOf(a) + (latOf(b) - latOf(a)) * along];
}

/**
 * The nearest vertex within `reach_m`, else the nearest point on an edge within `reach_m`, else null.
 * Vertices win over edges, so that neighbours come to share them exactly. Rings are taken as closed.
 */
export function snap(place: Position, rings: Iterable<Vertices>, reach_m: number): Snap | null {
  const local = frame(place);
  let vertex: Snap | null = null;
  let edge: Snap | null = null;
  for (const ring of rings) {
    let previous = ring.at(-1);
    for (const position of ring) {
      const here = local(position);
      const distance_m = Math.hypot(here.x_m, here.y_m);
      if (distance_m <= (vertex?.distance_m ?? reach_m)) vertex = { position, onto: "vertex", distance_m };
      if (previous && !vertex) {
        const before = local(previous);
        const along = footOfOrigin(before, here);
        const x_m = before.x_m + (here.x_m - before.x_m) * along;
        const y_m = before.y_m + (here.y_m - before.y_m) * along;
        const edge_m = Math.hypot(x_m, y_m);
        if (edge_m <= (edge?.distance_m ?? reach_m)) {
          edge = { position: between(previous, position, along), onto: "edge", distance_m: edge_m };
        }
      }
      previous = position;
    }
  }
  return vertex ?? edge;
}

/** Distance in metres from a place to the edge a–b. */
export function edgeDistanceM(place: Position, a: Position, b: Position): number {
  const local = frame(place);
  const [start, end] = [local(a), local(b)];
  const along = footOfOrigin(start, end);
  return Math.hypot(start.x_m + (end.x_m - start.x_m) * along, start.y_m + (end.y_m - start.y_m) * along);
}

/** Distance in metres between two near places. */
export function distanceM(a: Position, b: Position): number {
  const { x_m, y_m } = frame(a)(b);
  return Math.hypot(x_m, y_m);
}
