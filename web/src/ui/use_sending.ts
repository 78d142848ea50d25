// Holds the hook for a request that changes something: it runs once at a time, and keeps the problem of the last one.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../api/problem";

export interface Sending {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Runs the request; says whether it was carried out. */
  readonly run: (request: () => Promise<void>) => Promise<boolean>;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function run(request: () => Promise<void>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await request();
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, run };
}
