// Holds the page of whoever is signed in: who they are, their password and their tokens.
import { Guard } from "../../ui/Guard";
import { t } from "../../ui/language";
import { Page } from "../../ui/Page";
import { WhoIs } from "../../ui/WhoIs";
import { ChangePassword } from "./ChangePassword";
import { Tokens } from "./Tokens";

export function AccountPage() {
  return (
    <Guard>
      <Page title={t("account.title")} what={t("account.what")}>
        <section class="sheet" aria-labelledby="account-facts">
          <h2 id="account-facts">{t("account.facts")}</h2>
          <WhoIs />
        </section>
        <ChangePassword />
        <Tokens />
      </Page>
    </Guard>
  );
}
