// Holds undo and redo over any state; it must not know what the state is.

export interface History<S> {
  readonly past: readonly S[];
  readonly present: S;
  readonly future: readonly S[];
  /** The last change that further ones of the same name are merged with, as typing in one field. */
  readonly merging: string | null;
}

/** How many steps can be undone. */
export const DEPTH = 200;

export function begin<S>(present: S): History<S> {
  return { past: [], present, future: [], merging: null };
}

/** Takes a new state. Consecutive changes with the same `merge` name count as one step; an equal state is no step. */
export function push<S>(history: History<S>, present: S, merge: string | null = null): History<S> {
  if (present === history.present) return history;
  if (merge !== null && merge === history.merging) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-DEPTH), present, future: [], merging: merge };
}

export function undo<S>(history: History<S>): History<S> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    merging: null,
  };
}

export function redo<S>(history: History<S>): History<S> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, merging: null };
}
