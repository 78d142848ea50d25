// Tests what becomes of a draft when a park is split or two are merged, with answers as the register gives them.
import { describe, expect, it } from "vitest";
import { type Draft, EMPTY_DRAFT } from "./model";
import { addPark, setParkText, toggleFunction } from "./park_actions";
import { areNeighbours, shapesToMerge, shapeToSplit, takeHalves, takeMerged } from "./reshape_actions";
import { addHole, addPart } from "./shape_actions";

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

const polygon = (...rings: number[][][]) => ({
  type: "Polygon",
  coordinates: rings.map((ring) => [...ring, ring[0] ?? []]),
});

/** A west park, and an east one beside it that shares its limit at 120.02. */
function twoParks(): { draft: Draft; west: string; east: string } {
  const one = addPark(EMPTY_DRAFT, "西区");
  const west = addPart(one.draft, { park: one.key }, box(120, 31, 120.02, 31.02));
  const two = addPark(west.draft, "东区");
  const east = addPart(two.draft, { park: two.key }, box(120.02, 31, 120.04, 31.02));
  return { draft: east.draft, west: one.key, east: two.key };
}

const exterior = (draft: Draft, index: number) => draft.parks[index]?.shape.parts[0]?.rings[0]?.vertices ?? [];

describe("a park that is split", () => {
  // Across the west park from west to east, so that the line ends on the limit shared with the east park.
  const line = [
    [119.99, 31.005],
    [120.02, 31.005],
  ];
  const south = { geometry: polygon(box(120, 31, 120.02, 31.005)), area_m2: 1 };
  const north = { geometry: polygon(box(120, 31.005, 120.02, 31.02)), area_m2: 3 };

  it("stays in its larger half, and the other becomes a park after it", () => {
    const { draft, west } = twoParks();
    const stated = setParkText(toggleFunction(draft, west, "legal"), west, "declared_area", "3 公顷");
    const taken = takeHalves(stated, west, { left: north, right: south }, line);
    expect(taken?.draft.parks.map(({ name }) => name)).toEqual(["西区", "西区-2", "东区"]);
    expect(taken?.kept).toMatchObject({ key: west, functions: ["legal"], declared_area: "3 公顷" });
    expect(taken?.made.functions).toEqual([]);
    expect(taken?.made.declared_area).toBeUndefined();
    expect(exterior(taken?.draft ?? draft, 1)).toEqual(box(120, 31, 120.02, 31.005));
    expect(new Set(taken?.draft.parks.map(({ key }) => key)).size).toBe(3);
  });

  it("gives the end of the new limit to the neighbour it meets", () => {
    const { draft, west } = twoParks();
    const taken = takeHalves(draft, west, { left: north, right: south }, line);
    expect(exterior(draft, 1)).toHaveLength(4);
    expect(exterior(taken?.draft ?? draft, 2)).toContainEqual([120.02, 31.005]);
  });

  it("has a vertex where the line ends on its limit before it is cut", () => {
    const { draft, west } = twoParks();
    const shape = shapeToSplit(draft, west, [
      [120.0000000001, 31.005],
      [120.03, 31.005],
    ]);
    expect(shape?.parts[0]?.rings[0]?.vertices).toContainEqual([120.0000000001, 31.005]);
    expect(draft.parks[0]?.shape.parts[0]?.rings[0]?.vertices).toHaveLength(4);
  });

  it("keeps the parts that the line leaves alone, and holes", () => {
    const { draft, west } = twoParks();
    const owner = { park: west };
    const further = addPart(draft, owner, box(119.9, 31, 119.91, 31.01)).draft;
    const holed = addHole(further, owner, 0, box(120.005, 31.01, 120.01, 31.015)).draft;
    const hole = [
      [120.005, 31.01],
      [120.005, 31.015],
      [120.01, 31.015],
      [120.01, 31.01],
    ];
    const answer = {
      left: { geometry: polygon(box(120, 31.005, 120.02, 31.02), hole), area_m2: 3 },
      right: south,
      untouched: { geometry: polygon(box(119.9, 31, 119.91, 31.01)), area_m2: 1 },
    };
    const taken = takeHalves(holed, west, answer, line);
    expect(taken?.kept.shape.multi).toBe(true);
    expect(taken?.kept.shape.parts.map(({ rings }) => rings.length)).toEqual([2, 1]);
    expect(taken?.made.shape.parts).toHaveLength(1);
  });

  it("brings back vertices of the draft to the last digit", () => {
    const exact = [120.01234567891234, 31.02];
    const one = addPark(EMPTY_DRAFT, "甲");
    const { draft } = addPart(one.draft, { park: one.key }, [...box(120, 31, 120.02, 31.02).slice(0, 3), exact]);
    const rounded = [120.012345679, 31.02];
    const answer = { geometry: polygon([[120, 31], [120.02, 31.005], [120.02, 31.02], rounded]), area_m2: 3 };
    const taken = takeHalves(draft, one.key, { left: answer, right: south }, line);
    expect(exterior(taken?.draft ?? draft, 0)).toContainEqual(exact);
  });

  it("stays as it was when the answer holds no shape, or the park is gone", () => {
    const { draft, west } = twoParks();
    expect(takeHalves(draft, west, { left: { geometry: null, area_m2: 0 }, right: south }, line)).toBeNull();
    expect(takeHalves(draft, "p9", { left: north, right: south }, line)).toBeNull();
  });

  it("is not named as another park is", () => {
    const { draft, west } = twoParks();
    const named = addPark(draft, "西区-2").draft;
    expect(takeHalves(named, west, { left: north, right: south }, line)?.made.name).toBe("西区-3");
  });
});

describe("two parks that are merged", () => {
  const whole = { geometry: polygon(box(120, 31, 120.04, 31.02)), area_m2: 4 };

  it("become one with the first one's texts and both their functions", () => {
    const { draft, west, east } = twoParks();
    const stated = setParkText(
      toggleFunction(toggleFunction(draft, west, "legal"), east, "agency"),
      east,
      "host",
      "某园",
    );
    const merged = takeMerged(setParkText(stated, west, "declared_area", "3 公顷"), west, east, whole);
    expect(merged?.parks).toHaveLength(1);
    expect(merged?.parks[0]).toMatchObject({
      key: west,
      name: "西区",
      functions: ["legal", "agency"],
      declared_area: "3 公顷",
      host: "某园",
    });
    expect(exterior(merged ?? draft, 0)).toEqual(box(120, 31, 120.04, 31.02));
  });

  it("take each other's vertices on their limits before they are joined", () => {
    const { draft, west } = twoParks();
    const third = addPark(draft, "南区");
    const { draft: three } = addPart(third.draft, { park: third.key }, box(120.005, 30.99, 120.015, 31));
    const [one] = shapesToMerge(three, west, third.key) ?? [];
    expect(one?.parts[0]?.rings[0]?.vertices).toContainEqual([120.005, 31]);
    expect(one?.parts[0]?.rings[0]?.vertices).toContainEqual([120.015, 31]);
  });

  it("are told to be neighbours when they share two vertices", () => {
    const { draft } = twoParks();
    const [west, east] = draft.parks;
    expect(west && east && areNeighbours(west, east)).toBe(true);
    const apart = addPark(draft, "远区");
    const { draft: three } = addPart(apart.draft, { park: apart.key }, box(121, 31, 121.1, 31.1));
    const far = three.parks[2];
    expect(west && far && areNeighbours(west, far)).toBe(false);
  });
});
