// Holds what a draft is: a zone form, an outline and parks, each of parts with an exterior and holes; no actions, no map.
import type { Position } from "../geometry/position";

/** A ring as drawn: its vertices without the repeated first one, and whether the source repeated it. */
export interface Ring {
  readonly vertices: readonly Position[];
  readonly closed: boolean;
}

/** One polygon: ring 0 is the exterior, the others are holes. */
export interface Part {
  readonly rings: readonly Ring[];
}

/** A boundary of any number of parts; `multi` keeps a MultiPolygon of one part a MultiPolygon. */
export interface Shape {
  readonly multi: boolean;
  readonly parts: readonly Part[];
}

export interface AbuttalsBySide {
  readonly east: readonly string[];
  readonly south: readonly string[];
  readonly west: readonly string[];
  readonly north: readonly string[];
  readonly sentence?: string | null;
}

/** Abuttals as one sentence, or by side. */
export type AbuttalsInput = string | AbuttalsBySide;

export const ZONE_TEXTS = [
  "code",
  "name",
  "kind",
  "host",
  "division",
  "declared_area",
  "datum",
  "document",
  "valid_from",
  "remark",
] as const;

export type ZoneText = (typeof ZONE_TEXTS)[number];

/** The zone form; a member that is absent was never written. */
export type ZoneForm = { readonly [name in ZoneText]?: string } & { readonly abuttals?: AbuttalsInput };

export interface Park {
  /** Identity on this page only; it never leaves the client. */
  readonly key: string;
  readonly name: string;
  readonly functions: readonly string[];
  readonly closing: boolean;
  readonly declared_area?: string;
  readonly abuttals?: AbuttalsInput;
  readonly host?: string;
  readonly shape: Shape;
}

export interface Draft {
  readonly zone: ZoneForm;
  readonly outline: Shape;
  readonly parks: readonly Park[];
}

/** Whose shape: the outline of the zone or the park with this key. */
export type Owner = "outline" | { readonly park: string };

/** One ring of a draft. */
export interface RingPath {
  readonly owner: Owner;
  readonly part: number;
  readonly ring: number;
}

export const EMPTY_SHAPE: Shape = { multi: false, parts: [] };

export const EMPTY_DRAFT: Draft = { zone: {}, outline: EMPTY_SHAPE, parks: [] };

export function sameOwner(a: Owner, b: Owner): boolean {
  return a === b || (a !== "outline" && b !== "outline" && a.park === b.park);
}

export function samePath(a: RingPath | null, b: RingPath | null): boolean {
  if (!a || !b) return a === b;
  return sameOwner(a.owner, b.owner) && a.part === b.part && a.ring === b.ring;
}

export function shapeOf(draft: Draft, owner: Owner): Shape {
  if (owner === "outline") return draft.outline;
  return draft.parks.find((park) => park.key === owner.park)?.shape ?? EMPTY_SHAPE;
}

export function ringOf(draft: Draft, path: RingPath): Ring | null {
  return shapeOf(draft, path.owner).parts[path.part]?.rings[path.ring] ?? null;
}

/** Every owner of a draft, the outline first. */
export function ownersOf(draft: Draft): Owner[] {
  return ["outline", ...draft.parks.map((park) => ({ park: park.key }))];
}

/** Every ring of a draft with its path. */
export function* ringsOf(draft: Draft): Generator<{ path: RingPath; ring: Ring }> {
  for (const owner of ownersOf(draft)) {
    for (const [part, { rings }] of shapeOf(draft, owner).parts.entries()) {
      for (const [ring, value] of rings.entries()) yield { path: { owner, part, ring }, ring: value };
    }
  }
}

/** Says whether nothing at all was written or drawn. */
export function isEmpty(draft: Draft): boolean {
  return (
    draft.parks.length === 0 &&
    draft.outline.parts.length === 0 &&
    Object.values(draft.zone).every((value) => value === undefined || value === "")
  );
}
