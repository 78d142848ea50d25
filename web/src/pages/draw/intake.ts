// Holds how a boundary file that the browser does not read itself comes in: sent to the register, asked about, taken up.
import { lacks, type ReadFile, readBoundaryFile, type Stated } from "../../api/boundary_files";
import { asProblem, type Problem } from "../../api/problem";
import type { Draft } from "../../draft/model";
import { readDraft } from "../../draft/read";
import { writeForCheck } from "../../draft/write";
import { t } from "../../ui/language";
import type { Desk, DeskNotice } from "./desk";

/** A file that is not taken up yet, with what was stated of it so far. */
export interface Intake {
  readonly name: string;
  readonly bytes: ArrayBuffer;
  readonly stated: Stated;
  readonly state: "reading" | "asking";
  /** Why it was refused the last time. */
  readonly problem: Problem | null;
  /** What its sender has to state before it can be read. */
  readonly lacks: "crs" | "encoding" | null;
}

/** Every fault of a refused file, each with its line, record or placemark. */
export function faultsOf(problem: Problem): string[] {
  if (problem.kind === "unreachable") return [t("problem.unreachable")];
  const errors = problem.body?.errors ?? [];
  if (errors.length > 0) return errors.map(({ pointer, detail }) => (pointer ? `${pointer}: ${detail}` : detail));
  return [problem.body?.detail ?? problem.message];
}

function opened(name: string, notes: readonly string[]): DeskNotice {
  const text = notes.length > 0 ? t("files.opened_with", { name, count: notes.length }) : t("draw.opened", { name });
  return { tone: "info", text, lines: notes };
}

/** Takes up what the register read; the former draft stays one step of undo away. */
function take(desk: Desk, name: string, read: ReadFile): void {
  const { draft, notices } = readDraft(read.draft);
  const unread = notices.map(({ what, pointer }) => t(`draw.notice.${what}`, { pointer }));
  desk.replace(draft, opened(name, [...read.notes, ...unread]));
}

function refused(desk: Desk, intake: Intake, problem: Problem): void {
  const wanted = lacks(problem);
  const wasAsked = intake.stated.crs !== undefined || intake.stated.encoding !== undefined;
  const asking: Intake = { ...intake, state: "asking", problem, lacks: wanted ?? intake.lacks };
  if (wanted || wasAsked) {
    desk.intake.value = asking;
    return;
  }
  desk.intake.value = null;
  const canState = problem.kind === "refused" && problem.status === 422;
  desk.notice.value = {
    tone: "warn",
    text: t("files.refused", { name: intake.name }),
    lines: faultsOf(problem),
    ...(canState
      ? {
          action: {
            label: t("files.state"),
            run: () => {
              desk.intake.value = asking;
            },
          },
        }
      : {}),
  };
}

async function send(desk: Desk, intake: Intake): Promise<void> {
  desk.intake.value = intake;
  try {
    const read = await readBoundaryFile(intake.name, intake.bytes, intake.stated);
    // A file that was given up, or followed by another, is not taken any more.
    if (desk.intake.peek() !== intake) return;
    desk.intake.value = null;
    take(desk, intake.name, read);
  } catch (error) {
    if (desk.intake.peek() === intake) refused(desk, intake, asProblem(error));
  }
}

/** Sends a file to be read. */
export async function bringIn(desk: Desk, file: File): Promise<void> {
  const bytes = await file.arrayBuffer();
  await send(desk, { name: file.name, bytes, stated: {}, state: "reading", problem: null, lacks: null });
}

/** Sends a file again with what its sender states now. */
export function sendAgain(desk: Desk, intake: Intake, stated: Stated): Promise<void> {
  return send(desk, { ...intake, stated, state: "reading" });
}

/** Gives a file up; the draft stays as it is. */
export function giveUp(desk: Desk): void {
  desk.intake.value = null;
}

/** Has the register convert the draft from a datum to CGCS2000, as one step of undo. */
export async function convertFrom(desk: Desk, datum: string): Promise<void> {
  const before = desk.draft.peek();
  const text = JSON.stringify(writeForCheck({ ...before, zone: { ...before.zone, datum } }));
  try {
    const read = await readBoundaryFile("draft.geojson", text, {});
    // Whatever was changed while the register converted would be lost.
    if (desk.draft.peek() !== before) return;
    const { draft } = readDraft(read.draft);
    desk.replace(sameParks(before, draft), {
      tone: "info",
      text: t("files.converted", { datum: datum.toUpperCase() }),
      lines: [],
    });
  } catch (error) {
    const problem = asProblem(error);
    desk.notice.value = { tone: "warn", text: t("files.not_converted"), lines: faultsOf(problem) };
  }
}

/** The draft as it was with the shapes of the converted one; only the coordinates and the datum change. */
function sameParks(before: Draft, converted: Draft): Draft {
  const parks = before.parks.map((park, index) => ({ ...park, shape: converted.parks[index]?.shape ?? park.shape }));
  return { zone: { ...before.zone, datum: "cgcs2000" }, outline: converted.outline, parks };
}
