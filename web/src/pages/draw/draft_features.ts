// Holds how a draft is shown on the map: its parts, the vertices of the chosen ring, the names of its parks; pure.
import {
  type Draft,
  type Owner,
  ownersOf,
  type RingPath,
  type Shape,
  sameOwner,
  samePath,
  shapeOf,
} from "../../draft/model";
import { bboxOf, centreOf } from "../../geometry/bbox";
import type { Position } from "../../geometry/position";
import type { Shown } from "../../map/board";

/** More vertices than this are not dotted on the map: they would hide the line. */
const MOST_DOTS = 4000;

/** How an owner is written in feature properties, and read back from a click. */
export function ownerName(owner: Owner): string {
  return owner === "outline" ? "outline" : `park:${owner.park}`;
}

export function ownerFrom(name: string): Owner {
  return name === "outline" ? "outline" : { park: name.slice("park:".length) };
}

function closed(vertices: readonly Position[]): readonly Position[] {
  return vertices[0] ? [...vertices, vertices[0]] : vertices;
}

function partFeatures(shape: Shape, owner: Owner, colour: string, chosen: RingPath | null): Shown[] {
  return shape.parts.flatMap(({ rings }, part): Shown[] => {
    const exterior = rings[0]?.vertices ?? [];
    if (exterior.length === 0) return [];
    const role = owner === "outline" ? "outline" : "park";
    const isChosen = chosen !== null && sameOwner(chosen.owner, owner) && chosen.part === part;
    const properties = { role, colour, owner: ownerName(owner), part, chosen: isChosen };
    if (exterior.length < 3)
      return [{ geometry: { type: "LineString", coordinates: [...exterior, ...exterior] }, properties }];
    const drawn = rings.filter((ring) => ring.vertices.length >= 3).map((ring) => closed(ring.vertices));
    return [{ geometry: { type: "Polygon", coordinates: drawn }, properties }];
  });
}

function dots(draft: Draft, owner: Owner, chosen: RingPath | null): Shown[] {
  return shapeOf(draft, owner).parts.flatMap(({ rings }, part) =>
    rings.flatMap((ring, index) =>
      // The ring under edit has its own handles.
      samePath(chosen, { owner, part, ring: index })
        ? []
        : ring.vertices.map((position) => ({ geometry: { type: "Point", coordinates: position } })),
    ),
  );
}

function name(draft: Draft, owner: Owner): Shown[] {
  if (owner === "outline") return [];
  const park = draft.parks.find((item) => item.key === owner.park);
  const box = bboxOf(park?.shape.parts[0]?.rings[0]?.vertices ?? []);
  if (!park || !box) return [];
  return [{ geometry: { type: "Point", coordinates: centreOf(box) }, properties: { label: park.name, role: "name" } }];
}

/** Features of the whole draft; `colourOf` gives the colour of a park by its first function. */
export function draftFeatures(
  draft: Draft,
  chosen: RingPath | null,
  colourOf: (code: string | undefined) => string,
): Shown[] {
  const owners = ownersOf(draft);
  const shapes = owners.flatMap((owner) => {
    const park = owner === "outline" ? null : draft.parks.find((item) => item.key === owner.park);
    return partFeatures(shapeOf(draft, owner), owner, colourOf(park?.functions[0]), chosen);
  });
  const points = owners.flatMap((owner) => dots(draft, owner, chosen));
  const names = owners.flatMap((owner) => name(draft, owner));
  return [...shapes, ...(points.length > MOST_DOTS ? [] : points), ...names];
}
