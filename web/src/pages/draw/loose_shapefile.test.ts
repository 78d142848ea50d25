// Tests which of several dropped files make one Shapefile, and that the zip holds them as they were.
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { shapefileMembers, zipped } from "./loose_shapefile";

const named = (...names: string[]) => names.map((name) => ({ name }));

describe("loose files of a Shapefile", () => {
  it("are those that bear the name of the first .shp, whatever their letters", () => {
    const files = named(
      "说明.docx",
      "边界.DBF",
      "边界.shp",
      "边界.shx",
      "边界.prj",
      "别处.dbf",
      "别处.shp",
      "边界.cpg",
    );
    expect(shapefileMembers(files).map(({ name }) => name)).toEqual([
      "边界.DBF",
      "边界.shp",
      "边界.shx",
      "边界.prj",
      "边界.cpg",
    ]);
  });

  it("are none without a .shp", () => {
    expect(shapefileMembers(named("边界.dbf", "边界.prj"))).toEqual([]);
  });

  it("are zipped byte by byte under the name of the .shp", async () => {
    const bytes = new Uint8Array([0, 0, 39, 10, 255]);
    const zip = await zipped([new File([bytes], "边界.shp"), new File([new Uint8Array([3])], "边界.dbf")]);
    expect(zip.name).toBe("边界.zip");
    const held = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(held).sort()).toEqual(["边界.dbf", "边界.shp"]);
    expect([...(held["边界.shp"] ?? [])]).toEqual([...bytes]);
  });
});
