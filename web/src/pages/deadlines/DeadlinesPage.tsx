// Holds the deadlines page: what is due of whom, the overdue first, as the acts on record say.
import { useState } from "preact/hooks";
import { address, get } from "../../api/client";
import type { Deadline, DeadlinePage } from "../../api/types";
import { type Column, DataTable } from "../../ui/DataTable";
import { Field, FormRow } from "../../ui/Field";
import { count } from "../../ui/format";
import { Listed } from "../../ui/Listed";
import { say, t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Page } from "../../ui/Page";
import { useKnown } from "../../ui/programme";

const MOST = 500;

const COLUMNS: readonly Column[] = [
  { name: "deadlines.due" },
  { name: "deadlines.state" },
  { name: "deadlines.act" },
  { name: "deadlines.zone" },
  { name: "deadlines.by" },
];

function Row({ deadline }: { deadline: Deadline }) {
  const days = deadline.days_left;
  return (
    <tr>
      <td class="figures">
        <time dateTime={deadline.due}>{deadline.due}</time>
      </td>
      <td>
        <span class={`badge badge-${deadline.overdue ? "bad" : days <= 31 ? "warning" : "note"}`}>
          {deadline.overdue
            ? t("deadlines.overdue", { days: count(-days) })
            : t("deadlines.left", { days: count(days) })}
        </span>
      </td>
      <td>{say(deadline.label)}</td>
      <td>
        <a href={`/?zone=${encodeURIComponent(deadline.zone)}`}>{deadline.name}</a>
      </td>
      <td>{tOr(`role.${deadline.by}`, deadline.by)}</td>
    </tr>
  );
}

export function DeadlinesPage() {
  const { settings } = useKnown();
  const [on, setOn] = useState("");
  const loaded = useLoad(on, (signal) => get<DeadlinePage>(address("/v1/deadlines", { on, limit: MOST }), signal));
  return (
    <Page title={t("deadlines.title")} what={t("deadlines.what")}>
      <section class="sheet" aria-label={t("deadlines.title")}>
        <FormRow>
          <Field label={t("deadlines.on")} type="date" value={on || settings.today} onValue={setOn} />
          <p class="figures" role="status">
            {loaded.value
              ? t("deadlines.counts", { count: count(loaded.value.count), overdue: count(loaded.value.overdue) })
              : ""}
          </p>
        </FormRow>
        <Listed loaded={loaded} rows={({ deadlines }) => deadlines} empty={t("deadlines.none")} lines={8}>
          {(deadlines) => (
            <DataTable label={t("deadlines.title")} columns={COLUMNS} testid="deadlines">
              <tbody>
                {deadlines.map((deadline) => (
                  <Row key={deadline.id} deadline={deadline} />
                ))}
              </tbody>
            </DataTable>
          )}
        </Listed>
      </section>
    </Page>
  );
}
