// Holds what is asked of the map (a place, an address, an agency) and how it stands in the address of the page; pure.
import type { Query } from "../../api/client";
import type { SearchResult } from "../../api/types";
import type { Bbox } from "../../geometry/position";
import type { View } from "../../map/board";
import { readPlace, readView } from "../../map/view_address";

export type Question =
  | {
      readonly kind: "place";
      readonly lon: number;
      readonly lat: number;
      readonly uncertainty_m: number;
      readonly label: string;
    }
  | { readonly kind: "address"; readonly text: string }
  | { readonly kind: "agency"; readonly id: string; readonly label: string };

/** What was chosen in the search box: something the register found, or the text itself as an address or place. */
export type Choice =
  | { readonly kind: "result"; readonly result: SearchResult }
  | { readonly kind: "address"; readonly text: string }
  | { readonly kind: "place"; readonly lon: number; readonly lat: number };

/** The question that a choice asks; null for a zone or park, which are opened instead. */
export function questionOf(choice: Choice): Question | null {
  if (choice.kind === "address") return choice;
  if (choice.kind === "place") return { ...choice, uncertainty_m: 0, label: "" };
  const { type, id, name, point, uncertainty_m } = choice.result;
  if (type === "agency") return { kind: "agency", id, label: name };
  if (type !== "address") return null;
  // An address of the book is asked by its place and uncertainty: its text could match another one as well.
  if (!point) return { kind: "address", text: name };
  return { kind: "place", lon: point.lon, lat: point.lat, uncertainty_m: uncertainty_m ?? 0, label: name };
}

/** What the address of the map page says. */
export interface MapAddress {
  readonly view: View | null;
  readonly zone: string | null;
  readonly question: Question | null;
  readonly on: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function readQuestion(query: URLSearchParams): Question | null {
  const at = readPlace(query.get("at"));
  const label = query.get("q") ?? "";
  if (at) {
    const uncertainty_m = Number(query.get("u") ?? "0") || 0;
    return { kind: "place", lon: at[0], lat: at[1], uncertainty_m: Math.max(0, uncertainty_m), label };
  }
  const address = query.get("address");
  if (address) return { kind: "address", text: address };
  const agency = query.get("agency");
  return agency ? { kind: "agency", id: agency, label } : null;
}

export function readAddress(query: URLSearchParams): MapAddress {
  const on = query.get("on") ?? "";
  return {
    view: readView(query),
    zone: query.get("zone"),
    question: readQuestion(query),
    on: DATE.test(on) ? on : "",
  };
}

/** The members of the query that hold a question; those of other questions are null, so that they are removed. */
export function writeQuestion(question: Question | null): Record<string, string | null> {
  const none = { at: null, u: null, address: null, agency: null, q: null };
  if (!question) return none;
  if (question.kind === "address") return { ...none, address: question.text };
  if (question.kind === "agency") return { ...none, agency: question.id, q: question.label || null };
  return {
    ...none,
    at: `${question.lon},${question.lat}`,
    u: question.uncertainty_m > 0 ? String(question.uncertainty_m) : null,
    q: question.label || null,
  };
}

/** The parameters of `/v1/lookup` for a question. */
export function lookupQuery(question: Question, on: string): Query {
  if (question.kind === "address") return { address: question.text, on };
  if (question.kind === "agency") return { agency: question.id, on };
  const uncertainty_m = question.uncertainty_m > 0 ? question.uncertainty_m : null;
  return { lon: question.lon, lat: question.lat, uncertainty_m, on };
}

/** What the search box shows for a question. */
export function questionText(question: Question | null): string {
  if (!question) return "";
  if (question.kind === "address") return question.text;
  if (question.kind === "agency") return question.label || question.id;
  return question.label || `${question.lon},${question.lat}`;
}

/** A box of about `radius_deg` around a place, for showing it with its surroundings. */
export function around(lon: number, lat: number, radius_deg: number): Bbox {
  return [lon - radius_deg, lat - radius_deg, lon + radius_deg, lat + radius_deg];
}
