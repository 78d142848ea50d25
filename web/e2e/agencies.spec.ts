// Tests figures over time as charts with their tables, and alerts with their places on the map.
import type { AgencyList, FiguresSeries } from "../src/api/types";
import { makeOffice, signIn } from "./offices";
import { WRITE_TOKEN } from "./server";
import { accessible, ask, expect, frame, settled, test } from "./sizhi";

/** The zone in which most agencies with a point sit. */
async function fullestZone(
  page: Parameters<typeof ask>[0],
): Promise<{ zone: string; agencies: AgencyList["agencies"] }> {
  const { agencies } = await ask<AgencyList>(page, "/v1/agencies?limit=500");
  const byZone = new Map<string, AgencyList["agencies"]>();
  for (const agency of agencies) {
    if (agency.zone && agency.point && !agency.released_on) {
      byZone.set(agency.zone, [...(byZone.get(agency.zone) ?? []), agency]);
    }
  }
  const [fullest] = [...byZone].sort(([, a], [, b]) => b.length - a.length);
  if (!fullest) throw new Error("no zone with agencies");
  return { zone: fullest[0], agencies: fullest[1] };
}

test("figures over time are charts with a table behind each, read by keyboard, in the dark and on paper", async ({
  page,
}) => {
  const { zone } = await fullestZone(page);
  await page.goto("/agencies");
  await page.getByRole("link", { name: "机构与服务的变化" }).click();
  await page.locator(".sheet").getByLabel("集聚区").selectOption(zone);
  const figures = page.getByTestId("figures");
  await expect(figures.locator("figure")).toHaveCount(5);
  expect(new URL(page.url()).searchParams.get("zone")).toBe(zone);

  // The table behind a chart says what the register says.
  const to = await figures.getByLabel("到", { exact: true }).inputValue();
  const from = await figures.getByLabel("从", { exact: true }).inputValue();
  const series = await ask<FiguresSeries>(page, `/v1/zones/${zone}/figures?from=${from}&to=${to}&every=month`);
  const chart = figures.locator("figure").first();
  await chart.getByRole("button", { name: /^看数据表/ }).press("Enter");
  const rows = chart.locator("tbody tr");
  await expect(rows).toHaveCount(series.figures.length);
  await expect(rows.last()).toContainText(series.figures.at(-1)?.on ?? "");
  await expect(rows.last().locator("td").first()).toHaveText(String(series.figures.at(-1)?.agencies));
  await chart.getByRole("button", { name: /^收起数据表/ }).press("Enter");

  // The day looked at is one for all charts; arrow keys move it.
  const day = figures.getByRole("slider");
  await day.focus();
  await page.keyboard.press("Home");
  await expect(figures.locator("output")).toHaveText(series.figures[0]?.on ?? "");
  await expect(page.getByTestId("matrix")).toContainText(series.figures[0]?.on ?? "");
  await page.keyboard.press("End");
  await accessible(page);
  await page.setViewportSize({ width: 1280, height: 1500 });
  await page.screenshot({ path: "e2e/screenshots/agencies-figures.png" });
  await page.getByRole("button", { name: /主题|界面颜色|颜色|跟随/ }).click();
  await page
    .getByRole("button", { name: /主题|界面颜色|颜色|浅/ })
    .first()
    .click();
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/agencies-figures-dark.png" });
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: "e2e/screenshots/agencies-figures-print.png", fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 360, height: 1400 });
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/agencies-figures-360.png" });
});

test("an alert shows its place on the map and the act it proposes", async ({ page }) => {
  const { zone, agencies } = await fullestZone(page);
  const [one] = agencies;
  await makeOffice(page, { code: "alert-operator", name: "示例提醒运营单位", role: "operator" }, `zone:${zone}`);
  const notice = `机构名称,公告类别,公告日期\n${one?.name},非正常专利申请,2026-11-20\n`;
  const reconciled = await page.request.post("/v1/agencies/reconciliations?file=alerts.csv", {
    data: Buffer.from(notice),
    headers: { authorization: `Bearer ${WRITE_TOKEN}`, "content-type": "text/csv" },
  });
  expect(reconciled.status(), await reconciled.text()).toBe(200);
  await signIn(page, "alert-operator", "/agencies");
  const alerts = page.getByTestId("alerts");
  const alert = alerts.locator('[data-alert="sanctioned"]').first();
  await expect(alert).toContainText(one?.name ?? "");
  await expect(alert.getByTestId("proposed")).toContainText("取消入驻");
  await settled(page);
  await alert.getByRole("button", { name: `在图上看${one?.name}` }).press("Enter");
  await expect(alert).toHaveAttribute("aria-current", "true");
  await settled(page);
  await page.getByTestId("map").scrollIntoViewIfNeeded();
  const box = await frame(page);
  // The chosen place is in the middle of its map; a click beside it chooses nothing, one on the pin chooses it again.
  await page.mouse.click(box.x + 30, box.y + 60);
  await page.screenshot({ path: "/tmp/alert.png" });
  await expect(alert).not.toHaveAttribute("aria-current", "true");
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/agencies-alerts.png" });
});
