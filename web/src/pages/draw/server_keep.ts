// Holds how a draft is kept on the server while it is drawn, faults and all, and what happens when somebody else saved it first.
import { effect, signal } from "@preact/signals";
import { getTagged, segment, sendTagged } from "../../api/client";
import { asProblem } from "../../api/problem";
import { isEmpty } from "../../draft/model";
import { readDraft } from "../../draft/read";
import { writeDraft } from "../../draft/write";
import { isRole } from "../../ui/session";
import type { Desk } from "./desk";

/** How long the draft rests before it is saved, in ms. */
const REST_MS = 1_200;

const REMEMBERED = "sizhi.dossier";

export type KeepState = "off" | "saving" | "saved" | "conflict" | "failed";

/** Which dossier of the server is worked on, and in which version. */
interface Worked {
  readonly id: string;
  /** Empty for one that was never saved. */
  readonly etag: string;
}

function remembered(): Worked | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? "null");
    if (typeof kept !== "object" || kept === null || !("id" in kept) || !("etag" in kept)) return null;
    return { id: String(kept.id), etag: String(kept.etag) };
  } catch {
    return null;
  }
}

export class ServerKeep {
  readonly state = signal<KeepState>("off");
  readonly #desk: Desk;
  #worked: Worked | null = remembered();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The draft as the server has it. */
  #saved: unknown = null;
  /** Arrivals of drafts that were seen; a further one begins a dossier of its own. */
  #arrivals: number;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#saved = desk.draft.peek();
    this.#arrivals = desk.arrivals.peek();
  }

  /** Follows the draft from now on; returns how to end that. */
  follow(): () => void {
    const end = effect(() => {
      const draft = this.#desk.draft.value;
      if (this.#desk.arrivals.value !== this.#arrivals) {
        this.#arrivals = this.#desk.arrivals.value;
        this.#work(null);
      }
      if (!isRole("applicant") || draft === this.#saved || isEmpty(draft)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.save(), REST_MS);
    });
    return () => {
      clearTimeout(this.#timer);
      end();
    };
  }

  #work(worked: Worked | null): void {
    this.#worked = worked;
    try {
      if (worked) localStorage.setItem(REMEMBERED, JSON.stringify(worked));
      else localStorage.removeItem(REMEMBERED);
    } catch {
      // A browser that keeps nothing begins another dossier at its next visit.
    }
  }

  /** Saves the draft as it is; over whatever is there when `anyway` is set. */
  async save(anyway = false): Promise<void> {
    if (this.state.value === "conflict" && !anyway) return;
    const draft = this.#desk.draft.peek();
    const { id, etag } = this.#worked ?? { id: crypto.randomUUID(), etag: "" };
    this.state.value = "saving";
    try {
      const terms = { if_match: anyway ? "*" : etag || undefined };
      const saved = await sendTagged("PUT", `/v1/dossiers/${segment(id)}`, writeDraft(draft), terms);
      this.#work({ id, etag: saved.etag });
      this.#saved = draft;
      this.state.value = "saved";
    } catch (error) {
      const { status } = asProblem(error);
      // One that was deleted meanwhile, or is another office's, is left; the next saving begins anew.
      if (status === 404) this.#work(null);
      this.state.value = status === 412 || status === 428 ? "conflict" : "failed";
    }
  }

  /** Opens a dossier of the server in place of the draft; undo brings the former one back. */
  async open(id: string, name: string): Promise<void> {
    const { value, etag } = await getTagged<unknown>(`/v1/dossiers/${segment(id)}`);
    this.#desk.replace(readDraft(value).draft, { tone: "info", text: name, lines: [] });
    this.#arrivals = this.#desk.arrivals.peek();
    this.#saved = this.#desk.draft.peek();
    clearTimeout(this.#timer);
    this.#work({ id, etag });
    this.state.value = "saved";
  }

  /** Takes what somebody else saved. */
  async takeTheirs(name: string): Promise<void> {
    if (this.#worked) await this.open(this.#worked.id, name);
  }
}
