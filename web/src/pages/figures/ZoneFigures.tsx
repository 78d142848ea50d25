// Holds the figures of one zone over time: agencies and services by park, coverage of the chain, density, concentration.
import { useId, useState } from "preact/hooks";
import { address, get, segment } from "../../api/client";
import type { FiguresDocument, FiguresSeries } from "../../api/types";
import { LineChart } from "../../ui/charts/LineChart";
import { Choice, Field, FormRow } from "../../ui/Field";
import { count, decimal, share } from "../../ui/format";
import { Listed } from "../../ui/Listed";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { serviceName, useKnown } from "../../ui/programme";
import { Matrix } from "./Matrix";
import { agencySeries, densitySeries, monthsBefore, type Names, oneSeries, serviceSeries } from "./series";

const STEPS = ["month", "quarter", "year"] as const;

/** How far back the charts begin. */
const MONTHS = 24;

function Charts({ figures }: { figures: readonly FiguresDocument[] }) {
  const { programme } = useKnown();
  const id = useId();
  const [asked, setAsked] = useState<number | null>(null);
  const last = figures.length - 1;
  const day = Math.min(asked ?? last, last);
  const shown = figures[day];
  const days = figures.map(({ on }) => on);
  const names: Names = {
    whole: t("figures.whole"),
    no_park: t("figures.no_park"),
    service: (code) => serviceName(programme, code),
  };
  const shared = { days, day, onDay: setAsked };
  const largest = shown?.concentration;
  return (
    <>
      <div class="field day-choice">
        <label for={id}>
          {t("figures.day")} <output class="figures">{shown?.on}</output>
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(1, last)}
          value={day}
          disabled={last < 1}
          aria-valuetext={shown?.on}
          onInput={(event) => setAsked(Number(event.currentTarget.value))}
        />
      </div>
      <div class="charts">
        <LineChart
          {...shared}
          title={t("figures.by_park")}
          what={t("figures.by_park_what")}
          series={agencySeries(figures, names)}
          format={count}
          whole
        />
        <LineChart
          {...shared}
          title={t("figures.by_service")}
          what={t("figures.by_service_what")}
          series={serviceSeries(figures, names)}
          format={count}
          whole
        />
        <LineChart
          {...shared}
          title={t("figures.chain")}
          what={t("figures.chain_what")}
          series={oneSeries(figures, t("figures.chain_share"), ({ chain }) => chain.share)}
          format={(value) => share(value, 0)}
          top={1}
        />
        <LineChart
          {...shared}
          title={t("figures.density")}
          what={t("figures.density_what")}
          series={densitySeries(figures, names)}
          format={(value) => decimal(value, 2)}
        />
        <LineChart
          {...shared}
          title={t("figures.concentration")}
          what={
            largest
              ? t("figures.largest", { service: serviceName(programme, largest.service), day: shown?.on ?? "" })
              : t("figures.concentration_what")
          }
          series={oneSeries(figures, t("figures.concentration_share"), ({ concentration }) => concentration?.share)}
          format={(value) => share(value, 0)}
          top={1}
        />
        {shown ? <Matrix figures={shown} /> : null}
      </div>
    </>
  );
}

export function ZoneFigures({ zone }: { zone: string }) {
  const { settings } = useKnown();
  const [from, setFrom] = useState(() => monthsBefore(settings.today, MONTHS));
  const [to, setTo] = useState(settings.today);
  const [every, setEvery] = useState<string>("month");
  const path = `/v1/zones/${segment(zone)}/figures`;
  const query = { from, to, every };
  const loaded = useLoad(address(path, query), (signal) => get<FiguresSeries>(address(path, query), signal));
  return (
    <div class="form" data-testid="figures">
      <FormRow>
        <Field label={t("figures.from")} type="date" value={from} onValue={setFrom} />
        <Field label={t("figures.to")} type="date" value={to} onValue={setTo} />
        <Choice
          label={t("figures.every")}
          value={every}
          options={STEPS.map((step) => ({ value: step, name: t(`figures.every.${step}`) }))}
          onValue={setEvery}
        />
        <a class="button" href={address(path, { ...query, format: "csv" })} download={`${zone}-figures.csv`}>
          {t("figures.csv")}
        </a>
      </FormRow>
      <Listed loaded={loaded} rows={({ figures }) => figures} empty={t("figures.none")} lines={16}>
        {(figures) => <Charts figures={figures} />}
      </Listed>
    </div>
  );
}
