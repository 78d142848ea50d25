// Holds the frame of the client: header, the page of the present address, and what every page needs.
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { AccountPage } from "../pages/account/AccountPage";
import { AdminPage } from "../pages/admin/AdminPage";
import { AgenciesPage } from "../pages/agencies/AgenciesPage";
import { DeadlinesPage } from "../pages/deadlines/DeadlinesPage";
import { DrawPage } from "../pages/draw/DrawPage";
import { LedgerPage } from "../pages/ledger/LedgerPage";
import { MapPage } from "../pages/map/MapPage";
import { OverlapsPage } from "../pages/overlaps/OverlapsPage";
import { ReviewPage } from "../pages/review/ReviewPage";
import { SignInPage } from "../pages/sign_in/SignInPage";
import { Header, OWN_PAGES, PAGES } from "./Header";
import { t } from "./language";
import { useLoad } from "./load";
import { Loading, ProblemNotice } from "./Notices";
import { KnownProvider } from "./programme";
import { onLinkClick, route } from "./router";
import { askSession } from "./session";

function Page() {
  const { path } = route.value;
  if (path === "/") return <MapPage />;
  if (path === "/draw") return <DrawPage />;
  if (path === "/overlaps") return <OverlapsPage />;
  if (path === "/agencies") return <AgenciesPage />;
  if (path === "/review") return <ReviewPage />;
  if (path === "/deadlines") return <DeadlinesPage />;
  if (path === "/ledger") return <LedgerPage />;
  if (path === "/admin") return <AdminPage />;
  if (path === "/account") return <AccountPage />;
  if (path === "/sign-in") return <SignInPage />;
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
