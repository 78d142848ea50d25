// Holds how coordinates are written and read as text, one `lon,lat` a line; it must not know rings of a draft.
import type { Position } from "./position";

/** A line that holds no pair of numbers: its number from 1 and its text. */
export interface UnreadLine {
  readonly line: number;
  readonly text: string;
}

const NUMBER = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Full-width digits, signs and stops become their half-width forms (U+FF01 to U+FF5E lie 0xFEE0 above ASCII). */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
}

/** Writes vertices as `lon,lat`, one a line, every digit kept. */
export function writeCoordinates(vertices: readonly Position[]): string {
  return vertices.map((position) => `${position[0]},${position[1]}`).join("\n");
}

/**
 * Reads pasted coordinates: one `lon,lat` (or lon lat, tab, semicolon, full-width comma) a line, or a GeoJSON array
 * of positions on any number of lines. Blank lines are passed over; every other line is either read or reported.
 */
export function readCoordinates(text: string): { vertices: Position[]; unread: UnreadLine[] } {
  const array = readArray(text);
  if (array) return { vertices: array, unread: [] };
  const vertices: Position[] = [];
  const unread: UnreadLine[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = halfWidth(raw).trim();
    if (line === "") return;
    const rest = line.replace(NUMBER, "").replace(/[\s,;、，；[\]()]/g, "");
    const numbers = line.match(NUMBER)?.map(Number) ?? [];
    const [lon, lat] = numbers;
    if (rest === "" && lon !== undefined && lat !== undefined && numbers.length <= 3) vertices.push([lon, lat]);
    else unread.push({ line: index + 1, text: raw });
  });
  return { vertices, unread };
}

function readArray(text: string): Position[] | null {
  if (!text.trimStart().startsWith("[[")) return null;
  try {
    let value: unknown = JSON.parse(text);
    while (Array.isArray(value) && Array.isArray(value[0]) && Array.isArray(value[0][0])) value = value[0];
    if (!Array.isArray(value)) return null;
    const places = value.filter((item): item is number[] => Array.isArray(item) && item.length >= 2);
    return places.length === value.length ? places.map((item) => [Number(item[0]), Number(item[1])]) : null;
  } catch {
    return null;
  }
}

/** Drops the last vertex when it repeats the first, as written rings mostly do. */
export function withoutClosing(vertices: readonly Position[]): Position[] {
  const [first, last] = [vertices[0], vertices.at(-1)];
  const repeats = vertices.length > 1 && first && last && first[0] === last[0] && first[1] === last[1];
  return repeats ? vertices.slice(0, -1) : [...vertices];
}
