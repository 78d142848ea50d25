// Holds the dossier of one delimitation: what it states, findings, overlaps, check list, comments, history, and the decision.
import { useMemo } from "preact/hooks";
import { address, api, get, getTagged, segment } from "../../api/client";
import type { CheckList, History, OverlapList, QueuePage, Report, ThreadList, ZoneDetail } from "../../api/types";
import { Attachments } from "../../ui/Attachments";
import { StatusBadge } from "../../ui/Badges";
import { area } from "../../ui/format";
import { Waiting } from "../../ui/Listed";
import { say, t } from "../../ui/language";
import { type Loaded, useLoad } from "../../ui/load";
import { Empty, ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";
import { kindName, useKnown } from "../../ui/programme";
import { SheetLink } from "../../ui/SheetLink";
import { isRole } from "../../ui/session";
import { Checklist } from "./Checklist";
import { Decision } from "./Decision";
import { DossierMap } from "./DossierMap";
import { HistoryTable } from "./HistoryTable";
import { Overlaps } from "./Overlaps";
import { Pinning } from "./pinning";
import { Threads } from "./Threads";

interface Held {
  readonly zone: ZoneDetail;
  /** The version that acts are decided on. */
  readonly etag: string;
  readonly number: number;
  readonly boundary: unknown;
  readonly report: Report;
  readonly overlaps: OverlapList;
  readonly checklist: CheckList;
  readonly threads: ThreadList;
  readonly history: History;
  readonly queue: QueuePage;
}

async function load(code: string, asked: number | null, signal: AbortSignal): Promise<Held> {
  const path = `/v1/zones/${segment(code)}`;
  const { value: zone, etag } = await getTagged<ZoneDetail>(path, signal);
  const number = asked ?? zone.delimitations.at(-1)?.number ?? 1;
  const boundary = await api.boundary(code, number, signal);
  const [report, overlaps, checklist, threads, history, queue] = await Promise.all([
    api.check(boundary, signal),
    api.overlaps({ zone: code, limit: 200 }, signal),
    get<CheckList>(`${path}/delimitations/${number}/checklist`, signal),
    get<ThreadList>(`${path}/comments`, signal),
    get<History>(`${path}/history`, signal),
    get<QueuePage>(address("/v1/queue", { limit: 1000 }), signal),
  ]);
  return { zone, etag, number, boundary, report, overlaps, checklist, threads, history, queue };
}

function Findings({ report }: { report: Report }) {
  return (
    <section class="sheet" aria-labelledby="dossier-findings">
      <h2 id="dossier-findings">{t("findings.title")}</h2>
      {report.findings.length === 0 ? <Empty>{t("review.no_findings")}</Empty> : null}
      <ul class="card-list" data-testid="dossier-findings">
        {report.findings.map((finding) => (
          <li key={finding.key}>
            <span class="row-line">
              <span class={`badge badge-${finding.severity}`}>{t(`severity.${finding.severity}`)}</span>
              <code>{finding.rule}</code>
              {finding.park ? <span>{finding.park}</span> : null}
            </span>
            <span>{say(finding.message)}</span>
            {finding.answer ? (
              <span class="small">
                {t("review.answer")}
                {finding.answer}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ held }: { held: Held }) {
  const { programme } = useKnown();
  const { zone, number } = held;
  const version = zone.delimitations.find((entry) => entry.number === number);
  return (
    <section class="sheet" aria-labelledby="dossier-facts">
      <h2 id="dossier-facts">{t("review.facts")}</h2>
      <dl class="facts">
        <dt>{t("people.code")}</dt>
        <dd>
          <a href={`/?zone=${encodeURIComponent(zone.code)}`}>
            <code>{zone.code}</code>
          </a>
        </dd>
        <dt>{t("form.kind")}</dt>
        <dd>{kindName(programme, zone.kind)}</dd>
        <dt>{t("people.state")}</dt>
        <dd>
          <StatusBadge status={version?.standing ?? zone.status} />
        </dd>
        <dt>{t("review.measured")}</dt>
        <dd class="figures">{area(held.report.areas.total_m2)}</dd>
        <dt>{t("review.declared")}</dt>
        <dd class="figures">{area(held.report.areas.declared_m2)}</dd>
        <dt>{t("review.versions")}</dt>
        <dd>
          {zone.delimitations.map((entry) => (
            <a
              key={entry.number}
              class="chip"
              href={`/review?zone=${encodeURIComponent(zone.code)}&delimitation=${entry.number}`}
              aria-current={entry.number === number ? "page" : undefined}
            >
              {entry.number} <StatusBadge status={entry.standing} />
            </a>
          ))}
        </dd>
      </dl>
      <p class="buttons">
        <SheetLink code={zone.code} delimitation={number} />
        {isRole("applicant") ? (
          <a class="button" href={`/draw?from=${encodeURIComponent(zone.code)}&delimitation=${number}`}>
            {t("review.mend")}
          </a>
        ) : null}
      </p>
    </section>
  );
}

function Parts({ code, loaded }: { code: string; loaded: Loaded<Held> & { state: "ready" } }) {
  const held = loaded.value;
  const pinning = useMemo(() => new Pinning(), [code]);
  const { threads } = held.threads;
  const row = held.queue.rows.find((entry) => entry.zone === code && entry.delimitation === held.number);
  return (
    <>
      <div class="sheets">
        <DossierMap code={code} number={held.number} boundary={held.boundary} threads={threads} pinning={pinning} />
        <Facts held={held} />
      </div>
      <Decision code={code} etag={held.etag} number={held.number} acts={row?.acts ?? []} onTaken={loaded.retry} />
      <div class="columns">
        <div class="column">
          <Findings report={held.report} />
          <Checklist code={code} number={held.number} list={held.checklist} onTicked={loaded.retry} />
        </div>
        <div class="column">
          <Overlaps pairs={held.overlaps.pairs} onRuled={loaded.retry} />
          <Threads code={code} number={held.number} threads={threads} pinning={pinning} onNoted={loaded.retry} />
        </div>
      </div>
      <Attachments code={code} number={held.number} />
      <HistoryTable entries={held.history.entries} />
    </>
  );
}

export function Dossier({ code, asked }: { code: string; asked: number | null }) {
  const loaded = useLoad(`${code}/${asked}`, (signal) => load(code, asked, signal));
  return (
    <Page
      title={loaded.value?.zone.name ?? code}
      what={loaded.value ? t("review.delimitation", { number: loaded.value.number }) : undefined}
      tools={<a href="/review">{t("review.back")}</a>}
    >
      {loaded.state === "loading" ? <Waiting lines={14} /> : null}
      {loaded.state === "failed" ? <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} /> : null}
      {loaded.state === "ready" ? <Parts code={code} loaded={loaded} /> : null}
    </Page>
  );
}
