// Holds how what is under the pencil looks; the colours come from the map's palette.
import { INK } from "../map/palette";

type Hex = `#${string}`;

const POINT: Hex = "#ffffff";
const ACTIVE: Hex = INK.active;

export const DRAWING_STYLE = {
  fillColor: ACTIVE,
  fillOpacity: 0.14,
  outlineColor: ACTIVE,
  outlineWidth: 2.4,
  closingPointColor: POINT,
  closingPointWidth: 6,
  closingPointOutlineColor: ACTIVE,
  closingPointOutlineWidth: 3,
  snappingPointColor: "#1b7340" as Hex,
  snappingPointWidth: 6,
  snappingPointOutlineColor: POINT,
  snappingPointOutlineWidth: 2,
} as const;

export const LINE_STYLE = {
  lineStringColor: ACTIVE,
  lineStringWidth: 2.8,
  closingPointColor: POINT,
  closingPointWidth: 6,
  closingPointOutlineColor: ACTIVE,
  closingPointOutlineWidth: 3,
  coordinatePointColor: POINT,
  coordinatePointWidth: 4,
  coordinatePointOutlineColor: ACTIVE,
  coordinatePointOutlineWidth: 2,
  snappingPointColor: DRAWING_STYLE.snappingPointColor,
  snappingPointWidth: DRAWING_STYLE.snappingPointWidth,
  snappingPointOutlineColor: POINT,
  snappingPointOutlineWidth: 2,
} as const;
