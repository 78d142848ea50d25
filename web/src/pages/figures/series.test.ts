// Tests how figures become series: parks that come and go, services in their order, days counted back.
import { describe, expect, it } from "vitest";
import type { FiguresDocument } from "../../api/types";
import { agencySeries, densitySeries, monthsBefore, parksOf, serviceSeries } from "./series";

const names = { whole: "全区", no_park: "未分园区", service: (code: string) => `服务 ${code}` };

function day(on: string, parks: readonly (readonly [string | null, number])[]): FiguresDocument {
  const services = [
    { service: "agency", agencies: parks.length },
    { service: "legal", agencies: 0 },
  ];
  return {
    on,
    agencies: parks.reduce((sum, [, agencies]) => sum + agencies, 0),
    density_per_km2: parks.length,
    services,
    chain: { present: ["agency"], missing: ["legal"], share: 0.5 },
    parks: parks.map(([park, agencies]) => ({
      park,
      agencies,
      functions: [],
      services,
      density_per_km2: park === null ? null : agencies,
    })),
  };
}

describe("series of figures", () => {
  const figures = [
    day("2026-01-01", [["东区", 2]]),
    day("2026-02-01", [
      ["东区", 3],
      ["西区", 1],
      [null, 1],
    ]),
  ];

  it("hold a park that was not there yet as missing, and agencies without a park", () => {
    expect(parksOf(figures)).toEqual(["东区", "西区", null]);
    expect(agencySeries(figures, names).map(({ name, values }) => [name, values])).toEqual([
      ["全区", [2, 5]],
      ["东区", [2, 3]],
      ["西区", [null, 1]],
      ["未分园区", [null, 1]],
    ]);
  });

  it("do not say twice what a zone of one park says", () => {
    expect(agencySeries(figures.slice(0, 1), names)).toHaveLength(1);
    expect(densitySeries(figures.slice(0, 1), names)).toHaveLength(1);
    expect(densitySeries(figures, names).map(({ name }) => name)).toEqual(["全区", "东区", "西区"]);
  });

  it("keep the programme's order of services, those that none offers too", () => {
    expect(serviceSeries(figures, names).map(({ name, values }) => [name, values])).toEqual([
      ["服务 agency", [1, 3]],
      ["服务 legal", [0, 0]],
    ]);
    expect(serviceSeries([], names)).toEqual([]);
  });
});

describe("a day counted back by months", () => {
  it("stays a day that there is", () => {
    expect(monthsBefore("2026-11-24", 24)).toBe("2024-11-24");
    expect(monthsBefore("2026-03-31", 1)).toBe("2026-02-28");
    expect(monthsBefore("2024-03-31", 1)).toBe("2024-02-29");
    expect(monthsBefore("2026-01-15", 1)).toBe("2025-12-15");
  });
});
