// Holds the header: the pages that are for the one who looks, the language, the theme, and who is signed in.
import { type Language, language, type MessageId, t } from "./language";
import { pageAt } from "./pages";
import { route, writeQuery } from "./router";
import { isRole, session } from "./session";
import { nextTheme, theme } from "./theme";

interface Entry {
  readonly path: string;
  readonly name: MessageId;
  /** The roles whose page it is; everybody's where absent. */
  readonly roles?: readonly string[];
}

/** Every page of the client, in the order of the header. */
export const PAGES: readonly Entry[] = [
  { path: "/", name: "nav.map" },
  { path: "/draw", name: "nav.draw" },
  { path: "/overlaps", name: "nav.overlaps" },
  { path: "/agencies", name: "nav.agencies" },
  { path: "/review", name: "nav.review", roles: ["applicant", "province", "national", "operator", "reader"] },
  { path: "/deadlines", name: "nav.deadlines" },
  { path: "/ledger", name: "nav.ledger" },
  { path: "/admin", name: "nav.admin", roles: ["administrator"] },
];

/** Pages that the header names by who is signed in. */
export const OWN_PAGES: readonly Entry[] = [
  { path: "/account", name: "account.title" },
  { path: "/sign-in", name: "nav.sign_in" },
];

function choose(chosen: Language): void {
  language.value = chosen;
  writeQuery({ lang: new URLSearchParams(location.search).has("lang") ? chosen : null });
}

function LanguageSwitch() {
  return (
    <fieldset class="languages">
      <legend class="hidden">{t("lang.label")}</legend>
      {(["zh", "en"] as const).map((code) => (
        <button
          key={code}
          type="button"
          lang={code === "zh" ? "zh-CN" : "en"}
          aria-pressed={language.value === code}
          onClick={() => choose(code)}
        >
          {t(`lang.${code}`)}
        </button>
      ))}
    </fieldset>
  );
}

const THEME_SIGNS = { auto: "◐", light: "☀", dark: "☾" } as const;

function ThemeButton() {
  const label = t(`theme.${theme.value}`);
  return (
    <button type="button" class="header-button" aria-label={label} title={label} onClick={nextTheme}>
      <span aria-hidden="true">{THEME_SIGNS[theme.value]}</span>
    </button>
  );
}

function Who() {
  const who = session.value;
  if (!who) {
    const here = route.value.path === "/sign-in" ? "page" : undefined;
    return (
      <a class="header-button" href="/sign-in" aria-current={here}>
        {t("nav.sign_in")}
      </a>
    );
  }
  return (
    <a
      class="header-button header-who"
      href="/account"
      title={t("account.title")}
      aria-current={route.value.path === "/account" ? "page" : undefined}
      data-testid="who"
    >
      {who.display_name} · {who.office?.name}
    </a>
  );
}

export function Header({ demonstration }: { demonstration: boolean }) {
  const here = route.value.path;
  return (
    <header class="header">
      <a class="skip" href="#content">
        {t("app.skip")}
      </a>
      <a class="brand" href="/">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <strong>{t("app.name")}</strong>
        <span class="brand-what">{t("app.what")}</span>
      </a>
      <nav aria-label={t("nav.label")}>
        {PAGES.filter(({ roles }) => !roles || isRole(...roles)).map(({ path, name }) => (
          <a
            key={path}
            href={path}
            aria-current={here === path ? "page" : undefined}
            onPointerEnter={() => pageAt(path)?.fetch()}
            onFocus={() => pageAt(path)?.fetch()}
          >
            {t(name)}
          </a>
        ))}
      </nav>
      {demonstration ? (
        <span class="badge badge-demo" title={t("app.demo_title")}>
          {t("app.demo")}
        </span>
      ) : null}
      <div class="header-tools">
        <Who />
        <ThemeButton />
        <LanguageSwitch />
      </div>
    </header>
  );
}
