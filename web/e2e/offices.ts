// Holds what tests with offices share: making offices and accounts, signing in, handing a draft in, taking an act.
import type { Page } from "@playwright/test";
import type { Report, Submitted } from "../src/api/types";
import { checked } from "./drafts";
import { WRITE_TOKEN } from "./server";
import { ask, expect } from "./sizhi";

const PASSWORD = "four-offices-and-one-boundary";

export async function make(page: Page, path: string, data: unknown): Promise<void> {
  const response = await page.request.post(path, { data, headers: { authorization: `Bearer ${WRITE_TOKEN}` } });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(201);
}

export async function makeOffice(page: Page, office: { code: string; name: string; role: string }, territory: string) {
  await make(page, "/v1/offices", { ...office, territory });
  await make(page, "/v1/accounts", {
    name: office.code,
    office: office.code,
    display_name: "张三",
    password: PASSWORD,
  });
}

export async function signIn(page: Page, account: string, to = "/review"): Promise<void> {
  await page.goto("/sign-in");
  const leave = page.getByRole("button", { name: "退出登录" });
  await expect(page.getByLabel("账号").or(leave)).toBeVisible();
  if (await leave.isVisible()) await leave.click();
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByLabel("账号").fill(account);
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByTestId("who")).toContainText("张三");
}

/** Writes a reason to every warning and hands the draft in; returns the address of its dossier. */
export async function handIn(page: Page): Promise<string> {
  await checked(page);
  const form = page.getByRole("form", { name: "提交" });
  for (const reason of await form.getByRole("textbox").all()) await reason.fill("已与现场核对");
  await form.getByRole("button", { name: "提交划定" }).click();
  const done = page.getByTestId("handed-in");
  await expect(done).toContainText("已提交");
  return (await done.getByRole("link").getAttribute("href")) ?? "";
}

/** Takes an act on the dossier that is open. */
export async function act(page: Page, name: string, reason = "", document = ""): Promise<void> {
  const decision = page.getByTestId("decision");
  await decision.getByLabel("动作").selectOption({ label: name });
  await decision.getByLabel("理由").fill(reason);
  await decision.getByLabel("文号").fill(document);
  await decision.getByRole("button", { name, exact: true }).click();
  await expect(page.getByTestId("history")).toContainText(name);
}

/** Moves every position of nested coordinates east, by degrees: along a parallel no area changes. */
function moved(coordinates: unknown, east: number): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  const [lon, lat] = coordinates;
  if (typeof lon !== "number") return coordinates.map((inner) => moved(inner, east));
  return [Number((lon + east).toFixed(9)), Number(lat)];
}

/** Hands in the clean example under another name and at another place, by the session of the page; every warning is answered. */
export async function submitElsewhere(page: Page, name: string, by: number): Promise<Submitted> {
  const draft = await ask<{
    zone: Record<string, unknown>;
    features: { geometry: { coordinates: unknown } | null }[];
  }>(page, "/v1/drafts/clean");
  const { code: _, outline: __, ...zone } = draft.zone;
  const features = draft.features.map((feature) => ({
    ...feature,
    geometry: feature.geometry && { ...feature.geometry, coordinates: moved(feature.geometry.coordinates, by) },
  }));
  const asked = { ...draft, zone: { ...zone, name }, features };
  // By the page itself: a session counts only where the request comes from the register's own pages.
  const post = (path: string, body: unknown) =>
    page.evaluate(
      async ({ path, body }) => {
        const headers = { "content-type": "application/geo+json" };
        return await (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
      },
      { path, body },
    );
  const report = (await post("/v1/check", asked)) as Report;
  const warnings = report.findings.filter(({ severity }) => severity === "warning");
  const answers = Object.fromEntries(warnings.map(({ key }) => [key, "已与现场核对"]));
  const submitted = (await post("/v1/zones", { ...asked, zone: { ...asked.zone, answers } })) as Submitted;
  expect(submitted.zone, JSON.stringify(submitted)).toBeTruthy();
  return submitted;
}
