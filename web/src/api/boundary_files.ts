// Holds how boundary files of any format are sent to be read and where they are fetched from; it must not know a page.
import { address, post, segment } from "./client";
import type { Problem } from "./problem";
import type { components } from "./schema";

/** What a file was read as: the draft in longitude and latitude, and what a person has to know of it. */
export type ReadFile = components["schemas"]["ReadDraft"];

/** What the sender states of a file that does not state it itself. */
export interface Stated {
  readonly crs?: string | undefined;
  readonly encoding?: string | undefined;
}

/** Reads a boundary file of any format the register knows; found by its name and content. */
export function readBoundaryFile(
  name: string,
  bytes: BodyInit,
  stated: Stated = {},
  signal?: AbortSignal,
): Promise<ReadFile> {
  const url = address("/v1/drafts/read", { name, crs: stated.crs, encoding: stated.encoding });
  return post<ReadFile>(url, "application/octet-stream", bytes, signal);
}

/** What a refused file lacks that its sender can state; null when stating something would not help. */
export function lacks(problem: Problem): "crs" | "encoding" | null {
  const said = [problem.body?.hint, problem.body?.detail, ...(problem.body?.errors ?? []).map((error) => error.detail)];
  const parameters = (problem.body?.errors ?? []).map((error) => error.parameter);
  if (parameters.includes("crs") || said.some((text) => text?.includes("crs="))) return "crs";
  if (parameters.includes("encoding") || said.some((text) => text?.includes("encoding="))) return "encoding";
  return null;
}

/** Formats that a delimitation is written in: the ending of the file is the word for it. */
export const WRITTEN_FORMATS = ["geojson", "txt", "zip", "kml", "kmz", "gpkg", "csv", "parquet", "fgb"] as const;

export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** Where a delimitation is fetched as a file. */
export function fileAddress(code: string, delimitation: number, format: WrittenFormat, stated: Stated = {}): string {
  const path = `/v1/zones/${segment(code)}/delimitations/${delimitation}.${format}`;
  return address(path, { crs: stated.crs, encoding: stated.encoding });
}

/** Where the printed sheet of a delimitation is fetched, a PDF. */
export function sheetAddress(code: string, delimitation: number, lang: "zh" | "en"): string {
  return address(`/v1/zones/${segment(code)}/delimitations/${delimitation}.pdf`, {
    lang: lang === "zh" ? undefined : lang,
  });
}
