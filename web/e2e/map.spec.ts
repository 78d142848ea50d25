// Tests the map page: colours, card, text-only zones, questions, the link that restores, language, keyboard, axe.
import type { components } from "../src/api/schema";
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
  programme,
  settled,
  test,
  view,
  zones,
} from "./sizhi";

type Schemas = components["schemas"];

/** Paper of the map's style. */
const PAPER = parseColour("#f3f1ea");

/** Opacity of park fills in the map's style. */
const FILL = 0.58;

/** A place well inside the first park of a zone: the register itself says it is inside. */
async function placeInside(page: Parameters<typeof ask>[0], code: string, number: number) {
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
  const agencies = await ask<Schemas["AgencyList"]>(page, `/v1/zones/${zone.code}/agencies?limit=10`);
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

test("an address is answered in words and drawn with its uncertainty as a circle", async ({ page }) => {
  const zone = await drawnZone(page);
  const words = [zone.division_name, "路", "街", "号"].filter((word): word is string => Boolean(word));
  let address: Schemas["SearchResult"] | undefined;
  for (const word of words) {
    const { results } = await ask<Schemas["SearchAnswer"]>(page, `/v1/search?q=${encodeURIComponent(word)}&limit=50`);
    address = results.find((result) => result.type === "address" && (result.uncertainty_m ?? 0) > 0);
    if (address) break;
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
  const lookup = await ask<Schemas["Lookup"]>(
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
  for (let step = 0; step < 14; step += 1) {
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
  expect(names).toEqual(expect.arrayContaining(["地图", "绘制", "重叠", "English", "combobox", "点图查询"]));

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
  const known = await ask<Schemas["Settings"]>(page, "/v1/settings");
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
