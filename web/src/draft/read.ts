// Holds how any GeoJSON with polygons becomes a draft, with a notice for all that could not be taken; no file handling.
import { type Position, samePlace } from "../geometry/position";
import {
  type AbuttalsBySide,
  type AbuttalsInput,
  type Draft,
  EMPTY_SHAPE,
  type Park,
  type Part,
  type Ring,
  type Shape,
  ZONE_TEXTS,
} from "./model";

/** Something of the file that was not taken, with the JSON pointer to it. */
export interface Notice {
  readonly what: "unknown-member" | "not-a-polygon" | "wrong-type";
  readonly pointer: string;
}

/** Why nothing could be taken at all. */
export class UnreadableDraft extends Error {
  readonly reason: "not-json" | "not-geojson" | "no-polygon";

  constructor(reason: UnreadableDraft["reason"], detail: string) {
    super(detail);
    this.name = "UnreadableDraft";
    this.reason = reason;
  }
}

type Members = Record<string, unknown>;

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readRing(value: unknown): Ring {
  const places = Array.isArray(value)
    ? value.filter((place): place is number[] => Array.isArray(place) && place.every((n) => typeof n === "number"))
    : [];
  const [first, last] = [places[0], places.at(-1)];
  const closed = places.length > 1 && first !== undefined && last !== undefined && samePlace(first, last);
  const vertices: Position[] = closed ? places.slice(0, -1) : places;
  return { vertices, closed };
}

function readPart(value: unknown): Part {
  return { rings: Array.isArray(value) ? value.map(readRing) : [] };
}

/** A Polygon or MultiPolygon as a shape; null for any other geometry. */
export function readShape(geometry: unknown): Shape | null {
  if (geometry === null || geometry === undefined) return EMPTY_SHAPE;
  if (!isMembers(geometry) || !Array.isArray(geometry.coordinates)) return null;
  if (geometry.type === "Polygon") {
    const part = readPart(geometry.coordinates);
    return part.rings.length === 0 ? EMPTY_SHAPE : { multi: false, parts: [part] };
  }
  if (geometry.type === "MultiPolygon") return { multi: true, parts: geometry.coordinates.map(readPart) };
  return null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function readAbuttals(value: unknown): AbuttalsInput | undefined {
  if (typeof value === "string") return value;
  if (!isMembers(value)) return undefined;
  const sides: AbuttalsBySide = {
    east: texts(value.east),
    south: texts(value.south),
    west: texts(value.west),
    north: texts(value.north),
  };
  return typeof value.sentence === "string" ? { ...sides, sentence: value.sentence } : sides;
}

function readZone(value: unknown, notices: Notice[]): Pick<Draft, "zone" | "outline"> {
  if (!isMembers(value)) return { zone: {}, outline: EMPTY_SHAPE };
  const zone: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const pointer = `#/zone/${name}`;
    if (member === null || name === "outline") continue;
    if (name === "abuttals") zone.abuttals = readAbuttals(member);
    else if (!ZONE_TEXTS.some((known) => known === name)) notices.push({ what: "unknown-member", pointer });
    else if (typeof member === "string") zone[name] = member;
    else if (typeof member === "number") zone[name] = String(member);
    else notices.push({ what: "wrong-type", pointer });
  }
  const outline = readShape(value.outline);
  if (!outline) notices.push({ what: "not-a-polygon", pointer: "#/zone/outline" });
  return { zone, outline: outline ?? EMPTY_SHAPE };
}

/** How many positions a Polygon or MultiPolygon writes. */
function writtenPositions(geometry: Members): number {
  if (!Array.isArray(geometry.coordinates)) return 0;
  return geometry.coordinates.flat(geometry.type === "MultiPolygon" ? 2 : 1).length;
}

/** Positions that are not lists of numbers cannot be drawn or kept; saying so is all that can be done. */
function noticeUnread(geometry: unknown, shape: Shape, pointer: string, notices: Notice[]): void {
  if (!isMembers(geometry)) return;
  const rings = shape.parts.flatMap((part) => part.rings);
  const kept = rings.reduce((sum, ring) => sum + ring.vertices.length + (ring.closed ? 1 : 0), 0);
  if (kept < writtenPositions(geometry)) notices.push({ what: "wrong-type", pointer: `${pointer}/coordinates` });
}

const PARK_MEMBERS = ["park", "functions", "declared_area", "abuttals", "closing", "host"];

function readPark(feature: Members, index: number, notices: Notice[]): Park | null {
  const at = `#/features/${index}`;
  const shape = readShape(feature.geometry);
  if (!shape) {
    notices.push({ what: "not-a-polygon", pointer: `${at}/geometry` });
    return null;
  }
  noticeUnread(feature.geometry, shape, `${at}/geometry`, notices);
  const properties = isMembers(feature.properties) ? feature.properties : {};
  for (const name of Object.keys(properties)) {
    const used = PARK_MEMBERS.includes(name) || (name === "name" && properties.park === undefined);
    if (!used) notices.push({ what: "unknown-member", pointer: `${at}/properties/${name}` });
  }
  const name = properties.park ?? properties.name;
  const abuttals = readAbuttals(properties.abuttals);
  return {
    key: `p${index + 1}`,
    name: typeof name === "string" ? name : "",
    functions: texts(properties.functions),
    closing: properties.closing !== false,
    ...(typeof properties.declared_area === "string" ? { declared_area: properties.declared_area } : {}),
    ...(abuttals === undefined ? {} : { abuttals }),
    ...(typeof properties.host === "string" ? { host: properties.host } : {}),
    shape,
  };
}

function featuresOf(value: Members): unknown[] {
  if (value.type === "FeatureCollection" && Array.isArray(value.features)) return value.features;
  if (value.type === "Feature") return [value];
  if (value.type === "Polygon" || value.type === "MultiPolygon") return [{ geometry: value }];
  throw new UnreadableDraft("not-geojson", String(value.type ?? ""));
}

/** `bbox` says nothing that the coordinates do not; a `crs` is told, for it may mean that they are not degrees. */
const COLLECTION_MEMBERS = ["type", "features", "zone", "bbox"];

/** Reads a parsed GeoJSON value. Invalid polygons are kept as they are: the check reports them. */
export function readDraft(value: unknown): { draft: Draft; notices: Notice[] } {
  if (!isMembers(value)) throw new UnreadableDraft("not-geojson", "");
  const features = featuresOf(value);
  const notices: Notice[] = [];
  if (value.type === "FeatureCollection") {
    for (const name of Object.keys(value)) {
      if (!COLLECTION_MEMBERS.includes(name)) notices.push({ what: "unknown-member", pointer: `#/${name}` });
    }
  }
  const head = readZone(value.zone, notices);
  const parks = features.flatMap((feature, index) =>
    isMembers(feature) ? (readPark(feature, index, notices) ?? []) : [],
  );
  if (parks.length === 0 && features.length > 0) throw new UnreadableDraft("no-polygon", "");
  return { draft: { ...head, parks }, notices };
}

/** Reads the text of a file. */
export function readDraftText(text: string): { draft: Draft; notices: Notice[] } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UnreadableDraft("not-json", error instanceof Error ? error.message : "");
  }
  return readDraft(value);
}
