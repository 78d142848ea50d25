// Tests how coordinates are read from what people paste.
import { describe, expect, it } from "vitest";
import { bboxOf, positionsOfGeometry, readBbox } from "./bbox";
import { readCoordinates, withoutClosing, writeCoordinates } from "./coordinate_text";

describe("coordinate text", () => {
  it("reads commas, blanks, tabs, semicolons and full-width marks", () => {
    const text = "120.5,31.3\n120.6 31.3\n\n120.6\t31.4\r\n１２０．５，３１．４；";
    expect(readCoordinates(text)).toEqual({
      vertices: [
        [120.5, 31.3],
        [120.6, 31.3],
        [120.6, 31.4],
        [120.5, 31.4],
      ],
      unread: [],
    });
  });

  it("names each line that holds no pair", () => {
    expect(readCoordinates("120.5,31.3\n东经 120\n120.5").unread).toEqual([
      { line: 2, text: "东经 120" },
      { line: 3, text: "120.5" },
    ]);
  });

  it("reads a GeoJSON array, nested or not", () => {
    expect(readCoordinates("[[120.5,31.3],\n[120.6,31.3]]").vertices).toHaveLength(2);
    expect(readCoordinates("[[[120.5,31.3],[120.6,31.3]]]").vertices).toHaveLength(2);
  });

  it("reads what it wrote, every digit kept", () => {
    const vertices = [
      [120.123456789012, 31.1],
      [-0.5, 89.99],
      [1e-7, 3],
    ];
    expect(readCoordinates(writeCoordinates(vertices)).vertices).toEqual(vertices);
  });

  it("drops the repeated first vertex only when it is repeated", () => {
    const ring = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    expect(withoutClosing([...ring, [1, 2]])).toEqual(ring);
    expect(withoutClosing(ring)).toEqual(ring);
  });
});

describe("bbox", () => {
  it("holds every position of a geometry and passes over places that are not on earth", () => {
    const geometry = {
      type: "MultiPoint",
      coordinates: [
        [120, 31],
        [121, 30.5],
        [31, 121],
      ],
    };
    expect(bboxOf(positionsOfGeometry(geometry))).toEqual([120, 30.5, 121, 31]);
    expect(bboxOf([])).toBeNull();
  });

  it("takes four finite numbers only", () => {
    expect(readBbox([1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
    expect(readBbox([1, 2, 3])).toBeNull();
    expect(readBbox(null)).toBeNull();
  });
});
