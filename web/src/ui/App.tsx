// Holds the frame of the client: header, the page of the present address, and what every page needs.
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { Header, OWN_PAGES, PAGES } from "./Header";
import { t } from "./language";
import { useLoad } from "./load";
import { Loading, ProblemNotice } from "./Notices";
import { pageAt } from "./pages";
import { KnownProvider } from "./programme";
import { onLinkClick, route } from "./router";
import { askSession } from "./session";

function Page() {
  const found = pageAt(route.value.path);
  if (found) return <found.Page />;
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
  useEffect(() => void askSession(), []);
  const known = useLoad("known", async (signal) => {
    const [programme, settings] = await Promise.all([api.programme(signal), api.settings(signal)]);
    return { programme, settings };
  });
  const here = [...PAGES, ...OWN_PAGES].find(({ path }) => path === route.value.path);
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
