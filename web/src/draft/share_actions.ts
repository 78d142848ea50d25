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

/** The one vertex that `more` has beyond `less`, with the vertices on both sides of it; null when they differ otherwise. */
export function oneMore(
  less: Vertices,
  more: Vertices,
): { readonly place: Position; readonly beside: readonly [Position, Position] } | null {
  const count = more.length;
  if (count !== less.length + 1 || less.length < 2) return null;
  const differs = less.findIndex((vertex, index) => !samePlace(vertex, more[index] ?? []));
  const at = differs < 0 ? less.length : differs;
  if (less.slice(at).some((vertex, index) => !samePlace(vertex, more[at + 1 + index] ?? []))) return null;
  const place = more[at];
  const [before, after] = [more[(at - 1 + count) % count], more[(at + 1) % count]];
  return place && before && after ? { place, beside: [before, after] } : null;
}

/** Gives a vertex to every ring that has an edge between these two. */
function insertShared(draft: Draft, [a, b]: readonly [Position, Position], place: Position): Draft {
  let next = draft;
  for (const { path, ring } of ringsOf(draft)) {
    const { vertices } = ring;
    const at = vertices.findIndex((vertex, index) => {
      const following = vertices[(index + 1) % vertices.length] ?? [];
      return (samePlace(vertex, a) && samePlace(following, b)) || (samePlace(vertex, b) && samePlace(following, a));
    });
    if (at >= 0) next = replaceRing(next, path, vertices.toSpliced(at + 1, 0, place));
  }
  return next;
}

/** Takes a vertex from every ring that has it and keeps three without it. */
function removeShared(draft: Draft, place: Position): Draft {
  let next = draft;
  for (const { path, ring } of ringsOf(draft)) {
    const left = ring.vertices.filter((vertex) => !samePlace(vertex, place));
    if (left.length < ring.vertices.length && left.length >= 3) next = replaceRing(next, path, left);
  }
  return next;
}

/** The draft in which neighbours follow what became of one ring: a vertex moved, made or taken away. */
function follow(draft: Draft, before: Vertices, after: Vertices): Draft {
  const moved = movedVertex(before, after);
  if (moved) return moveShared(draft, moved.from, moved.to);
  const made = oneMore(before, after);
  if (made) return insertShared(draft, made.beside, made.place);
  const taken = oneMore(after, before);
  return taken ? removeShared(draft, taken.place) : draft;
}

/**
 * What happens when a ring was redrawn: its vertices are replaced; where `together` is set, neighbours that shared the vertex
 * or edge follow; and new common vertices are welded.
 */
export function redrawRing(draft: Draft, path: RingPath, vertices: Vertices, together: boolean): Draft {
  const before = ringOf(draft, path);
  if (!before) return draft;
  const followed = together ? follow(draft, before.vertices, vertices) : draft;
  return weldRing(replaceRing(followed, path, vertices), path);
}
