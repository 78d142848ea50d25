// Holds how the ring under the pencil looks; the colours come from the map's palette.
import { INK } from "../map/palette";

type Hex = `#${string}`;

const LINE: Hex = INK.draft;
const POINT: Hex = "#ffffff";
const ACTIVE: Hex = "#b8560b";

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

export const EDITING_STYLE = {
  selectedPolygonColor: ACTIVE,
  selectedPolygonFillOpacity: 0.12,
  selectedPolygonOutlineColor: ACTIVE,
  selectedPolygonOutlineWidth: 2.4,
  selectionPointColor: POINT,
  selectionPointWidth: 5,
  selectionPointOutlineColor: ACTIVE,
  selectionPointOutlineWidth: 2.4,
  midPointColor: POINT,
  midPointWidth: 3,
  midPointOutlineColor: LINE,
  midPointOutlineWidth: 1.4,
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
