// Holds the areas of a draft as shown: the client's own figures while drawing, the server's once it has answered; pure.
import type { Report } from "../../api/types";
import type { Draft, Shape } from "../../draft/model";
import { polygonAreaM2 } from "../../geometry/area";

export interface ShownArea {
  readonly area_m2: number | null;
  readonly measured_by: "server" | "client";
}

/** Sum over the parts of exterior less holes, in m²; null without any ring of three vertices. */
export function shapeAreaM2(shape: Shape): number | null {
  const parts = shape.parts.filter((part) => (part.rings[0]?.vertices.length ?? 0) >= 3);
  if (parts.length === 0) return null;
  return parts.reduce((sum, part) => sum + polygonAreaM2(part.rings.map((ring) => ring.vertices)), 0);
}

/** One area a park, in the order of the draft. A report counts only when it is of this very draft. */
export function parkAreas(draft: Draft, report: Report | null): ShownArea[] {
  const measured = report?.areas.parks ?? [];
  return draft.parks.map((park, index) => {
    const at = measured.length === draft.parks.length ? measured[index] : undefined;
    const area_m2 = (at?.park === park.name ? at : measured.find((item) => item.park === park.name))?.area_m2;
    if (area_m2 !== null && area_m2 !== undefined) return { area_m2, measured_by: "server" };
    return { area_m2: shapeAreaM2(park.shape), measured_by: "client" };
  });
}

/** The area of the zone: the server's total, else the sum of the parks that tile it. */
export function totalArea(draft: Draft, report: Report | null): ShownArea {
  const total_m2 = report?.areas.total_m2;
  if (total_m2 !== null && total_m2 !== undefined) return { area_m2: total_m2, measured_by: "server" };
  const closing = draft.parks.filter((park) => park.closing).map((park) => shapeAreaM2(park.shape));
  const known = closing.filter((area_m2) => area_m2 !== null);
  const sum_m2 = known.length > 0 ? known.reduce((sum, area_m2) => sum + area_m2, 0) : shapeAreaM2(draft.outline);
  return { area_m2: sum_m2, measured_by: "client" };
}
