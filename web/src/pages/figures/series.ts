// Holds how the figures of a zone over time become the series of charts; pure.
import type { FiguresDocument } from "../../api/types";
import type { Series } from "../../ui/charts/scale";

/** Names that are the page's own: agencies of the zone as a whole, and those admitted without a park. */
export interface Names {
  readonly whole: string;
  readonly no_park: string;
  readonly service: (code: string) => string;
}

/** The parks of all days, in the order in which they first stand in the figures. */
export function parksOf(figures: readonly FiguresDocument[]): (string | null)[] {
  return [...new Set(figures.flatMap(({ parks }) => parks.map(({ park }) => park ?? null)))];
}

/** Agencies of the zone and of each park; a park that was not there on a day has no value. */
export function agencySeries(figures: readonly FiguresDocument[], names: Names): Series[] {
  const whole = { id: "zone", name: names.whole, values: figures.map(({ agencies }) => agencies) };
  const parks = parksOf(figures).map((park) => ({
    id: `park:${park ?? ""}`,
    name: park ?? names.no_park,
    values: figures.map(({ parks: held }) => held.find((one) => (one.park ?? null) === park)?.agencies ?? null),
  }));
  // One park alone says what the zone says.
  return parks.length > 1 ? [whole, ...parks] : [whole];
}

/** Agencies that offer each service, in the programme's order. */
export function serviceSeries(figures: readonly FiguresDocument[], names: Names): Series[] {
  const codes = figures[0]?.services.map(({ service }) => service) ?? [];
  return codes.map((code) => ({
    id: code,
    name: names.service(code),
    values: figures.map(({ services }) => services.find(({ service }) => service === code)?.agencies ?? null),
  }));
}

/** One series of what each day says as a whole. */
export function oneSeries(
  figures: readonly FiguresDocument[],
  name: string,
  value: (of: FiguresDocument) => number | null | undefined,
): Series[] {
  return [{ id: "zone", name, values: figures.map((of) => value(of) ?? null) }];
}

/** Density of the zone and of each park. */
export function densitySeries(figures: readonly FiguresDocument[], names: Names): Series[] {
  const [whole] = oneSeries(figures, names.whole, ({ density_per_km2 }) => density_per_km2);
  const parks = parksOf(figures).flatMap((park): Series[] => {
    const values = figures.map(
      ({ parks: held }) => held.find((one) => (one.park ?? null) === park)?.density_per_km2 ?? null,
    );
    return park === null || values.every((value) => value === null) ? [] : [{ id: `park:${park}`, name: park, values }];
  });
  return whole ? [whole, ...(parks.length > 1 ? parks : [])] : parks;
}

/** A day so many months before another; the last day of a shorter month where it would be beyond it. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const total = year * 12 + (month - 1) - months;
  const [y, m] = [Math.floor(total / 12), (total % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(Math.min(date, last)).padStart(2, "0")}`;
}
