// Tests the questions of the map page: an address, a place, an uncertain one, one that matches nothing, and their link.
import type { AgencyList, Lookup, SearchAnswer, SearchResult } from "../src/api/types";
import {
  apart,
  ask,
  colours,
  drawnZone,
  expect,
  onScreen,
  parseColour,
  placeInside,
  settled,
  test,
  view,
} from "./sizhi";

/** Paper of the map's style. */
const PAPER = parseColour("#f3f1ea");

test("an address is answered in words and drawn with its uncertainty as a circle", async ({ page }) => {
  // Where agencies sit there are addresses: theirs are asked until one is found that is known to some tens of metres.
  const { agencies } = await ask<AgencyList>(page, "/v1/agencies?limit=100");
  let address: SearchResult | undefined;
  for (const { address: text } of agencies) {
    if (!text || address) continue;
    const { results } = await ask<SearchAnswer>(page, `/v1/search?q=${encodeURIComponent(text)}&limit=20`);
    address = results.find(({ type, uncertainty_m }) => type === "address" && (uncertainty_m ?? 0) > 0);
  }
  expect(address, "the demonstration holds addresses").toBeDefined();
  await page.goto("/");
  await page.getByRole("combobox", { name: /查地址/ }).fill(address?.name ?? "");
  await page
    .locator('[role="option"][data-type="address"]', { hasText: address?.name ?? "" })
    .first()
    .click();
  const card = page.getByTestId("answer-card");
  await expect(card.locator("[data-answer]")).toBeVisible();
  const asked = new URL(page.url()).searchParams;
  expect(Number(asked.get("u"))).toBeCloseTo(address?.uncertainty_m ?? 0, 3);
  const lookup = await ask<Lookup>(
    page,
    `/v1/lookup?lon=${address?.point?.lon}&lat=${address?.point?.lat}&uncertainty_m=${address?.uncertainty_m}`,
  );
  await expect(card.locator("[data-answer]")).toHaveAttribute("data-answer", lookup.answer);
  await expect(card.getByTestId("answer-zone")).toHaveCount(lookup.zones.length);
  // The circle: along its radius the dashed line differs from the ground just outside it.
  await settled(page);
  const { lon, lat } = address?.point ?? { lon: 0, lat: 0 };
  const middle = await onScreen(page, lon, lat);
  const seen = view(page);
  const metres_per_pixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** seen.zoom);
  const radius_px = (address?.uncertainty_m ?? 0) / metres_per_pixel;
  expect(radius_px).toBeGreaterThan(8);
  const at = (share: number) =>
    Array.from({ length: 72 }, (_, step) => ({
      x: middle.x + radius_px * share * Math.cos((step * Math.PI) / 36),
      y: middle.y + radius_px * share * Math.sin((step * Math.PI) / 36),
    }));
  const line = await colours(page, at(1));
  const outside = await colours(page, at(1.25));
  const differing = line.filter((colour, index) => apart(colour, outside[index] ?? PAPER) > 40).length;
  expect(differing).toBeGreaterThan(20);
  await page.screenshot({ path: "e2e/screenshots/map-answer.png" });
});

test("near a limit an uncertain place lists the zones it may lie in, and a receipt", async ({ page }) => {
  const zone = await drawnZone(page);
  const inside = await placeInside(page, zone.code, zone.delimitation?.number ?? 1);
  const distance_m = inside.answer.zones[0]?.distance_to_limit_m ?? 0;
  await page.goto(`/?at=${inside.lon},${inside.lat}&u=${Math.ceil(distance_m + 50)}`);
  const card = page.getByTestId("answer-card");
  await expect(card.locator("[data-answer]")).toHaveAttribute("data-answer", "uncertain");
  await expect(card.getByText("无法确定")).toBeVisible();
  await expect(card.getByTestId("answer-zone").filter({ hasText: zone.name }).first()).toContainText("距界线");
  await expect(card.getByText(/sha256:/)).toBeVisible();
});

test("a place is asked by clicking, and by keyboard at the centre of the map", async ({ page }) => {
  const zone = await drawnZone(page);
  const inside = await placeInside(page, zone.code, zone.delimitation?.number ?? 1);
  await page.goto(`/?c=${inside.lon.toFixed(5)},${inside.lat.toFixed(5)}&z=15`);
  await settled(page);
  const middle = await onScreen(page, inside.lon, inside.lat);
  await page.getByRole("button", { name: "点图查询" }).click();
  await page.mouse.click(middle.x, middle.y);
  const verdict = page.getByTestId("answer-card").locator("[data-answer]");
  await expect(verdict).toHaveAttribute("data-answer", "inside");
  await page.getByTestId("answer-card").getByRole("button", { name: "关闭" }).click();
  await expect(verdict).toHaveCount(0);
  await page.getByRole("button", { name: "点图查询" }).press("Enter");
  await page.getByRole("button", { name: "查询中心点" }).press("Enter");
  await expect(verdict).toHaveAttribute("data-answer", "inside");
});

test("an address that matches nothing is a kind sentence, not a guess", async ({ page, watch }) => {
  watch.provoked.push(/status of 404/);
  await page.goto("/");
  const search = page.getByRole("combobox", { name: /查地址/ });
  await search.fill("火星基地七号环形山");
  await page.getByRole("option", { name: /按地址判定/ }).click();
  const card = page.getByTestId("answer-card");
  await expect(card.getByRole("alert").or(card.getByText("没有足够吻合的地址"))).toBeVisible();
  await expect(card.locator("[data-answer]")).toHaveCount(0);
});

test("a link restores centre, zoom, zone, question and date", async ({ page }) => {
  const zone = await drawnZone(page);
  const inside = await placeInside(page, zone.code, zone.delimitation?.number ?? 1);
  await page.goto("/");
  await page.locator(`[data-zone="${zone.code}"]`).click();
  await settled(page);
  await page.getByLabel(/判定日期/).fill("2026-06-30");
  await page.getByRole("combobox", { name: /查地址/ }).fill(`${inside.lon},${inside.lat}`);
  await page.getByRole("option", { name: /按坐标判定/ }).click();
  await expect(page.getByTestId("answer-card").locator("[data-answer]")).toBeVisible();
  await settled(page);
  const link = page.url();
  const before = view(page);

  await page.goto("about:blank");
  await page.goto(link);
  await settled(page);
  await expect(page.getByTestId("zone-card").getByRole("heading", { level: 1 })).toHaveText(zone.name);
  await expect(page.getByTestId("answer-card").locator("[data-answer]")).toBeVisible();
  await expect(page.getByLabel(/判定日期/)).toHaveValue("2026-06-30");
  await expect(page.getByTestId("answer-card")).toContainText("2026-06-30");
  const after = view(page);
  expect(after.lon).toBeCloseTo(before.lon, 4);
  expect(after.lat).toBeCloseTo(before.lat, 4);
  expect(after.zoom).toBeCloseTo(before.zoom, 2);
});
