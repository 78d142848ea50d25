// Holds the page of whoever is signed in: who they are, their password and their tokens.
import { Guard } from "../../ui/Guard";
import { t, tOr } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";
import { session, signOut } from "../../ui/session";
import { useSending } from "../../ui/use_sending";
import { ChangePassword } from "./ChangePassword";
import { Tokens } from "./Tokens";

function Facts() {
  const who = session.value;
  const { busy, problem, run } = useSending();
  return (
    <section class="sheet" aria-labelledby="account-facts">
      <h2 id="account-facts">{t("account.facts")}</h2>
      <dl class="facts">
        <dt>{t("sign_in.account")}</dt>
        <dd>
          {who?.display_name} <code>{who?.account}</code>
        </dd>
        <dt>{t("people.office")}</dt>
        <dd>{who?.office?.name}</dd>
        <dt>{t("people.role")}</dt>
        <dd>{tOr(`role.${who?.office?.role}`, who?.office?.role ?? "")}</dd>
        <dt>{t("people.territory")}</dt>
        <dd>
          <code>{who?.office?.territory}</code>
        </dd>
      </dl>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <div class="buttons">
        <button type="button" class="button" disabled={busy} onClick={() => void run(signOut)}>
          {t("sign_in.out")}
        </button>
      </div>
    </section>
  );
}

export function AccountPage() {
  return (
    <Guard>
      <Page title={t("account.title")} what={t("account.what")}>
        <Facts />
        <ChangePassword />
        <Tokens />
      </Page>
    </Guard>
  );
}
