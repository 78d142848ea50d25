// Holds the table of offices, and the form that records one.
import { useState } from "preact/hooks";
import { send } from "../../api/client";
import type { Office } from "../../api/types";
import { Choice, Field, FormRow } from "../../ui/Field";
import { t, tOr } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { TableFrame } from "../../ui/TableFrame";
import { useSending } from "../../ui/use_sending";

const ROLES = ["applicant", "province", "national", "operator", "administrator", "reader"] as const;

const EMPTY = { code: "", name: "", role: "applicant", territory: "" };

function OfficeForm({ onChange }: { onChange: () => void }) {
  const [office, setOffice] = useState(EMPTY);
  const { busy, problem, run } = useSending();
  const set = (name: keyof typeof EMPTY) => (value: string) => setOffice({ ...office, [name]: value });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const done = await run(async () => {
      await send("POST", "/v1/offices", office);
    });
    if (done) {
      setOffice(EMPTY);
      onChange();
    }
  }

  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <FormRow>
        <Field label={t("people.code")} value={office.code} onValue={set("code")} required />
        <Field label={t("people.name")} value={office.name} onValue={set("name")} required />
        <Choice
          label={t("people.role")}
          value={office.role}
          options={ROLES.map((role) => ({ value: role, name: t(`role.${role}`) }))}
          onValue={set("role")}
        />
        <Field label={t("people.territory")} value={office.territory} onValue={set("territory")} required />
        <button type="submit" class="button button-primary" disabled={busy}>
          {t("people.add_office")}
        </button>
      </FormRow>
      <p class="small quiet">{t("people.territory_hint")}</p>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}

export function Offices({ offices, onChange }: { offices: readonly Office[]; onChange: () => void }) {
  return (
    <section class="sheet" aria-labelledby="offices-title" data-testid="offices">
      <h2 id="offices-title">{t("people.offices")}</h2>
      <TableFrame label={t("people.offices")}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t("people.code")}</th>
              <th scope="col">{t("people.name")}</th>
              <th scope="col">{t("people.role")}</th>
              <th scope="col">{t("people.territory")}</th>
            </tr>
          </thead>
          <tbody>
            {offices.map((office) => (
              <tr key={office.code}>
                <td>
                  <code>{office.code}</code>
                </td>
                <td>{office.name}</td>
                <td>{tOr(`role.${office.role}`, office.role)}</td>
                <td>
                  <code>{office.territory}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <OfficeForm onChange={onChange} />
    </section>
  );
}
