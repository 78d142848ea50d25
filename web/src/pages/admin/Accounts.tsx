// Holds the table of accounts with what may be done to each, and the form that makes one; a password is shown once.
import { useState } from "preact/hooks";
import { segment, send } from "../../api/client";
import type { Account, AccountMade, Office } from "../../api/types";
import { Choice, Field, FormRow } from "../../ui/Field";
import { t } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { TableFrame } from "../../ui/TableFrame";
import { useSending } from "../../ui/use_sending";

interface Props {
  readonly offices: readonly Office[];
  readonly accounts: readonly Account[];
  /** The account whose password was made last; it stays shown while the lists load anew. */
  readonly made: AccountMade | null;
  readonly onMade: (made: AccountMade) => void;
  readonly onChange: () => void;
}

function AccountForm({ offices, onMade }: { offices: readonly Office[]; onMade: (made: AccountMade) => void }) {
  const first = { name: "", display_name: "", office: offices[0]?.code ?? "" };
  const [account, setAccount] = useState(first);
  const { busy, problem, run } = useSending();
  const set = (name: keyof typeof first) => (value: string) => setAccount({ ...account, [name]: value });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    await run(async () => {
      onMade(await send<AccountMade>("POST", "/v1/accounts", account));
      setAccount(first);
    });
  }

  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <FormRow>
        <Field label={t("sign_in.account")} value={account.name} onValue={set("name")} required />
        <Field label={t("people.person")} value={account.display_name} onValue={set("display_name")} required />
        <Choice
          label={t("people.office")}
          value={account.office}
          options={offices.map(({ code, name }) => ({ value: code, name }))}
          onValue={set("office")}
        />
        <button type="submit" class="button button-primary" disabled={busy || offices.length === 0}>
          {t("people.add_account")}
        </button>
      </FormRow>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}

export function Accounts({ offices, accounts, made, onMade, onChange }: Props) {
  const { busy, problem, run } = useSending();
  const officeName = (code: string) => offices.find((office) => office.code === code)?.name ?? code;

  async function change(account: Account, what: "disable" | "enable"): Promise<void> {
    const done = await run(async () => {
      await send<null>("POST", `/v1/accounts/${segment(account.name)}/${what}`);
    });
    if (done) onChange();
  }

  async function renew(account: Account): Promise<void> {
    await run(async () => {
      onMade(await send<AccountMade>("PUT", `/v1/accounts/${segment(account.name)}/password`, {}));
    });
  }

  return (
    <section class="sheet" aria-labelledby="accounts-title" data-testid="accounts">
      <h2 id="accounts-title">{t("people.accounts")}</h2>
      {made?.password ? (
        <div class="notice notice-flush" role="status" data-testid="new-password">
          <p>{t("people.password_of", { name: made.name })}</p>
          <p class="secret">{made.password}</p>
        </div>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      <TableFrame label={t("people.accounts")}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t("sign_in.account")}</th>
              <th scope="col">{t("people.person")}</th>
              <th scope="col">{t("people.office")}</th>
              <th scope="col">{t("people.state")}</th>
              <th scope="col">{t("people.acts")}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.name}>
                <td>
                  <code>{account.name}</code>
                </td>
                <td>{account.display_name}</td>
                <td>{officeName(account.office)}</td>
                <td>
                  <span class={`badge badge-${account.disabled ? "bad" : "good"}`}>
                    {t(account.disabled ? "people.disabled" : "people.active")}
                  </span>
                </td>
                <td>
                  <div class="buttons">
                    <button
                      type="button"
                      class="button button-small"
                      disabled={busy}
                      onClick={() => void change(account, account.disabled ? "enable" : "disable")}
                    >
                      {t(account.disabled ? "people.enable" : "people.disable")}
                    </button>
                    <button
                      type="button"
                      class="button button-small"
                      disabled={busy}
                      onClick={() => void renew(account)}
                    >
                      {t("people.new_password")}
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <AccountForm
        offices={offices}
        onMade={(made) => {
          onMade(made);
          onChange();
        }}
      />
    </section>
  );
}
