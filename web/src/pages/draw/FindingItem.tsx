// Holds one finding of the list: severity, message, figures, the way to its place on the map, and the fixes offered.
import type { Finding } from "../../api/types";
import { figure } from "../../ui/format";
import { say, t, tOr } from "../../ui/language";
import { useDesk } from "./desk";
import { FixButtons } from "./FixButtons";
import { ownerOf, ringPathOf } from "./finding_place";

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

function Figures({ finding }: { finding: Finding }) {
  if (finding.figures.length === 0) return null;
  return (
    <span class="finding-figures figures">
      {finding.figures.map((item) => (
        <span key={item.name}>
          <span class="quiet">{tOr(`figure.${item.name}`, item.name.replaceAll("_", " "))}</span>{" "}
          {figure(item.value, item.unit)}
        </span>
      ))}
    </span>
  );
}

export function FindingItem({ finding, fresh }: { finding: Finding; fresh: boolean }) {
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
    <li class="finding-item">
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
        <Figures finding={finding} />
        <span class="row-line">
          <code>{finding.rule}</code>
          {finding.place ? <span class="go">{t("findings.go")}</span> : null}
        </span>
      </button>
      <FixButtons finding={finding} fresh={fresh} />
    </li>
  );
}
