// Holds where the agencies of alerts are: the point that the register holds, and that of an address stated anew; no map, no markup.
import { address, api, get } from "../../api/client";
import type { AgencyList, Alert } from "../../api/types";
import type { Position } from "../../geometry/position";
import type { Shown } from "../../map/board";

/** Where an alert is on the ground, as far as it is known. */
export interface AlertPlaces {
  readonly id: string;
  /** Where the register has the agency. */
  readonly held: Position | null;
  /** Where the address lies that the notice states. */
  readonly stated: Position | null;
}

/** Alerts whose places are looked for: as many as are read at once. */
export const MOST_PLACED = 40;

async function heldPoint(id: string, signal: AbortSignal): Promise<Position | null> {
  const { agencies } = await get<AgencyList>(address("/v1/agencies", { q: id, limit: 20 }), signal);
  const point = agencies.find((agency) => agency.id === id)?.point;
  return point ? [point.lon, point.lat] : null;
}

async function statedPoint(text: string, signal: AbortSignal): Promise<Position | null> {
  const { results } = await api.search(text, 5, signal);
  const point = results.find(({ type }) => type === "address")?.point;
  return point ? [point.lon, point.lat] : null;
}

/** The address that a notice states: of an agency that moved, or that is new. */
export function statedAddress({ kind, member, to }: Pick<Alert, "kind" | "member" | "to">): string | null {
  const tells = kind === "moved-out" || kind === "new" || (kind === "changed" && member === "address");
  return tells && to ? to : null;
}

export function placesOf(alerts: readonly Alert[], signal: AbortSignal): Promise<AlertPlaces[]> {
  const one = async (alert: Alert): Promise<AlertPlaces> => {
    const stated = statedAddress(alert);
    const [held, found] = await Promise.all([
      alert.agency ? heldPoint(alert.agency, signal) : null,
      stated ? statedPoint(stated, signal) : null,
    ]);
    return { id: alert.id, held, stated: found };
  };
  return Promise.all(alerts.slice(0, MOST_PLACED).map(one));
}

/** Pins for the map: the held place, the stated one, and the way between them where the agency moved. */
export function alertPins(
  places: readonly AlertPlaces[],
  chosen: string | null,
): { readonly pins: Shown[]; readonly ways: Shown[] } {
  const pins: Shown[] = [];
  const ways: Shown[] = [];
  places.forEach(({ id, held, stated }, index) => {
    const properties = { alert: id, number: index + 1, chosen: id === chosen };
    if (held)
      pins.push({ geometry: { type: "Point", coordinates: held }, properties: { ...properties, state: "open" } });
    if (stated)
      pins.push({ geometry: { type: "Point", coordinates: stated }, properties: { ...properties, state: "new" } });
    if (held && stated) ways.push({ geometry: { type: "LineString", coordinates: [held, stated] } });
  });
  return { pins, ways };
}
