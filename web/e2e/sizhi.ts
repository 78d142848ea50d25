// Holds what all browser tests share: the page under watch, questions to the register, pixels and places of the map.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import type { components } from "../src/api/schema";

type Schemas = components["schemas"];
export type Zone = Schemas["ZoneSummary"];

interface Watch {
  /** Console errors that a test provokes on purpose. */
  readonly provoked: RegExp[];
}

/** Every test fails on a console error, an uncaught exception, or a request that leaves the register. */
export const test = base.extend<{ watch: Watch }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of fixtures from this pattern
  baseURL: async ({}, use) => {
    await use(process.env.SIZHI_URL);
  },
  watch: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      const watch: Watch = { provoked: [] };
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()} ${message.location().url}`);
      });
      page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
      page.on("request", (request) => {
        const url = request.url();
        const own = url.startsWith(`${baseURL}/`) || url.startsWith("blob:") || url.startsWith("data:");
        if (!own) faults.push(`request leaves the register: ${url}`);
      });
      await use(watch);
      expect(faults.filter((fault) => !watch.provoked.some((pattern) => pattern.test(fault)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Asks the register for JSON, as any client may. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(path);
  expect(response.status(), path).toBe(200);
  return (await response.json()) as T;
}

export async function zones(page: Page): Promise<Zone[]> {
  return (await ask<Schemas["ZoneList"]>(page, "/v1/zones?limit=500")).zones;
}

export function programme(page: Page): Promise<Schemas["Programme"]> {
  return ask(page, "/v1/programme");
}

/** A zone in force whose boundary is known; the one with the most parks. */
export async function drawnZone(page: Page): Promise<Schemas["ZoneDetail"] & { bbox: number[] }> {
  const drawn = (await zones(page)).filter((zone) => zone.bbox && zone.status === "in-force");
  drawn.sort((a, b) => b.parks - a.parks);
  const zone = await ask<Schemas["ZoneDetail"]>(page, `/v1/zones/${drawn[0]?.code}`);
  return { ...zone, bbox: zone.bbox ?? [] };
}

/** Waits until the map has loaded and drawn all it will. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByTestId("map")).toHaveAttribute("data-idle", "true", { timeout: 30_000 });
}

/** axe finds nothing on the page as it stands. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found).toEqual([]);
}

/** The frame of the map on the screen. */
export async function frame(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.getByTestId("map").boundingBox();
  if (!box) throw new Error("the map has no frame");
  return box;
}

/** The view that the address of the page names. */
export function view(page: Page): { lon: number; lat: number; zoom: number } {
  const query = new URL(page.url()).searchParams;
  const [lon = Number.NaN, lat = Number.NaN] = (query.get("c") ?? "").split(",").map(Number);
  return { lon, lat, zoom: Number(query.get("z")) };
}

/** Web Mercator of a tile pyramid of 512 pixels: where a place stands in pixels at a zoom. */
function world(lon: number, lat: number, zoom: number): { x: number; y: number } {
  const size = 512 * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return {
    x: ((lon + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
  };
}

/** Where a place stands on the screen, by the view that the address names. */
export async function onScreen(page: Page, lon: number, lat: number): Promise<{ x: number; y: number }> {
  const box = await frame(page);
  const seen = view(page);
  const [centre, place] = [world(seen.lon, seen.lat, seen.zoom), world(lon, lat, seen.zoom)];
  return { x: box.x + box.width / 2 + place.x - centre.x, y: box.y + box.height / 2 + place.y - centre.y };
}

export type Colour = readonly [number, number, number];

/** Reads colours of the page as it is on the screen. */
export async function colours(page: Page, places: readonly { x: number; y: number }[]): Promise<Colour[]> {
  const picture = (await page.screenshot()).toString("base64");
  return page.evaluate(
    async ({ picture, places }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no 2d canvas");
      context.drawImage(image, 0, 0);
      return places.map(({ x, y }): [number, number, number] => {
        const [red = 0, green = 0, blue = 0] = context.getImageData(Math.round(x), Math.round(y), 1, 1).data;
        return [red, green, blue];
      });
    },
    { picture, places: [...places] },
  );
}

export function parseColour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `top` laid over `ground` at an opacity, as the map lays a fill over the paper. */
export function over(top: Colour, ground: Colour, opacity: number): Colour {
  const mix = (index: 0 | 1 | 2) => top[index] * opacity + ground[index] * (1 - opacity);
  return [mix(0), mix(1), mix(2)];
}

export function apart(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Takes the picture of a page for the eye. */
export async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: `e2e/screenshots/${name}.png` });
}

/** A place well inside the first park of a zone: the register itself says it is inside. */
export async function placeInside(page: Page, code: string, number: number) {
  const file = await ask<{
    features: {
      properties: { park: string; functions: string[] };
      geometry: { type: string; coordinates: number[][][] | number[][][][] } | null;
    }[];
  }>(page, `/v1/zones/${code}/delimitations/${number}.geojson`);
  for (const { properties, geometry } of file.features) {
    if (!geometry) continue;
    const polygon = (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates[0]) as number[][][];
    const ring = polygon[0] ?? [];
    const [lons, lats] = [ring.map((place) => place[0] ?? 0), ring.map((place) => place[1] ?? 0)];
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    for (const [u, v] of [
      [0.3, 0.3],
      [0.5, 0.5],
      [0.7, 0.6],
      [0.4, 0.7],
    ] as const) {
      const [lon, lat] = [west + (east - west) * u, south + (north - south) * v];
      const answer = await ask<Schemas["Lookup"]>(page, `/v1/lookup?lon=${lon}&lat=${lat}`);
      if (answer.answer === "inside" && answer.zones[0]?.zone === code && answer.zones[0].park === properties.park) {
        return { lon, lat, park: properties.park, functions: properties.functions, answer };
      }
    }
  }
  throw new Error(`no place found inside ${code}`);
}
