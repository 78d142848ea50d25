// Tests how findings are put together, and which datum a suspected shift names.
import { describe, expect, it } from "vitest";
import type { Finding } from "../../api/types";
import { suspectedDatum } from "./datum_shift";
import { groupFindings } from "./finding_groups";

const finding = (rule: string, severity: Finding["severity"], more: Partial<Finding> = {}) =>
  ({ rule, severity, figures: [], fixes: [], message: { zh: "", en: "" }, ...more }) as unknown as Finding;

describe("finding groups", () => {
  it("puts those on the abuttals under their sides, in the order in which sides are written", () => {
    const north = finding("abuttals-off", "warning", { side: "north" });
    const east = finding("abuttals-unknown", "note", { side: "east" });
    const whole = finding("abuttals-missing", "warning");
    const speck = finding("speck", "error");
    const area = finding("area-sum", "warning");
    const { plain, sides } = groupFindings([north, area, east, speck, whole]);
    expect(plain).toEqual([speck, area]);
    expect(sides).toEqual([
      { side: null, findings: [whole] },
      { side: "east", findings: [east] },
      { side: "north", findings: [north] },
    ]);
  });
});

describe("a suspected datum", () => {
  const figures = [{ name: "shift_m", value: 519, unit: "m" as const }];
  const en = "park “甲” looks as if its coordinates were gcj02, not cgcs2000, 519 m apart: …; bd09 would fit as well";

  it("is the one that the sentence names first", () => {
    expect(suspectedDatum(finding("extent", "warning", { figures, message: { zh: "", en } }))).toBe("gcj02");
  });

  it("is none where nothing is said of a shift", () => {
    expect(suspectedDatum(finding("extent", "error", { message: { zh: "", en: "outside" } }))).toBeNull();
    expect(suspectedDatum(finding("speck", "error", { figures, message: { zh: "", en } }))).toBeNull();
  });
});
