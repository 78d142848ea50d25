// Holds in which coordinate systems and encodings each format of a download is offered; pure.
import type { WrittenFormat } from "../../api/boundary_files";
import {
  COORDINATE_SYSTEMS,
  type CoordinateSystem,
  threeDegreeCode,
  threeDegreeZone,
} from "../../geometry/coordinate_systems";

/** Formats that hold longitude and latitude only (RFC 7946; OGC KML 2.3). */
const DEGREES_ONLY: readonly WrittenFormat[] = ["geojson", "kml", "kmz"];

/** Formats of plain text, whose letters can be written in several ways. */
const TEXTS: readonly WrittenFormat[] = ["txt", "csv"];

function systemOf(code: string | null): CoordinateSystem[] {
  return COORDINATE_SYSTEMS.filter((system) => system.code === code);
}

/** The systems for a zone whose middle lies at a longitude: degrees, and its 3° zone with and without the number in eastings. */
export function systemsFor(format: WrittenFormat, lon: number | null): CoordinateSystem[] {
  const degrees = systemOf("4490");
  if (DEGREES_ONLY.includes(format) || lon === null) return degrees;
  const zone = threeDegreeZone(lon);
  const planes = [...systemOf(threeDegreeCode(zone, true)), ...systemOf(threeDegreeCode(zone, false))];
  // Surveys print metres of the 3° zone; map programs take degrees first.
  return format === "txt" ? [...planes, ...degrees] : [...degrees, ...planes];
}

export function encodingsFor(format: WrittenFormat): readonly ("utf-8" | "gbk")[] {
  if (!TEXTS.includes(format)) return [];
  return format === "txt" ? ["gbk", "utf-8"] : ["utf-8", "gbk"];
}
