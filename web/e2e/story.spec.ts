// Tests the whole way of a boundary with four offices in the browser: handed in, sent back, mended, recommended, published, approved,
// looked up before and after; then an agency is admitted, sanctioned and released.
import type { Lookup, ZoneDetail } from "../src/api/types";
import { act, handIn, make, makeOffice, signIn } from "./offices";
import { WRITE_TOKEN } from "./server";
import { accessible, ask, expect, test } from "./sizhi";

const OFFICES = [
  { code: "story-city", name: "示例市知识产权局", role: "applicant" },
  { code: "story-province", name: "示例省知识产权局", role: "province" },
  { code: "story-national", name: "示例国家知识产权局", role: "national" },
] as const;

test("a boundary goes its whole way through four offices, and so does an agency", async ({ page, watch }) => {
  test.setTimeout(120_000);
  watch.provoked.push(/401/);
  const draft = await ask<{ zone: { division: string; name: string } }>(page, "/v1/drafts/clean");
  const { division } = draft.zone;
  const territories = [division.slice(0, 4), division.slice(0, 2), "CN"];
  for (const [index, office] of OFFICES.entries()) await makeOffice(page, office, territories[index] ?? "CN");

  // A wrong password tells nothing but that.
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill("story-city");
  await page.getByLabel("密码").fill("not the password");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("账号与密码不符");
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/sign-in.png" });

  // The city draws and hands in.
  await signIn(page, "story-city", "/draw");
  await page.getByRole("button", { name: "新草图" }).click();
  await page.getByLabel("示例草图").selectOption("clean");
  const first = await handIn(page);
  const code = new URL(first, page.url()).searchParams.get("zone") ?? "";
  const lookup = async () => {
    const zone = await ask<ZoneDetail>(page, `/v1/zones/${code}`);
    const park = zone.delimitation?.parks[0];
    const [w = 0, s = 0, e = 0, n = 0] = park?.bbox ?? zone.bbox ?? [];
    return ask<Lookup>(page, `/v1/lookup?lon=${(w + e) / 2}&lat=${(s + n) / 2}`);
  };

  // The province sends it back, and the city mends it.
  await signIn(page, "story-province");
  await expect(page.getByTestId("queue")).toContainText(draft.zone.name);
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/queue.png" });
  await page.getByTestId("queue").getByRole("link", { name: draft.zone.name }).click();
  await act(page, "退回", "总面积请附测绘成果");
  await signIn(page, "story-city", first);
  await page.getByRole("link", { name: "在编辑器中修改" }).click();
  await expect(page.getByTestId("desk-notice")).toContainText(draft.zone.name);
  await page.getByLabel("依托载体").last().fill("苏州高新技术产业开发区（示例，已附测绘成果）");
  const second = await handIn(page);
  expect(second).not.toBe(first);

  // The province recommends; the national office publishes and approves. The ground is outside until then.
  await signIn(page, "story-province", second);
  await expect(page.getByTestId("difference")).toContainText("不变");
  await page.getByTestId("threads").getByLabel("新意见").fill("四至与图一致");
  await page.getByTestId("threads").getByRole("button", { name: "发表" }).click();
  await expect(page.getByTestId("threads")).toContainText("四至与图一致");
  await page.getByTestId("checklist").getByRole("button", { name: /^是/ }).first().click();
  await act(page, "推荐", "", "示例推荐函〔2026〕1号");
  expect((await lookup()).answer).not.toBe("inside");
  await signIn(page, "story-national", second);
  await act(page, "公示");
  await act(page, "批复", "", "示例批复〔2026〕1号");
  await accessible(page);
  await page.setViewportSize({ width: 1280, height: 2000 });
  await page.screenshot({ path: "e2e/screenshots/dossier.png" });
  await page.setViewportSize({ width: 1280, height: 760 });
  const after = await lookup();
  expect(after.answer).toBe("inside");
  expect(after.zones[0]?.zone).toBe(code);

  // The zone's operator admits an agency; a notice sanctions it; the operator releases it.
  await makeOffice(page, { code: "story-operator", name: "示例运营单位", role: "operator" }, `zone:${code}`);
  await make(page, "/v1/agencies", { id: "story-agency", name: "故事专利代理事务所", services: ["agency"] });
  await signIn(page, "story-operator", "/agencies");
  const admit = page.getByTestId("admit");
  await admit.getByLabel("机构编号").fill("story-agency");
  await admit.getByRole("button", { name: "入驻", exact: true }).click();
  await expect(admit).toContainText("已办理入驻");
  const notice = "机构名称,公告类别,公告日期\n故事专利代理事务所,非正常专利申请,2026-11-20\n";
  const reconciled = await page.request.post("/v1/agencies/reconciliations?file=notices.csv", {
    data: Buffer.from(notice),
    headers: { authorization: `Bearer ${WRITE_TOKEN}`, "content-type": "text/csv" },
  });
  expect(reconciled.status(), await reconciled.text()).toBe(200);
  await page.reload();
  const alert = page.locator('[data-alert="sanctioned"]');
  await expect(alert).toContainText("故事专利代理事务所");
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/agencies.png" });
  await alert.getByLabel("理由").fill("通报属实");
  await alert.getByRole("button", { name: "取消入驻" }).click();
  await expect(alert).toHaveCount(0);
  const row = page.locator('[data-agency="story-agency"]');
  await page.getByLabel(/名称、编号/).fill("story-agency");
  await expect(row).toContainText(code);
  await page.goto("/ledger");
  await expect(page.getByTestId("ledger")).toContainText("story-operator");
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/ledger.png" });
  await page.goto("/deadlines");
  await expect(page.getByTestId("deadlines")).toContainText(draft.zone.name);
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/deadlines.png" });
});

test("a draft is saved on the server as it is drawn, and a colleague who saved first is not overwritten unseen", async ({
  page,
  watch,
}) => {
  watch.provoked.push(/412/);
  await makeOffice(page, { code: "keep-city", name: "示例草稿市局", role: "applicant" }, "3205");
  await signIn(page, "keep-city", "/draw");
  await page.getByRole("button", { name: "新草图" }).click();
  await page.getByRole("button", { name: "添加园区" }).click();
  const kept = page.getByTestId("server-kept");
  await expect(kept).toHaveText("已存到服务器");

  // A colleague saves the same dossier in between.
  const theirs = await page.evaluate(async () => {
    const { dossiers } = await (await fetch("/v1/dossiers")).json();
    const { id, etag } = dossiers[0];
    const draft = { type: "FeatureCollection", zone: { name: "同事的版本" }, features: [] };
    const headers = { "content-type": "application/json", "if-match": etag };
    const answer = await fetch(`/v1/dossiers/${id}`, { method: "PUT", headers, body: JSON.stringify(draft) });
    return { status: answer.status, count: dossiers.length };
  });
  expect(theirs).toEqual({ status: 200, count: 1 });

  await page.getByRole("button", { name: "添加园区" }).click();
  await expect(page.getByTestId("conflict")).toContainText("同事在您之前保存");
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/conflict.png" });
  await page.getByRole("button", { name: "打开对方的版本" }).click();
  await expect(page.getByLabel("名称").last()).toHaveValue("同事的版本");
  await expect(page.getByTestId("conflict")).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(kept).toHaveText("已存到服务器");

  // It is found again after a reload, in the list of the office's drafts.
  await page.reload();
  await expect(page.getByLabel(/本机构在服务器上的草稿/).locator("option")).toHaveCount(2);
});
