// Holds the agencies page: the register of agencies with its filters, page by page.
import { useEffect, useMemo, useState } from "preact/hooks";
import { address, get } from "../../api/client";
import { asProblem, isAbort, type Problem } from "../../api/problem";
import type { Agency, AgencyList } from "../../api/types";
import { type Column, DataTable } from "../../ui/DataTable";
import { Choice, Field, FormRow } from "../../ui/Field";
import { count } from "../../ui/format";
import { Listed } from "../../ui/Listed";
import { say, t } from "../../ui/language";
import { loadedOf } from "../../ui/load";
import { ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";
import { serviceName, useKnown } from "../../ui/programme";
import { route, writeQuery } from "../../ui/router";
import { isRole, session } from "../../ui/session";
import { FiguresView } from "../figures/FiguresView";
import { ZoneChoice } from "../ZoneChoice";
import { AdmitForm } from "./AdmitForm";
import { Alerts } from "./Alerts";

const PAGE = 50;

/** How long the keys rest before the register is asked, in ms. */
const REST_MS = 300;

interface Filter {
  readonly q: string;
  readonly service: string;
  readonly zone: string;
}

interface Gathered {
  readonly agencies: readonly Agency[];
  readonly count: number;
  readonly next: string | null;
}

function gather(before: Gathered | null, answer: AgencyList): Gathered {
  return {
    agencies: [...(before?.agencies ?? []), ...answer.agencies],
    count: answer.count,
    next: answer.next ?? null,
  };
}

function useAgencies(filter: Filter) {
  const [gathered, setGathered] = useState<Gathered | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(filter);
  useEffect(() => {
    const controller = new AbortController();
    const ask = () => {
      setProblem(null);
      get<AgencyList>(address("/v1/agencies", { ...filter, limit: PAGE }), controller.signal).then(
        (answer) => setGathered(gather(null, answer)),
        (error: unknown) => {
          if (!isAbort(error)) setProblem(asProblem(error));
        },
      );
    };
    const timer = setTimeout(ask, gathered ? REST_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);
  async function more(next: string): Promise<void> {
    try {
      setGathered(gather(gathered, await get<AgencyList>(next)));
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return { gathered, problem, more, retry: () => setAttempt((number) => number + 1) };
}

const COLUMNS: readonly Column[] = [
  { name: "agencies.name" },
  { name: "agencies.codes" },
  { name: "agencies.zone" },
  { name: "agencies.since" },
  { name: "agencies.until" },
  { name: "agencies.ask", unseen: true },
];

function Row({ agency }: { agency: Agency }) {
  const { programme } = useKnown();
  return (
    <tr data-agency={agency.id}>
      <td>
        <strong>{agency.name}</strong>
        <div class="small">{agency.services.map((code) => serviceName(programme, code)).join(" · ")}</div>
        {agency.address ? <div class="small quiet">{agency.address}</div> : null}
      </td>
      <td>
        {[agency.licence, agency.credit_code].filter(Boolean).map((code) => (
          <div key={code}>
            <code>{code}</code>
          </div>
        ))}
      </td>
      <td>
        {agency.zone ? <a href={`/?zone=${encodeURIComponent(agency.zone)}`}>{agency.zone}</a> : "—"}
        {agency.park ? <div class="small">{agency.park}</div> : null}
      </td>
      <td class="figures">{agency.admitted_on ?? "—"}</td>
      <td class="figures">{agency.released_on ?? ""}</td>
      <td>
        {agency.point ? (
          <a href={`/?agency=${encodeURIComponent(agency.id)}`}>
            {t("agencies.ask")}
            <span class="hidden"> {agency.name}</span>
          </a>
        ) : null}
      </td>
    </tr>
  );
}

function Filters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const { programme } = useKnown();
  return (
    <FormRow>
      <Field label={t("agencies.find")} type="search" value={filter.q} onValue={(q) => onFilter({ ...filter, q })} />
      <Choice
        label={t("agencies.service")}
        value={filter.service}
        options={[
          { value: "", name: t("zones.all") },
          ...programme.services.map(({ code, name }) => ({ value: code, name: say(name) })),
        ]}
        onValue={(service) => onFilter({ ...filter, service })}
      />
      <ZoneChoice
        label={t("figures.zone")}
        none={t("zones.all")}
        value={filter.zone}
        onValue={(zone) => onFilter({ ...filter, zone })}
      />
    </FormRow>
  );
}

/** The register of agencies, or figures over time: two views of the page, each with an address of its own. */
function Views({ view }: { view: "list" | "figures" }) {
  const zone = route.value.query.get("zone");
  const kept = zone ? `zone=${encodeURIComponent(zone)}` : "";
  return (
    <nav class="tabs" aria-label={t("agencies.views")}>
      <a href={`/agencies?${kept}`} aria-current={view === "list" ? "page" : undefined}>
        {t("agencies.list")}
      </a>
      <a href={`/agencies?view=figures&${kept}`} aria-current={view === "figures" ? "page" : undefined}>
        {t("figures.title")}
      </a>
    </nav>
  );
}

/** The zone that the office runs, where it runs one. */
function ownZone(): string | null {
  const territory = session.value?.office?.territory ?? "";
  return isRole("operator") && territory.startsWith("zone:") ? territory.slice("zone:".length) : null;
}

export function AgenciesPage() {
  const figures = route.value.query.get("view") === "figures";
  return (
    <Page title={t("agencies.title")} what={t("agencies.what")}>
      <Views view={figures ? "figures" : "list"} />
      {figures ? <FiguresView own={ownZone()} /> : <ListView own={ownZone()} />}
    </Page>
  );
}

function ListView({ own }: { own: string | null }) {
  const query = useMemo(() => route.value.query, []);
  const [filter, setFilter] = useState<Filter>(() => ({
    q: query.get("q") ?? "",
    service: query.get("service") ?? "",
    zone: query.get("zone") ?? "",
  }));
  const { gathered, problem, more, retry } = useAgencies(filter);
  useEffect(() => writeQuery({ ...filter }), [filter]);
  const shown = gathered?.agencies ?? [];
  const next = gathered?.next;
  return (
    <>
      {own ? (
        <div class="sheets">
          <Alerts onSettled={retry} />
          <AdmitForm zone={own} onAdmitted={retry} />
        </div>
      ) : null}
      <section class="sheet" aria-label={t("agencies.title")}>
        <Filters filter={filter} onFilter={setFilter} />
        <p class="small quiet figures" role="status">
          {gathered ? t("state.shown", { shown: count(shown.length), count: count(gathered.count) }) : ""}
        </p>
        <Listed
          loaded={loadedOf(gathered, problem, retry)}
          rows={({ agencies }) => agencies}
          empty={t("agencies.none")}
          lines={10}
        >
          {(agencies) => (
            <DataTable label={t("agencies.title")} columns={COLUMNS} testid="agencies" wide>
              <tbody>
                {agencies.map((agency) => (
                  <Row key={agency.id} agency={agency} />
                ))}
              </tbody>
            </DataTable>
          )}
        </Listed>
        {gathered && problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
        {next ? (
          <div class="buttons">
            <button type="button" class="button" onClick={() => void more(next)}>
              {t("state.more")}
            </button>
          </div>
        ) : null}
      </section>
    </>
  );
}
