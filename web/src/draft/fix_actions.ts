// Holds how shapes that the register offers take the place of drawn ones, draft → draft; it must not know what offered them.
import { type RingChange, ringChange } from "../geometry/ring_change";
import type { Draft, Owner, Park, Shape } from "./model";
import { shapeOf } from "./model";
import { changePark } from "./park_actions";
import { readShape } from "./read";

/** A new shape for the park at a place of the draft. */
export interface NewShape {
  readonly park: string;
  /** Number of the park in the draft, from 0. */
  readonly nth: number;
  readonly geometry: unknown;
}

/** A shape as it was offered; one part stays a Polygon where it was one. */
function taken(geometry: unknown, before: Shape): Shape | null {
  const shape = readShape(geometry);
  if (!shape || shape.parts.length === 0) return null;
  return { multi: before.multi || shape.parts.length > 1, parts: shape.parts };
}

function parkAt(draft: Draft, offered: NewShape): Park | null {
  const park = draft.parks[offered.nth];
  return park?.name === offered.park ? park : null;
}

/** Puts all offered shapes in place at once; null when one of them is no polygon, or its park is not the one it was offered for. */
export function takeShapes(draft: Draft, offered: readonly NewShape[]): Draft | null {
  let next = draft;
  for (const one of offered) {
    const park = parkAt(draft, one);
    const shape = park ? taken(one.geometry, park.shape) : null;
    if (!park || !shape) return null;
    next = changePark(next, park.key, (held) => ({ ...held, shape }));
  }
  return offered.length === 0 ? null : next;
}

/** Gives an owner an offered polygon; null when it is none. */
export function takeShape(draft: Draft, owner: Owner, geometry: unknown): Draft | null {
  const shape = taken(geometry, shapeOf(draft, owner));
  if (!shape) return null;
  return owner === "outline"
    ? { ...draft, outline: shape }
    : changePark(draft, owner.park, (park) => ({ ...park, shape }));
}

function ringsOfShape(shape: Shape) {
  return shape.parts.flatMap((part) => part.rings.map((ring) => ring.vertices));
}

/** What the offered shapes would change on the ground, park by park. */
export function changesOf(draft: Draft, offered: readonly NewShape[]): RingChange[] {
  return offered.flatMap((one) => {
    const before = parkAt(draft, one)?.shape;
    const after = readShape(one.geometry);
    return before && after ? [ringChange(ringsOfShape(before), ringsOfShape(after))] : [];
  });
}

/**
 * Whether the draft states its coordinates in a shifted datum. What the register offers is in CGCS2000 then, and must not be
 * mixed with them.
 */
export function isShifted(draft: Draft): boolean {
  return draft.zone.datum === "gcj02" || draft.zone.datum === "bd09";
}
