// Tests boundary files in the browser: dropped and chosen in every format, asked about, refused with every fault; downloads.
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { checked, type DraftFile, exported } from "./drafts";
import { accessible, ask, drawnZone, expect, picture, settled, test } from "./sizhi";

interface Sent {
  name: string;
  bytes: Buffer;
}

/** Fetches a zone's limits in a format, as the card offers them. */
async function fetched(page: Page, format: string, query = ""): Promise<Sent & { draft: DraftFile }> {
  const zone = await drawnZone(page);
  const path = `/v1/zones/${zone.code}/delimitations/${zone.delimitation?.number}`;
  const response = await page.request.get(`${path}.${format}${query}`);
  expect(response.status(), `${path}.${format}${query}`).toBe(200);
  return { name: `边界.${format}`, bytes: await response.body(), draft: await ask<DraftFile>(page, `${path}.geojson`) };
}

async function drop(page: Page, ...files: Sent[]): Promise<void> {
  // The page takes files once it is there.
  await expect(page.getByRole("button", { name: "添加园区" })).toBeVisible();
  const transfer = await page.evaluateHandle(
    (files) => {
      const data = new DataTransfer();
      for (const { name, text } of files) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(({ name, bytes }) => ({ name, text: bytes.toString("base64") })),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

async function choose(page: Page, { name, bytes }: Sent): Promise<void> {
  const file = { name, mimeType: "application/octet-stream", buffer: bytes };
  await page.locator('input[type="file"]').setInputFiles(file);
}

/** The greatest distance in degrees between the first corners of the same parks; files differ in where rings begin. */
function boxes(file: DraftFile): Map<string, number[]> {
  const places = (value: unknown): number[][] =>
    Array.isArray(value) ? (typeof value[0] === "number" ? [value as number[]] : value.flatMap(places)) : [];
  return new Map(
    file.features.map(({ properties, geometry }) => {
      const all = places(geometry?.coordinates);
      const of = (index: number, pick: (...values: number[]) => number) =>
        pick(...all.map((place) => place[index] ?? 0));
      return [properties.park, [of(0, Math.min), of(1, Math.min), of(0, Math.max), of(1, Math.max)]];
    }),
  );
}

function sameGround(found: DraftFile, wanted: DraftFile): void {
  const [a, b] = [boxes(found), boxes(wanted)];
  expect([...a.keys()].sort()).toEqual([...b.keys()].sort());
  for (const [park, box] of b) {
    // Surveys print millimetres; 1e-7 degree is a centimetre.
    for (const [index, value] of box.entries())
      expect(Math.abs((a.get(park)?.[index] ?? 0) - value)).toBeLessThan(1e-7);
  }
}

const READ = [
  { format: "txt", query: "?encoding=gbk" },
  { format: "zip", query: "?crs=4528" },
  { format: "kml", query: "" },
  { format: "kmz", query: "" },
  { format: "gpkg", query: "" },
] as const;

for (const { format, query } of READ) {
  test(`a dropped ${format} file is opened as a draft, and undo brings the former one back`, async ({ page }) => {
    await page.goto("/draw");
    await page.getByRole("button", { name: "添加园区" }).click();
    const before = await exported(page);
    const file = await fetched(page, format, query);
    await drop(page, file);
    await expect(page.getByTestId("desk-notice")).toContainText(`已打开${file.name}`);
    await checked(page);
    sameGround(await exported(page), file.draft);
    await settled(page);
    if (format === "txt") await picture(page, "file-txt");
    await accessible(page);
    await page.getByRole("button", { name: "撤销" }).click();
    expect(await exported(page)).toEqual(before);
  });
}

test("the loose files of a Shapefile, dropped together, are opened as one draft", async ({ page }) => {
  await page.goto("/draw");
  const { draft, bytes } = await fetched(page, "zip", "?crs=4528");
  const members = Object.entries(unzipSync(new Uint8Array(bytes)));
  expect(members.map(([name]) => name.replace(/^.*\./, "")).sort()).toEqual(
    expect.arrayContaining(["dbf", "prj", "shp", "shx"]),
  );
  await drop(page, ...members.map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) })));
  await expect(page.getByTestId("desk-notice")).toContainText("已打开");
  await checked(page);
  sameGround(await exported(page), draft);
});

/** A surveyor's drawing: two closed polylines on named layers, metres in the 3° zone 40. */
function drawing(): string {
  const square = (layer: string, x: number, y: number) => {
    const corners = [
      [x, y],
      [x, y + 800],
      [x + 600, y + 800],
      [x + 600, y],
    ] as const;
    const places = corners.map(([x, y]) => `10\n${x}.0\n20\n${y}.0\n`).join("");
    return `0\nLWPOLYLINE\n5\n${layer.length}A\n100\nAcDbEntity\n8\n${layer}\n100\nAcDbPolyline\n90\n4\n70\n1\n${places}`;
  };
  const entities = square("东园", 40561000, 3464000) + square("西园三", 40560000, 3464000);
  return `0\nSECTION\n2\nENTITIES\n${entities}0\nENDSEC\n0\nEOF\n`;
}

test("a dropped DXF drawing is opened with a park for each layer, once its coordinate system is stated", async ({
  page,
  watch,
}) => {
  watch.provoked.push(/422/);
  await page.goto("/draw");
  await drop(page, { name: "总平面.dxf", bytes: Buffer.from(drawing()) });
  const dialog = page.getByRole("dialog", { name: "请注明坐标系" });
  await dialog.getByLabel(/按城市/).fill("120.6");
  await dialog.getByRole("listbox").selectOption("4528");
  await dialog.getByRole("button", { name: "读取" }).click();
  await expect(page.getByTestId("desk-notice")).toContainText("总平面.dxf");
  await checked(page);
  const draft = await exported(page);
  expect(draft.features.map(({ properties }) => properties.park).sort()).toEqual(["东园", "西园三"].sort());
  await expect(page.getByTestId("total-area")).toContainText("公顷");
});

/** Corners of a small square near 120.6° E in the 3° zone 40, northing and easting without a coordinate system stated. */
const CORNERS =
  "地块,点号,X,Y\n甲,J1,3465000,40561000\n甲,J2,3465000,40562000\n甲,J3,3464000,40562000\n甲,J4,3464000,40561000\n";

test("a file without a coordinate system is asked for one, by keyboard, until it fits", async ({ page, watch }) => {
  watch.provoked.push(/422/);
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  await choose(page, { name: "corners.csv", bytes: Buffer.from(CORNERS) });
  const dialog = page.getByRole("dialog", { name: "请注明坐标系" });
  await expect(dialog).toContainText("“corners.csv”没有写明坐标系");
  const search = dialog.getByLabel(/按城市/);
  await expect(search).toBeFocused();
  await expect(dialog.getByRole("button", { name: "读取" })).toBeDisabled();
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/dialog.png" });

  // A zone that contradicts the eastings is refused with the reason, and the dialog stays.
  await search.fill("北京");
  await dialog.getByRole("listbox").selectOption("4527");
  await dialog.getByRole("button", { name: "读取" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("40561000");
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/dialog-refused.png" });

  await search.focus();
  await search.fill("120.6");
  await expect(dialog.getByRole("option").first()).toHaveAttribute("value", "4528");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("listbox")).toBeFocused();
  // The list may be drawn anew once more after it took the focus; Home chooses its first entry however often it is pressed.
  await expect(async () => {
    await page.keyboard.press("Home");
    await expect(dialog.getByRole("listbox")).toHaveValue("4528", { timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("desk-notice")).toContainText("corners.csv");
  await expect(page.getByTestId("parks")).toContainText("甲");
  await checked(page);
  await expect(page.getByTestId("total-area")).toContainText(/1(\.\d+)? 平方公里|99\.\d+ 公顷|1\.00/);
});

test("the dialog is given up by Escape, and the draft stays as it is", async ({ page, watch }) => {
  watch.provoked.push(/422/);
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  const before = await exported(page);
  await choose(page, { name: "corners.csv", bytes: Buffer.from(CORNERS) });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await exported(page)).toEqual(before);
});

test("a broken file is refused with every fault and its line, and changes nothing", async ({ page, watch }) => {
  watch.provoked.push(/422/);
  await page.goto("/draw");
  await page.getByRole("button", { name: "添加园区" }).click();
  const file = await fetched(page, "txt", "?encoding=utf-8");
  const lines = file.bytes.toString("utf8").split(/\r?\n/);
  const corners = lines.flatMap((line, index) => (/^J\d+,/.test(line) ? [index] : []));
  for (const index of corners.slice(0, 2)) lines[index] = "J1,1,abc,def";
  await choose(page, { name: "broken.txt", bytes: Buffer.from(lines.join("\r\n")) });
  const notice = page.getByTestId("desk-notice");
  await expect(notice).toContainText("broken.txt 没有导入");
  for (const index of corners.slice(0, 2)) await expect(notice).toContainText(`line ${index + 1}`);
  await expect(page.getByRole("button", { name: "园区1", exact: true })).toBeVisible();
  await accessible(page);
  await picture(page, "file-refused");
});

test("the card offers every format in its coordinate systems, and each is answered", async ({ page }) => {
  const zone = await drawnZone(page);
  await page.goto(`/?zone=${zone.code}`);
  const downloads = page.getByTestId("downloads");
  await downloads.getByText("下载界线").press("Enter");
  const formats = await downloads
    .getByLabel("格式")
    .locator("option")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(formats).toHaveLength(9);
  for (const format of formats) {
    await downloads.getByLabel("格式").selectOption(format);
    const choice = downloads.getByLabel("坐标系");
    const systems = await choice
      .locator("option")
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    for (const system of systems) {
      if (systems.length > 1) await choice.selectOption(system);
      const href = (await downloads.getByRole("link", { name: /^下载/ }).getAttribute("href")) ?? "";
      const answer = await page.request.get(href);
      expect(answer.status(), `${format} ${system}: ${href}`).toBe(200);
      expect(answer.headers()["content-disposition"]).toContain(`.${format}`);
      const bytes = await answer.body();
      expect(bytes.length, `${format} ${system}`).toBeGreaterThan(100);
    }
    // One click a format: the browser drops every click beyond some twenty in a few seconds, as a guard against floods.
    const download = page.waitForEvent("download");
    await downloads.getByRole("link", { name: /^下载/ }).click();
    expect((await download).suggestedFilename()).toMatch(new RegExp(`-1\\.${format}$`));
  }
  const sheet = downloads.getByRole("link", { name: "打印图表（PDF）" });
  const printed = await page.request.get((await sheet.getAttribute("href")) ?? "");
  expect(printed.status()).toBe(200);
  expect(printed.headers()["content-type"]).toBe("application/pdf");
  await downloads.getByLabel("格式").selectOption("txt");
  await settled(page);
  await accessible(page);
  await picture(page, "downloads");
});
