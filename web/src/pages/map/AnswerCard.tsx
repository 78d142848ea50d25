// Holds the answer to a question in words: the verdict, the place with its uncertainty, and the zones it speaks of.
import type { Problem } from "../../api/problem";
import type { Candidate, Lookup, LookupZone } from "../../api/types";
import { StatusBadge, TitleBadge } from "../../ui/Badges";
import { metres, place, share } from "../../ui/format";
import { t, tOr } from "../../ui/language";
import type { Loaded } from "../../ui/load";
import { Loading, ProblemNotice } from "../../ui/Notices";
import { FunctionChips } from "../../ui/programme";

interface Props {
  lookup: Loaded<Lookup>;
  asked: string;
  onClose: () => void;
  onZone: (code: string) => void;
  onCandidate: (candidate: Candidate) => void;
}

function verdict(lookup: Lookup): string {
  if (lookup.answer === "uncertain") {
    return t("answer.uncertain_text", { uncertainty: metres(lookup.point.uncertainty_m) });
  }
  if (lookup.answer === "outside" && lookup.zones.length > 0) return t("answer.near_text");
  return t(`answer.${lookup.answer}_text`);
}

function ZoneItem({ zone, onZone }: { zone: LookupZone; onZone: (code: string) => void }) {
  return (
    <li data-testid="answer-zone">
      <div class="section-head">
        <button type="button" class="link-button" onClick={() => onZone(zone.zone)}>
          {zone.name}
        </button>
        <span class={`badge ${zone.position === "inside" ? "badge-good" : ""}`}>
          {t(`answer.position.${zone.position}`)}
        </span>
      </div>
      <span>
        {zone.park ? <strong>{zone.park} </strong> : null}
        <FunctionChips codes={zone.functions} />
      </span>
      <span class="figures">
        {t("answer.distance", {
          distance: metres(zone.distance_to_limit_m),
          side: t(`side.nearest.${zone.nearest_side}`),
        })}
      </span>
      <span class="row-line figures">
        {t("answer.delimitation", { number: zone.delimitation })}
        {zone.valid_from ? ` · ${t("answer.since", { date: zone.valid_from })}` : ""}
      </span>
      <span class="badges">
        <StatusBadge status={zone.status} />
        <TitleBadge valid={zone.title_valid} />
      </span>
    </li>
  );
}

function Answer({ lookup, onZone }: { lookup: Lookup; onZone: (code: string) => void }) {
  const { point } = lookup;
  return (
    <>
      <div class={`verdict verdict-${lookup.answer}`} role="status" data-answer={lookup.answer}>
        <strong>{t(`answer.${lookup.answer}`)}</strong>
        <span>{verdict(lookup)}</span>
      </div>
      <ul class="card-list">
        {lookup.zones.map((zone) => (
          <ZoneItem key={`${zone.zone}/${zone.park}`} zone={zone} onZone={onZone} />
        ))}
      </ul>
      <dl class="facts">
        {point.matched ? (
          <>
            <dt>{t("answer.matched")}</dt>
            <dd>
              {point.matched} <span class="quiet">{t("answer.score", { score: share(point.score) })}</span>
            </dd>
          </>
        ) : null}
        <dt>{t("answer.place")}</dt>
        <dd class="figures">{place(point.lon, point.lat)}</dd>
        <dt>{t("answer.uncertainty")}</dt>
        <dd class="figures">{point.uncertainty_m > 0 ? `± ${metres(point.uncertainty_m)}` : t("answer.exact")}</dd>
        <dt>{t("answer.method")}</dt>
        <dd>{tOr(`answer.method.${point.method}`, point.method)}</dd>
        <dt>{t("answer.on")}</dt>
        <dd class="figures">{lookup.on}</dd>
        <dt>{t("answer.revision")}</dt>
        <dd class="figures">{lookup.revision}</dd>
        <dt>{t("answer.receipt")}</dt>
        <dd>
          <code>{lookup.receipt}</code>
        </dd>
      </dl>
    </>
  );
}

function Candidates({ problem, onCandidate }: { problem: Problem; onCandidate: (candidate: Candidate) => void }) {
  const candidates = problem.body?.candidates ?? [];
  if (candidates.length === 0) return <ProblemNotice problem={problem} />;
  return (
    <>
      <p role="status">{t("answer.candidates")}</p>
      <ul class="card-list">
        {candidates.map((candidate) => (
          <li key={candidate.id}>
            <button type="button" class="link-button" onClick={() => onCandidate(candidate)}>
              {candidate.matched}
            </button>
            <span class="row-line figures">
              <span>{t("answer.score", { score: share(candidate.score) })}</span>
              <span>{t("answer.within", { uncertainty: metres(candidate.uncertainty_m) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function AnswerCard({ lookup, asked, onClose, onZone, onCandidate }: Props) {
  return (
    <section class="section" aria-labelledby="answer-title" data-testid="answer-card">
      <div class="section-head">
        <h2 id="answer-title">{t("answer.title")}</h2>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {t("state.close")}
        </button>
      </div>
      <p class="small">{asked}</p>
      {lookup.state === "loading" ? <Loading /> : null}
      {lookup.state === "failed" ? <Candidates problem={lookup.problem} onCandidate={onCandidate} /> : null}
      {lookup.state === "ready" ? <Answer lookup={lookup.value} onZone={onZone} /> : null}
    </section>
  );
}
