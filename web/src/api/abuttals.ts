// Holds the questions about four-direction limits in words: read a text, draft one from a polygon, trace polygons from one.
import { post } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type SideName = "east" | "south" | "west" | "north";

export type StatedOffset = Schemas["StatedOffset"] | Schemas["Offset"];
export type StatedFeature = Schemas["StatedFeature"];
export type Block = Schemas["StatedBlock"];
/** What a text states; positions are characters, not UTF-16 units. */
export type Statement = Schemas["Statement"];
export type DraftedFeature = Schemas["DraftedFeature"];
export type DraftedSide = Schemas["DraftedSide"] & { side: SideName };
export type DraftedPart = Omit<Schemas["DraftedPart"], "sides"> & { sides: DraftedSide[] };
/** One area with its drafted limits; `text` is null where its shape has faults, or no area. */
export type DraftedArea = Omit<Schemas["DraftedArea"], "parts"> & { parts: DraftedPart[] };
/** What a trace had to assume, or what stood in its way. */
export type Remark = Schemas["Remark"];
/** One polygon that fits the text. */
export type Traced = Schemas["TracedFeature"];
export type TracedBlock = Schemas["TracedBlock"];
export type TraceRequest = Schemas["TraceRequest"];

export function parseAbuttals(text: string, signal?: AbortSignal): Promise<Statement> {
  return post<Statement>("/v1/abuttals/parse", "application/json", JSON.stringify({ text }), signal);
}

/** Words the limits of the areas of a draft: the whole zone first where it has several parks or an outline, then each park. */
export async function draftAbuttals(draft: unknown, signal?: AbortSignal): Promise<readonly DraftedArea[]> {
  const body = JSON.stringify(draft);
  return (await post<{ areas: DraftedArea[] }>("/v1/abuttals/draft", "application/geo+json", body, signal)).areas;
}

export async function traceAbuttals(request: TraceRequest, signal?: AbortSignal): Promise<readonly TracedBlock[]> {
  const body = JSON.stringify(request);
  return (await post<{ blocks: TracedBlock[] }>("/v1/abuttals/trace", "application/json", body, signal)).blocks;
}
