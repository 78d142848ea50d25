// Holds how a park becomes two along a line, and two become one, draft → draft; it must not know who cuts and joins the shapes.
import type { Position, Vertices } from "../geometry/position";
import { restoreExact, weld } from "../geometry/weld";
import { type Draft, type Park, type RingPath, ringsOf, type Shape } from "./model";
import { changePark, freshKey } from "./park_actions";
import { readShape } from "./read";
import { closeRing, replaceRing } from "./shape_actions";
import { weldRing } from "./share_actions";

/** Decimals of the grid on which shapes are cut and joined. */
const DIGITS = 9;

/** A cut or joined shape as it was answered. */
export interface Answered {
  readonly geometry: unknown;
  readonly area_m2: number;
}

/** What a line makes of a park. */
export interface Halves {
  readonly left: Answered;
  readonly right: Answered;
  /** The parts that the line leaves alone. */
  readonly untouched?: Answered | null | undefined;
}

/** The park with this key, with the given places made vertices of the edges on which they lie, and open rings closed. */
function prepared(draft: Draft, key: string, places: Iterable<Position>): Draft {
  const all = [...places];
  let next = draft;
  for (const { path, ring } of ringsOf(draft)) {
    if (path.owner === "outline" || path.owner.park !== key) continue;
    next = replaceRing(next, path, weld(ring.vertices, all));
    if (!ring.closed) next = closeRing(next, path);
  }
  return next;
}

function shapeOfPark(draft: Draft, key: string): Shape | null {
  return draft.parks.find((park) => park.key === key)?.shape ?? null;
}

/**
 * The shape to be cut along a line: where the line begins, ends or bends on its limit it has a vertex, so that the cut
 * goes through that very place and not a rounding beside it.
 */
export function shapeToSplit(draft: Draft, key: string, line: Vertices): Shape | null {
  return shapeOfPark(prepared(draft, key, line), key);
}

/** The two shapes to be joined, each with the other's vertices on its edges, so that no hair's breadth stays between them. */
export function shapesToMerge(draft: Draft, keep: string, gone: string): readonly [Shape, Shape] | null {
  const vertices = (key: string) =>
    shapeOfPark(draft, key)?.parts.flatMap((part) => part.rings.flatMap((ring) => ring.vertices)) ?? [];
  const one = shapeOfPark(prepared(draft, keep, vertices(gone)), keep);
  const other = shapeOfPark(prepared(draft, gone, vertices(keep)), gone);
  return one && other ? [one, other] : null;
}

/** Reads an answered shape; vertices that the draft had before stand again to the last digit. */
function taken(answered: Answered, before: Shape, places: readonly Position[]): Shape | null {
  const shape = readShape(answered.geometry);
  if (!shape || shape.parts.length === 0) return null;
  const parts = shape.parts.map(({ rings }) => ({
    rings: rings.map(({ vertices }) => ({ vertices: restoreExact(vertices, places, DIGITS), closed: true })),
  }));
  return { multi: before.multi || parts.length > 1, parts };
}

/** Every vertex of the draft; those of the given parks come last, and so stand where others round to the same place. */
function placesOf(draft: Draft, keys: readonly string[]): Position[] {
  const rings = [...ringsOf(draft)];
  const isOwn = ({ owner }: RingPath) => owner !== "outline" && keys.includes(owner.park);
  return [...rings.filter(({ path }) => !isOwn(path)), ...rings.filter(({ path }) => isOwn(path))].flatMap(
    ({ ring }) => ring.vertices,
  );
}

/** Gives the neighbours of these parks the vertices that they gained, and them their neighbours'. */
function welded(draft: Draft, keys: readonly string[]): Draft {
  let next = draft;
  for (const { path } of ringsOf(draft)) {
    if (path.owner !== "outline" && keys.includes(path.owner.park)) next = weldRing(next, path);
  }
  return next;
}

/** A name that no park of the draft bears: `东区-2`. */
function freshName(draft: Draft, name: string): string {
  const held = new Set(draft.parks.map((park) => park.name));
  let number = 2;
  while (held.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

function joinParts(shape: Shape, further: Shape | null): Shape {
  return further ? { multi: true, parts: [...shape.parts, ...further.parts] } : shape;
}

/**
 * Puts the halves in place: the larger one, with the parts that the line left alone, stays the park it was; the other
 * is a new park after it, without functions and figures of its own. Null when the answer holds no such shapes.
 */
export function takeHalves(
  draft: Draft,
  key: string,
  halves: Halves,
  line: Vertices,
): { draft: Draft; kept: Park; made: Park } | null {
  const at = draft.parks.findIndex((park) => park.key === key);
  const park = draft.parks[at];
  if (!park) return null;
  const places = [...line, ...placesOf(draft, [key])];
  const [larger, smaller] =
    halves.left.area_m2 >= halves.right.area_m2 ? [halves.left, halves.right] : [halves.right, halves.left];
  const [most, rest] = [taken(larger, park.shape, places), taken(smaller, { multi: false, parts: [] }, places)];
  const untouched = halves.untouched ? taken(halves.untouched, park.shape, places) : null;
  if (!most || !rest || (halves.untouched && !untouched)) return null;
  const made: Park = {
    key: freshKey(draft),
    name: freshName(draft, park.name),
    functions: [],
    closing: park.closing,
    ...(park.host === undefined ? {} : { host: park.host }),
    shape: rest,
  };
  const kept: Park = { ...park, shape: joinParts(most, untouched) };
  const parks = draft.parks.toSpliced(at, 1, kept, made);
  return { draft: welded({ ...draft, parks }, [key, made.key]), kept, made };
}

/**
 * One park in place of two: it keeps the name and texts of the first, has the functions of both, and the second's host where
 * the first has none. The second's area and limits are its own and go with it.
 */
export function takeMerged(draft: Draft, keep: string, gone: string, merged: Answered): Draft | null {
  const [one, other] = [keep, gone].map((key) => draft.parks.find((park) => park.key === key));
  if (!one || !other) return null;
  const shape = taken(merged, one.shape, placesOf(draft, [keep, gone]));
  if (!shape) return null;
  const functions = [...new Set([...one.functions, ...other.functions])];
  const without = { ...draft, parks: draft.parks.filter((park) => park.key !== gone) };
  const host = one.host ?? other.host;
  const change = (park: Park) => ({ ...park, ...(host === undefined ? {} : { host }), functions, shape });
  return welded(changePark(without, keep, change), [keep]);
}

/** Whether two parks have a stretch of limit in common: two places that are vertices of both. */
export function areNeighbours(one: Park, other: Park): boolean {
  const places = (park: Park) => park.shape.parts.flatMap((part) => part.rings.flatMap((ring) => ring.vertices));
  const known = new Set(places(one).map((place) => `${place[0]},${place[1]}`));
  let shared = 0;
  for (const place of places(other)) {
    if (known.has(`${place[0]},${place[1]}`)) shared += 1;
    if (shared === 2) return true;
  }
  return false;
}
