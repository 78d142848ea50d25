// Tests the dossier's map and documents: a comment pinned by a click, pins and threads that choose each other, attachments.
import { makeOffice, signIn, submitElsewhere } from "./offices";
import { accessible, expect, frame, settled, test } from "./sizhi";

/** The least that is a PDF by its content. */
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

test("a comment is pinned by a click on the map; pins and threads choose each other; documents come and go", async ({
  page,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.provoked.push(/415/, /422/);
  await makeOffice(page, { code: "pin-city", name: "示例卷宗市局", role: "applicant" }, "3205");
  await makeOffice(page, { code: "pin-province", name: "示例卷宗省局", role: "province" }, "32");
  await signIn(page, "pin-city");
  const { zone, delimitation } = await submitElsewhere(page, "卷宗示例集聚区", 0.31);
  await signIn(page, "pin-province", `/review?zone=${zone}&delimitation=${delimitation}`);
  const threads = page.getByTestId("threads");
  await settled(page);

  // By a click on the map.
  await threads.getByRole("button", { name: "在图上点选" }).click();
  await expect(page.getByText("在图上点一下")).toBeVisible();
  const box = await frame(page);
  const spot = { x: box.x + box.width / 2 + 30, y: box.y + box.height / 2 - 20 };
  await page.mouse.click(spot.x, spot.y);
  await expect(threads.getByLabel("钉在何处")).toHaveValue(/^1\d\d\.\d{6}, \d\d\.\d{6}$/);
  await threads.getByLabel("新意见").fill("此处界线请与宗地图核对");
  await threads.getByRole("button", { name: "发表" }).click();
  const first = threads.locator("[data-thread]").first();
  await expect(first).toContainText("此处界线请与宗地图核对");
  await expect(threads.getByLabel("新意见")).toHaveValue("");

  // By its coordinates, without a mouse; what is no place is told.
  const place = threads.getByLabel("钉在何处");
  await place.fill("东经");
  await expect(place).toHaveAttribute("aria-invalid", "true");
  await place.fill("");
  await threads.getByLabel("新意见").fill("总说明齐全");
  await threads.getByRole("button", { name: "发表" }).press("Enter");
  await expect(threads.locator("[data-thread]")).toHaveCount(2);
  await expect(threads.locator("[data-thread]").nth(1)).toContainText("未钉在图上");

  // The pin chooses the thread, the thread shows its pin.
  await settled(page);
  await page.getByTestId("map").scrollIntoViewIfNeeded();
  const now = await frame(page);
  await page.mouse.click(now.x + now.width / 2 + 30, now.y + now.height / 2 - 20);
  await expect(first).toHaveAttribute("aria-current", "true");
  await page.getByTestId("map").scrollIntoViewIfNeeded();
  const other = await frame(page);
  await page.mouse.click(other.x + 60, other.y + 60);
  await expect(first).not.toHaveAttribute("aria-current", "true");
  await first.getByRole("button", { name: "在图上看第 1 条" }).press("Enter");
  await expect(first).toHaveAttribute("aria-current", "true");
  await first.getByRole("button", { name: /^了结/ }).click();
  await expect(first).toContainText("已了结");

  // Documents: refused before and after they are sent, uploaded, saved again byte for byte.
  const documents = page.getByTestId("attachments");
  await expect(documents).toContainText("还没有附件");
  const input = documents.locator('input[type="file"]');
  await input.setInputFiles({ name: "plan.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("x") });
  await expect(documents).toContainText("不是 .pdf 或 .docx");
  await input.setInputFiles({ name: "plan.pdf", mimeType: "application/pdf", buffer: Buffer.from("not a pdf") });
  await expect(documents.getByRole("alert")).toBeVisible();
  await documents.getByLabel("种类").selectOption({ label: "建设方案" });
  await input.setInputFiles({ name: "建设方案.pdf", mimeType: "application/pdf", buffer: PDF });
  await expect(documents).toContainText("已上传 建设方案.pdf");
  const row = documents.getByRole("row").filter({ hasText: "建设方案.pdf" });
  await expect(row).toContainText("sha256:");
  await expect(row).toContainText("pin-province");
  await expect(documents.getByRole("rowheader", { name: /建设方案/ })).toBeVisible();
  const saving = page.waitForEvent("download");
  await row.getByRole("link", { name: "建设方案.pdf" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("建设方案.pdf");
  await accessible(page);
  await page.setViewportSize({ width: 1280, height: 2400 });
  await settled(page);
  await page.screenshot({ path: "e2e/screenshots/review-dossier-pins.png" });
  await page.setViewportSize({ width: 360, height: 1200 });
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/review-dossier-360.png" });

  // Who mends it in the editor has the documents at hand there.
  await page.setViewportSize({ width: 1280, height: 760 });
  await signIn(page, "pin-city", `/draw?from=${zone}&delimitation=${delimitation}`);
  await expect(page.getByTestId("attachments")).toContainText("建设方案.pdf");
  await page
    .getByTestId("attachments")
    .locator('input[type="file"]')
    .setInputFiles({ name: "测绘.pdf", mimeType: "application/pdf", buffer: PDF });
  await expect(page.getByTestId("attachments").getByRole("link", { name: "测绘.pdf" })).toBeVisible();
  await page.getByTestId("attachments").scrollIntoViewIfNeeded();
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/draw-attachments.png" });
});
