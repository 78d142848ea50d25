// Tests the arithmetic of charts: round axes, days as far apart as they are, gaps, labels that do not run into each other.
import { describe, expect, it } from "vitest";
import { labelledDays, linePath, mostOf, nearestDay, placeOfValue, placesOfDays, ticksTo } from "./scale";

const PLOT = { left: 10, top: 0, width: 100, height: 50 };

describe("an axis", () => {
  it("has round steps and reaches the largest value", () => {
    expect(ticksTo(7)).toEqual([0, 2, 4, 6, 8]);
    expect(ticksTo(0.3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticksTo(1)).toEqual([0, 0.5, 1]);
    for (const most of [0.013, 0.9, 1, 2.4, 13, 49, 50, 51, 999, 1e6]) {
      const ticks = ticksTo(most);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.at(-2)).toBeLessThan(most);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });

  it("counts in whole numbers where halves mean nothing, and is not empty without values", () => {
    expect(ticksTo(2, 4, true)).toEqual([0, 1, 2]);
    expect(ticksTo(0, 4, true)).toEqual([0, 1]);
    expect(ticksTo(Number.NaN)).toHaveLength(ticksTo(1).length);
  });
});

describe("days and values", () => {
  it("stand as far apart as they are", () => {
    expect(placesOfDays(["2026-01-01", "2026-01-02", "2026-01-11"], PLOT)).toEqual([10, 20, 110]);
    expect(placesOfDays(["2026-01-01"], PLOT)).toEqual([60]);
    expect(placeOfValue(0, 4, PLOT)).toBe(50);
    expect(placeOfValue(4, 4, PLOT)).toBe(0);
  });

  it("leave a gap where a value is missing", () => {
    expect(linePath([0, 1, 2, 3], [5, null, 6, 7])).toBe("M0.0 5.0M2.0 6.0L3.0 7.0");
    expect(mostOf([{ id: "a", name: "a", values: [null, 3, 1] }])).toBe(3);
    expect(mostOf([])).toBe(0);
  });

  it("are labelled at both ends, and between where there is room", () => {
    expect(labelledDays([0, 20, 40, 60, 80, 100, 120, 160], 40)).toEqual([0, 3, 5, 7]);
    expect(labelledDays([0, 100], 400)).toEqual([0, 1]);
    expect(labelledDays([5], 40)).toEqual([0]);
    expect(nearestDay([0, 10, 20], 14)).toBe(1);
  });
});
