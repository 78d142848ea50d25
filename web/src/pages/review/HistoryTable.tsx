// Holds the whole history of a dossier as a table: acts, rulings, comments, ticks and documents in their order.
import type { HistoryEntry } from "../../api/types";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment } from "../../ui/format";
import { say, t, tOr } from "../../ui/language";

const COLUMNS: readonly Column[] = [
  { name: "ledger.revision", number: true },
  { name: "ledger.time" },
  { name: "ledger.act" },
  { name: "ledger.author" },
  { name: "review.reason" },
];

/** What kind of entry it is; of a thread, whether it was settled or opened again. */
function kindOf({ kind, holds }: HistoryEntry): string {
  return tOr(kind === "settle" && holds === false ? "history.reopen" : `history.${kind}`, kind);
}

function what(entry: HistoryEntry): string {
  const outcome = entry.outcome ? tOr(`status.${entry.outcome}`, tOr(`verdict.${entry.outcome}`, entry.outcome)) : null;
  const named = entry.label ? say(entry.label) : entry.act;
  return [kindOf(entry), named, outcome].filter(Boolean).join(" · ");
}

export function HistoryTable({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <section class="sheet" aria-labelledby="dossier-history">
      <h2 id="dossier-history">{t("review.history")}</h2>
      <DataTable label={t("review.history")} columns={COLUMNS} testid="history" wide>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.revision}>
              <td class="number">{count(entry.revision)}</td>
              <td class="moment">
                <time dateTime={entry.recorded_at}>{moment(entry.recorded_at)}</time>
              </td>
              <td>{what(entry)}</td>
              <td>
                <code>{entry.author ?? "—"}</code>
              </td>
              <td>{[entry.text, entry.document].filter(Boolean).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}
