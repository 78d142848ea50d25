// Tests snapping, welding and the circle in metres.
import { describe, expect, it } from "vitest";
import { circle } from "./circle";
import { distanceM, edgeDistanceM, snap } from "./snap";
import { restoreExact, weld } from "./weld";

const SQUARE = [
  [120, 31],
  [120.01, 31],
  [120.01, 31.01],
  [120, 31.01],
] as const;

describe("distance", () => {
  it("agrees with GeographicLib within a millimetre per 200 m", () => {
    expect(distanceM([120.6, 31.3], [120.602, 31.301])).toBeCloseTo(220.336, 2);
  });
});

describe("snap", () => {
  it("takes a vertex before a nearer edge", () => {
    const found = snap([120.00005, 30.99999], [SQUARE], 20);
    expect(found?.onto).toBe("vertex");
    expect(found?.position).toEqual([120, 31]);
  });

  it("takes the foot on an edge where no vertex is in reach", () => {
    const found = snap([120.005, 30.9999], [SQUARE], 20);
    expect(found?.onto).toBe("edge");
    expect(found?.position[0]).toBeCloseTo(120.005, 9);
    expect(found?.position[1]).toBeCloseTo(31, 9);
  });

  it("closes the ring: the edge from the last vertex to the first counts", () => {
    expect(snap([119.9999, 31.005], [SQUARE], 20)?.onto).toBe("edge");
  });

  it("finds nothing beyond its reach", () => {
    expect(snap([120.005, 30.99], [SQUARE], 20)).toBeNull();
    expect(snap([120.005, 31], [], 20)).toBeNull();
  });
});

describe("weld", () => {
  it("inserts neighbours' vertices that lie on an edge, in their order along it", () => {
    const welded = weld(SQUARE, [
      [120.008, 31],
      [120.002, 31],
      [120.005, 31.5],
    ]);
    expect(welded.map((vertex) => vertex[0])).toEqual([120, 120.002, 120.008, 120.01, 120.01, 120]);
  });

  it("leaves a ring alone that already has the vertices, and keeps its identity", () => {
    expect(weld(SQUARE, SQUARE)).toBe(SQUARE);
    expect(weld(SQUARE, [[121, 32]])).toBe(SQUARE);
  });

  it("leaves out a vertex that is off the edge by more than a centimetre", () => {
    expect(weld(SQUARE, [[120.005, 31.0000002]])).toBe(SQUARE);
    expect(edgeDistanceM([120.005, 31.0000002], [120, 31], [120.01, 31])).toBeGreaterThan(0.02);
  });

  it("puts exact originals back for rounded vertices", () => {
    const exact = [120.12345678901, 31.98765432109];
    expect(restoreExact([[120.123456789, 31.987654321]], [exact], 9)[0]).toBe(exact);
    expect(restoreExact([[120.1, 31.9]], [exact], 9)).toEqual([[120.1, 31.9]]);
  });
});

describe("circle", () => {
  it("keeps its radius in metres in every direction", () => {
    for (const vertex of circle([120.6, 31.3], 150)) {
      expect(Math.abs(distanceM([120.6, 31.3], vertex) - 150)).toBeLessThan(0.02);
    }
  });

  it("is a closed ring", () => {
    const ring = circle([120.6, 31.3], 150, 12);
    expect(ring).toHaveLength(13);
    expect(ring[0]).toEqual(ring.at(-1));
  });
});
