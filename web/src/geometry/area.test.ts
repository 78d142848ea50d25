// Tests areas against geodesic areas of GeographicLib 2.0 on the CGCS2000 ellipsoid.
import { describe, expect, it } from "vitest";
import { polygonAreaM2, signedAreaM2 } from "./area";
import type { Vertices } from "./position";

/** Rings with the area in m² that `geographiclib.geodesic.Geodesic(6378137, 1/298.257222101).Polygon()` gives. */
const JUDGED: { name: string; ring: Vertices; area_m2: number; share: number }[] = [
  {
    name: "a concave ring 10 km across at Suzhou",
    ring: [
      [120.55, 31.28],
      [120.66, 31.285],
      [120.65, 31.36],
      [120.6, 31.33],
      [120.54, 31.35],
    ],
    area_m2: 70180561.7826438,
    share: 3e-7,
  },
  {
    name: "a block of 100 m at Beijing",
    ring: [
      [116.3, 39.9],
      [116.301, 39.9],
      [116.301, 39.901],
      [116.3, 39.901],
    ],
    area_m2: 9495.259803056717,
    share: 1e-9,
  },
  {
    name: "a triangle 50 km across at Leizhou",
    ring: [
      [110, 20],
      [110.5, 20.02],
      [110.45, 20.4],
    ],
    area_m2: 1106191730.3254833,
    share: 1e-5,
  },
];

describe("area", () => {
  for (const { name, ring, area_m2, share } of JUDGED) {
    it(`agrees with the geodesic area of ${name}`, () => {
      expect(Math.abs(polygonAreaM2([ring]) - area_m2) / area_m2).toBeLessThan(share);
    });
  }

  it("is positive anticlockwise and negative clockwise", () => {
    const ring = JUDGED[0]?.ring ?? [];
    expect(signedAreaM2(ring)).toBeGreaterThan(0);
    expect(signedAreaM2([...ring].reverse())).toBeCloseTo(-signedAreaM2(ring), 3);
  });

  it("subtracts holes", () => {
    const [outer, inner] = [JUDGED[0]?.ring ?? [], JUDGED[1]?.ring ?? []];
    expect(polygonAreaM2([outer, inner])).toBeCloseTo(polygonAreaM2([outer]) - polygonAreaM2([inner]), 3);
  });

  it("is nothing for fewer than three vertices", () => {
    expect(polygonAreaM2([])).toBe(0);
    expect(
      signedAreaM2([
        [120, 31],
        [121, 31],
      ]),
    ).toBe(0);
  });
});
