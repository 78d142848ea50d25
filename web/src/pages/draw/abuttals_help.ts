// Holds what a traced polygon becomes in the draft, and where near names are sought; no markup.
import type { Traced, TracedBlock } from "../../api/abuttals";
import { takeShape } from "../../draft/fix_actions";
import { type Draft, type Owner, ringsOf } from "../../draft/model";
import { addPark } from "../../draft/park_actions";
import { bboxOf, centreOf } from "../../geometry/bbox";
import { latOf, lonOf } from "../../geometry/position";
import { readView } from "../../map/view_address";
import { t } from "../../ui/language";
import type { Desk } from "./desk";

/** A place near the draft: its middle, else the middle of the map. */
export function nearDraft(draft: Draft): { lon: number; lat: number } | null {
  const box = bboxOf([...ringsOf(draft)].flatMap(({ ring }) => ring.vertices));
  const place = box ? centreOf(box) : readView(new URLSearchParams(location.search))?.centre;
  return place ? { lon: lonOf(place), lat: latOf(place) } : null;
}

/** What a candidate becomes, in the words of its button: the park's polygon, a park of the block's name, or the outline. */
export function tracedBecomes(owner: Owner, block: TracedBlock, rank: number): string {
  if (owner !== "outline") return t("traced.take", { rank });
  return block.heading ? t("traced.take_as", { rank, park: block.heading }) : t("traced.take_outline", { rank });
}

/** The park that bears the name of a block, or a new one of that name. */
function parkNamed(draft: Draft, name: string): { draft: Draft; key: string } {
  const held = draft.parks.find((park) => park.name === name);
  return held ? { draft, key: held.key } : addPark(draft, name);
}

/** Takes a candidate as one step of undo. */
export function takeTraced(desk: Desk, owner: Owner, block: TracedBlock, traced: Traced, rank: number): void {
  const draft = desk.draft.peek();
  const named = owner === "outline" && block.heading ? parkNamed(draft, block.heading) : null;
  const next = takeShape(named?.draft ?? draft, named ? { park: named.key } : owner, traced.geometry);
  if (!next) return;
  desk.chosen.value = null;
  desk.tool.value = null;
  desk.apply(next);
  desk.checkAgain();
  desk.notice.value = { tone: "info", text: t("traced.taken", { rank }), lines: [] };
}
