// Holds one function for each request of the contract; it must not know a page, a component or the map.
import { Problem, problemOf } from "./problem";
import type {
  AgencyList,
  ExampleDrafts,
  Lookup,
  OverlapList,
  Programme,
  Report,
  SearchAnswer,
  Settings,
  ZoneDetail,
  ZoneList,
} from "./types";

/** Query parameters; those that are undefined, null or empty are left out. */
export type Query = Record<string, string | number | null | undefined>;

type Signal = AbortSignal | undefined;

/** Writes a path with its query, percent-encoded, empty members left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** An answer with the version that it is of; an act that follows from it sends the version back. */
export interface Tagged<T> {
  readonly value: T;
  readonly etag: string;
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  return (await tagged<T>(url, init)).value;
}

async function tagged<T>(url: string, init: RequestInit): Promise<Tagged<T>> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem("unreachable", 0, null, error instanceof Error ? error.message : String(error));
  }
  if (!response.ok) throw await problemOf(response);
  const etag = response.headers.get("etag") ?? "";
  if (response.status === 204) return { value: null as T, etag };
  try {
    return { value: (await response.json()) as T, etag };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem("unreadable", response.status, null, error instanceof Error ? error.message : String(error));
  }
}

/** Fetches JSON from a path of this origin. `next` links of lists are such paths. */
export function get<T>(url: string, signal?: Signal): Promise<T> {
  return request<T>(url, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
}

/** Fetches JSON with the version that it is of. */
export function getTagged<T>(url: string, signal?: Signal): Promise<Tagged<T>> {
  return tagged<T>(url, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
}

/** Sends a body and fetches the JSON that answers it. */
export function post<T>(url: string, type: string, body: BodyInit, signal?: Signal): Promise<T> {
  return request<T>(url, {
    method: "POST",
    headers: { "content-type": type, accept: "application/json" },
    body,
    ...(signal ? { signal } : {}),
  });
}

/** What stands around a request that changes something. */
export interface Terms {
  /** The state the sender saw; the register refuses where another act came between. */
  readonly if_match?: string | undefined;
  /** Makes the request safe to repeat: the register answers a second one as the first. */
  readonly idempotency_key?: string | undefined;
}

function headersOf(terms: Terms): Record<string, string> {
  return {
    ...(terms.if_match ? { "if-match": terms.if_match } : {}),
    ...(terms.idempotency_key ? { "idempotency-key": terms.idempotency_key } : {}),
  };
}

/** Sends JSON by any method and fetches the JSON that answers it; null where the answer has no body. */
export async function send<T>(method: string, url: string, body?: unknown, terms: Terms = {}): Promise<T> {
  return (await sendTagged<T>(method, url, body, terms)).value;
}

/** Sends JSON as `send` does, and keeps the version that the answer is of. */
export function sendTagged<T>(method: string, url: string, body?: unknown, terms: Terms = {}): Promise<Tagged<T>> {
  const init: RequestInit = {
    method,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headersOf(terms),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  return tagged<T>(url, init);
}

/** Percent-encodes one member of a path. */
export const segment = encodeURIComponent;

export const api = {
  settings: (signal?: Signal) => get<Settings>("/v1/settings", signal),
  programme: (signal?: Signal) => get<Programme>("/v1/programme", signal),
  zones: (query: Query, signal?: Signal) => get<ZoneList>(address("/v1/zones", query), signal),
  zone: (code: string, signal?: Signal) => get<ZoneDetail>(`/v1/zones/${segment(code)}`, signal),
  /** The exact boundary of one delimitation, as a draft FeatureCollection. */
  boundary: (code: string, delimitation: number, signal?: Signal) =>
    get<unknown>(`/v1/zones/${segment(code)}/delimitations/${delimitation}.geojson`, signal),
  agencies: (code: string, query: Query, signal?: Signal) =>
    get<AgencyList>(address(`/v1/zones/${segment(code)}/agencies`, query), signal),
  lookup: (query: Query, signal?: Signal) => get<Lookup>(address("/v1/lookup", query), signal),
  search: (q: string, limit: number, signal?: Signal) => get<SearchAnswer>(address("/v1/search", { q, limit }), signal),
  overlaps: (query: Query, signal?: Signal) => get<OverlapList>(address("/v1/overlaps", query), signal),
  examples: (signal?: Signal) => get<ExampleDrafts>("/v1/drafts", signal),
  example: (id: string, signal?: Signal) => get<unknown>(`/v1/drafts/${segment(id)}`, signal),
  check: (draft: unknown, signal?: Signal) =>
    post<Report>("/v1/check", "application/geo+json", JSON.stringify(draft), signal),
};
