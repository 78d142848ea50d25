// Holds the names of zones on the map: one point for each zone with a boundary, gathered from the list of zones.
import { useEffect, useMemo, useState } from "preact/hooks";
import { api, get } from "../../api/client";
import type { ZoneList, ZoneSummary } from "../../api/types";
import { bboxOf, centreOf, positionsOfGeometry, readBbox } from "../../geometry/bbox";
import type { Bbox } from "../../geometry/position";
import type { Board, Shown } from "../../map/board";

/** How many pages of zones are named on the map at most; further zones still have their limits and cards. */
const PAGES = 10;
const PAGE = 100;

function label(zone: ZoneSummary): Shown[] {
  const bbox = readBbox(zone.bbox);
  if (!bbox || zone.status !== "in-force") return [];
  return [
    { geometry: { type: "Point", coordinates: centreOf(bbox) }, properties: { label: zone.name, code: zone.code } },
  ];
}

async function gather(signal: AbortSignal): Promise<Shown[]> {
  let answer: ZoneList = await api.zones({ limit: PAGE }, signal);
  const zones = [...answer.zones];
  for (let page = 1; page < PAGES && answer.next; page += 1) {
    answer = await get<ZoneList>(answer.next, signal);
    zones.push(...answer.zones);
  }
  return zones.flatMap(label);
}

/** Shows the names; returns the box around all named zones once they are known. */
export function useLabels(board: Board | null): Bbox | null {
  const [labels, setLabels] = useState<Shown[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    // Names on the map are a comfort: without them the list still tells what went wrong.
    gather(controller.signal).then(setLabels, () => undefined);
    return () => controller.abort();
  }, []);
  useEffect(() => board?.show("labels", labels), [board, labels]);
  return useMemo(() => bboxOf(labels.flatMap(({ geometry }) => [...positionsOfGeometry(geometry)])), [labels]);
}
