// Holds the agencies of a zone, a page at a time, each with the question whether its place lies inside.
import { useState } from "preact/hooks";
import { api, get } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import type { Agency, AgencyList as AgencyListAnswer } from "../../api/types";
import { count } from "../../ui/format";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Empty, Loading, ProblemNotice } from "../../ui/Notices";
import { serviceName, useKnown } from "../../ui/programme";

const PAGE = 10;

function Item({ agency, onAgency }: { agency: Agency; onAgency: (id: string, name: string) => void }) {
  const { programme } = useKnown();
  return (
    <li>
      <div class="section-head">
        <strong>{agency.name}</strong>
        {agency.point ? (
          <button type="button" class="link-button small" onClick={() => onAgency(agency.id, agency.name)}>
            {t("zone.ask_agency")}
            <span class="hidden"> {agency.name}</span>
          </button>
        ) : null}
      </div>
      <span class="row-line">
        {agency.services.map((code) => (
          <span key={code}>{serviceName(programme, code)}</span>
        ))}
        {agency.park ? <span>{agency.park}</span> : null}
      </span>
      {agency.address ? <span class="small">{agency.address}</span> : null}
      <span class="row-line figures">
        {agency.admitted_on ? <span>{t("zone.admitted", { date: agency.admitted_on })}</span> : null}
        {agency.released_on ? <span>{t("zone.released", { date: agency.released_on })}</span> : null}
      </span>
    </li>
  );
}

export function AgencyList({ zone, onAgency }: { zone: string; onAgency: (id: string, name: string) => void }) {
  const first = useLoad(zone, (signal) => api.agencies(zone, { limit: PAGE }, signal));
  const [further, setFurther] = useState<{ zone: string; agencies: Agency[]; next: string | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const added = further?.zone === zone ? further : null;
  const agencies = [...(first.value?.agencies ?? []), ...(added?.agencies ?? [])];
  const next = added ? added.next : (first.value?.next ?? null);

  async function more(path: string): Promise<void> {
    try {
      const answer = await get<AgencyListAnswer>(path);
      setFurther({ zone, agencies: [...(added?.agencies ?? []), ...answer.agencies], next: answer.next ?? null });
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <section class="section" aria-labelledby="agencies-title">
      <div class="section-head">
        <h2 id="agencies-title">{t("zone.agencies")}</h2>
        {first.value && first.value.count > 0 ? (
          <span class="small quiet figures">
            {t("state.shown", { shown: count(agencies.length), count: count(first.value.count) })}
          </span>
        ) : null}
      </div>
      {first.state === "loading" ? <Loading /> : null}
      {first.state === "failed" ? <ProblemNotice problem={first.problem} onRetry={first.retry} /> : null}
      {first.value && agencies.length === 0 ? <Empty>{t("zone.no_agencies")}</Empty> : null}
      <ul class="card-list">
        {agencies.map((agency) => (
          <Item key={agency.id} agency={agency} onAgency={onAgency} />
        ))}
      </ul>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {next ? (
        <div class="buttons">
          <button type="button" class="button" onClick={() => void more(next)}>
            {t("state.more")}
          </button>
        </div>
      ) : null}
    </section>
  );
}
