// Tests splitting a park along a line and merging two: by mouse, by keyboard, what is refused, neighbours, undo.
import type { Page } from "@playwright/test";
import { checked, exported, open, pencil, rings } from "./drafts";
import { accessible, expect, picture, test } from "./sizhi";

type Point = { x: number; y: number };

async function line(page: Page, points: readonly Point[]): Promise<void> {
  for (const { x, y } of points) {
    await page.mouse.move(x - 3, y - 3);
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
  }
  await page.getByRole("button", { name: "完成" }).click();
}

/** Two parks side by side that share the limit in the middle of the map; the east one is open. */
async function twoParks(page: Page) {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  await pencil(page, [at(-160, 100), at(0, 100), at(0, -100), at(-160, -100)]);
  await page.getByRole("button", { name: "添加园区" }).click();
  await page.getByRole("button", { name: "在图上画" }).first().click();
  await pencil(page, [at(3, 98), at(150, 98), at(150, -98), at(3, -98)]);
  await expect(page.getByTestId("parks").getByText("地块 1", { exact: true })).toBeVisible();
  return at;
}

test("a park is split along a drawn line that ends on its neighbour's limit, and merged again", async ({ page }) => {
  const at = await twoParks(page);
  const before = await exported(page);
  const notice = page.getByTestId("desk-notice");

  // The line begins beyond the park, and ends snapped to the limit that both parks share.
  await page.getByRole("button", { name: /^画线分割/ }).click();
  await line(page, [at(190, 20), at(60, -10), at(3, 10)]);
  await expect(notice).toContainText("已分为");
  await checked(page);
  const split = await exported(page);
  expect(split.features.map(({ properties }) => properties.park)).toEqual(["园区1", "园区2", "园区2-2"]);
  const [west = [], one = [], two = []] = [0, 1, 2].map((park) => rings(split, park)[0]);
  const places = (ring: number[][]) => new Set(ring.map(String));
  const shared = [...places(one)].filter((place) => places(two).has(place));
  expect(shared).toHaveLength(3);
  // The west park took up the end of the new limit: it has one vertex more than before.
  expect(west).toHaveLength((rings(before, 0)[0] ?? []).length + 1);
  expect(shared.filter((place) => places(west).has(place))).toHaveLength(1);
  await expect(page.getByTestId("findings").locator('[data-rule^="closure"]')).toHaveCount(0);
  await accessible(page);
  await picture(page, "draw-split");

  // Merged by keyboard, the area is what it was; undo goes back step by step.
  const beside = page.getByLabel("与哪个园区合并").locator("option", { hasText: /园区2-2 .*（相邻）/ });
  await page.getByLabel("与哪个园区合并").selectOption((await beside.getAttribute("value")) ?? "");
  await page.getByRole("button", { name: /^把所选园区并入/ }).press("Enter");
  await expect(notice).toContainText("并入");
  expect((await exported(page)).features).toHaveLength(2);
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("button", { name: "撤销" }).click();
  expect((await exported(page)).features).toEqual(before.features);
});

test("a line that does not cross the park is refused in words, and one is entered by keyboard", async ({
  page,
  watch,
}) => {
  watch.provoked.push(/422/);
  const at = await twoParks(page);
  const notice = page.getByTestId("desk-notice");
  const split = page.getByRole("button", { name: /^画线分割/ });
  await split.click();
  await line(page, [at(190, -160), at(60, -160)]);
  await expect(notice).toContainText("没有碰到“园区2”");
  await notice.getByRole("button", { name: "再画一次" }).click();
  await line(page, [at(190, 20), at(60, 20)]);
  await expect(notice).toContainText("停在“园区2”里面");
  await split.click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "完成" })).toHaveCount(0);

  const ring = rings(await exported(page), 1)[0] ?? [];
  const [lons, lats] = [ring.map(([lon = 0]) => lon), ring.map(([, lat = 0]) => lat)];
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  await page.getByText("输入分割线坐标").press("Enter");
  const text = page.getByTestId("reshape").getByLabel("每行一点：经度,纬度");
  await text.fill(`${Math.min(...lons) - 0.01},${lat}\n东\n${Math.max(...lons) + 0.01},${lat}`);
  await page.getByRole("button", { name: "按坐标分割" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("第 2 行");
  await text.fill(`${Math.min(...lons) - 0.01},${lat}\n${Math.max(...lons) + 0.01},${lat}`);
  await page.getByRole("button", { name: "按坐标分割" }).press("Enter");
  await expect(notice).toContainText("已分为");
  expect((await exported(page)).features).toHaveLength(3);
});
