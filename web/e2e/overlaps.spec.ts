// Tests the overlaps page: the list, the figures of a pair, the link that restores it, filters, keyboard, axe.
import type { components } from "../src/api/schema";
import { accessible, ask, colours, expect, frame, picture, settled, test } from "./sizhi";

type Pairs = components["schemas"]["OverlapList"];

const figure = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });

function shownArea(area_m2: number): string {
  const digits = Math.abs(area_m2) < 100 ? 2 : 0;
  return `${new Intl.NumberFormat("zh-CN", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(area_m2)} 平方米`;
}

test("every pair of the register stands in the list with its shared area and shares", async ({ page }) => {
  const { pairs, count } = await ask<Pairs>(page, "/v1/overlaps?limit=50");
  expect(count).toBeGreaterThan(0);
  await page.goto("/overlaps");
  await expect(page.locator("[data-pair]")).toHaveCount(pairs.length);
  await expect(page.getByText(`共 ${figure.format(count)} 项`)).toBeVisible();
  for (const pair of pairs.slice(0, 5)) {
    const row = page.locator(`[data-pair="${pair.id}"]`);
    await expect(row).toContainText(shownArea(pair.shared_m2));
    await expect(row).toContainText(pair.a.name);
    await expect(row).toContainText(pair.b.name);
  }
});

test("a chosen pair shows its figures, and its shared area on the map", async ({ page }) => {
  const { pairs } = await ask<Pairs>(page, "/v1/overlaps?limit=50");
  const pair = pairs.at(-1);
  if (!pair) throw new Error("the demonstration holds overlapping pairs");
  await page.goto("/overlaps");
  await page.locator(`[data-pair="${pair.id}"]`).click();
  const card = page.getByTestId("pair-card");
  await expect(card.getByTestId("shared-area")).toHaveText(shownArea(pair.shared_m2));
  const percent = pair.a.share * 100;
  if (percent >= 0.01) await expect(card.getByTestId("share-a")).toContainText(percent.toFixed(percent < 10 ? 2 : 1));
  await settled(page);
  // Somewhere in the middle of the map the red of the shared area is seen.
  const box = await frame(page);
  const grid = Array.from({ length: 60 }, (_, column) =>
    Array.from({ length: 60 }, (_, row) => ({
      x: box.x + (box.width * (column + 1)) / 62,
      y: box.y + (box.height * (row + 1)) / 62,
    })),
  ).flat();
  const seen = await colours(page, grid);
  expect(seen.filter(([red, green, blue]) => red > green + 50 && red > blue + 30).length).toBeGreaterThan(0);
});

test("a link restores the pair", async ({ page }) => {
  const { pairs } = await ask<Pairs>(page, "/v1/overlaps?limit=50");
  const pair = pairs.at(-1);
  if (!pair) throw new Error("the demonstration holds overlapping pairs");
  await page.goto(`/overlaps?pair=${encodeURIComponent(pair.id)}`);
  await expect(page.getByTestId("pair-card").getByTestId("shared-area")).toHaveText(shownArea(pair.shared_m2));
  await expect(page.locator(`[data-pair="${pair.id}"]`)).toHaveAttribute("aria-current", "true");
});

test("a pair that is not in the filtered list is still found by its link", async ({ page }) => {
  const { pairs } = await ask<Pairs>(page, "/v1/overlaps?limit=50");
  const pair = pairs.at(-1);
  if (!pair) throw new Error("the demonstration holds overlapping pairs");
  await page.goto(`/overlaps?min_m2=${Math.ceil((pairs[0]?.shared_m2 ?? 0) * 2)}&pair=${encodeURIComponent(pair.id)}`);
  await expect(page.getByText("没有符合条件的重叠。")).toBeVisible();
  await expect(page.getByTestId("pair-card").getByTestId("shared-area")).toHaveText(shownArea(pair.shared_m2));
});

test("the list is filtered by least area and by kind", async ({ page }) => {
  const { pairs } = await ask<Pairs>(page, "/v1/overlaps?limit=50");
  const least = Math.ceil(Math.max(...pairs.map((pair) => pair.shared_m2)));
  await page.goto("/overlaps");
  await expect(page.locator("[data-pair]")).toHaveCount(pairs.length);
  await page.getByLabel("最小面积（平方米）").fill(String(least + 1));
  await expect(page.getByText("没有符合条件的重叠。")).toBeVisible();
  await page.getByLabel("最小面积（平方米）").fill("");
  for (const kind of ["overlap", "sliver", "duplicate"]) {
    await page.getByLabel("类型").selectOption(kind);
    await expect(page.locator("[data-pair]")).toHaveCount(pairs.filter((pair) => pair.kind === kind).length);
  }
});

test("pairs are chosen by keyboard, and axe finds nothing", async ({ page }) => {
  await page.goto("/overlaps");
  const rows = page.locator("[data-pair]");
  await expect(rows.first()).toHaveAttribute("aria-current", "true");
  await rows.last().focus();
  await page.keyboard.press("Enter");
  await expect(rows.last()).toHaveAttribute("aria-current", "true");
  await rows.first().focus();
  await page.keyboard.press("Enter");
  await picture(page, "overlaps");
  await accessible(page);
  await page.setViewportSize({ width: 400, height: 860 });
  await accessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "English" }).click();
  await accessible(page);
});
