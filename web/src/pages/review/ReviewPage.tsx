// Holds the review page: the queue of what waits for a decision, or the dossier that the address names.
import { address, get } from "../../api/client";
import type { QueuePage, QueueRow } from "../../api/types";
import { StatusBadge } from "../../ui/Badges";
import { moment } from "../../ui/format";
import { Guard } from "../../ui/Guard";
import { say, t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Empty, Loading, ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";
import { route } from "../../ui/router";
import { TableFrame } from "../../ui/TableFrame";
import { Dossier } from "./Dossier";

function Row({ row }: { row: QueueRow }) {
  return (
    <tr>
      <td>
        <a href={`/review?zone=${encodeURIComponent(row.zone)}&delimitation=${row.delimitation}`}>{row.name}</a>
        <div class="small quiet">
          <code>{row.zone}</code> · {t("review.delimitation", { number: row.delimitation })}
        </div>
      </td>
      <td>
        <StatusBadge status={row.standing} /> <span class="small">{say(row.label)}</span>
      </td>
      <td class="figures">{moment(row.since)}</td>
      <td>{tOr(`role.${row.waits_for}`, row.waits_for)}</td>
      <td class="number">{row.open_overlaps}</td>
      <td class="number">{row.open_threads}</td>
    </tr>
  );
}

function Queue() {
  const loaded = useLoad("queue", (signal) => get<QueuePage>(address("/v1/queue", { limit: 200 }), signal));
  const rows = loaded.value?.rows ?? [];
  return (
    <Page title={t("review.title")} what={t("review.what")}>
      <section class="sheet" aria-label={t("review.queue")}>
        {loaded.state === "loading" ? <Loading /> : null}
        {loaded.state === "failed" ? <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} /> : null}
        {loaded.state === "ready" && rows.length === 0 ? <Empty>{t("review.none")}</Empty> : null}
        {rows.length > 0 ? (
          <TableFrame label={t("review.queue")}>
            <table class="table" data-testid="queue">
              <thead>
                <tr>
                  <th scope="col">{t("review.dossier")}</th>
                  <th scope="col">{t("people.state")}</th>
                  <th scope="col">{t("review.since")}</th>
                  <th scope="col">{t("review.waits_for")}</th>
                  <th scope="col" class="number">
                    {t("review.open_overlaps")}
                  </th>
                  <th scope="col" class="number">
                    {t("review.open_threads")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          </TableFrame>
        ) : null}
      </section>
    </Page>
  );
}

export function ReviewPage() {
  const query = route.value.query;
  const zone = query.get("zone");
  const number = Number(query.get("delimitation"));
  return (
    <Guard>
      {zone ? <Dossier code={zone} asked={Number.isInteger(number) && number > 0 ? number : null} /> : <Queue />}
    </Guard>
  );
}
