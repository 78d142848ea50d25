// Tests the list of coordinate systems against the EPSG registry's own numbers, and how a zone is found.
import { describe, expect, it } from "vitest";
import {
  COORDINATE_SYSTEMS,
  citiesIn,
  findSystems,
  sixDegreeZone,
  threeDegreeCode,
  threeDegreeZone,
} from "./coordinate_systems";

const words = (system: { code: string; zone?: number }) => `EPSG:${system.code} 第 ${system.zone ?? ""} 带`;

const codes = (text: string) => findSystems(text, words).map(({ code }) => code);

describe("coordinate systems", () => {
  it("numbers Gauss-Krüger zones as EPSG does", () => {
    expect(threeDegreeCode(40, true)).toBe("4528");
    expect(threeDegreeCode(40, false)).toBe("4549");
    expect(threeDegreeCode(25, true)).toBe("4513");
    expect(threeDegreeCode(45, false)).toBe("4554");
    expect(threeDegreeCode(24, true)).toBeNull();
    const six = COORDINATE_SYSTEMS.filter(({ family }) => family === "six-degree");
    expect(six.find(({ zone, prefixed }) => zone === 21 && prefixed)?.code).toBe("4499");
    expect(six.find(({ zone, prefixed }) => zone === 21 && !prefixed)?.code).toBe("4510");
  });

  it("lists each of the 64 zones, degrees, web maps and shifted datums once", () => {
    const all = COORDINATE_SYSTEMS.map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
    for (let code = 4491; code <= 4554; code += 1) expect(all).toContain(String(code));
    expect(all.slice(0, 5)).toEqual(["4490", "4326", "3857", "gcj02", "bd09"]);
  });

  it("knows the zone of a longitude, at its edges too", () => {
    expect([118.4, 118.6, 121.4, 121.6].map(threeDegreeZone)).toEqual([39, 40, 40, 41]);
    expect([114.1, 119.9, 120.1].map(sixDegreeZone)).toEqual([20, 20, 21]);
  });

  it("finds a zone by a longitude, a city in both languages, a zone number and an EPSG code", () => {
    expect(codes("120.6")).toEqual(["4528", "4549", "4499", "4510"]);
    expect(codes("120.6°")).toEqual(codes("120.6"));
    expect(codes("苏州")).toEqual(["4528", "4549", "4499", "4510"]);
    expect(codes("suzhou")).toEqual(codes("苏州"));
    expect(codes("4528")).toEqual(["4528"]);
    expect(codes("EPSG:4549")).toEqual(["4549"]);
    expect(codes("第 40 带")).toEqual(["4528", "4549"]);
    expect(codes("GCJ02")).toEqual(["gcj02"]);
    expect(codes("")).toHaveLength(COORDINATE_SYSTEMS.length);
    expect(codes("亚特兰蒂斯")).toEqual([]);
  });

  it("names no city for systems that are no zone", () => {
    expect(COORDINATE_SYSTEMS.slice(0, 5).flatMap((system) => citiesIn(system))).toEqual([]);
  });
});
