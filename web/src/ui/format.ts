// Holds how figures, areas, lengths, shares and moments are written for people, in the language that is on.
import { t, tag } from "./language";

function number(exact: number, digits: number): string {
  // What rounds to nothing has no sign.
  const value = Math.abs(exact) < 0.5 * 10 ** -digits ? 0 : exact;
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
}

/** A whole count. */
export function count(value: number): string {
  return number(value, 0);
}

/** An area in the unit that reads best: m² below a hectare, hectares below a km², km² above. */
export function area(area_m2: number | null | undefined): string {
  if (area_m2 === null || area_m2 === undefined || !Number.isFinite(area_m2)) return t("value.none");
  const size = Math.abs(area_m2);
  if (size >= 1_000_000) return `${number(area_m2 / 1_000_000, 4)} ${t("unit.km2")}`;
  if (size >= 10_000) return `${number(area_m2 / 10_000, 4)} ${t("unit.ha")}`;
  return `${number(area_m2, size < 10 ? 2 : 1)} ${t("unit.m2")}`;
}

/** An area for lists: two decimals of km² or hectares are enough to tell zones apart. */
export function areaBrief(area_m2: number | null | undefined): string {
  if (area_m2 === null || area_m2 === undefined || !Number.isFinite(area_m2)) return t("value.none");
  if (area_m2 >= 1_000_000) return `${number(area_m2 / 1_000_000, 2)} ${t("unit.km2")}`;
  return area_m2 >= 10_000 ? `${number(area_m2 / 10_000, 2)} ${t("unit.ha")}` : squareMetres(area_m2);
}

/** An area in m² whatever its size. */
export function squareMetres(area_m2: number): string {
  return `${number(area_m2, Math.abs(area_m2) < 100 ? 2 : 0)} ${t("unit.m2")}`;
}

/** A length: metres below 10 km, km above. */
export function metres(length_m: number): string {
  if (Math.abs(length_m) >= 10_000) return `${number(length_m / 1000, 2)} ${t("unit.km")}`;
  return `${number(length_m, Math.abs(length_m) < 100 ? 1 : 0)} ${t("unit.m")}`;
}

/** A figure with so many decimals. */
export function decimal(value: number, digits: number): string {
  return number(value, digits);
}

/** A share of one as a percentage; one that would round to zero says so, where no digits are asked for. */
export function share(value: number, digits?: number): string {
  const percent = value * 100;
  if (digits !== undefined) return `${number(percent, digits)} %`;
  if (percent > 0 && percent < 0.01) return `< ${number(0.01, 2)} %`;
  return `${number(percent, percent < 10 ? 2 : 1)} %`;
}

/** The size of a file: bytes, KiB or MiB. */
export function bytes(length: number): string {
  if (length < 1024) return `${number(length, 0)} B`;
  if (length < 1024 * 1024) return `${number(length / 1024, 0)} KiB`;
  const mib = length / (1024 * 1024);
  return `${number(mib, Number.isInteger(mib) ? 0 : 1)} MiB`;
}

/** lon, lat with six decimals, which is 0.1 m. */
export function place(lon: number, lat: number): string {
  return `${lon.toFixed(6)}, ${lat.toFixed(6)}`;
}

/** A figure of a finding with its unit. */
export function figure(value: number, unit: string): string {
  if (unit === "m2") return value >= 10_000 ? `${squareMetres(value)} (${area(value)})` : squareMetres(value);
  if (unit === "m") return metres(value);
  if (unit === "share" || unit === "1" || unit === "ratio") return share(value);
  if (unit === "count") return count(value);
  if (unit === "%" || unit === "percent") return `${number(value, 2)} %`;
  const text = Number.isInteger(value) ? count(value) : number(value, 3);
  return unit === "" ? text : `${text} ${unit}`;
}

/** A moment (RFC 3339) as date and time of the reader's clock. */
export function moment(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(tag(), { dateStyle: "medium", timeStyle: "short" }).format(date);
}
