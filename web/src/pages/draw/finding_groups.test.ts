// Tests how findings are put together.
import { describe, expect, it } from "vitest";
import type { Finding } from "../../api/types";
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
