// Holds how the answer to a question is drawn: the place as a point, its uncertainty as a circle in metres; pure.
import type { Lookup } from "../../api/types";
import { bboxOf } from "../../geometry/bbox";
import { circle } from "../../geometry/circle";
import type { Bbox } from "../../geometry/position";
import type { Shown } from "../../map/board";
import { INK } from "../../map/palette";
import { around } from "./question";

const COLOURS: Record<Lookup["answer"], string> = {
  inside: INK.inside,
  outside: INK.outside,
  boundary: INK.boundaryAnswer,
  uncertain: INK.uncertain,
};

export function answerFeatures(lookup: Lookup): Shown[] {
  const { lon, lat, uncertainty_m } = lookup.point;
  const colour = COLOURS[lookup.answer];
  const point: Shown = {
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { role: "place", colour },
  };
  if (!(uncertainty_m > 0)) return [point];
  const ring = circle([lon, lat], uncertainty_m);
  return [{ geometry: { type: "Polygon", coordinates: [ring] }, properties: { role: "uncertainty", colour } }, point];
}

/** The box to show: the circle three times over, and never less than about 600 m across. */
export function answerBox(lookup: Lookup): Bbox {
  const { lon, lat, uncertainty_m } = lookup.point;
  const shown_m = Math.max(300, uncertainty_m * 3);
  return bboxOf(circle([lon, lat], shown_m, 8)) ?? around(lon, lat, 0.003);
}
