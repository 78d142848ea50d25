// Tests drawing by mouse: parts, holes, undo, snapping to neighbours, shared vertices.
import { checked, exported, findings, open, pencil, rings } from "./drafts";
import { expect, onScreen, test, view } from "./sizhi";

test("a polygon drawn by mouse is measured and checked at once", async ({ page }) => {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  const corners = [at(-120, 90), at(120, 90), at(120, -90), at(-120, -90)];
  await pencil(page, corners);
  await expect(page.getByText("地块 1", { exact: true })).toBeVisible();
  await checked(page);
  // A park without a function is a finding of the register, with its message.
  await expect(findings(page).locator('[data-rule="function-missing"]')).toBeVisible();
  // 240 by 180 pixels at zoom 14, in metres.
  const { lat } = view(page);
  const metres_per_pixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** 14);
  const wanted_m2 = 240 * 180 * metres_per_pixel ** 2;
  const total = (await page.getByTestId("total-area").textContent()) ?? "";
  const shown_m2 = Number.parseFloat(total) * (total.includes("平方公里") ? 1e6 : 1e4);
  expect(Math.abs(shown_m2 - wanted_m2) / wanted_m2).toBeLessThan(0.03);
  await expect(page.getByTestId("total-area").locator("[data-measured]")).toHaveAttribute("data-measured", "server");
  // Giving it a function mends the finding.
  await page.getByTestId("parks").getByRole("checkbox").first().check();
  await expect(findings(page).locator('[data-rule="function-missing"]')).toHaveCount(0);
});

test("a hole and a second part are drawn, undone and done again", async ({ page }) => {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  await pencil(page, [at(-160, 110), at(20, 110), at(20, -110), at(-160, -110)]);
  await expect(page.getByText("地块 1", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /地块 1内画洞/ }).click();
  await pencil(page, [at(-100, 40), at(-40, 40), at(-40, -40), at(-100, -40)]);
  await expect(page.getByText("地块 1 洞 1", { exact: true })).toBeVisible();
  await page
    .getByRole("button", { name: /再画一块/ })
    .first()
    .click();
  await pencil(page, [at(70, 60), at(170, 60), at(170, -60), at(70, -60)]);
  await expect(page.getByText("地块 2", { exact: true })).toBeVisible();

  const both = await exported(page);
  expect(both.features[0]?.geometry?.type).toBe("MultiPolygon");
  expect(both.features[0]?.geometry?.coordinates.map((part) => (part as unknown[]).length)).toEqual([2, 1]);

  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByText("地块 2", { exact: true })).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("地块 1 洞 1", { exact: true })).toHaveCount(0);
  await expect(page.getByText("地块 1", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await expect(page.getByText("地块 2", { exact: true })).toBeVisible();
  expect(await exported(page)).toEqual(both);
});

test("undo takes back the last vertex while a ring is being drawn, and Escape drops the ring", async ({ page }) => {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  for (const { x, y } of [at(-100, 80), at(100, 80), at(100, -80), at(-60, -160)]) {
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
  }
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("button", { name: "完成" }).click();
  await expect(page.getByText("3 点", { exact: false }).first()).toBeVisible();
  await page
    .getByRole("button", { name: /再画一块/ })
    .first()
    .click();
  await page.mouse.click(at(0, 0).x, at(0, 0).y);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "完成" })).toHaveCount(0);
  await expect(page.getByText("地块 2", { exact: true })).toHaveCount(0);
});

test("a park drawn beside another snaps to it, and both share every vertex of the common limit", async ({ page }) => {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  await pencil(page, [at(-160, 100), at(0, 100), at(0, -100), at(-160, -100)]);
  await expect(page.getByText("地块 1", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "添加园区" }).click();
  await page.getByRole("button", { name: "在图上画" }).first().click();
  // Six pixels off the common corner and off the edge: both are within reach of the snapping.
  await pencil(page, [at(6, 96), at(150, 96), at(150, 0), at(5, 2)]);
  await expect(page.getByTestId("parks").getByText("地块 1", { exact: true })).toBeVisible();
  const file = await exported(page);
  const [west, east] = [rings(file, 0)[0] ?? [], rings(file, 1)[0] ?? []];
  const places = new Set(west.map(String));
  const shared = east.slice(0, -1).filter((vertex) => places.has(String(vertex)));
  expect(shared).toHaveLength(2);
  // The neighbour took up the vertex on its edge: four corners, that vertex, and the repeated first one.
  expect(west).toHaveLength(6);
});

test("a vertex is dragged, and a shared one takes its neighbour along", async ({ page }) => {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  await pencil(page, [at(-160, 100), at(0, 100), at(0, -100), at(-160, -100)]);
  await page.getByRole("button", { name: "添加园区" }).click();
  await page.getByRole("button", { name: "在图上画" }).first().click();
  await pencil(page, [at(3, 98), at(150, 98), at(150, -98), at(3, -98)]);
  await expect(page.getByTestId("parks").getByText("地块 1", { exact: true })).toBeVisible();
  const before = await exported(page);
  const corner = at(0, -100);
  await page.mouse.move(corner.x, corner.y, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(corner.x + 30, corner.y - 20, { steps: 8 });
  await page.mouse.move(corner.x + 40, corner.y - 40, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => JSON.stringify(rings(await exported(page), 0)))
    .not.toBe(JSON.stringify(rings(before, 0)));
  const after = await exported(page);
  const moved = (rings(after, 0)[0] ?? []).filter(
    (vertex) => !(rings(before, 0)[0] ?? []).some((old) => String(old) === String(vertex)),
  );
  expect(moved).toHaveLength(1);
  expect((rings(after, 1)[0] ?? []).map(String)).toContain(String(moved[0]));
});

test("what is drawn lies where it was drawn", async ({ page }) => {
  const { at } = await open(page);
  await page.getByRole("button", { name: "在图上画" }).first().click();
  const corners = [at(-100, 80), at(100, 80), at(0, -80)];
  await pencil(page, corners);
  await expect(page.getByText("地块 1", { exact: true })).toBeVisible();
  const ring = rings(await exported(page))[0] ?? [];
  expect(ring).toHaveLength(4);
  for (const [lon = 0, lat = 0] of ring.slice(0, -1)) {
    const place = await onScreen(page, lon, lat);
    const nearest = Math.min(...corners.map(({ x, y }) => Math.hypot(x - place.x, y - place.y)));
    expect(nearest).toBeLessThan(2.5);
  }
});
