// Tests the help with four-direction limits: a sentence read, limits drafted from a polygon, a polygon drawn from limits.
import { checked, exported, rings } from "./drafts";
import { accessible, ask, expect, picture, settled, test } from "./sizhi";

interface DraftAnswer {
  areas: { park: string | null; text: string | null; parts: { sides: { side: string; text: string | null }[] }[] }[];
}

const SIDES = ["东", "南", "西", "北"] as const;

test("the four sides are drafted from a park, taken whole and one by one, and undone", async ({ page }) => {
  const draft = await ask(page, "/v1/drafts/clean");
  const answer = await page.request.post("/v1/abuttals/draft", {
    data: draft,
    headers: { "content-type": "application/geo+json" },
  });
  const { areas } = (await answer.json()) as DraftAnswer;
  const area = areas.find(({ park, text }) => park !== null && text !== null);
  await page.goto("/draw");
  await page.getByLabel("示例草图").selectOption("clean");
  await checked(page);
  const row = page.getByTestId("parks").getByRole("button", { name: new RegExp(`^${area?.park}`) });
  if ((await row.getAttribute("aria-expanded")) !== "true") await row.click();
  const before = await exported(page);
  const fields = page.getByTestId("parks");
  await fields.getByRole("button", { name: "起草四至" }).press("Enter");
  const panel = page.getByRole("region", { name: "起草的四至" });
  await expect(panel).toContainText(area?.text ?? "");
  for (const { text } of area?.parts[0]?.sides ?? []) if (text) await expect(panel).toContainText(text);
  await panel.scrollIntoViewIfNeeded();
  await page.setViewportSize({ width: 1440, height: 1000 });
  await settled(page);
  await picture(page, "drafted");
  await accessible(page);

  const named = area?.parts[0]?.sides.find(({ text }) => text);
  const side = SIDES[["east", "south", "west", "north"].indexOf(named?.side ?? "east")] ?? "东";
  await panel.getByRole("button", { name: `采用${side}至`, exact: true }).click();
  const index = before.features.findIndex(({ properties }) => properties.park === area?.park);
  const one = (await exported(page)).features[index]?.properties.abuttals as Record<string, string[]>;
  expect(one[named?.side ?? ""]?.join("、")).toBe(named?.text);

  await panel.getByRole("button", { name: "全部采用" }).click();
  const all = (await exported(page)).features[index]?.properties.abuttals as Record<string, unknown>;
  expect(all.sentence).toBe(area?.text);
  await checked(page);
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("button", { name: "撤销" }).click();
  expect(await exported(page)).toEqual(before);
});

test("a polygon is drawn from the four sides, shown before it is taken, and undone", async ({ page }) => {
  const draft = await ask(page, "/v1/drafts/clean");
  const answer = await page.request.post("/v1/abuttals/draft", {
    data: draft,
    headers: { "content-type": "application/geo+json" },
  });
  const { areas } = (await answer.json()) as DraftAnswer;
  const area = areas.find(({ park, text }) => park !== null && text !== null && !text.includes("园区边界")) ?? areas[0];
  const [place] = rings(draft as never, 0)[0] ?? [];
  await page.goto(`/draw?c=${place?.[0]},${place?.[1]}&z=13`);
  await page.getByRole("button", { name: "添加园区" }).click();
  const fields = page.getByTestId("parks");
  await expect(fields.getByRole("button", { name: "按四至绘图" })).toBeDisabled();
  await fields.getByLabel("四至", { exact: true }).fill(area?.text ?? "");
  // What was read of the sentence stands below it, side by side.
  const reading = fields.getByTestId("reading");
  await expect(reading).toContainText("全部读懂");
  for (const { text } of area?.parts[0]?.sides ?? [])
    if (text) await expect(reading).toContainText(text.split("、")[0] ?? "");
  await fields.getByRole("button", { name: "按四至绘图" }).press("Enter");
  const panel = page.getByRole("region", { name: "按四至画出的范围" });
  const first = panel.locator('[data-rank="1"]');
  await expect(first).toContainText("界线贴合");
  const take = first.getByRole("button", { name: "采用方案 1" });
  await take.focus();
  await page.setViewportSize({ width: 1440, height: 1000 });
  await settled(page);
  await picture(page, "traced");
  await accessible(page);
  expect(rings(await exported(page))).toEqual([]);
  await take.press("Enter");
  await expect(page.getByTestId("desk-notice")).toContainText("已采用方案 1");
  await expect(page.getByText("地块 1", { exact: true })).toBeVisible();
  await checked(page);
  expect((rings(await exported(page))[0] ?? []).length).toBeGreaterThan(3);
  await page.getByRole("button", { name: "撤销" }).click();
  expect(rings(await exported(page))).toEqual([]);
});

test("what is not understood of a sentence is marked in it, and what stands in the way of a drawing is told", async ({
  page,
}) => {
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  const fields = page.getByTestId("parks");
  await fields
    .getByLabel("四至", { exact: true })
    .fill("东至无此名路，南至另一条没有的路，㍿㍿不知所云，西至子虚河，北至乌有路");
  const reading = fields.getByTestId("reading");
  await expect(reading.locator("dt").first()).toHaveText("东");
  await expect(reading).toContainText("无此名路");
  await fields.getByRole("button", { name: "按四至绘图" }).click();
  const panel = page.getByRole("region", { name: "按四至画出的范围" });
  await expect(panel).toContainText("没有围成的地块");
  await expect(panel).toContainText("无此名路");
  await settled(page);
  await picture(page, "traced-none");
  await accessible(page);
});
