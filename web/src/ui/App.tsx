// Holds the frame of the client: header, language switch, the page of the present address, and what every page needs.
import { api } from "../api/client";
import { DrawPage } from "../pages/draw/DrawPage";
import { MapPage } from "../pages/map/MapPage";
import { OverlapsPage } from "../pages/overlaps/OverlapsPage";
import { type Language, language, t } from "./language";
import { useLoad } from "./load";
import { Loading, ProblemNotice } from "./Notices";
import { KnownProvider } from "./programme";
import { onLinkClick, route, writeQuery } from "./router";

const PAGES = [
  { path: "/", name: "nav.map" },
  { path: "/draw", name: "nav.draw" },
  { path: "/overlaps", name: "nav.overlaps" },
] as const;

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

function Header({ demonstration }: { demonstration: boolean }) {
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
        {PAGES.map(({ path, name }) => (
          <a key={path} href={path} aria-current={here === path ? "page" : undefined}>
            {t(name)}
          </a>
        ))}
      </nav>
      {demonstration ? (
        <span class="badge badge-demo" title={t("app.demo_title")}>
          {t("app.demo")}
        </span>
      ) : null}
      <LanguageSwitch />
    </header>
  );
}

function Page() {
  const { path } = route.value;
  if (path === "/") return <MapPage />;
  if (path === "/draw") return <DrawPage />;
  if (path === "/overlaps") return <OverlapsPage />;
  return (
    <div class="alone">
      <h1>{t("app.not_found")}</h1>
      <p>
        <a href="/">{t("app.to_map")}</a>
      </p>
    </div>
  );
}

export function App() {
  const known = useLoad("known", async (signal) => {
    const [programme, settings] = await Promise.all([api.programme(signal), api.settings(signal)]);
    return { programme, settings };
  });
  const here = PAGES.find(({ path }) => path === route.value.path);
  document.title = `${here ? `${t(here.name)} · ` : ""}${t("app.name")} ${t("app.what")}`;
  return (
    // Plain links work without this; it only spares the reload.
    // biome-ignore lint/a11y/noStaticElementInteractions: clicks bubble up from real links, which keep their keyboard use
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link raises a click
    <div class="app" onClick={onLinkClick}>
      <Header demonstration={known.value?.settings.demonstration ?? false} />
      <main id="content" tabIndex={-1}>
        {known.state === "loading" ? <Loading /> : null}
        {known.state === "failed" ? (
          <div class="alone">
            <ProblemNotice problem={known.problem} onRetry={known.retry} />
          </div>
        ) : null}
        {known.state === "ready" ? (
          <KnownProvider value={known.value}>
            <Page key={route.value.arrival} />
          </KnownProvider>
        ) : null}
      </main>
    </div>
  );
}
