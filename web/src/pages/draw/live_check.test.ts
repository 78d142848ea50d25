// Tests that a draft is checked after a rest, the older request is given up, and a late answer is never shown.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../../api/problem";
import type { Report } from "../../api/types";
import { type CheckState, LiveCheck, REST_MS } from "./live_check";

const report = (revision: number) => ({ revision }) as Report;

function bench() {
  const states: CheckState<string>[] = [];
  const sent: {
    draft: string;
    signal: AbortSignal;
    answer: (report: Report) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const live = new LiveCheck<string>(
    (draft, signal) => new Promise((answer, fail) => sent.push({ draft, signal, answer, fail })),
    (state) => states.push(state),
  );
  return { live, sent, states };
}

describe("live check", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends only the newest draft once the hands rest", async () => {
    const { live, sent } = bench();
    live.submit("a");
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    live.submit("b");
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(sent.map(({ draft }) => draft)).toEqual(["b"]);
  });

  it("gives up the older request and drops its late answer", async () => {
    const { live, sent, states } = bench();
    live.submit("a", 0);
    await vi.advanceTimersByTimeAsync(0);
    live.submit("b", 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[0]?.signal.aborted).toBe(true);
    sent[1]?.answer(report(2));
    await vi.advanceTimersByTimeAsync(0);
    sent[0]?.answer(report(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toEqual({ draft: "b", report: report(2), problem: null, busy: false });
  });

  it("tells a failure of the newest request, and not of one that was given up", async () => {
    const { live, sent, states } = bench();
    live.submit("a", 0);
    await vi.advanceTimersByTimeAsync(0);
    live.submit("b", 0);
    sent[0]?.fail(new Problem("unreachable", 0, null, "gone"));
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)?.problem).toBeNull();
    sent[1]?.fail(new Problem("refused", 400, null, "no"));
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)?.problem?.status).toBe(400);
    expect(states.at(-1)?.busy).toBe(false);
  });

  it("forgets everything when it is cleared", async () => {
    const { live, sent, states } = bench();
    live.submit("a", 0);
    await vi.advanceTimersByTimeAsync(0);
    live.clear();
    sent[0]?.answer(report(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toEqual({ draft: null, report: null, problem: null, busy: false });
  });
});
