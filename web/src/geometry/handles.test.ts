// Tests where a ring can be taken hold of, and what a pulled handle makes of it.
import { describe, expect, it } from "vitest";
import { besideHandle, besidePlace, handleAt, handlesOf, withHandle } from "./handles";
import type { Bbox, Position } from "./position";

const RING: Position[] = [
  [120, 31],
  [120.01, 31],
  [120.01, 31.01],
  [120, 31.01],
];
const EVERYWHERE: Bbox = [-180, -90, 180, 90];

describe("handles of a ring", () => {
  it("are its vertices, and the middles of its longer edges, in view", () => {
    expect(handlesOf(RING, EVERYWHERE, 0).map(({ kind }) => kind)).toEqual(
      Array.from({ length: 4 }, () => ["vertex", "middle"]).flat(),
    );
    // Edges are 955 m and 1109 m long here.
    expect(handlesOf(RING, EVERYWHERE, 1000).filter(({ kind }) => kind === "middle")).toHaveLength(2);
    expect(handlesOf(RING, [119.99, 30.99, 120.001, 31.001], 0).map(({ index }) => index)).toEqual([0]);
    expect(handlesOf([], EVERYWHERE, 0)).toEqual([]);
  });

  it("are found near a place; a vertex goes before a middle", () => {
    const handles = handlesOf(RING, EVERYWHERE, 0);
    expect(handleAt(handles, [120.00001, 31], 5)).toMatchObject({ kind: "vertex", index: 0 });
    expect(handleAt(handles, [120.005, 31.00001], 5)).toMatchObject({ kind: "middle", index: 0 });
    expect(handleAt(handles, [120.005, 31], 600)).toMatchObject({ kind: "vertex" });
    expect(handleAt(handles, [120.003, 31.003], 5)).toBeNull();
  });

  it("move a vertex, or make one between its neighbours", () => {
    const to: Position = [120.02, 31.02];
    const [vertex, middle] = handlesOf(RING, EVERYWHERE, 0);
    if (!vertex || !middle) throw new Error("a ring has handles");
    expect(withHandle(RING, vertex, to)).toEqual([to, ...RING.slice(1)]);
    expect(withHandle(RING, middle, to)).toEqual([RING[0], to, ...RING.slice(1)]);
    expect(besideHandle(RING, vertex)).toEqual([RING[3], RING[1]]);
    expect(besideHandle(RING, middle)).toEqual([RING[0], RING[1]]);
  });

  it("are shared with the rings that have a vertex at the very same place", () => {
    const neighbour: Position[] = [
      [120.01, 31],
      [120.02, 31],
      [120.01, 31.01],
    ];
    expect(besidePlace([RING, neighbour], [120.01, 31.01])).toEqual([
      [RING[1], RING[3]],
      [neighbour[1], neighbour[0]],
    ]);
    expect(besidePlace([RING], [1, 2])).toEqual([]);
  });
});
