// Holds the arithmetic of charts: round steps of an axis, places of days and values, the path of a line with gaps; no markup.

/** What a series says on one day; null where it says nothing. */
export type Value = number | null;

export interface Series {
  readonly id: string;
  readonly name: string;
  /** One value for each day of the chart. */
  readonly values: readonly Value[];
}

/** The inside of a chart in pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The steps of an axis from 0 that ends at or above `most`: 1, 2 or 5 times a power of ten apart, some `count` of them. */
export function ticksTo(most: number, count = 4, whole = false): number[] {
  const top = Number.isFinite(most) && most > 0 ? most : 1;
  const rough = top / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough * 0.999) ?? 10 * power;
  const size = whole ? Math.max(1, step) : step;
  const steps = Math.ceil(top / size - 1e-9);
  // Multiplied anew each time and cut to the digits of the step, so that 3 × 0.1 is 0.3.
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * size).toPrecision(12)));
}

/** The largest value of all series, 0 where there is none. */
export function mostOf(series: readonly Series[]): number {
  return Math.max(0, ...series.flatMap(({ values }) => values.filter((value) => value !== null)));
}

/** Days as numbers, so that unequal months stand as far apart as they are. */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** Where each day stands, in pixels; one day alone stands in the middle. */
export function placesOfDays(days: readonly string[], plot: Plot): number[] {
  const numbers = days.map(dayNumber);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const span = last - first;
  return numbers.map((number) =>
    span > 0 ? plot.left + ((number - first) / span) * plot.width : plot.left + plot.width / 2,
  );
}

/** Where a value stands, in pixels. */
export function placeOfValue(value: number, top: number, plot: Plot): number {
  return plot.top + plot.height * (1 - value / top);
}

/** The path of a line; where a value is missing the line has a gap. */
export function linePath(xs: readonly number[], ys: readonly Value[]): string {
  let path = "";
  let pen = "M";
  xs.forEach((x, index) => {
    const y = ys[index];
    if (y === null || y === undefined) {
      pen = "M";
      return;
    }
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = "L";
  });
  return path;
}

/** Which of the days are labelled: the first, the last, and as many between as have `least` pixels each. */
export function labelledDays(places: readonly number[], least: number): number[] {
  const last = places.length - 1;
  if (last < 1) return places.map((_, index) => index);
  // The outer labels stand inside the chart, beside their day; those between stand under theirs.
  const outer = 1.5 * least;
  const chosen = [0];
  for (let index = 1; index < last; index += 1) {
    const before = chosen.at(-1) ?? 0;
    const here = places[index] ?? 0;
    const room = before === 0 ? outer : least;
    if (here - (places[before] ?? 0) >= room && (places[last] ?? 0) - here >= outer) chosen.push(index);
  }
  return [...chosen, last];
}

/** The day that stands nearest to a place. */
export function nearestDay(places: readonly number[], x: number): number {
  let nearest = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - x) < Math.abs((places[nearest] ?? 0) - x)) nearest = index;
  });
  return nearest;
}
