// Holds a chart of lines over days: drawn at its own width, its series told apart by colour, dash and mark, with a table behind it.
import { useId, useRef, useState } from "preact/hooks";
import { t } from "../language";
import { ChartTable } from "./ChartTable";
import { Mark, styleOf } from "./Mark";
import {
  labelledDays,
  linePath,
  mostOf,
  nearestDay,
  type Plot,
  placeOfValue,
  placesOfDays,
  type Series,
  ticksTo,
  type Value,
} from "./scale";
import { useWidth } from "./use_width";

interface Props {
  readonly title: string;
  /** What the chart shows, in a sentence. */
  readonly what: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** The top of the axis, where it is known beforehand, as 1 for shares. */
  readonly top?: number;
  /** Values are counts: the axis has whole steps. */
  readonly whole?: boolean;
  /** Which day is looked at, shared by the charts of a page. */
  readonly day: number;
  readonly onDay: (day: number) => void;
}

const HEIGHT = 190;

/** Pixels of a label of the axis of days. */
const DAY_PX = 84;

/** Days as marks stand on each of them; more would run into each other. */
const MOST_MARKED = 30;

interface PlotProps extends Pick<Props, "days" | "series" | "format" | "day"> {
  readonly xs: readonly number[];
  readonly ticks: readonly number[];
  readonly plot: Plot;
}

function Axes({ days, format, xs, ticks, plot }: PlotProps) {
  const labelled = labelledDays(xs, DAY_PX);
  const bottom = plot.top + plot.height;
  const top = ticks.at(-1) ?? 1;
  return (
    <g class="chart-axes">
      {ticks.map((tick) => {
        const y = placeOfValue(tick, top, plot);
        return (
          <g key={tick}>
            <line
              x1={plot.left}
              x2={plot.left + plot.width}
              y1={y}
              y2={y}
              class={tick === 0 ? "chart-base" : undefined}
            />
            <text x={plot.left - 6} y={y + 4} text-anchor="end">
              {format(tick)}
            </text>
          </g>
        );
      })}
      {labelled.map((index) => (
        <text
          key={days[index]}
          x={xs[index]}
          y={bottom + 18}
          text-anchor={
            index === 0 && labelled.length > 1 ? "start" : index === days.length - 1 && index > 0 ? "end" : "middle"
          }
        >
          {days[index]}
        </text>
      ))}
    </g>
  );
}

function Lines({ days, series, day, xs, ticks, plot }: PlotProps) {
  const top = ticks.at(-1) ?? 1;
  const place = (value: Value) => (value === null ? null : placeOfValue(value, top, plot));
  return (
    <>
      {series.map(({ id, values }, index) => {
        const style = styleOf(index);
        const ys = values.map(place);
        return (
          <g key={id} style={{ color: style.colour }}>
            <path d={linePath(xs, ys)} class="chart-line" stroke-dasharray={style.dash} />
            {ys.map((y, at) =>
              y !== null && (days.length <= MOST_MARKED || at === day) ? (
                <Mark key={days[at]} shape={style.shape} x={xs[at] ?? 0} y={y} size={at === day ? 5 : 3} />
              ) : null,
            )}
          </g>
        );
      })}
    </>
  );
}

function Legend({ series, format, day }: Pick<Props, "series" | "format" | "day">) {
  return (
    <ul class="chart-legend">
      {series.map(({ id, name, values }, index) => {
        const { colour, dash, shape } = styleOf(index);
        const value = values[day];
        return (
          <li key={id}>
            <svg width="30" height="12" aria-hidden="true" style={{ color: colour }}>
              <path d="M0 6L30 6" class="chart-line" stroke-dasharray={dash} />
              <Mark shape={shape} x={15} y={6} size={4} />
            </svg>
            <span>{name}</span>
            <strong class="figures">{value === null || value === undefined ? "—" : format(value)}</strong>
          </li>
        );
      })}
    </ul>
  );
}

export function LineChart({ title, what, days, series, format, top, whole = false, day, onDay }: Props) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 480);
  const [open, setOpen] = useState(false);
  const ticks = ticksTo(top ?? mostOf(series), 4, whole);
  const left = 14 + 7 * Math.max(...ticks.map((tick) => format(tick).length));
  const plot: Plot = { left, top: 10, width: Math.max(80, width - left - 12), height: HEIGHT - 40 };
  const xs = placesOfDays(days, plot);
  const drawn = { days, series, format, day, xs, ticks, plot };
  const at = xs[day];

  return (
    <figure class="chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p class="small quiet">{what}</p>
      </figcaption>
      <div ref={frame} class="chart-frame">
        <svg
          role="img"
          aria-label={`${title}。${what}`}
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            onDay(nearestDay(xs, event.clientX - box.left));
          }}
        >
          <Axes {...drawn} />
          {at === undefined ? null : (
            <line x1={at} x2={at} y1={plot.top} y2={plot.top + plot.height} class="chart-day" />
          )}
          <Lines {...drawn} />
        </svg>
      </div>
      <Legend series={series} format={format} day={day} />
      <div>
        <button
          type="button"
          class="link-button small"
          aria-expanded={open}
          aria-controls={`${id}-table`}
          onClick={() => setOpen(!open)}
        >
          {t(open ? "chart.hide_table" : "chart.show_table")}
          <span class="hidden"> {title}</span>
        </button>
      </div>
      <ChartTable id={`${id}-table`} open={open} title={title} days={days} series={series} format={format} />
    </figure>
  );
}
