// Holds who is signed in and for whom they act, and the way out.
import { t, tOr } from "./language";
import { ProblemNotice } from "./Notices";
import { session, signOut } from "./session";
import { useSending } from "./use_sending";

export function WhoIs() {
  const who = session.value;
  const { busy, problem, run } = useSending();
  return (
    <>
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
    </>
  );
}
