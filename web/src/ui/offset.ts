// Holds how an offset from a feature is said: 以东 550 米, or 东侧 where no distance is stated.
import type { StatedOffset } from "../api/abuttals";
import { metres } from "./format";
import { t, tOr } from "./language";

export function offsetWords(offset: StatedOffset): string {
  const direction = tOr(`compass.${offset.direction}`, offset.direction);
  if (offset.distance_m === null || offset.distance_m === undefined) return t("abuttals.offset_side", { direction });
  return t("abuttals.offset", { direction, distance: metres(offset.distance_m) });
}
