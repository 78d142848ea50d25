// Holds the ledger page: every act in its order, newest first, with author, time and hashes; new ones come in by themselves.
import { useEffect, useState } from "preact/hooks";
import { address, get } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import type { LedgerPage as Entries, LedgerEntry } from "../../api/types";
import { type Column, DataTable } from "../../ui/DataTable";
import { count, moment } from "../../ui/format";
import { Waiting } from "../../ui/Listed";
import { t, tOr } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";

/** Entries of a page. */
const PAGE = 50;

const COLUMNS: readonly Column[] = [
  { name: "ledger.revision", number: true },
  { name: "ledger.time" },
  { name: "ledger.act" },
  { name: "ledger.subject" },
  { name: "ledger.author" },
  { name: "ledger.hash" },
];

interface Held {
  readonly entries: readonly LedgerEntry[];
  readonly head: Entries["head"];
}

/** Fetches the entries that lie before a revision, newest first. */
async function before(revision: number): Promise<Entries> {
  const after = Math.max(0, revision - 1 - PAGE);
  const answer = await get<Entries>(address("/v1/ledger", { after, limit: Math.max(1, revision - 1 - after) }));
  return { ...answer, entries: [...answer.entries].reverse() };
}

async function newest(): Promise<Held> {
  const { head } = await get<Entries>(address("/v1/ledger", { limit: 1 }));
  const { entries } = head.revision > 0 ? await before(head.revision + 1) : { entries: [] };
  return { entries, head };
}

function Entry({ entry }: { entry: LedgerEntry }) {
  return (
    <tr>
      <td class="number">{count(entry.revision)}</td>
      <td class="moment">
        <time dateTime={entry.recorded_at}>{moment(entry.recorded_at)}</time>
      </td>
      <td>{entry.act ? tOr(`ledger.act.${entry.act}`, entry.act) : t("ledger.withheld")}</td>
      <td class="breaks">
        <code>{entry.subject ?? "—"}</code>
      </td>
      <td>
        <code>{entry.actor ?? "—"}</code>
      </td>
      <td>
        <code title={entry.hash}>{entry.hash.slice(0, 19)}…</code>
      </td>
    </tr>
  );
}

export function LedgerPage() {
  const [held, setHeld] = useState<Held | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fail = (error: unknown) => setProblem(asProblem(error));
  const load = () => {
    setProblem(null);
    newest().then(setHeld, fail);
  };
  useEffect(load, []);

  const oldest = held?.entries.at(-1)?.revision ?? 0;
  async function more(): Promise<void> {
    if (!held) return;
    setProblem(null);
    try {
      const { entries } = await before(oldest);
      setHeld({ ...held, entries: [...held.entries, ...entries] });
    } catch (error) {
      fail(error);
    }
  }

  return (
    <Page title={t("ledger.title")} what={t("ledger.what")}>
      {problem && !held ? <ProblemNotice problem={problem} onRetry={load} /> : null}
      {!held && !problem ? <Waiting lines={12} /> : null}
      {held ? (
        <section class="sheet" aria-label={t("ledger.title")}>
          <dl class="facts">
            <dt>{t("ledger.head")}</dt>
            <dd class="figures" data-testid="head-revision">
              {count(held.head.revision)}
            </dd>
            <dt>{t("ledger.head_hash")}</dt>
            <dd>
              <code>{held.head.hash}</code>
            </dd>
          </dl>
          <DataTable label={t("ledger.entries")} columns={COLUMNS} testid="ledger" wide>
            <tbody>
              {held.entries.map((entry) => (
                <Entry key={entry.revision} entry={entry} />
              ))}
            </tbody>
          </DataTable>
          {problem ? <ProblemNotice problem={problem} onRetry={() => void more()} /> : null}
          {oldest > 1 ? (
            <div class="buttons">
              <button type="button" class="button" onClick={() => void more()}>
                {t("state.more")}
              </button>
            </div>
          ) : null}
        </section>
      ) : null}
    </Page>
  );
}
