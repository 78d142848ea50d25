// Holds how drafts come in and go out: a dropped or chosen file, an example, a zone of the register, a file to keep.
import { api } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { Draft } from "../../draft/model";
import { type Notice, readDraft, readDraftText, UnreadableDraft } from "../../draft/read";
import { fileName, writeDraft } from "../../draft/write";
import { t } from "../../ui/language";
import type { Desk } from "./desk";
import { bringIn } from "./intake";
import { shapefileMembers, zipped } from "./loose_shapefile";

function take(desk: Desk, name: string, read: { draft: Draft; notices: Notice[] }): void {
  const lines = read.notices.map(({ what, pointer }) => t(`draw.notice.${what}`, { pointer }));
  const text = lines.length > 0 ? t("draw.opened_with", { name, count: lines.length }) : t("draw.opened", { name });
  desk.replace(read.draft, { tone: lines.length > 0 ? "warn" : "info", text, lines });
}

/** Says why something was not taken; the draft stays as it is. */
function refuse(desk: Desk, name: string, error: unknown): void {
  if (error instanceof UnreadableDraft) {
    desk.notice.value = {
      tone: "warn",
      text: t(`draw.unread.${error.reason}`, { name, detail: error.message }),
      lines: [],
    };
    return;
  }
  const problem = asProblem(error);
  const text = problem.kind === "unreachable" ? t("problem.unreachable") : (problem.body?.title ?? problem.message);
  desk.notice.value = { tone: "warn", text, lines: problem.body?.detail ? [problem.body.detail] : [] };
}

/** Files that are drafts of this program, or any GeoJSON: the browser reads them itself, invalid ones too. */
const OWN_FILES = /\.(geojson|json)$/i;

/** Takes up a file: GeoJSON here, every other format by the register. */
export async function importFile(desk: Desk, file: File): Promise<void> {
  try {
    if (OWN_FILES.test(file.name)) take(desk, file.name, readDraftText(await file.text()));
    else await bringIn(desk, file);
  } catch (error) {
    refuse(desk, file.name, error);
  }
}

export async function openExample(desk: Desk, id: string, name: string): Promise<void> {
  try {
    take(desk, name, readDraft(await api.example(id)));
  } catch (error) {
    refuse(desk, name, error);
  }
}

/** Opens the boundary of a registered zone as a draft: one delimitation, or the one that the register shows. */
export async function openZone(desk: Desk, code: string, delimitation: number | null = null): Promise<void> {
  try {
    const zone = await api.zone(code);
    const number = delimitation ?? zone.delimitation?.number;
    if (!number) return;
    take(desk, zone.name, readDraft(await api.boundary(code, number)));
    desk.origin.value = { zone: code, delimitation: number };
  } catch (error) {
    refuse(desk, code, error);
  }
}

/** Takes up the first of several files that were dropped or chosen, and says so of the others; a loose Shapefile counts as one. */
export async function importFiles(desk: Desk, list: FileList | null | undefined): Promise<void> {
  const files = [...(list ?? [])];
  const members = shapefileMembers(files);
  const file = members.length > 0 ? await zipped(members) : files[0];
  if (!file) return;
  await importFile(desk, file);
  if (files.length > Math.max(members.length, 1) && desk.intake.value === null) {
    const said = desk.notice.value;
    const line = t("files.several", { name: file.name });
    desk.notice.value = said ? { ...said, lines: [line, ...said.lines] } : { tone: "warn", text: line, lines: [] };
  }
}

/** Hands the draft to the browser as a file. */
export function exportDraft(draft: Draft): void {
  const text = `${JSON.stringify(writeDraft(draft), null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/geo+json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(draft);
  link.click();
  // The download reads the blob after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
