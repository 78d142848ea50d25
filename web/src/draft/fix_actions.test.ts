// Tests that offered shapes take the place of drawn ones as a whole, and what a preview says of the change.
import { describe, expect, it } from "vitest";
import { ringChange } from "../geometry/ring_change";
import { changesOf, isShifted, takeShape, takeShapes } from "./fix_actions";
import { EMPTY_DRAFT } from "./model";
import { readDraft } from "./read";
import { writeShape } from "./write";

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

const polygon = (ring: number[][]) => ({ type: "Polygon", coordinates: [[...ring, ring[0]]] });

const multi = (ring: number[][]) => ({ type: "MultiPolygon", coordinates: [[[...ring, ring[0]]]] });

const DRAFT = readDraft({
  type: "FeatureCollection",
  zone: { name: "甲区" },
  features: [
    { type: "Feature", properties: { park: "西区", functions: [] }, geometry: polygon(box(120, 31, 120.1, 31.1)) },
    { type: "Feature", properties: { park: "东区", functions: [] }, geometry: polygon(box(120.11, 31, 120.2, 31.1)) },
  ],
}).draft;

describe("taking offered shapes", () => {
  it("puts the shapes of all parks in place in one step, and keeps a polygon a polygon", () => {
    const next = takeShapes(DRAFT, [
      { park: "西区", nth: 0, geometry: multi(box(120, 31, 120.11, 31.1)) },
      { park: "东区", nth: 1, geometry: multi(box(120.11, 31, 120.21, 31.1)) },
    ]);
    expect(next && writeShape(next.parks[0]?.shape ?? EMPTY_DRAFT.outline)).toEqual(
      polygon(box(120, 31, 120.11, 31.1)),
    );
    expect(next && writeShape(next.parks[1]?.shape ?? EMPTY_DRAFT.outline)).toEqual(
      polygon(box(120.11, 31, 120.21, 31.1)),
    );
    expect(next?.zone).toBe(DRAFT.zone);
  });

  it("takes nothing when one of them was offered for another park", () => {
    const shape = multi(box(120, 31, 120.11, 31.1));
    expect(takeShapes(DRAFT, [{ park: "东区", nth: 0, geometry: shape }])).toBeNull();
    expect(takeShapes(DRAFT, [{ park: "西区", nth: 7, geometry: shape }])).toBeNull();
    expect(takeShapes(DRAFT, [{ park: "西区", nth: 0, geometry: { type: "Point", coordinates: [0, 0] } }])).toBeNull();
    expect(takeShapes(DRAFT, [])).toBeNull();
  });

  it("gives a park or the outline a polygon", () => {
    const key = DRAFT.parks[1]?.key ?? "";
    const next = takeShape(DRAFT, { park: key }, multi(box(121, 31, 121.1, 31.1)));
    expect(next && writeShape(next.parks[1]?.shape ?? EMPTY_DRAFT.outline)).toEqual(polygon(box(121, 31, 121.1, 31.1)));
    const outlined = takeShape(DRAFT, "outline", multi(box(121, 31, 121.1, 31.1)));
    expect(outlined && writeShape(outlined.outline)).toEqual(polygon(box(121, 31, 121.1, 31.1)));
    expect(takeShape(DRAFT, "outline", null)).toBeNull();
  });

  it("knows a draft in a shifted datum", () => {
    expect(isShifted(DRAFT)).toBe(false);
    expect(isShifted({ ...DRAFT, zone: { datum: "gcj02" } })).toBe(true);
    expect(isShifted({ ...DRAFT, zone: { datum: "wgs84" } })).toBe(false);
  });
});

describe("what a change is", () => {
  it("is nothing where a ring only begins elsewhere or runs the other way", () => {
    const ring = box(120, 31, 120.1, 31.1);
    const turned = [...ring.slice(2), ...ring.slice(0, 2)].reverse();
    expect(ringChange([ring], [turned])).toEqual({ added: [], dropped: [], vertices: [] });
  });

  it("takes vertices within a millimetre for the same", () => {
    const ring = box(120, 31, 120.1, 31.1);
    const jittered = ring.map(([lon = 0, lat = 0]) => [lon + 4e-9, lat - 4e-9]);
    expect(ringChange([ring], [jittered])).toEqual({ added: [], dropped: [], vertices: [] });
  });

  it("names the edges and vertices of the later and earlier version", () => {
    const before = box(120, 31, 120.1, 31.1);
    const after = [before[0] ?? [], [120.05, 31], ...before.slice(1)];
    const change = ringChange([before], [after]);
    expect(change.vertices).toEqual([[120.05, 31]]);
    expect(change.dropped).toEqual([[before[0], before[1]]]);
    expect(change.added).toHaveLength(2);
  });

  it("is told park by park, and not for a park of another name", () => {
    const offered = { park: "西区", nth: 0, geometry: multi(box(120, 31, 120.11, 31.1)) };
    const [change] = changesOf(DRAFT, [offered]);
    expect(change?.vertices).toEqual([
      [120.11, 31],
      [120.11, 31.1],
    ]);
    expect(changesOf(DRAFT, [{ ...offered, park: "南区" }])).toEqual([]);
  });
});
