// Tests which coordinate systems and encodings a download offers.
import { describe, expect, it } from "vitest";
import { encodingsFor, systemsFor } from "./download_choices";

const codes = (...args: Parameters<typeof systemsFor>) => systemsFor(...args).map(({ code }) => code);

describe("downloads", () => {
  it("offers the 3° zone of the place with and without its number, surveys' own first for their text", () => {
    expect(codes("zip", 120.6)).toEqual(["4490", "4528", "4549"]);
    expect(codes("txt", 120.6)).toEqual(["4528", "4549", "4490"]);
    expect(codes("csv", 113.4)).toEqual(["4490", "4526", "4547"]);
  });

  it("offers degrees only where the format holds nothing else, or the place lies in no zone", () => {
    expect(codes("kml", 120.6)).toEqual(["4490"]);
    expect(codes("geojson", 120.6)).toEqual(["4490"]);
    expect(codes("gpkg", 2.35)).toEqual(["4490"]);
    expect(codes("txt", null)).toEqual(["4490"]);
  });

  it("offers encodings for texts only", () => {
    expect(encodingsFor("txt")).toEqual(["gbk", "utf-8"]);
    expect(encodingsFor("csv")).toEqual(["utf-8", "gbk"]);
    expect(encodingsFor("gpkg")).toEqual([]);
  });
});
