// Holds how a coordinate system is named to people; which systems there are is known to the geometry.
import { type CoordinateSystem, citiesIn } from "../geometry/coordinate_systems";
import { language, t, tOr } from "./language";

/** The name: `CGCS2000 3° 带第 40 带 · 中央经线 120° · Y 冠带号`. */
export function crsName(system: CoordinateSystem): string {
  if (system.zone === undefined) return tOr(`crs.${system.code}`, system.code);
  const family = system.family === "six-degree" ? "crs.six-degree" : "crs.three-degree";
  return [
    t(family, { zone: system.zone }),
    t("crs.meridian", { meridian: system.meridian ?? 0 }),
    t(system.prefixed ? "crs.prefixed" : "crs.plain"),
  ].join(" · ");
}

/** The code as people write it. */
function crsCode(system: CoordinateSystem): string {
  return /^\d+$/.test(system.code) ? `EPSG:${system.code}` : system.code.toUpperCase();
}

/** Code and name; a datum of a map service bears no other code than its name. */
export function crsLabel(system: CoordinateSystem): string {
  return system.family === "shifted" ? crsName(system) : `${crsCode(system)} ${crsName(system)}`;
}

/** Cities of the zone in the language that is on. */
export function crsCities(system: CoordinateSystem): string {
  return citiesIn(system)
    .map((city) => city[language.value])
    .join(language.value === "zh" ? "、" : ", ");
}
