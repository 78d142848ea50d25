// Holds the hook that loads something for a component and tells loading, ready and failed apart; older answers are dropped.
import { useCallback, useEffect, useState } from "preact/hooks";
import { asProblem, isAbort, type Problem } from "../api/problem";

export type Loaded<T> =
  | { readonly state: "loading"; readonly value: null; readonly problem: null; readonly retry: () => void }
  | { readonly state: "ready"; readonly value: T; readonly problem: null; readonly retry: () => void }
  | { readonly state: "failed"; readonly value: null; readonly problem: Problem; readonly retry: () => void };

interface Held<T> {
  readonly key: string;
  readonly value: T | null;
  readonly problem: Problem | null;
}

/** Loads anew whenever `key` changes or `retry` is called; a null key loads nothing and stays loading. */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [held, setHeld] = useState<Held<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => {
    // What is there stays until the newer answer takes its place: nothing on the page jumps.
    setHeld((held) => (held?.problem ? null : held));
    setAttempt((number) => number + 1);
  }, []);

  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    load(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) setHeld({ key, value, problem: null });
      },
      (error: unknown) => {
        if (!isAbort(error) && !controller.signal.aborted) setHeld({ key, value: null, problem: asProblem(error) });
      },
    );
    return () => controller.abort();
  }, [key, attempt]);

  if (held === null || held.key !== key) return { state: "loading", value: null, problem: null, retry };
  if (held.problem) return { state: "failed", value: null, problem: held.problem, retry };
  return { state: "ready", value: held.value as T, problem: null, retry };
}

/** The states of a list that a component gathers itself, page by page: what is there is shown, whatever became of the next page. */
export function loadedOf<T>(value: T | null, problem: Problem | null, retry: () => void): Loaded<T> {
  if (value !== null) return { state: "ready", value, problem: null, retry };
  if (problem) return { state: "failed", value: null, problem, retry };
  return { state: "loading", value: null, problem: null, retry };
}
