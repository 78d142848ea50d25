// Tests the pure draft: reading and writing, parts and holes, shared vertices, undo and redo.
import { describe, expect, it } from "vitest";
import { begin, DEPTH, push, redo, undo } from "./history";
import { type Draft, EMPTY_DRAFT, isEmpty, ringOf } from "./model";
import { addPark, removePark, setParkText, setZoneText, toggleFunction } from "./park_actions";
import { readDraft, readDraftText, UnreadableDraft } from "./read";
import { addHole, addPart, closeRing, removeRing, replaceRing } from "./shape_actions";
import { movedVertex, moveShared, oneMore, redrawRing, weldRing } from "./share_actions";
import { fileName, stillToWrite, writeDraft, writeForCheck } from "./write";

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

const closed = (ring: number[][]) => [...ring, ring[0]];

/** A file with what a draft can hold: text and four-sided abuttals, an outline, several parts, a hole, no geometry. */
const FILE = {
  type: "FeatureCollection",
  zone: {
    code: "cn-test",
    name: "甲区",
    kind: "pilot",
    declared_area: "11.41 平方公里",
    datum: "wgs84",
    outline: { type: "Polygon", coordinates: [closed(box(120, 31, 120.1, 31.1))] },
    abuttals: { east: ["甲路", "乙河"], south: [], west: ["丙路"], north: ["丁路"], sentence: "东至甲路、乙河" },
  },
  features: [
    {
      type: "Feature",
      properties: { park: "东区", functions: ["agency", "legal"], declared_area: "3.2 平方公里", closing: true },
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [closed(box(120, 31, 120.05, 31.05)), closed(box(120.01, 31.01, 120.02, 31.02))],
          [closed(box(120.06, 31, 120.08, 31.02))],
        ],
      },
    },
    {
      type: "Feature",
      properties: { park: "西区", functions: [], abuttals: "东至…", closing: false, host: "某园" },
      geometry: null,
    },
  ],
};

describe("reading and writing", () => {
  it("writes what it read", () => {
    const { draft, notices } = readDraft(FILE);
    expect(notices).toEqual([]);
    expect(JSON.parse(JSON.stringify(writeDraft(draft)))).toEqual({
      ...FILE,
      features: FILE.features.map((feature) => ({
        ...feature,
        properties: expect.objectContaining(feature.properties),
      })),
    });
  });

  it("keeps a ring that is not closed, and too short, as it is", () => {
    const file = {
      type: "FeatureCollection",
      zone: {},
      features: [
        {
          type: "Feature",
          properties: { park: "甲", functions: [], closing: true },
          geometry: {
            type: "Polygon",
            coordinates: [
              [
                [120, 31],
                [121, 31],
              ],
            ],
          },
        },
      ],
    };
    const { draft } = readDraft(file);
    expect(writeDraft(draft).features[0]?.geometry?.coordinates).toEqual([
      [
        [120, 31],
        [121, 31],
      ],
    ]);
    const path = { owner: { park: "p1" }, part: 0, ring: 0 };
    expect(writeDraft(closeRing(draft, path)).features[0]?.geometry?.coordinates).toEqual([
      [
        [120, 31],
        [121, 31],
        [120, 31],
      ],
    ]);
  });

  it("names members it does not know instead of dropping them silently", () => {
    const { notices } = readDraft({
      type: "FeatureCollection",
      zone: { name: "甲", colour: "red" },
      features: [{ type: "Feature", properties: { name: "东区", area: 3 }, geometry: null }],
    });
    expect(notices).toEqual([
      { what: "unknown-member", pointer: "#/zone/colour" },
      { what: "unknown-member", pointer: "#/features/0/properties/area" },
    ]);
  });

  it("tells of a coordinate system and of positions that are no numbers", () => {
    const ring = [
      [1, 2],
      ["3", 4],
      [5, 6],
      [1, 2],
    ];
    const { draft, notices } = readDraft({
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "EPSG:4549" } },
      features: [{ type: "Feature", properties: { park: "甲" }, geometry: { type: "Polygon", coordinates: [ring] } }],
    });
    expect(draft.parks[0]?.shape.parts[0]?.rings[0]?.vertices).toHaveLength(2);
    expect(notices).toEqual([
      { what: "unknown-member", pointer: "#/crs" },
      { what: "wrong-type", pointer: "#/features/0/geometry/coordinates" },
    ]);
  });

  it("takes a bare polygon as one park", () => {
    const { draft } = readDraft({ type: "Polygon", coordinates: [closed(box(1, 2, 3, 4))] });
    expect(draft.parks).toHaveLength(1);
  });

  it("says why a text is no draft", () => {
    expect(() => readDraftText("{")).toThrow(UnreadableDraft);
    expect(() => readDraftText('{"type":"Topology"}')).toThrow(expect.objectContaining({ reason: "not-geojson" }));
    const point = { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [1, 2] } };
    expect(() => readDraft(point)).toThrow(expect.objectContaining({ reason: "no-polygon" }));
  });

  it("names the file after the zone without characters that file systems refuse", () => {
    expect(fileName(setZoneText(EMPTY_DRAFT, "name", "甲/乙 区"))).toBe("甲-乙-区.geojson");
    expect(fileName(EMPTY_DRAFT)).toBe("draft.geojson");
  });
});

function withPark(): { draft: Draft; key: string } {
  return addPark(EMPTY_DRAFT, "东区");
}

describe("parts and holes", () => {
  it("holds several parts, each with its holes", () => {
    const { draft, key } = withPark();
    const owner = { park: key };
    const first = addPart(draft, owner, box(0, 0, 4, 4));
    const second = addPart(first.draft, owner, box(5, 0, 6, 1));
    const hole = addHole(second.draft, owner, 0, box(1, 1, 2, 2));
    expect(hole.path).toEqual({ owner, part: 0, ring: 1 });
    const geometry = writeDraft(hole.draft).features[0]?.geometry;
    expect(geometry?.type).toBe("MultiPolygon");
    expect(geometry?.coordinates.map((part) => part.length)).toEqual([2, 1]);
  });

  it("removes a hole alone, and a part with its holes", () => {
    const { draft, key } = withPark();
    const owner = { park: key };
    const part = addPart(draft, owner, box(0, 0, 4, 4));
    const hole = addHole(part.draft, owner, 0, box(1, 1, 2, 2));
    expect(writeDraft(removeRing(hole.draft, hole.path)).features[0]?.geometry?.coordinates).toHaveLength(1);
    expect(writeDraft(removeRing(hole.draft, part.path)).features[0]?.geometry).toBeNull();
  });

  it("changes a ring and leaves the draft before untouched", () => {
    const { draft, key } = withPark();
    const { draft: before, path } = addPart(draft, { park: key }, box(0, 0, 4, 4));
    const vertices = [
      [9, 9],
      [4, 0],
      [4, 4],
    ];
    expect(ringOf(replaceRing(before, path, vertices), path)?.vertices).toEqual(vertices);
    expect(ringOf(before, path)?.vertices).toHaveLength(4);
  });

  it("is sent to be checked before its form is filled in, and says what is still to be written", () => {
    const { draft } = withPark();
    expect(writeForCheck(draft).zone).toEqual({ name: "", kind: "" });
    const named = setZoneText(draft, "name", "甲区");
    expect(writeForCheck(named).zone).toEqual({ name: "甲区", kind: "" });
    expect(stillToWrite(named)).toEqual(["kind"]);
    expect(writeDraft(named).zone).toEqual({ name: "甲区" });
  });

  it("does not write a ring that has no vertex yet", () => {
    const { draft, key } = withPark();
    const { draft: opened } = addPart(draft, { park: key }, []);
    expect(writeDraft(opened).features[0]?.geometry).toBeNull();
  });
});

describe("parks", () => {
  it("toggles functions, removes empty texts, and never reuses a key in use", () => {
    const { draft, key } = withPark();
    const once = toggleFunction(draft, key, "legal");
    expect(once.parks[0]?.functions).toEqual(["legal"]);
    expect(toggleFunction(once, key, "legal").parks[0]?.functions).toEqual([]);
    const text = setParkText(draft, key, "declared_area", "3 公顷");
    expect("declared_area" in (setParkText(text, key, "declared_area", "").parks[0] ?? {})).toBe(false);
    expect(addPark(draft, "西区").key).not.toBe(key);
    expect(isEmpty(removePark(draft, key))).toBe(true);
  });
});

describe("shared vertices", () => {
  function twoParks() {
    const one = addPark(EMPTY_DRAFT, "西区");
    const west = addPart(one.draft, { park: one.key }, box(120, 31, 120.01, 31.01));
    const two = addPark(west.draft, "东区");
    // The east park meets only half of the common limit: its vertex at 31.005 lies on the edge of the west park.
    const east = addPart(two.draft, { park: two.key }, box(120.01, 31, 120.02, 31.005));
    return { draft: east.draft, west: west.path, east: east.path };
  }

  it("gives the neighbour the vertex that lies on its edge", () => {
    const { draft, west, east } = twoParks();
    const welded = weldRing(draft, east);
    expect(ringOf(welded, west)?.vertices).toContainEqual([120.01, 31.005]);
    expect(ringOf(welded, east)?.vertices).toHaveLength(4);
  });

  it("moves the vertex of both parks when it is shared", () => {
    const { draft, west, east } = twoParks();
    const vertices = (ringOf(draft, east)?.vertices ?? []).with(0, [120.011, 31]);
    const together = redrawRing(draft, east, vertices, true);
    expect(ringOf(together, west)?.vertices).toContainEqual([120.011, 31]);
    const alone = redrawRing(draft, east, vertices, false);
    expect(ringOf(alone, west)?.vertices).not.toContainEqual([120.011, 31]);
  });

  it("leaves overlay parks out of the welding", () => {
    const { draft, west, east } = twoParks();
    const overlay = { ...draft, parks: draft.parks.map((park, index) => ({ ...park, closing: index !== 0 })) };
    expect(ringOf(weldRing(overlay, east), west)?.vertices).toHaveLength(4);
  });

  it("sees one moved vertex, not several", () => {
    const ring = box(0, 0, 1, 1);
    expect(movedVertex(ring, ring.with(2, [5, 5]))).toEqual({ from: [1, 1], to: [5, 5] });
    expect(movedVertex(ring, ring.with(2, [5, 5]).with(1, [6, 6]))).toBeNull();
    expect(movedVertex(ring, ring.slice(1))).toBeNull();
  });

  it("gives a vertex made on a shared edge to both, and takes one away from both", () => {
    const { draft, west, east } = twoParks();
    const welded = weldRing(draft, east);
    const vertices = ringOf(welded, east)?.vertices ?? [];
    // The edge from the north-west to the south-west corner of the east park runs along the west park.
    const made = redrawRing(welded, east, [...vertices, [120.0101, 31.002]], true);
    expect(ringOf(made, west)?.vertices).toContainEqual([120.0101, 31.002]);
    const alone = redrawRing(welded, east, [...vertices, [120.0101, 31.002]], false);
    expect(ringOf(alone, west)?.vertices).not.toContainEqual([120.0101, 31.002]);
    const taken = redrawRing(made, east, vertices, true);
    expect(ringOf(taken, west)?.vertices).toEqual(ringOf(welded, west)?.vertices);
  });

  it("sees one vertex more, at any place of the ring, and nothing else", () => {
    const ring = box(0, 0, 1, 1);
    expect(oneMore(ring, ring.toSpliced(1, 0, [5, 5]))).toEqual({ place: [5, 5], beside: [ring[0], ring[1]] });
    expect(oneMore(ring, [...ring, [5, 5]])).toEqual({ place: [5, 5], beside: [ring[3], ring[0]] });
    expect(oneMore(ring, ring)).toBeNull();
    expect(oneMore(ring, [...ring.with(1, [7, 7]), [5, 5]])).toBeNull();
    expect(oneMore([], [[1, 1]])).toBeNull();
  });

  it("does not follow to a place that is none", () => {
    const { draft } = twoParks();
    expect(moveShared(draft, [120.01, 31], [Number.NaN, 0])).toBe(draft);
  });
});

describe("history", () => {
  it("undoes and redoes step by step", () => {
    const two = push(push(begin(0), 1), 2);
    expect(undo(two).present).toBe(1);
    expect(redo(undo(two)).present).toBe(2);
    expect(undo(undo(undo(two))).present).toBe(0);
    expect(redo(two)).toBe(two);
  });

  it("forgets what was undone when something else is done", () => {
    expect(redo(push(undo(push(begin(0), 1)), 5)).present).toBe(5);
  });

  it("counts typing in one field as one step", () => {
    const typed = push(push(push(begin(""), "甲", "name"), "甲乙", "name"), "丙", "host");
    expect(undo(typed).present).toBe("甲乙");
    expect(undo(undo(typed)).present).toBe("");
  });

  it("ignores a change that changes nothing, and holds a bounded number of steps", () => {
    const start = begin({});
    expect(push(start, start.present)).toBe(start);
    let long = begin(0);
    for (let step = 1; step <= DEPTH + 50; step += 1) long = push(long, step);
    expect(long.past).toHaveLength(DEPTH);
  });

  it("replaces a ring as one step", () => {
    const { draft, key } = withPark();
    const { draft: drawn, path } = addPart(draft, { park: key }, box(0, 0, 1, 1));
    const history = push(begin(drawn), replaceRing(drawn, path, box(0, 0, 2, 2)));
    expect(ringOf(undo(history).present, path)?.vertices).toEqual(box(0, 0, 1, 1));
  });
});
