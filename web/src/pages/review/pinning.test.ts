// Tests the pins of a dossier: which threads have one, how they are numbered, what a click does.
import { describe, expect, it } from "vitest";
import type { Thread } from "../../api/types";
import { Pinning, pinsOf } from "./pinning";

function thread(id: number, place: [number, number] | null, settled = false): Thread {
  return { id, place, settled, settled_by: null, delimitation: 1, comments: [] };
}

describe("pins", () => {
  it("stand for the threads that have a place, under the numbers of the list", () => {
    const pins = pinsOf([thread(7, null), thread(9, [120, 31]), thread(12, [121, 31], true)], 9, null);
    expect(pins.map(({ properties }) => properties)).toEqual([
      { thread: 9, number: 2, state: "open", chosen: true },
      { thread: 12, number: 3, state: "settled", chosen: false },
    ]);
  });

  it("show where the next comment will be pinned", () => {
    expect(pinsOf([], null, [120, 31])).toEqual([
      { geometry: { type: "Point", coordinates: [120, 31] }, properties: { number: "+", state: "new", chosen: true } },
    ]);
  });
});

describe("a click on the map", () => {
  it("chooses the pin that lies there, or none", () => {
    const pinning = new Pinning();
    pinning.clicked([120, 31], 9);
    expect(pinning.chosen.value).toBe(9);
    pinning.clicked([120, 31], null);
    expect(pinning.chosen.value).toBeNull();
    expect(pinning.place.value).toBeNull();
  });

  it("sets the place of the comment once while one is picked", () => {
    const pinning = new Pinning();
    pinning.picking.value = true;
    pinning.clicked([120.123456789, 31.1], 9);
    expect(pinning.place.value).toEqual([120.123457, 31.1]);
    expect(pinning.chosen.value).toBeNull();
    expect(pinning.picking.value).toBe(false);
  });
});
