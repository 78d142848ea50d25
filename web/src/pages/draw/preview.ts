// Holds what the map shows of a change that is only offered: edges that come and go, or the polygon that would be taken; pure.
import { changesOf, type NewShape } from "../../draft/fix_actions";
import type { Draft } from "../../draft/model";
import { bboxOf, positionsOfGeometry } from "../../geometry/bbox";
import type { Bbox, Position } from "../../geometry/position";
import type { Shown } from "../../map/board";

export interface Preview {
  readonly features: readonly Shown[];
  /** What must be seen of it. */
  readonly box: Bbox | null;
}

function line(edge: readonly [Position, Position], role: string): Shown {
  return { geometry: { type: "LineString", coordinates: edge }, properties: { role } };
}

/** The edges and vertices that offered shapes would bring, and the edges they would take away. */
export function previewOfShapes(draft: Draft, offered: readonly NewShape[]): Preview {
  const changes = changesOf(draft, offered);
  const dropped = changes.flatMap((change) => change.dropped);
  const added = changes.flatMap((change) => change.added);
  const vertices = changes.flatMap((change) => change.vertices);
  return {
    features: [
      ...dropped.map((edge) => line(edge, "dropped")),
      ...added.map((edge) => line(edge, "added")),
      ...vertices.map((coordinates) => ({ geometry: { type: "Point", coordinates }, properties: { role: "added" } })),
    ],
    // Long edges that only gain a vertex would hide where the change is; the new vertices tell it.
    box: bboxOf(vertices.length > 0 ? vertices : [...added, ...dropped].flat()),
  };
}

/** A polygon that would be taken as a whole. */
export function previewOfPolygon(geometry: unknown): Preview {
  return { features: [{ geometry, properties: { role: "candidate" } }], box: bboxOf(positionsOfGeometry(geometry)) };
}
