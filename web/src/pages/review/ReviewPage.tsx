// Holds the review page: the queue of what waits for a decision, or the dossier that the address names.
import { address, get } from "../../api/client";
import type { QueuePage, QueueRow } from "../../api/types";
import { StatusBadge } from "../../ui/Badges";
import { type Column, DataTable } from "../../ui/DataTable";
import { moment } from "../../ui/format";
import { Guard } from "../../ui/Guard";
import { Listed } from "../../ui/Listed";
import { say, t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Page } from "../../ui/Page";
import { route } from "../../ui/router";
import { Dossier } from "./Dossier";

const COLUMNS: readonly Column[] = [
  { name: "review.dossier" },
  { name: "people.state" },
  { name: "review.since" },
  { name: "review.waits_for" },
  { name: "review.open_overlaps", number: true },
  { name: "review.open_threads", number: true },
];

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
      <td class="moment">{moment(row.since)}</td>
      <td>{tOr(`role.${row.waits_for}`, row.waits_for)}</td>
      <td class="number">{row.open_overlaps}</td>
      <td class="number">{row.open_threads}</td>
    </tr>
  );
}

function Queue() {
  const loaded = useLoad("queue", (signal) => get<QueuePage>(address("/v1/queue", { limit: 200 }), signal));
  return (
    <Page title={t("review.title")} what={t("review.what")}>
      <section class="sheet" aria-label={t("review.queue")}>
        <Listed loaded={loaded} rows={({ rows }) => rows} empty={t("review.none")} lines={6}>
          {(rows) => (
            <DataTable label={t("review.queue")} columns={COLUMNS} testid="queue">
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </tbody>
            </DataTable>
          )}
        </Listed>
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
