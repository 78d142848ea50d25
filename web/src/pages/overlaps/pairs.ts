// Holds how overlapping pairs are named in the address and found again; pure but for the requests it is given.
import { address, api, get } from "../../api/client";
import type { OverlapList, OverlapPair } from "../../api/types";

export const PAGE = 50;

/** The code of the first zone of a pair id; what follows the code in the id is the server's own. */
export function firstZone(id: string): string {
  return /^[a-z0-9-]+/.exec(id)?.[0] ?? "";
}

/** Finds one pair by its id among the pairs of its first zone; null when the register no longer holds it. */
export async function findPair(id: string, signal: AbortSignal): Promise<OverlapPair | null> {
  let next: string | null = address("/v1/overlaps", { zone: firstZone(id), limit: PAGE });
  while (next) {
    const answer: OverlapList = await get<OverlapList>(next, signal);
    const found = answer.pairs.find((pair) => pair.id === id);
    if (found) return found;
    next = answer.next ?? null;
  }
  return null;
}

export interface PairFilter {
  readonly kind: string;
  readonly min_m2: string;
  readonly zone: string;
}

export interface Gathered {
  readonly pairs: readonly OverlapPair[];
  readonly count: number;
  readonly next: string | null;
}

/** Loads the first page of pairs that fit, or the one after those gathered. */
export async function gather(filter: PairFilter, before: Gathered | null, signal: AbortSignal): Promise<Gathered> {
  const { kind, min_m2, zone } = filter;
  const first = address("/v1/overlaps", { kind, min_m2, zone, limit: PAGE });
  const answer = await get<OverlapList>(before?.next ?? first, signal);
  return { pairs: [...(before?.pairs ?? []), ...answer.pairs], count: answer.count, next: answer.next ?? null };
}

/** Standings of a delimitation that is no longer waiting for a decision. */
const DECIDED = ["in-force", "returned", "ended", "withdrawn", "revoked", "lapsed", "superseded"];

/** The exact boundary geometries of a zone: of its newest pending delimitation when the side is pending. */
export async function zoneShapes(code: string, status: string, signal: AbortSignal): Promise<{ geometry: unknown }[]> {
  const zone = await api.zone(code, signal);
  const pending = zone.delimitations.filter((entry) => !DECIDED.includes(entry.standing)).at(-1);
  const number = status === "pending" && pending ? pending.number : zone.delimitation?.number;
  if (number === undefined) return [];
  const file = (await api.boundary(code, number, signal)) as { features?: { geometry: unknown }[] };
  return (file.features ?? []).filter((feature) => feature.geometry).map(({ geometry }) => ({ geometry }));
}
