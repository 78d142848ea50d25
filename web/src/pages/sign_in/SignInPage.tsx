// Holds the page on which a person signs in, and sees for whom they act once they have.
import { useState } from "preact/hooks";
import { Field } from "../../ui/Field";
import { t } from "../../ui/language";
import { Loading, ProblemNotice } from "../../ui/Notices";
import { go, route } from "../../ui/router";
import { session, signIn } from "../../ui/session";
import { useSending } from "../../ui/use_sending";
import { WhoIs } from "../../ui/WhoIs";
import { Providers, Refused } from "./Providers";

/** The page asked for before signing in; only addresses of this client. */
function wayBack(): string {
  const asked = route.value.query.get("to") ?? "/";
  return /^\/(?!\/)/.test(asked) ? asked : "/";
}

function SignInForm() {
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useSending();

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (await run(() => signIn(account.trim(), password))) go(wayBack());
  }

  return (
    <form class="sheet form" onSubmit={(event) => void submit(event)}>
      <Field label={t("sign_in.account")} value={account} onValue={setAccount} autocomplete="username" required />
      <Field
        label={t("sign_in.password")}
        type="password"
        value={password}
        onValue={setPassword}
        autocomplete="current-password"
        required
      />
      {problem?.status === 401 ? (
        <p class="notice notice-problem notice-flush" role="alert">
          {t("sign_in.wrong")}
        </p>
      ) : null}
      {problem && problem.status !== 401 ? <ProblemNotice problem={problem} /> : null}
      <div class="buttons">
        <button type="submit" class="button button-primary" disabled={busy}>
          {t(busy ? "sign_in.busy" : "sign_in.do")}
        </button>
      </div>
      <p class="small quiet">{t("sign_in.hint")}</p>
    </form>
  );
}

export function SignInPage() {
  return (
    <div class="page">
      <div class="page-body page-narrow">
        <h1>{t("sign_in.title")}</h1>
        {session.value === undefined ? <Loading /> : null}
        {session.value === null ? (
          <>
            <Refused />
            <SignInForm />
            <Providers to={wayBack()} />
          </>
        ) : null}
        {session.value ? (
          <div class="sheet">
            <WhoIs />
          </div>
        ) : null}
      </div>
    </div>
  );
}
