// Holds the state of the draw page: the draft with its history, what is chosen, the tool in hand, the check; no markup.
import { computed, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { api } from "../../api/client";
import type { Finding } from "../../api/types";
import { begin, type History, push, redo, undo } from "../../draft/history";
import { keeper, recall } from "../../draft/keep";
import { type Draft, EMPTY_DRAFT, isEmpty, type Owner, type RingPath, ringOf } from "../../draft/model";
import { addHole, addPart } from "../../draft/shape_actions";
import { redrawRing, weldRing } from "../../draft/share_actions";
import { writeForCheck } from "../../draft/write";
import type { Position } from "../../geometry/position";
import type { Intake } from "./intake";
import { type CheckState, LiveCheck } from "./live_check";
import type { Preview } from "./preview";
import { splitPark } from "./reshape";

/** What the pencil draws next: a new part of an owner, a hole in one of its parts, or the line along which a park is split. */
export type Tool =
  | { readonly kind: "part"; readonly owner: Owner }
  | { readonly kind: "hole"; readonly owner: Owner; readonly part: number }
  | { readonly kind: "line"; readonly park: string };

/** A sentence about what just happened, with lines that say more. */
export interface DeskNotice {
  readonly tone: "info" | "warn";
  readonly text: string;
  readonly lines: readonly string[];
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export class Desk {
  readonly #history = signal<History<Draft>>(begin(EMPTY_DRAFT));
  readonly draft = computed(() => this.#history.value.present);
  readonly canUndo = computed(() => this.#history.value.past.length > 0);
  readonly canRedo = computed(() => this.#history.value.future.length > 0);

  readonly chosen = signal<RingPath | null>(null);
  readonly open = signal<string | null>(null);
  readonly tool = signal<Tool | null>(null);
  readonly snapping = signal(true);
  readonly together = signal(true);
  /** The area of the ring under the pencil at this moment, in m². */
  readonly drawn_m2 = signal<number | null>(null);
  /** The chosen ring cannot be put on the map for editing. */
  readonly tableOnly = signal(false);
  readonly finding = signal<Finding | null>(null);
  /** A park is being split, or two merged. */
  readonly reshaping = signal(false);
  readonly notice = signal<DeskNotice | null>(null);
  /** The file that is being read, or waits for what it does not state. */
  readonly intake = signal<Intake | null>(null);
  /** What the map shows of a change that is only offered. */
  readonly preview = signal<Preview | null>(null);
  /** The delimitation of the register that was opened as this draft. */
  readonly origin = signal<{ readonly zone: string; readonly delimitation: number } | null>(null);
  /** How many drafts were imported or opened; the map then shows the new one whole. */
  readonly arrivals = signal(0);
  /** null until the kept draft was looked for; false when the browser keeps nothing. */
  readonly kept = signal<boolean | null>(null);
  readonly check = signal<CheckState<Draft>>({ draft: null, report: null, problem: null, busy: false });
  /** The report, when it speaks of the draft as it is now. */
  readonly currentReport = computed(() =>
    this.check.value.draft === this.draft.value ? this.check.value.report : null,
  );

  readonly #live = new LiveCheck<Draft>(
    (draft, abort) => api.check(writeForCheck(draft), abort),
    (state) => {
      this.check.value = state;
      this.finding.value = null;
    },
  );
  readonly #keep = keeper((kept) => {
    this.kept.value = kept;
  });

  /** Brings back the kept draft; the page works on an empty one when there is none or the browser keeps nothing. */
  async restore(): Promise<boolean> {
    try {
      const draft = await recall();
      this.kept.value = true;
      if (!draft || isEmpty(draft)) return false;
      this.#history.value = begin(draft);
      this.#submit(0);
      return true;
    } catch {
      this.kept.value = false;
      return false;
    }
  }

  #submit(rest_ms?: number): void {
    const draft = this.draft.value;
    if (isEmpty(draft)) this.#live.clear();
    else this.#live.submit(draft, rest_ms);
  }

  #take(history: History<Draft>): void {
    if (history === this.#history.value) return;
    this.#history.value = history;
    this.preview.value = null;
    const { chosen } = this;
    if (chosen.value && !ringOf(history.present, chosen.value)) chosen.value = null;
    this.#keep(history.present);
    this.#submit();
  }

  /** Takes a changed draft as one step of undo; changes of the same `merge` name in a row are one step. */
  apply(draft: Draft, merge: string | null = null): void {
    this.#take(push(this.#history.value, draft, merge));
  }

  undo(): void {
    this.#take(undo(this.#history.value));
  }

  redo(): void {
    this.#take(redo(this.#history.value));
  }

  checkAgain(): void {
    this.#submit(0);
  }

  /** Replaces the whole draft, as an import or an example does; undo brings the former one back. */
  replace(draft: Draft, notice: DeskNotice | null): void {
    this.tool.value = null;
    this.origin.value = null;
    this.chosen.value = null;
    this.open.value = draft.parks[0]?.key ?? null;
    this.notice.value = notice;
    this.apply(draft);
    this.arrivals.value += 1;
  }

  /** Takes up a ring or line that was drawn to its end. */
  drawn(vertices: readonly Position[]): void {
    const tool = this.tool.value;
    this.tool.value = null;
    this.drawn_m2.value = null;
    if (!tool) return;
    if (tool.kind === "line") {
      void splitPark(this, tool.park, vertices);
      return;
    }
    const draft = this.draft.value;
    const added =
      tool.kind === "part" ? addPart(draft, tool.owner, vertices) : addHole(draft, tool.owner, tool.part, vertices);
    this.apply(weldRing(added.draft, added.path));
    this.chosen.value = added.path;
  }

  /** Takes up the ring under edit after a handle was moved. */
  edited(vertices: readonly Position[]): void {
    this.drawn_m2.value = null;
    const path = this.chosen.value;
    if (path) this.apply(redrawRing(this.draft.value, path, vertices, this.together.value));
  }

  leave(): void {
    this.#live.stop();
  }
}

const Context = createContext<Desk | null>(null);

export const DeskProvider = Context.Provider;

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error("no desk above this component");
  return desk;
}
