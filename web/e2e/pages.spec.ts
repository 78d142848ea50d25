// Tests every page as people meet it: wide and at 360 px, light and dark, in both languages, axe on each, nothing wider than the screen.
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { makeOffice, signIn } from "./offices";
import { accessible, drawnZone, expect, test } from "./sizhi";

const PAGES = [
  ["map", "/"],
  ["draw", "/draw"],
  ["overlaps", "/overlaps"],
  ["agencies", "/agencies"],
  ["agencies-figures", "/agencies?view=figures"],
  ["review", "/review"],
  ["deadlines", "/deadlines"],
  ["ledger", "/ledger"],
  ["sign-in", "/sign-in"],
] as const;

/** Nothing is loading, and what loads by itself is there. */
async function ready(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("main .spinner, main .waiting")).toHaveCount(0);
  const map = page.getByTestId("map").first();
  if ((await map.count()) === 0) return;
  await expect(map).toHaveAttribute("data-idle", "true", { timeout: 30_000 });
  expect((await map.locator("canvas").boundingBox())?.height).toBeGreaterThan(150);
}

/** Whether the page is wider than the screen: then it would have to be pushed from side to side. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Most that a page may jump while it loads, as Web Vitals measure it: below 0.1 is good. */
const MOST_SHIFT = 0.1;

async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const state = window as unknown as { shifted: number };
    state.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput) state.shifted += shift.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}

for (const [name, path] of PAGES) {
  test(`the page ${name} stands on a wide screen and at 360 px, in light and dark, in both languages`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const zone = (await drawnZone(page)).code;
    const shifts = await watchShifts(page);
    const at = (lang: string) =>
      `${path}${path.includes("?") ? "&" : "?"}lang=${lang}&zone=${path === "/review" ? "" : zone}`;
    for (const lang of ["zh", "en"] as const) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(at(lang));
      await ready(page);
      expect(await page.title()).toMatch(/Sizhi|四至/);
      expect(await shifts(), `${name} jumps while it loads`).toBeLessThan(MOST_SHIFT);
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        // Words do not change what axe looks at, colours do.
        if (lang === "zh") await accessible(page);
        await page.screenshot({ path: `e2e/screenshots/pages/${name}-${lang}-${scheme}.png` });
      }
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.setViewportSize({ width: 360, height: 780 });
      await ready(page);
      if (lang === "en") await accessible(page);
      expect(await overflow(page), `${name} ${lang} at 360 px`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `e2e/screenshots/pages/${name}-${lang}-360.png` });
    }
  });
}

test("the queue stands on a wide screen and at 360 px for who is signed in", async ({ page }) => {
  await makeOffice(page, { code: "pages-province", name: "示例页面省局", role: "province" }, "32");
  await signIn(page, "pages-province", "/review");
  await ready(page);
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/pages/queue.png" });
  await page.setViewportSize({ width: 360, height: 780 });
  await accessible(page);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: "e2e/screenshots/pages/queue-360.png" });
});

test("every page is reached by keyboard alone, and the focus is always seen", async ({ page }) => {
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("跳到正文");
  for (const name of ["四至", "地图", "绘制", "重叠", "机构"]) {
    await page.keyboard.press("Tab");
    await expect(page.locator(":focus")).toContainText(name);
    const outline = await page.locator(":focus").evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe("solid");
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/agencies/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("服务机构");
});

/** Most of our own code that the first view may fetch, gzip'd: the goal is 300 kB, this is where it stands with room to breathe. */
const MOST_OWN_BYTES = 120_000;

test("the first view fetches little beside the map library", async ({ page }) => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    const isOwn = /^\/assets\/.*\.(js|css)$/.test(pathname) && !/MapView|maplibre/.test(pathname);
    if (isOwn) sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto("/");
  await ready(page);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(MOST_OWN_BYTES);
});
