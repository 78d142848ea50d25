// Holds who of the identity providers is joined to an account, and the form that joins one more; nothing where there is no provider.
import { useState } from "preact/hooks";
import { get, segment, send } from "../../api/client";
import type { Account, Identity, IdentityList, ProviderList } from "../../api/types";
import { Choice, Field, FormRow } from "../../ui/Field";
import { moment } from "../../ui/format";
import { language, t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Empty, ProblemNotice } from "../../ui/Notices";
import { TableFrame } from "../../ui/TableFrame";
import { useSending } from "../../ui/use_sending";

type Providers = ProviderList["providers"];

function Persons({ identities, onPart }: { identities: readonly Identity[]; onPart: (identity: Identity) => void }) {
  if (identities.length === 0) return <Empty>{t("identity.none")}</Empty>;
  return (
    <TableFrame label={t("identity.title")}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("identity.provider")}</th>
            <th scope="col">{t("identity.subject")}</th>
            <th scope="col">{t("token.used_at")}</th>
            <th scope="col">{t("people.acts")}</th>
          </tr>
        </thead>
        <tbody>
          {identities.map((identity) => (
            <tr key={identity.id}>
              <td>{identity.issuer}</td>
              <td>
                <code>{identity.subject}</code>
              </td>
              <td>{identity.used_at ? moment(identity.used_at) : t("token.never")}</td>
              <td>
                <button
                  type="button"
                  class="button button-small"
                  aria-label={t("identity.part_of", { subject: identity.subject })}
                  onClick={() => onPart(identity)}
                >
                  {t("identity.part")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Joining({ accounts, providers }: { accounts: readonly Account[]; providers: Providers }) {
  const [account, setAccount] = useState(accounts[0]?.name ?? "");
  const [provider, setProvider] = useState(providers[0]?.id ?? "");
  const [subject, setSubject] = useState("");
  const { busy, problem, run } = useSending();
  const path = `/v1/accounts/${segment(account)}/identities`;
  const loaded = useLoad(account === "" ? null : path, (signal) => get<IdentityList>(path, signal));

  async function join(event: Event): Promise<void> {
    event.preventDefault();
    const done = await run(async () => {
      await send<Identity>("POST", path, { provider, subject: subject.trim() });
    });
    if (done) {
      setSubject("");
      loaded.retry();
    }
  }

  async function part(identity: Identity): Promise<void> {
    const done = await run(async () => {
      await send<null>("DELETE", `${path}/${segment(identity.id)}`);
    });
    if (done) loaded.retry();
  }

  return (
    <form class="form" onSubmit={(event) => void join(event)}>
      <FormRow>
        <Choice
          label={t("sign_in.account")}
          value={account}
          options={accounts.map(({ name, display_name }) => ({ value: name, name: `${name} · ${display_name}` }))}
          onValue={setAccount}
        />
        <Choice
          label={t("identity.provider")}
          value={provider}
          options={providers.map(({ id, name }) => ({ value: id, name: name[language.value] }))}
          onValue={setProvider}
        />
        <Field label={t("identity.subject")} value={subject} onValue={setSubject} required />
        <button type="submit" class="button button-primary" disabled={busy || account === ""}>
          {t("identity.join")}
        </button>
      </FormRow>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {loaded.state === "failed" ? <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} /> : null}
      {loaded.state === "ready" ? (
        <Persons identities={loaded.value.identities} onPart={(identity) => void part(identity)} />
      ) : null}
    </form>
  );
}

export function Identities({ accounts }: { accounts: readonly Account[] }) {
  const loaded = useLoad("providers", (signal) => get<ProviderList>("/v1/session/oidc", signal));
  const providers = loaded.value?.providers ?? [];
  if (providers.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="identities-title" data-testid="identities">
      <h2 id="identities-title">{t("identity.title")}</h2>
      <p class="small quiet">{t("identity.what")}</p>
      <Joining accounts={accounts} providers={providers} />
    </section>
  );
}
