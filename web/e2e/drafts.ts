// Holds what tests of the draw page share: an empty place, the pencil, the exported file, the answer of the check.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, frame, settled, zones } from "./sizhi";

export interface DraftFile {
  type: string;
  zone: Record<string, unknown>;
  features: {
    properties: Record<string, unknown> & { park: string; functions: string[] };
    geometry: { type: "Polygon" | "MultiPolygon"; coordinates: unknown[] } | null;
  }[];
}

/** A place in the programme's country without any zone around it. */
export async function emptyPlace(page: Page): Promise<{ lon: number; lat: number }> {
  const boxes = (await zones(page)).flatMap((zone) => (zone.bbox ? [zone.bbox] : []));
  const [west = 0, south = 0] = boxes[0] ?? [];
  for (let step = 1; step < 40; step += 1) {
    const place = { lon: west - step * 0.11, lat: south - step * 0.07 };
    const clear = boxes.every(
      ([w = 0, s = 0, e = 0, n = 0]) =>
        place.lon < w - 0.1 || place.lon > e + 0.1 || place.lat < s - 0.1 || place.lat > n + 0.1,
    );
    if (clear) return place;
  }
  throw new Error("no place without zones found");
}

/** Opens the draw page at an empty place with one park, and says how to reach points around the middle of the map. */
export async function open(page: Page) {
  const place = await emptyPlace(page);
  await page.goto(`/draw?c=${place.lon.toFixed(5)},${place.lat.toFixed(5)}&z=14`);
  await page.getByRole("button", { name: "添加园区" }).click();
  await settled(page);
  const box = await frame(page);
  const at = (dx: number, dy: number) => ({ x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy });
  return { place, at };
}

/** Sets the vertices one after another and ends at the first one. */
export async function pencil(page: Page, points: readonly { x: number; y: number }[]): Promise<void> {
  for (const { x, y } of points) {
    await page.mouse.move(x - 3, y - 3);
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
  }
  const first = points[0];
  if (!first) return;
  await page.mouse.move(first.x, first.y, { steps: 3 });
  await page.mouse.click(first.x, first.y);
}

export async function exported(page: Page): Promise<DraftFile> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出草图" }).click();
  const path = await (await waiting).path();
  return JSON.parse(await readFile(path, "utf8")) as DraftFile;
}

export function findings(page: Page) {
  return page.getByTestId("findings");
}

/** The counts stand again once the newest draft was answered. */
export async function checked(page: Page): Promise<void> {
  await expect(findings(page)).toHaveAttribute("aria-busy", "false");
  await expect(findings(page).locator("[data-count]").first()).toBeVisible();
}

export function rings(file: DraftFile, park = 0): number[][][] {
  const geometry = file.features[park]?.geometry;
  if (!geometry) return [];
  return (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(1)) as number[][][];
}
