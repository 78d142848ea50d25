// Holds how a park is split and how two are merged: asked of the register, taken over as one step of undo, or told why not; no markup.
import { post } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import type { Reshaped, SplitShape } from "../../api/types";
import type { Draft } from "../../draft/model";
import { shapesToMerge, shapeToSplit, takeHalves, takeMerged } from "../../draft/reshape_actions";
import { writeShape } from "../../draft/write";
import type { Vertices } from "../../geometry/position";
import { area } from "../../ui/format";
import { t, tOr } from "../../ui/language";
import { shapeAreaM2 } from "./areas";
import type { Desk, DeskNotice } from "./desk";

/** What kinds of refusal there are is told by the problem's type. */
const KINDS = "urn:sizhi:";

function sentence(problem: Problem, name: string): string {
  const detail = problem.body?.detail ?? problem.message;
  if (problem.kind === "unreachable") return t("problem.unreachable");
  const kind = problem.body?.type ?? "";
  if (!kind.startsWith(KINDS)) return t("reshape.failed", { detail });
  // Codes of the register become names of messages: split:misses is split.misses.
  return tOr(kind.slice(KINDS.length).replace(":", "."), t("reshape.failed", { detail })).replace("{name}", name);
}

/** Asks for a change of shape and takes it over, unless the draft became another meanwhile. */
async function reshape<T>(
  desk: Desk,
  path: string,
  body: unknown,
  take: (draft: Draft, answer: T) => { draft: Draft; notice: DeskNotice } | null,
  refused: (problem: Problem) => DeskNotice,
): Promise<void> {
  const asked = desk.draft.peek();
  desk.reshaping.value = true;
  desk.notice.value = null;
  try {
    const answer = await post<T>(path, "application/json", JSON.stringify(body));
    const taken = desk.draft.peek() === asked ? take(asked, answer) : undefined;
    if (taken) {
      desk.chosen.value = null;
      desk.apply(taken.draft);
      desk.notice.value = taken.notice;
    } else {
      const text = t(taken === null ? "reshape.unread" : "reshape.stale");
      desk.notice.value = { tone: "warn", text, lines: [] };
    }
  } catch (error) {
    desk.notice.value = refused(asProblem(error));
  } finally {
    desk.reshaping.value = false;
  }
}

/** Splits a park along a line; the larger half stays the park. */
export async function splitPark(desk: Desk, key: string, line: Vertices): Promise<void> {
  const draft = desk.draft.peek();
  const name = draft.parks.find((park) => park.key === key)?.name || t("parks.unnamed");
  const shape = shapeToSplit(draft, key, line);
  if (!shape) return;
  const body = { shape: writeShape(shape), line: { type: "LineString", coordinates: line } };
  const again = {
    label: t("reshape.again"),
    run: () => {
      desk.chosen.value = null;
      desk.tool.value = { kind: "line" as const, park: key };
    },
  };
  await reshape<SplitShape>(
    desk,
    "/v1/drafts/split",
    body,
    (asked, halves) => {
      const taken = takeHalves(asked, key, halves, line);
      if (!taken) return null;
      const text = t("reshape.split_done", {
        kept: name,
        kept_area: area(shapeAreaM2(taken.kept.shape)),
        made: taken.made.name,
        made_area: area(shapeAreaM2(taken.made.shape)),
      });
      return { draft: taken.draft, notice: { tone: "info", text, lines: [] } };
    },
    (problem) => ({ tone: "warn", text: sentence(problem, name), lines: [], action: again }),
  );
}

/** Merges a park into another, which keeps its name. */
export async function mergeParks(desk: Desk, keep: string, gone: string): Promise<void> {
  const draft = desk.draft.peek();
  const shapes = shapesToMerge(draft, keep, gone);
  if (!shapes) return;
  const nameOf = (key: string) => draft.parks.find((park) => park.key === key)?.name || t("parks.unnamed");
  const parts = shapes[0].parts.length + shapes[1].parts.length;
  await reshape<Reshaped>(
    desk,
    "/v1/drafts/merge",
    { shapes: shapes.map(writeShape) },
    (asked, merged) => {
      const taken = takeMerged(asked, keep, gone, merged);
      if (!taken) return null;
      const names = { gone: nameOf(gone), kept: nameOf(keep), area: area(merged.area_m2) };
      const apart = merged.parts >= parts ? [t("reshape.merge_apart", { parts: merged.parts })] : [];
      return { draft: taken, notice: { tone: "info", text: t("reshape.merge_done", names), lines: apart } };
    },
    (problem) => ({ tone: "warn", text: sentence(problem, nameOf(keep)), lines: [] }),
  );
}
