// Holds how the shapes of one draft keep sharing their vertices, draft → draft; it must not know which tool moved them.
import { lonOf, type Position, samePlace, type Vertices } from "../geometry/position";
import { weld } from "../geometry/weld";
import { type Draft, type RingPath, ringOf, ringsOf, samePath } from "./model";
import { replaceRing } from "./shape_actions";

/** Whether overlay parks take part: only the outline and closing parks have to share vertices. */
function tiles(draft: Draft, path: RingPath): boolean {
  const { owner } = path;
  return owner === "outline" || draft.parks.some((park) => park.key === owner.park && park.closing);
}

/**
 * Gives a ring and its neighbours each other's vertices where they lie on an edge, so that closing parks share
 * every vertex along a common limit.
 */
export function weldRing(draft: Draft, path: RingPath): Draft {
  const own = ringOf(draft, path);
  if (!own || !tiles(draft, path)) return draft;
  const others = [...ringsOf(draft)].filter((item) => !samePath(item.path, path) && tiles(draft, item.path));
  const vertices = weld(
    own.vertices,
    others.flatMap((item) => item.ring.vertices),
  );
  let next = vertices === own.vertices ? draft : replaceRing(draft, path, vertices);
  for (const other of others) {
    const welded = weld(other.ring.vertices, vertices);
    if (welded !== other.ring.vertices) next = replaceRing(next, other.path, welded);
  }
  return next;
}

/** The one vertex in which two versions of a ring differ, or null when more or none did. */
export function movedVertex(before: Vertices, after: Vertices): { from: Position; to: Position } | null {
  if (before.length !== after.length) return null;
  let moved: { from: Position; to: Position } | null = null;
  for (const [index, from] of before.entries()) {
    const to = after[index];
    if (!to || samePlace(from, to)) continue;
    if (moved) return null;
    moved = { from, to };
  }
  return moved;
}

/** Moves every vertex of the draft that lies exactly at `from`. */
export function moveShared(draft: Draft, from: Position, to: Position): Draft {
  if (!Number.isFinite(lonOf(to))) return draft;
  let next = draft;
  for (const { path, ring } of ringsOf(draft)) {
    if (!ring.vertices.some((vertex) => samePlace(vertex, from))) continue;
    next = replaceRing(
      next,
      path,
      ring.vertices.map((vertex) => (samePlace(vertex, from) ? to : vertex)),
    );
  }
  return next;
}

/**
 * What happens when a ring was redrawn: its vertices are replaced, vertices that neighbours shared follow when
 * `together` is set, and new common vertices are welded.
 */
export function redrawRing(draft: Draft, path: RingPath, vertices: Vertices, together: boolean): Draft {
  const before = ringOf(draft, path);
  if (!before) return draft;
  const moved = together ? movedVertex(before.vertices, vertices) : null;
  const followed = moved ? moveShared(draft, moved.from, moved.to) : draft;
  return weldRing(replaceRing(followed, path, vertices), path);
}
