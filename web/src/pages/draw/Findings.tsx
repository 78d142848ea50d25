// Holds the list of findings of the newest check, those on the four-direction limits under the name of their side.
import type { Finding, Report } from "../../api/types";
import { stillToWrite } from "../../draft/write";
import { count } from "../../ui/format";
import { t } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { useDesk } from "./desk";
import { FindingItem } from "./FindingItem";
import { FINDINGS_TITLE } from "./FixButtons";
import { groupFindings, type Side } from "./finding_groups";

const SEVERITIES = ["error", "warning", "note"] as const;

function Counts({ report }: { report: Report }) {
  return (
    <div class="section section-flat">
      <p class={report.blocked ? "verdict verdict-uncertain" : "verdict verdict-inside"}>
        {t(report.blocked ? "findings.blocked" : "findings.free")}
      </p>
      <p class="badges">
        {SEVERITIES.map((severity) => (
          <span key={severity} class={`badge badge-${severity}`} data-count={severity}>
            {t("severity.count", { severity: t(`severity.${severity}`), count: count(report.counts[severity]) })}
          </span>
        ))}
      </p>
      <p class="small quiet">{t("findings.rule_set", { rule_set: report.rule_set, revision: report.revision })}</p>
    </div>
  );
}

function List({ findings, fresh }: { findings: readonly Finding[]; fresh: boolean }) {
  return (
    <ul class="list">
      {findings.map((finding, index) => (
        <FindingItem key={index} finding={finding} fresh={fresh} />
      ))}
    </ul>
  );
}

function sideName(side: Side | null): string {
  return side ? t("findings.side_of", { side: t(`side.${side}`) }) : t("findings.side_whole");
}

function Grouped({ findings, fresh }: { findings: readonly Finding[]; fresh: boolean }) {
  const { plain, sides } = groupFindings(findings);
  return (
    <>
      <List findings={plain} fresh={fresh} />
      {sides.length > 0 ? (
        <section aria-labelledby="findings-sides" data-testid="findings-sides">
          <h3 id="findings-sides" class="findings-part">
            {t("findings.sides")}
          </h3>
          {sides.map(({ side, findings: own }) => (
            <section key={side ?? "whole"} aria-label={sideName(side)} data-side={side ?? "whole"}>
              <h4 class="findings-side">{sideName(side)}</h4>
              <List findings={own} fresh={fresh} />
            </section>
          ))}
        </section>
      ) : null}
    </>
  );
}

export function Findings() {
  const desk = useDesk();
  const { report, problem, busy } = desk.check.value;
  const missing = stillToWrite(desk.draft.value).map((name) => t(`form.${name}`));
  const fresh = report !== null && !busy && desk.currentReport.value === report;
  return (
    <section aria-labelledby={FINDINGS_TITLE} aria-busy={busy} data-testid="findings">
      <div class="section section-head section-flat">
        <h2 id={FINDINGS_TITLE} tabIndex={-1}>
          {t("findings.title")}
        </h2>
        <span class="small quiet" role="status">
          {busy ? t("findings.busy") : ""}
        </span>
      </div>
      {!report && !problem && !busy ? <p class="section small quiet">{t("findings.empty")}</p> : null}
      {problem && !busy ? <ProblemNotice problem={problem} onRetry={() => desk.checkAgain()} /> : null}
      {report && busy ? <p class="section small quiet">{t("findings.before")}</p> : null}
      {report && !busy ? <Counts report={report} /> : null}
      {report && !busy && missing.length > 0 ? (
        <p class="section section-flat small">{t("findings.missing", { names: missing.join(t("findings.and")) })}</p>
      ) : null}
      {report && !busy && report.findings.length === 0 ? <p class="section">{t("findings.clean")}</p> : null}
      <Grouped findings={report?.findings ?? []} fresh={fresh} />
    </section>
  );
}
