// Tests the pages of people: signing in, my account with its password and tokens, administration; Chinese and English, keyboard, axe, narrow
// screens, and what is shown of identity providers.
import type { Page } from "@playwright/test";
import { WRITE_TOKEN } from "./server";
import { accessible, expect, test } from "./sizhi";

const PASSWORD = "a-person-and-their-office";

async function make(page: Page, path: string, data: unknown): Promise<void> {
  const response = await page.request.post(path, { data, headers: { authorization: `Bearer ${WRITE_TOKEN}` } });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(201);
}

/** Makes an office with an account of the same name. */
async function person(page: Page, code: string, role: string, territory: string): Promise<void> {
  await make(page, "/v1/offices", { code, name: `${code}（测试）`, role, territory });
  await make(page, "/v1/accounts", { name: code, office: code, display_name: "李四", password: PASSWORD });
}

async function signIn(page: Page, account: string, to: string, password = PASSWORD): Promise<void> {
  await page.goto(`/sign-in?lang=zh&to=${encodeURIComponent(to)}`);
  await page.getByLabel("账号").fill(account);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByTestId("who")).toContainText("李四");
}

/** Nothing of the page is wider than the screen. */
async function narrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = () =>
    page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const all = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width);
      return all.map((one) => `${one.tagName}.${one.className}`);
    });
  // What the screen's width changes is laid out a moment later.
  await expect.poll(wide).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 760 });
}

test("an administrator records an office, makes an account, disables it and gives it another password", async ({
  page,
  browser,
  watch,
  baseURL,
}) => {
  watch.provoked.push(/401|422/);
  await person(page, "people-root", "administrator", "CN");
  await signIn(page, "people-root", "/admin");
  const offices = page.getByTestId("offices");
  await offices.getByLabel("代码").fill("people-city");
  await offices.getByLabel("名称").fill("示例市知识产权局");
  await offices.getByLabel("职责").selectOption("applicant");
  await offices.getByLabel("辖区").fill("CN");
  await offices.getByRole("button", { name: "登记机构" }).click();
  // An office of another shape is refused, with what it works for; the form keeps what was typed.
  await expect(offices.getByRole("alert")).toContainText("a division");
  await offices.getByLabel("辖区").fill("3205");
  await offices.getByLabel("辖区").press("Enter");
  await expect(offices.getByRole("row", { name: /people-city/ })).toContainText("申报单位");

  const accounts = page.getByTestId("accounts");
  await accounts.getByRole("textbox", { name: "账号" }).fill("wang.wu");
  await accounts.getByLabel("姓名").fill("王五");
  await accounts.getByLabel("机构").selectOption("people-city");
  await accounts.getByRole("button", { name: "开设账号" }).click();
  const shown = page.getByTestId("new-password");
  await expect(shown).toContainText("wang.wu");
  const password = (await shown.locator(".secret").textContent()) ?? "";
  expect(password).toHaveLength(27);
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/admin.png" });
  await narrow(page);

  // The account works, until it is disabled; then its session ends at once.
  const elsewhere = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "zh-CN" });
  const signedIn = await elsewhere.request.post("/v1/session", { data: { account: "wang.wu", password } });
  expect(signedIn.status()).toBe(200);
  const row = accounts.getByRole("row", { name: /wang\.wu/ });
  await row.getByRole("button", { name: "停用" }).click();
  await expect(row).toContainText("已停用");
  expect(await (await elsewhere.request.get("/v1/session")).json()).toBeNull();
  await row.getByRole("button", { name: "启用" }).click();
  await expect(row).toContainText("可用");
  await row.getByRole("button", { name: "换密码" }).click();
  await expect(shown.locator(".secret")).not.toHaveText(password);
  const old = await elsewhere.request.post("/v1/session", { data: { account: "wang.wu", password } });
  expect(old.status()).toBe(401);
  await elsewhere.close();
});

test("a person makes a token, uses it, and revokes it; its secret is shown once", async ({ page }) => {
  await person(page, "people-token", "applicant", "3205");
  await signIn(page, "people-token", "/account");
  const tokens = page.getByTestId("tokens");
  await expect(tokens).toContainText("还没有令牌");
  // By keyboard alone: field, choice, days, button.
  await tokens.getByLabel("用途").focus();
  await page.keyboard.type("夜间导入");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  const made = page.getByTestId("new-token");
  await expect(made).toBeFocused();
  const secret = (await made.locator(".secret").textContent()) ?? "";
  expect(secret).toMatch(/^sizhi_[0-9a-f]{64}$/);
  await accessible(page);
  await page.screenshot({ path: "e2e/screenshots/account.png", fullPage: true });
  await narrow(page);
  const row = tokens.getByRole("row", { name: /夜间导入/ });
  await expect(row).toContainText("读写");
  await expect(row).toContainText("从未");

  const who = async () => page.request.get("/v1/session", { headers: { authorization: `Bearer ${secret}` } });
  expect(await (await who()).json()).toMatchObject({ account: "people-token", via: "token", scope: "write" });
  await made.getByRole("button", { name: "已保存，不再显示" }).click();
  await page.reload();
  await expect(row).toContainText("有效");
  expect(await page.content()).not.toContain(secret);

  await row.getByRole("button", { name: /吊销令牌/ }).click();
  await row.getByRole("button", { name: "不吊销" }).click();
  await row.getByRole("button", { name: /吊销令牌/ }).click();
  await row.getByRole("button", { name: "确定吊销“夜间导入”" }).click();
  await expect(row).toContainText("已吊销");
  expect((await who()).status()).toBe(401);
});

test("a person changes their password with the old one, and other sessions end", async ({
  page,
  browser,
  watch,
  baseURL,
}) => {
  watch.provoked.push(/401/);
  await person(page, "people-word", "reader", "32");
  await signIn(page, "people-word", "/account");
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  await elsewhere.request.post("/v1/session", { data: { account: "people-word", password: PASSWORD } });
  const form = page.getByTestId("password");
  const fill = async (current: string, next: string, again: string) => {
    await form.getByLabel("现在的密码").fill(current);
    await form.getByLabel("新密码", { exact: false }).first().fill(next);
    await form.getByLabel("再输一遍新密码").fill(again);
  };
  const button = form.getByRole("button", { name: "修改密码" });
  await fill(PASSWORD, "another-long-password", "another-long-passwort");
  await expect(form.getByRole("status")).toContainText("不一样");
  await expect(button).toBeDisabled();
  await fill("not the password", "another-long-password", "another-long-password");
  await button.click();
  await expect(form.getByRole("alert")).toContainText("现在的密码不对");
  expect(await (await elsewhere.request.get("/v1/session")).json()).not.toBeNull();
  await fill(PASSWORD, "another-long-password", "another-long-password");
  await button.click();
  await expect(form.getByRole("status")).toContainText("密码已修改");
  await accessible(page);
  expect(await (await elsewhere.request.get("/v1/session")).json()).toBeNull();
  await elsewhere.close();
  // This browser stays signed in, and the new password is the one that counts.
  await page.reload();
  await expect(page.getByTestId("who")).toContainText("李四");
  await page.getByRole("button", { name: "退出登录" }).click();
  await signIn(page, "people-word", "/account", "another-long-password");
});

test("signing in, my account and administration speak English", async ({ page }) => {
  await person(page, "people-english", "administrator", "CN");
  await page.goto("/sign-in?lang=en");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("Account").fill("people-english");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByTestId("who").click();
  await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "API tokens" })).toBeVisible();
  await expect(page.getByText("There is no token yet.")).toBeVisible();
  // Names of people and offices are theirs; everything else is translated.
  const chinese = async () => {
    const text = (await page.locator("main").innerText()).replace(/李四|（测试）/g, "");
    return /[\u4e00-\u9fff]/.test(text);
  };
  expect(await chinese()).toBe(false);
  await accessible(page);
  await page.getByRole("link", { name: "Administration" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Offices and accounts" })).toBeVisible();
  await expect(page.getByTestId("offices").getByRole("button", { name: "Record the office" })).toBeVisible();
  await accessible(page);
});

test("identity providers have a button each, and whoever comes back in vain is told why", async ({ page }) => {
  await page.goto("/sign-in?lang=zh");
  await expect(page.getByLabel("账号")).toBeVisible();
  await expect(page.getByTestId("providers")).toHaveCount(0);
  const provider = {
    id: "suzhou",
    name: { zh: "苏州统一身份认证", en: "Suzhou single sign-on" },
    issuer: "https://login.example",
  };
  await page.route("**/v1/session/oidc", (route) => route.fulfill({ json: { providers: [provider] } }));
  await page.goto("/sign-in?lang=zh&to=/review");
  const button = page.getByRole("link", { name: "用“苏州统一身份认证”登录" });
  await expect(button).toHaveAttribute("href", "/v1/session/oidc/suzhou?return_to=%2Freview");
  await accessible(page);
  await page.goto("/sign-in?lang=zh&refused=unjoined#issuer=https%3A%2F%2Flogin.example&subject=4f1c+%26");
  await expect(page.getByTestId("refused")).toContainText("还没有账号与您对应");
  await expect(page.getByTestId("refused")).toContainText("4f1c &");
  await page.goto("/sign-in?lang=en&refused=provider");
  await expect(page.getByTestId("refused")).toContainText("does not answer now");
  await expect(page.getByRole("link", { name: "Sign in by Suzhou single sign-on" })).toBeVisible();
  await accessible(page);
});
