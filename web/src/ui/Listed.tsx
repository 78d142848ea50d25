// Holds the states of a list that is loaded: loading, failed with a way to try again, empty, and the list itself.
import type { ComponentChildren } from "preact";
import { t } from "./language";
import type { Loaded } from "./load";
import { Empty, ProblemNotice } from "./Notices";

interface Props<T, R> {
  readonly loaded: Loaded<T>;
  readonly rows: (value: T) => readonly R[];
  /** What is said where there is nothing. */
  readonly empty: string;
  /** How many lines the list is likely to have: as much room is held while it loads, so that what follows does not jump. */
  readonly lines?: number;
  readonly children: (rows: readonly R[], value: T) => ComponentChildren;
}

/** Lines that stand where a list will be. */
export function Waiting({ lines }: { lines: number }) {
  return (
    <div class="waiting" role="status">
      <span class="hidden">{t("state.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="waiting-line" aria-hidden="true" />
      ))}
    </div>
  );
}

export function Listed<T, R>({ loaded, rows, empty, lines = 3, children }: Props<T, R>) {
  if (loaded.state === "loading") return <Waiting lines={lines} />;
  if (loaded.state === "failed") return <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} />;
  const list = rows(loaded.value);
  return list.length === 0 ? <Empty>{empty}</Empty> : children(list, loaded.value);
}
