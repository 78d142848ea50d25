// Tests the map page: colours, card, text-only zones, language, keyboard, what fails, a basemap, axe.
import type { AgencyList, Settings } from "../src/api/types";
import {
  accessible,
  apart,
  ask,
  colours,
  drawnZone,
  expect,
  onScreen,
  over,
  parseColour,
  picture,
  placeInside,
  programme,
  settled,
  test,
  view,
  zones,
} from "./sizhi";

/** Paper of the map's style. */
const PAPER = parseColour("#f3f1ea");

/** Opacity of park fills in the map's style. */
const FILL = 0.58;

test("the legend and the map bear the colours of the programme's functions", async ({ page }) => {
  const { functions } = await programme(page);
  const zone = await drawnZone(page);
  const inside = await placeInside(page, zone.code, zone.delimitation?.number ?? 1);
  await page.goto(`/?c=${inside.lon.toFixed(5)},${inside.lat.toFixed(5)}&z=15`);
  await settled(page);
  const legend = page.getByTestId("legend");
  for (const { code, name, colour } of functions) {
    await expect(legend.getByText(name.zh, { exact: true })).toBeVisible();
    const swatch = legend.locator(`[data-function="${code}"]`);
    const [red, green, blue] = parseColour(colour);
    await expect(swatch).toHaveCSS("background-color", `rgb(${red}, ${green}, ${blue})`);
  }
  // Around the middle of the park most pixels bear its function's colour; labels and lines may cover some.
  const wanted = over(
    parseColour(functions.find(({ code }) => code === inside.functions[0])?.colour ?? ""),
    PAPER,
    FILL,
  );
  const middle = await onScreen(page, inside.lon, inside.lat);
  const around = [-24, -16, -8, 0, 8, 16, 24].flatMap((dx) =>
    [-24, -12, 12, 24].map((dy) => ({ x: middle.x + dx, y: middle.y + dy })),
  );
  const seen = await colours(page, around);
  expect(seen.filter((colour) => apart(colour, wanted) < 24).length).toBeGreaterThan(around.length / 2);
});

test("a zone opens from the list with its limits, areas, parks, agencies and history", async ({ page }) => {
  const zone = await drawnZone(page);
  await page.goto("/");
  await page.locator(`[data-zone="${zone.code}"]`).click();
  const card = page.getByTestId("zone-card");
  await expect(card.getByRole("heading", { level: 1 })).toHaveText(zone.name);
  await expect(card.getByText("公布面积").first()).toBeVisible();
  if (zone.declared_area)
    await expect(card.getByText(zone.declared_area.printed, { exact: true }).first()).toBeVisible();
  for (const park of zone.delimitation?.parks ?? []) {
    await expect(card.getByRole("button", { name: `在图上查看${park.name}` })).toBeVisible();
  }
  const abuttals = zone.delimitation?.abuttals;
  if (abuttals) {
    for (const side of ["east", "south", "west", "north"] as const) {
      for (const name of abuttals[side]) await expect(card.locator(`.compass-${side}`).first()).toContainText(name);
    }
  }
  const agencies = await ask<AgencyList>(page, `/v1/zones/${zone.code}/agencies?limit=10`);
  for (const { name } of agencies.agencies) await expect(card.getByText(name, { exact: true }).first()).toBeVisible();
  await expect(card.getByText(`第 ${zone.delimitations.at(-1)?.number} 次划定`)).toBeVisible();
  // The map moved to the zone.
  await settled(page);
  const seen = view(page);
  expect(seen.lon).toBeGreaterThan((zone.bbox[0] ?? 0) - 0.2);
  expect(seen.lon).toBeLessThan((zone.bbox[2] ?? 0) + 0.2);
  expect(seen.zoom).toBeGreaterThan(8);
});

test("a zone that has only words can be found and read", async ({ page }) => {
  const textOnly = (await zones(page)).find((zone) => !zone.bbox);
  expect(textOnly, "the demonstration holds a zone without polygon").toBeDefined();
  await page.goto("/");
  const search = page.getByRole("combobox", { name: /查地址/ });
  await search.fill(textOnly?.name ?? "");
  await page
    .locator('[role="option"][data-type="zone"]', { hasText: textOnly?.name ?? "" })
    .first()
    .click();
  const card = page.getByTestId("zone-card");
  await expect(card.getByRole("heading", { level: 1 })).toHaveText(textOnly?.name ?? "");
  await expect(card.getByText("仅有文字四至")).toBeVisible();
  await expect(card.getByText("此区只登记了文字四至")).toBeVisible();
});

test("the language is switched, remembered, and taken from the link", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("link", { name: "地图", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "Map", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Zones", exact: true })).toBeVisible();
  await page.goto("/overlaps");
  await expect(page.getByRole("heading", { name: "Overlaps", level: 1 })).toBeVisible();
  await page.goto("/?lang=zh");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("everything on the map page is reached and used by keyboard alone", async ({ page }) => {
  const zone = await drawnZone(page);
  await page.goto("/");
  await expect(page.locator(`[data-zone="${zone.code}"]`)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("跳到正文");
  const names: string[] = [];
  for (let step = 0; step < 22; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const node = document.activeElement ?? document.body;
      const name = node.getAttribute("role") ?? (node.textContent || node.tagName);
      // The fields inside a date input are the browser's own, and so is their mark of focus.
      const own = node instanceof HTMLInputElement && node.type === "date";
      return { name, seen: own || getComputedStyle(node).outlineStyle !== "none" };
    });
    names.push(focus.name);
    expect(focus.seen, `focus on ${focus.name} is seen`).toBe(true);
  }
  expect(names).toEqual(
    expect.arrayContaining(["地图", "绘制", "重叠", "机构", "期限", "台账", "登录", "English", "combobox", "点图查询"]),
  );

  const search = page.getByRole("combobox", { name: /查地址/ });
  await search.focus();
  await page.keyboard.type(zone.name);
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(search).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  const active = await search.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(search).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByTestId("zone-card").getByRole("heading", { level: 1 })).toHaveText(zone.name);
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
});

test("opening and leaving a zone by keyboard keeps the focus in its place", async ({ page }) => {
  const zone = await drawnZone(page);
  await page.goto("/");
  const row = page.locator(`[data-zone="${zone.code}"]`);
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("zone-card").getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByRole("button", { name: "返回列表" }).focus();
  await page.keyboard.press("Enter");
  await expect(row).toBeFocused();
});

test("without WebGL the list, card and answers still work", async ({ page }) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
    } as typeof original;
  });
  const zone = await drawnZone(page);
  await page.goto("/");
  await expect(page.getByText("此浏览器未提供 WebGL")).toBeVisible();
  await page.locator(`[data-zone="${zone.code}"]`).click();
  await expect(page.getByTestId("zone-card").getByRole("heading", { level: 1 })).toHaveText(zone.name);
  await accessible(page);
});

test("a configured basemap is laid under the zones and its maker named", async ({ page, baseURL }) => {
  const known = await ask<Settings>(page, "/v1/settings");
  const basemap = {
    kind: "raster",
    tiles: [`${baseURL}/basemap/{z}/{x}/{y}.png`],
    tile_size: 256,
    attribution: "© 某测绘院",
    max_zoom: 18,
  };
  const grey = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mPU0ND4DwACuAGbbZBd7gAAAABJRU5ErkJggg==",
    "base64",
  );
  await page.route("**/v1/settings", (route) => route.fulfill({ json: { ...known, basemap } }));
  await page.route("**/basemap/**", (route) => route.fulfill({ contentType: "image/png", body: grey }));
  const tile = page.waitForRequest(/\/basemap\/\d+\/\d+\/\d+\.png$/);
  await page.goto("/");
  await tile;
  await expect(page.getByText("© 某测绘院")).toBeVisible();
});

test("a register that fails is told in a kind sentence, and asked again", async ({ page, watch }) => {
  watch.provoked.push(/status of 503/);
  let failing = true;
  await page.route("**/v1/zones?*", (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: "about:blank", title: "暂时不可用", status: 503, hint: "请稍后再试" }),
        })
      : route.continue(),
  );
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("暂时不可用");
  await expect(page.getByRole("alert")).toContainText("请稍后再试");
  failing = false;
  await page.getByRole("button", { name: "再试一次" }).click();
  await expect(page.locator("[data-zone]").first()).toBeVisible();
});

test("axe finds nothing on the map page: list, card, answer, in both languages and on a narrow screen", async ({
  page,
}) => {
  const zone = await drawnZone(page);
  await page.goto("/");
  await expect(page.locator("[data-zone]").first()).toBeVisible();
  await settled(page);
  await accessible(page);
  await page.locator(`[data-zone="${zone.code}"]`).click();
  await expect(page.getByTestId("zone-card")).toBeVisible();
  await picture(page, "map-zone");
  await accessible(page);
  const inside = await placeInside(page, zone.code, zone.delimitation?.number ?? 1);
  await page.goto(`/?lang=en&zone=${zone.code}&at=${inside.lon},${inside.lat}&u=20`);
  await expect(page.getByTestId("answer-card").locator("[data-answer]")).toBeVisible();
  await settled(page);
  await accessible(page);
  await page.setViewportSize({ width: 400, height: 860 });
  await accessible(page);
  await page.reload();
  await expect(page.getByTestId("answer-card").locator("[data-answer]")).toBeVisible();
  await picture(page, "map-narrow-en");
});

test("the picture of the README is taken", async ({ page }) => {
  const zone = await drawnZone(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/?zone=${zone.code}`);
  await expect(page.getByTestId("zone-card")).toBeVisible();
  await picture(page, "map");
  if (process.env.README_SCREENSHOT) await page.screenshot({ path: process.env.README_SCREENSHOT });
});
