// Holds the whole history of a dossier as a table: acts, rulings, comments, ticks and documents in their order.
import type { HistoryEntry } from "../../api/types";
import { count, moment } from "../../ui/format";
import { say, t, tOr } from "../../ui/language";
import { TableFrame } from "../../ui/TableFrame";

function what(entry: HistoryEntry): string {
  const named = entry.label ? say(entry.label) : entry.act;
  return [tOr(`history.${entry.kind}`, entry.kind), named, entry.outcome].filter(Boolean).join(" · ");
}

export function HistoryTable({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <section class="sheet" aria-labelledby="dossier-history">
      <h2 id="dossier-history">{t("review.history")}</h2>
      <TableFrame label={t("review.history")}>
        <table class="table" data-testid="history">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t("ledger.revision")}
              </th>
              <th scope="col">{t("ledger.time")}</th>
              <th scope="col">{t("ledger.act")}</th>
              <th scope="col">{t("ledger.author")}</th>
              <th scope="col">{t("review.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.revision}>
                <td class="number">{count(entry.revision)}</td>
                <td>{moment(entry.recorded_at)}</td>
                <td>{what(entry)}</td>
                <td>
                  <code>{entry.author ?? "—"}</code>
                </td>
                <td>{[entry.text, entry.document].filter(Boolean).join(" · ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
