// Tests that findings are mended by the fixes offered with them: previewed, taken in one step, undone; and sides told apart.
import type { Report } from "../src/api/types";
import { checked, exported, findings } from "./drafts";
import { accessible, ask, drawnZone, expect, picture, settled, test } from "./sizhi";

const KINDS = ["closure-gap", "closure-vertex", "closure-overlap", "closure-protrusion"] as const;

for (const rule of KINDS) {
  test(`the example ${rule} is mended by its fix, and undone again`, async ({ page }) => {
    await page.goto("/draw");
    await page.getByLabel("示例草图").selectOption(rule);
    await checked(page);
    const rows = findings(page).locator(`[data-rule="${rule}"]`);
    await expect(rows.first()).toBeVisible();
    const count = await rows.count();
    const before = await exported(page);

    // The change is shown while the button is pointed at or holds the focus, and gone afterwards.
    const button = findings(page).locator("[data-fix]").first();
    await button.focus();
    await expect(page.getByText("绿线为改后，红虚线为改前")).toBeVisible();
    await settled(page);
    if (rule === "closure-gap") await picture(page, "fix-preview");
    await button.blur();
    await expect(page.getByText("绿线为改后，红虚线为改前")).toHaveCount(0);

    // Each click mends one finding at least, until none is left.
    for (let step = 0; step < count; step += 1) {
      if ((await rows.count()) === 0) break;
      const answer = page.waitForResponse((response) => response.url().endsWith("/v1/check") && response.ok());
      await findings(page).locator("[data-fix]").first().press("Enter");
      await expect(page.getByTestId("desk-notice")).toContainText("正在重新检查");
      await answer;
      await checked(page);
    }
    await expect(rows).toHaveCount(0);
    // The keyboard is where it was, not at the top of the page.
    await expect(findings(page).getByRole("heading", { name: "检查结果" })).toBeFocused();
    // Mending one fault of tiling brings no other; declared areas may have to follow.
    await expect(findings(page).locator('[data-rule^="closure-"]')).toHaveCount(0);
    const mended = await exported(page);
    expect(mended.features.map(({ properties }) => properties)).toEqual(
      before.features.map(({ properties }) => properties),
    );
    expect(mended.zone).toEqual(before.zone);

    while ((await rows.count()) < count) {
      await page.getByRole("button", { name: "撤销" }).click();
      await checked(page);
    }
    expect(await exported(page)).toEqual(before);
  });
}

test("a fix is not taken into a draft in a shifted datum, which is to be converted first", async ({ page }) => {
  const draft = await ask<{ zone: Record<string, unknown> }>(page, "/v1/drafts/closure-gap");
  const shifted = { ...draft, zone: { ...draft.zone, datum: "gcj02" } };
  await page.goto("/draw");
  await page.locator('input[type="file"]').setInputFiles({
    name: "gcj.geojson",
    mimeType: "application/geo+json",
    buffer: Buffer.from(JSON.stringify(shifted)),
  });
  await checked(page);
  const button = findings(page).locator("[data-fix]").first();
  await expect(button).toBeDisabled();
  await expect(findings(page)).toContainText("请先换算坐标");
});

test("findings on the abuttals stand under their side, with the stretch on the map", async ({ page }) => {
  await page.goto("/draw");
  await page.getByLabel("示例草图").selectOption("abuttals-off");
  await checked(page);
  const report = (await (
    await page.request.post("/v1/check", {
      data: await ask(page, "/v1/drafts/abuttals-off"),
      headers: { "content-type": "application/geo+json" },
    })
  ).json()) as Report;
  const finding = report.findings.find(({ rule }) => rule === "abuttals-off");
  expect(finding?.side).toBeTruthy();
  expect(finding?.place).toBeTruthy();
  const group = findings(page).locator(`[data-side="${finding?.side}"]`);
  await expect(group.getByRole("heading", { level: 4 })).toHaveText(/[东南西北]至/);
  const row = group.locator('[data-rule="abuttals-off"]').first();
  await row.press("Enter");
  await expect(row).toHaveAttribute("aria-pressed", "true");
  await page.setViewportSize({ width: 1440, height: 900 });
  await settled(page);
  await picture(page, "abuttals-findings");
  await accessible(page);
});

test("coordinates in a suspected datum are converted by one button, and undo brings the former ones back", async ({
  page,
}) => {
  // A zone of the register as a map service would have given it, stated to be in the legal datum.
  const zone = await drawnZone(page);
  const path = `/v1/zones/${zone.code}/delimitations/${zone.delimitation?.number}.geojson`;
  const shifted = await ask<{ zone: Record<string, unknown> }>(page, `${path}?crs=gcj02`);
  const stated = { ...shifted, zone: { ...shifted.zone, datum: "cgcs2000" } };
  await page.goto("/draw");
  await page.locator('input[type="file"]').setInputFiles({
    name: "shifted.geojson",
    mimeType: "application/geo+json",
    buffer: Buffer.from(JSON.stringify(stated)),
  });
  await checked(page);
  const rows = findings(page).locator('[data-rule="extent"]');
  await expect(rows).not.toHaveCount(0);
  const before = await exported(page);
  const button = findings(page).locator('[data-fix="convert-datum"]').first();
  await expect(button).toContainText("换算");
  await settled(page);
  await accessible(page);
  await button.focus();
  await picture(page, "convert-datum");
  await button.press("Enter");
  await expect(page.getByTestId("desk-notice")).toContainText("换算为 CGCS2000");
  await checked(page);
  await expect(rows).toHaveCount(0);
  const after = await exported(page);
  expect(after.features.length).toBe(before.features.length);
  expect(after.features[0]?.geometry).not.toEqual(before.features[0]?.geometry);
  await page.getByRole("button", { name: "撤销" }).click();
  await checked(page);
  expect(await exported(page)).toEqual(before);
});
