// Holds when a draft is sent to be checked: after the hands rest, the older request given up, a late answer dropped.
import { asProblem, isAbort, type Problem } from "../../api/problem";
import type { Report } from "../../api/types";

/** What is known of the check of the newest draft. */
export interface CheckState<D> {
  /** The draft that `report` or `problem` speaks of. */
  readonly draft: D | null;
  readonly report: Report | null;
  readonly problem: Problem | null;
  /** A newer draft is waiting for its answer. */
  readonly busy: boolean;
}

/** How long the hands rest before a draft is sent, in ms. */
export const REST_MS = 400;

export class LiveCheck<D> {
  readonly #send: (draft: D, signal: AbortSignal) => Promise<Report>;
  readonly #tell: (state: CheckState<D>) => void;
  #state: CheckState<D> = { draft: null, report: null, problem: null, busy: false };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | null = null;

  constructor(send: (draft: D, signal: AbortSignal) => Promise<Report>, tell: (state: CheckState<D>) => void) {
    this.#send = send;
    this.#tell = tell;
  }

  #set(state: CheckState<D>): void {
    this.#state = state;
    this.#tell(state);
  }

  /** Checks this draft soon; whatever was under way is given up. */
  submit(draft: D, rest_ms = REST_MS): void {
    this.stop();
    this.#set({ ...this.#state, busy: true });
    this.#timer = setTimeout(() => void this.#run(draft), rest_ms);
  }

  async #run(draft: D): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      const report = await this.#send(draft, controller.signal);
      if (this.#running === controller) this.#set({ draft, report, problem: null, busy: false });
    } catch (error) {
      if (this.#running !== controller || isAbort(error)) return;
      this.#set({ draft, report: null, problem: asProblem(error), busy: false });
    }
  }

  /** Gives up what is under way and forgets what was answered. */
  clear(): void {
    this.stop();
    this.#set({ draft: null, report: null, problem: null, busy: false });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }
}
