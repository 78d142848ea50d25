// Holds how a draft is written as the GeoJSON that the server checks and people export; it must not know how it is read.
import type { Position } from "../geometry/position";
import type { AbuttalsInput, Draft, Park, Part, Ring, Shape } from "./model";

type Geometry = { type: "Polygon"; coordinates: Position[][] } | { type: "MultiPolygon"; coordinates: Position[][][] };

export interface DraftFile {
  type: "FeatureCollection";
  zone: Record<string, unknown>;
  features: { type: "Feature"; properties: Record<string, unknown>; geometry: Geometry | null }[];
}

function writeRing(ring: Ring): Position[] {
  const first = ring.vertices[0];
  return ring.closed && first ? [...ring.vertices, first] : [...ring.vertices];
}

/** A ring that was only opened for entering coordinates is nothing to write yet. */
function writePart(part: Part): Position[][] {
  return part.rings.filter((ring) => ring.vertices.length > 0).map(writeRing);
}

/** The parts that are written: those whose exterior has vertices. */
export function writtenParts(shape: Shape): readonly Part[] {
  return shape.parts.filter((part) => (part.rings[0]?.vertices.length ?? 0) > 0);
}

/** A shape as Polygon or MultiPolygon, null without parts. */
export function writeShape(shape: Shape): Geometry | null {
  const parts = writtenParts(shape);
  const [first, second] = parts;
  if (!first) return null;
  if (second || shape.multi) return { type: "MultiPolygon", coordinates: parts.map(writePart) };
  return { type: "Polygon", coordinates: writePart(first) };
}

function writeAbuttals(abuttals: AbuttalsInput): unknown {
  if (typeof abuttals === "string") return abuttals;
  const { east, south, west, north, sentence } = abuttals;
  return { east, south, west, north, ...(sentence ? { sentence } : {}) };
}

function writePark(park: Park): DraftFile["features"][number] {
  return {
    type: "Feature",
    properties: {
      park: park.name,
      functions: park.functions,
      ...(park.declared_area === undefined ? {} : { declared_area: park.declared_area }),
      ...(park.abuttals === undefined ? {} : { abuttals: writeAbuttals(park.abuttals) }),
      closing: park.closing,
      ...(park.host === undefined ? {} : { host: park.host }),
    },
    geometry: writeShape(park.shape),
  };
}

/** The whole draft; members that were never filled in are left out. */
export function writeDraft(draft: Draft): DraftFile {
  const { abuttals, ...texts } = draft.zone;
  const outline = writeShape(draft.outline);
  return {
    type: "FeatureCollection",
    zone: {
      ...texts,
      ...(abuttals === undefined ? {} : { abuttals: writeAbuttals(abuttals) }),
      ...(outline ? { outline } : {}),
    },
    features: draft.parks.map(writePark),
  };
}

/**
 * The draft as it is sent to be checked while it is being made: a name and kind that are still to be written are sent
 * empty, so that the boundary is judged before the form is filled in.
 */
export function writeForCheck(draft: Draft): DraftFile {
  const file = writeDraft(draft);
  return { ...file, zone: { name: "", kind: "", ...file.zone } };
}

/** The members of the zone form that are still to be written before a draft can be handed in. */
export function stillToWrite(draft: Draft): ("name" | "kind")[] {
  return (["name", "kind"] as const).filter((name) => !draft.zone[name]);
}

/** A file name for the export: the code or name of the zone, without characters that file systems refuse. */
export function fileName(draft: Draft): string {
  const base = (draft.zone.code ?? draft.zone.name ?? "draft").replace(/[\\/:*?"<>|\s]+/g, "-");
  return `${base === "" ? "draft" : base}.geojson`;
}
