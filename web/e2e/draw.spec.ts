// Tests the draw page: drawing by mouse, holes and parts, undo, files, what outlives a reload, findings, keyboard, axe.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { components } from "../src/api/schema";
import { accessible, ask, expect, frame, onScreen, picture, settled, test, view, zones } from "./sizhi";

type Schemas = components["schemas"];

interface DraftFile {
  type: string;
  zone: Record<string, unknown>;
  features: {
    properties: Record<string, unknown> & { park: string; functions: string[] };
    geometry: { type: "Polygon" | "MultiPolygon"; coordinates: unknown[] } | null;
  }[];
}

/** A place in the programme's country without any zone around it. */
async function emptyPlace(page: Page): Promise<{ lon: number; lat: number }> {
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
async function open(page: Page) {
  const place = await emptyPlace(page);
  await page.goto(`/draw?c=${place.lon.toFixed(5)},${place.lat.toFixed(5)}&z=14`);
  await page.getByRole("button", { name: "添加园区" }).click();
  await settled(page);
  const box = await frame(page);
  const at = (dx: number, dy: number) => ({ x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy });
  return { place, at };
}

/** Sets the vertices one after another and ends at the first one. */
async function pencil(page: Page, points: readonly { x: number; y: number }[]): Promise<void> {
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

async function exported(page: Page): Promise<DraftFile> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出草图" }).click();
  const path = await (await waiting).path();
  return JSON.parse(await readFile(path, "utf8")) as DraftFile;
}

function findings(page: Page) {
  return page.getByTestId("findings");
}

/** The counts stand again once the newest draft was answered. */
async function checked(page: Page): Promise<void> {
  await expect(findings(page)).toHaveAttribute("aria-busy", "false");
  await expect(findings(page).locator("[data-count]").first()).toBeVisible();
}

function rings(file: DraftFile, park = 0): number[][][] {
  const geometry = file.features[park]?.geometry;
  if (!geometry) return [];
  return (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(1)) as number[][][];
}

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

test("a boundary is entered, mended and removed by keyboard alone", async ({ page }) => {
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).press("Enter");
  await page
    .getByRole("button", { name: /输入坐标/ })
    .first()
    .press("Enter");
  const text = page.getByLabel("每行一点：经度,纬度");
  await text.focus();
  await page.keyboard.insertText("120.10,30.50\n120.12,30.50\n东经\n120.12,30.52");
  await page.getByRole("button", { name: "采用坐标" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("第 3 行");
  await text.fill("120.10,30.50\n120.12 30.50\n120.12，30.52\n120.10,30.52\n120.10,30.50");
  await page.getByRole("button", { name: "采用坐标" }).press("Enter");
  await checked(page);
  await page.getByRole("button", { name: "表格", exact: true }).press("Enter");
  const lon = page.getByLabel("第 1 点经度");
  await expect(lon).toHaveValue("120.1");
  await lon.fill("abc");
  await lon.press("Enter");
  await expect(page.getByRole("alert")).toContainText("请填数字");
  await lon.fill("120.09");
  await lon.press("Enter");
  await page.getByRole("button", { name: "在第 4 点后插入一点" }).press("Enter");
  await expect(page.getByLabel("第 5 点经度")).toBeVisible();
  await page.getByRole("button", { name: "删除第 5 点" }).press("Enter");
  const file = await exported(page);
  expect(rings(file)[0]).toEqual([
    [120.09, 30.5],
    [120.12, 30.5],
    [120.12, 30.52],
    [120.1, 30.52],
    [120.09, 30.5],
  ]);
});

test("an invalid draft is kept over a reload, with its findings", async ({ page }) => {
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  await page.getByTestId("parks").getByLabel("名称").fill("结形园区");
  await page
    .getByRole("button", { name: /输入坐标/ })
    .first()
    .click();
  await page.getByLabel("每行一点：经度,纬度").fill("120.10,30.50\n120.12,30.52\n120.12,30.50\n120.10,30.52");
  await page.getByRole("button", { name: "采用坐标" }).click();
  await expect(findings(page).locator('[data-rule="simple"]').first()).toBeVisible();
  const before = await exported(page);
  await expect(page.getByTestId("kept")).toContainText("已保存");
  await page.reload();
  await expect(page.getByRole("button", { name: "结形园区" })).toBeVisible();
  await expect(findings(page).locator('[data-rule="simple"]').first()).toBeVisible();
  expect(await exported(page)).toEqual(before);
});

test("a draft survives a register that fails, and is checked once it is back", async ({ page, watch }) => {
  watch.provoked.push(/ERR_FAILED/, /ERR_CONNECTION/);
  let failing = true;
  await page.route("**/v1/check", (route) => (failing ? route.abort() : route.continue()));
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  await expect(findings(page).getByRole("alert")).toContainText("连不上登记服务");
  await expect(page.getByRole("button", { name: "园区1", exact: true })).toBeVisible();
  failing = false;
  await findings(page).getByRole("button", { name: "再试一次" }).click();
  await checked(page);
});

test("a file dropped on the page is opened, and exported again as it was", async ({ page }) => {
  const { drafts } = await ask<Schemas["ExampleDrafts"]>(page, "/v1/drafts");
  const draft = await ask<DraftFile>(page, `/v1/drafts/${drafts[0]?.id}`);
  await page.goto("/draw");
  await expect(page.getByRole("button", { name: "添加园区" })).toBeVisible();
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "草图.geojson", { type: "application/geo+json" }));
    return data;
  }, JSON.stringify(draft));
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await expect(page.getByText("松开即导入此文件")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await expect(page.getByTestId("desk-notice")).toContainText("草图.geojson");
  for (const { properties } of draft.features) {
    await expect(page.getByTestId("parks").getByText(properties.park, { exact: true }).first()).toBeVisible();
  }
  const file = await exported(page);
  expect(file.zone).toEqual(draft.zone);
  expect(file.features.map(({ geometry }) => geometry)).toEqual(draft.features.map(({ geometry }) => geometry));
  for (const [index, { properties }] of draft.features.entries()) {
    expect(file.features[index]?.properties).toMatchObject(properties);
  }
});

test("a file is chosen by the button; one that is no draft is refused in words and changes nothing", async ({
  page,
}) => {
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  const input = page.locator('input[type="file"]');
  await input.setInputFiles({
    name: "notes.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"type":"Topology"}'),
  });
  await expect(page.getByTestId("desk-notice")).toContainText("notes.json");
  await expect(page.getByTestId("desk-notice")).toContainText("没有导入");
  await expect(page.getByRole("button", { name: "园区1", exact: true })).toBeVisible();
  const polygon = {
    type: "Polygon",
    coordinates: [
      [
        [120, 30],
        [120.1, 30],
        [120.1, 30.1],
        [120, 30],
      ],
    ],
  };
  await input.setInputFiles({
    name: "one.geojson",
    mimeType: "application/geo+json",
    buffer: Buffer.from(JSON.stringify(polygon)),
  });
  await expect(page.getByTestId("desk-notice")).toContainText("one.geojson");
  await expect(page.getByText("未命名园区").first()).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("button", { name: "园区1", exact: true })).toBeVisible();
});

test("every example shows the rules it was made for, in the chosen language, and its place on the map", async ({
  page,
}) => {
  const { drafts } = await ask<Schemas["ExampleDrafts"]>(page, "/v1/drafts");
  expect(drafts.length).toBeGreaterThan(0);
  await page.goto("/draw?lang=en");
  const choice = page.getByLabel("Example drafts");
  for (const { id, title, shows } of drafts) {
    const response = page.waitForResponse((answer) => answer.url().endsWith("/v1/check") && answer.ok());
    await choice.selectOption(id);
    await expect(page.getByTestId("desk-notice")).toContainText(title.en);
    await response;
    await checked(page);
    for (const rule of shows) await expect(findings(page).locator(`[data-rule="${rule}"]`).first(), id).toBeVisible();
  }
  const placed = drafts.find(({ shows }) => shows.some((rule) => rule.startsWith("overlap")));
  if (!placed) throw new Error("an example shows an overlap");
  await choice.selectOption(placed.id);
  await checked(page);
  await settled(page);
  const before = view(page);
  const draft = await ask<DraftFile>(page, `/v1/drafts/${placed.id}`);
  const report = (await (
    await page.request.post("/v1/check", { data: draft, headers: { "content-type": "application/geo+json" } })
  ).json()) as Schemas["Report"];
  const finding = report.findings.find(({ rule, place }) => placed.shows.includes(rule) && place);
  const row = findings(page).locator(`[data-rule="${finding?.rule}"]`).first();
  await expect(row).toContainText(finding?.message.en ?? "");
  await row.press("Enter");
  await expect(row).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => JSON.stringify(view(page))).not.toBe(JSON.stringify(before));
  await picture(page, "draw-en");
});

test("a zone of the register opens as a draft", async ({ page }) => {
  const zone = (await zones(page)).find((row) => row.bbox && row.status === "in-force");
  await page.goto(`/?zone=${zone?.code}`);
  await page.getByRole("link", { name: "作为草图打开" }).click();
  await expect(page).toHaveURL(/\/draw/);
  await expect(page.getByTestId("desk-notice")).toContainText(zone?.name ?? "");
  await expect(page.getByLabel("名称").last()).toHaveValue(zone?.name ?? "");
  expect(new URL(page.url()).searchParams.has("from")).toBe(false);
});

test("axe finds nothing on the draw page: empty, full, editing, on a narrow screen", async ({ page }) => {
  await page.goto("/draw");
  await expect(page.getByRole("button", { name: "添加园区" })).toBeVisible();
  await settled(page);
  await accessible(page);
  const { drafts } = await ask<Schemas["ExampleDrafts"]>(page, "/v1/drafts");
  const shown = drafts.find(({ shows }) => shows.some((rule) => rule.startsWith("overlap"))) ?? drafts[0];
  await page.getByLabel("示例草图").selectOption(shown?.id ?? "");
  await checked(page);
  await findings(page).locator("[data-rule]").first().click();
  await page.getByRole("button", { name: /^修改/ }).first().click();
  await page.getByText("更多登记项").click();
  await accessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await picture(page, "draw");
  await page.setViewportSize({ width: 400, height: 860 });
  await accessible(page);
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
