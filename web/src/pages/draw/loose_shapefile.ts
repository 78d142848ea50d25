// Holds how the loose files of a Shapefile that were dropped together become the one zip that the register reads; it reads no shape.

/** The files of which a Shapefile is made: shapes, their places, attributes, coordinate system, encoding. */
const MEMBERS = /\.(shp|shx|dbf|prj|cpg)$/i;

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, "").toLowerCase();
}

/** The files that belong to the first `.shp` among them, itself included; none where there is no `.shp`. */
export function shapefileMembers<F extends { readonly name: string }>(files: readonly F[]): F[] {
  const shapes = files.find(({ name }) => /\.shp$/i.test(name));
  if (!shapes) return [];
  return files.filter(({ name }) => MEMBERS.test(name) && stem(name) === stem(shapes.name));
}

/** Puts the members into a zip named after the `.shp`, as they are. */
export async function zipped(members: readonly File[]): Promise<File> {
  const { zipSync } = await import("fflate");
  const entries = await Promise.all(
    members.map(async (member) => [member.name, new Uint8Array(await member.arrayBuffer())] as const),
  );
  const shapes = members.find(({ name }) => /\.shp$/i.test(name));
  const name = `${(shapes?.name ?? "shapes").replace(/\.shp$/i, "")}.zip`;
  const bytes = zipSync(Object.fromEntries(entries), { level: 1 });
  return new File([new Uint8Array(bytes)], name, { type: "application/zip" });
}
