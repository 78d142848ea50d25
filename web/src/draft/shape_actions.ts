// Holds the pure changes of parts and rings, draft → draft; it must not know undo, the map or the drawing tool.
import type { Position } from "../geometry/position";
import { type Draft, type Owner, type Part, type Ring, type RingPath, type Shape, shapeOf } from "./model";

function withShape(draft: Draft, owner: Owner, shape: Shape): Draft {
  if (owner === "outline") return { ...draft, outline: shape };
  return { ...draft, parks: draft.parks.map((park) => (park.key === owner.park ? { ...park, shape } : park)) };
}

function withParts(draft: Draft, owner: Owner, parts: readonly Part[]): Draft {
  return withShape(draft, owner, { ...shapeOf(draft, owner), parts });
}

function withRings(draft: Draft, path: RingPath, change: (rings: readonly Ring[]) => readonly Ring[]): Draft {
  const parts = shapeOf(draft, path.owner).parts;
  return withParts(
    draft,
    path.owner,
    parts.map((part, index) => (index === path.part ? { ...part, rings: change(part.rings) } : part)),
  );
}

/** Adds a part with the given exterior; returns the draft and the path of the new ring. */
export function addPart(draft: Draft, owner: Owner, vertices: readonly Position[]): { draft: Draft; path: RingPath } {
  const parts = shapeOf(draft, owner).parts;
  const part: Part = { rings: [{ vertices, closed: true }] };
  return { draft: withParts(draft, owner, [...parts, part]), path: { owner, part: parts.length, ring: 0 } };
}

/** Adds a hole to a part; returns the draft and the path of the new ring. */
export function addHole(
  draft: Draft,
  owner: Owner,
  part: number,
  vertices: readonly Position[],
): { draft: Draft; path: RingPath } {
  const ring = shapeOf(draft, owner).parts[part]?.rings.length ?? 0;
  const path: RingPath = { owner, part, ring };
  return { draft: withRings(draft, path, (rings) => [...rings, { vertices, closed: true }]), path };
}

/** Puts other vertices in a ring. */
export function replaceRing(draft: Draft, path: RingPath, vertices: readonly Position[]): Draft {
  return withRings(draft, path, (rings) =>
    rings.map((ring, index) => (index === path.ring ? { ...ring, vertices } : ring)),
  );
}

/** Closes a ring whose source left it open. */
export function closeRing(draft: Draft, path: RingPath): Draft {
  return withRings(draft, path, (rings) =>
    rings.map((ring, index) => (index === path.ring ? { ...ring, closed: true } : ring)),
  );
}

/** Removes a hole, or, for ring 0, the whole part with its holes. */
export function removeRing(draft: Draft, path: RingPath): Draft {
  if (path.ring > 0) return withRings(draft, path, (rings) => rings.filter((_, index) => index !== path.ring));
  return withParts(
    draft,
    path.owner,
    shapeOf(draft, path.owner).parts.filter((_, index) => index !== path.part),
  );
}
