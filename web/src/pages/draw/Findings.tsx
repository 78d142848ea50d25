// Holds the list of findings of the newest check: severity, message, figures, and the way to their place on the map.
import type { Finding, Report } from "../../api/types";
import { stillToWrite } from "../../draft/write";
import { count, figure } from "../../ui/format";
import { say, t, tOr } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { useDesk } from "./desk";
import { gravestFirst, ownerOf, ringPathOf } from "./finding_place";

const SEVERITIES = ["error", "warning", "note"] as const;

/** Where in the draft a finding is, in words: part, hole, vertex, each counted from one. */
function whereabouts(finding: Finding): string {
  const { part, ring, vertex } = finding.at ?? {};
  return [
    part === null || part === undefined ? "" : t("findings.at", { part: part + 1 }),
    ring ? t("findings.at_ring", { ring }) : "",
    vertex === null || vertex === undefined ? "" : t("findings.at_vertex", { vertex: vertex + 1 }),
  ]
    .filter((words) => words !== "")
    .join(" · ");
}

function Item({ finding }: { finding: Finding }) {
  const desk = useDesk();
  const other = finding.with;

  function go(): void {
    const draft = desk.draft.value;
    const path = ringPathOf(draft, finding);
    const owner = ownerOf(draft, finding);
    desk.tool.value = null;
    if (owner && owner !== "outline") desk.open.value = owner.park;
    desk.chosen.value = path;
    desk.finding.value = finding;
  }

  return (
    <li>
      <button
        type="button"
        class="row finding"
        aria-pressed={desk.finding.value === finding}
        data-rule={finding.rule}
        onClick={go}
      >
        <span class="row-line">
          <span class={`badge badge-${finding.severity}`}>{t(`severity.${finding.severity}`)}</span>
          {finding.park ? <span>{finding.park}</span> : null}
          <span>{whereabouts(finding)}</span>
        </span>
        <span>{say(finding.message)}</span>
        {other ? (
          <span class="small">
            {t("findings.with", { name: [other.name, other.park].filter(Boolean).join(" ") })}{" "}
            <span class="quiet">{tOr(`status.${other.status}`, other.status)}</span>
          </span>
        ) : null}
        {finding.figures.length > 0 ? (
          <span class="finding-figures figures">
            {finding.figures.map((item) => (
              <span key={item.name}>
                <span class="quiet">{tOr(`figure.${item.name}`, item.name.replaceAll("_", " "))}</span>{" "}
                {figure(item.value, item.unit)}
              </span>
            ))}
          </span>
        ) : null}
        <span class="row-line">
          <code>{finding.rule}</code>
          {finding.place ? <span class="go">{t("findings.go")}</span> : null}
        </span>
      </button>
    </li>
  );
}

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

export function Findings() {
  const desk = useDesk();
  const { report, problem, busy } = desk.check.value;
  const missing = stillToWrite(desk.draft.value).map((name) => t(`form.${name}`));
  return (
    <section aria-labelledby="findings-title" aria-busy={busy} data-testid="findings">
      <div class="section section-head section-flat">
        <h2 id="findings-title">{t("findings.title")}</h2>
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
      <ul class="list">
        {gravestFirst(report?.findings ?? []).map((finding, index) => (
          <Item key={index} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
