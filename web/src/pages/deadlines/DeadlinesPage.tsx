// Holds the deadlines page: what is due of whom, the overdue first, as the acts on record say.
import { useState } from "preact/hooks";
import { address, get } from "../../api/client";
import type { Deadline, DeadlinePage } from "../../api/types";
import { Field, FormRow } from "../../ui/Field";
import { count } from "../../ui/format";
import { say, t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Empty, Loading, ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";
import { useKnown } from "../../ui/programme";
import { TableFrame } from "../../ui/TableFrame";

const MOST = 500;

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
  const deadlines = loaded.value?.deadlines ?? [];
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
        {loaded.state === "loading" ? <Loading /> : null}
        {loaded.state === "failed" ? <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} /> : null}
        {loaded.state === "ready" && deadlines.length === 0 ? <Empty>{t("deadlines.none")}</Empty> : null}
        {deadlines.length > 0 ? (
          <TableFrame label={t("deadlines.title")}>
            <table class="table" data-testid="deadlines">
              <thead>
                <tr>
                  <th scope="col">{t("deadlines.due")}</th>
                  <th scope="col">{t("deadlines.state")}</th>
                  <th scope="col">{t("deadlines.act")}</th>
                  <th scope="col">{t("deadlines.zone")}</th>
                  <th scope="col">{t("deadlines.by")}</th>
                </tr>
              </thead>
              <tbody>
                {deadlines.map((deadline) => (
                  <Row key={deadline.id} deadline={deadline} />
                ))}
              </tbody>
            </table>
          </TableFrame>
        ) : null}
      </section>
    </Page>
  );
}
