// Holds the form by which the operator of a zone admits an agency to one of its parks.
import { useState } from "preact/hooks";
import { api, segment, send } from "../../api/client";
import { Choice, Field, FormRow } from "../../ui/Field";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { ProblemNotice } from "../../ui/Notices";
import { useKnown } from "../../ui/programme";
import { useSending } from "../../ui/use_sending";

interface Admitted {
  readonly warnings: readonly { readonly code: string; readonly detail: string }[];
}

export function AdmitForm({ zone, onAdmitted }: { zone: string; onAdmitted: () => void }) {
  const { settings } = useKnown();
  const shown = useLoad(zone, (signal) => api.zone(zone, signal));
  const parks = shown.value?.delimitation?.parks ?? [];
  const [agency, setAgency] = useState("");
  const [park, setPark] = useState("");
  const [day, setDay] = useState(settings.today);
  const [admitted, setAdmitted] = useState<Admitted | null>(null);
  const { busy, problem, run } = useSending();

  async function admit(event: Event): Promise<void> {
    event.preventDefault();
    const done = await run(async () => {
      const body = { agency: agency.trim(), admitted_on: day, ...(park ? { park } : {}) };
      const terms = { idempotency_key: crypto.randomUUID() };
      setAdmitted(await send<Admitted>("POST", `/v1/zones/${segment(zone)}/admissions`, body, terms));
    });
    if (done) onAdmitted();
  }

  return (
    <section class="sheet" aria-labelledby="admit-title" data-testid="admit">
      <h2 id="admit-title">{t("agencies.admit")}</h2>
      <form class="form" onSubmit={(event) => void admit(event)}>
        <FormRow>
          <Field label={t("agencies.id")} value={agency} onValue={setAgency} required />
          <Choice
            label={t("agencies.park")}
            value={park}
            options={[{ value: "", name: "—" }, ...parks.map(({ name }) => ({ value: name, name }))]}
            onValue={setPark}
          />
          <Field label={t("agencies.since")} type="date" value={day} onValue={setDay} required />
          <button type="submit" class="button button-primary" disabled={busy}>
            {t("agencies.admit_do")}
          </button>
        </FormRow>
        {problem ? <ProblemNotice problem={problem} /> : null}
        {admitted ? (
          <div class="notice notice-flush" role="status">
            <p>{t("agencies.admitted")}</p>
            {admitted.warnings.map((warning) => (
              <p key={warning.code} class="small">
                {warning.detail}
              </p>
            ))}
          </div>
        ) : null}
      </form>
    </section>
  );
}
