// Holds which thread of a dossier is chosen and where the next comment is pinned, for its map and its list alike; no markup.
import { signal } from "@preact/signals";
import type { Thread } from "../../api/types";
import { type Position, rounded } from "../../geometry/position";
import type { Shown } from "../../map/board";

/** Decimals of a pinned place: 1e-6 degree is 0.1 m, finer than anyone points. */
const DIGITS = 6;

export class Pinning {
  /** The thread that is chosen, by its id. */
  readonly chosen = signal<number | null>(null);
  /** Whether the next click on the map says where the comment is pinned. */
  readonly picking = signal(false);
  /** Where the next comment is pinned. */
  readonly place = signal<Position | null>(null);
  /** How often a thread was chosen in the list: each time the map shows its place. */
  readonly asked = signal(0);

  /** A thread was chosen in the list. */
  show(id: number): void {
    this.chosen.value = id;
    this.asked.value += 1;
  }

  /** A place of the map was clicked, with the pin that lies there. */
  clicked(place: Position, pin: number | null): void {
    if (this.picking.peek()) {
      this.place.value = rounded(place, DIGITS);
      this.picking.value = false;
    } else this.chosen.value = pin;
  }
}

/** The pins of the threads that have a place, numbered as the list numbers them, and the one that is being set. */
export function pinsOf(threads: readonly Thread[], chosen: number | null, place: Position | null): Shown[] {
  const pins = threads.flatMap((thread, index): Shown[] => {
    if (!thread.place) return [];
    const state = thread.settled ? "settled" : "open";
    const properties = { thread: thread.id, number: index + 1, state, chosen: thread.id === chosen };
    return [{ geometry: { type: "Point", coordinates: thread.place }, properties }];
  });
  const fresh = { number: "+", state: "new", chosen: true };
  return place ? [...pins, { geometry: { type: "Point", coordinates: place }, properties: fresh }] : pins;
}
