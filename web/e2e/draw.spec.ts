// Tests the draw page around the pencil: keyboard, files, examples, what outlives a reload or a failure, axe.
import type { components } from "../src/api/schema";
import { checked, type DraftFile, exported, findings, rings } from "./drafts";
import { accessible, ask, expect, picture, settled, test, view, zones } from "./sizhi";

type Schemas = components["schemas"];

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
