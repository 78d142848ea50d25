// Holds the names of parks on the map: one for each park of the zones in view, whatever number of tiles it lies in.
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { centreOf, readBbox } from "../geometry/bbox";
import type { Board, Shown } from "../map/board";

/** Below this zoom parks are not named. */
const LEAST_ZOOM = 11.5;

/** How many zones are asked for one view. */
const MOST_ZONES = 24;

async function namesOf(code: string): Promise<Shown[]> {
  const zone = await api.zone(code);
  return (zone.delimitation?.parks ?? []).flatMap((park) => {
    const bbox = readBbox(park.bbox);
    const point = bbox ? { type: "Point", coordinates: centreOf(bbox) } : null;
    return point ? [{ geometry: point, properties: { label: park.name } }] : [];
  });
}

/** Names the parks of the zones in view, and keeps the names of those seen before. */
export function useParkLabels(board: Board | null): void {
  useEffect(() => {
    if (!board) return;
    const named = new Map<string, Shown[]>();
    const asked = new Set<string>();
    let left = false;
    const stop = board.onIdle(() => {
      if (board.view().zoom < LEAST_ZOOM) return;
      const wanted = board.zonesInView().filter((code) => !asked.has(code));
      for (const code of wanted.slice(0, MOST_ZONES)) {
        asked.add(code);
        namesOf(code).then(
          (names) => {
            named.set(code, names);
            if (!left) board.show("park-labels", [...named.values()].flat());
          },
          () => asked.delete(code),
        );
      }
    });
    return () => {
      left = true;
      stop();
    };
  }, [board]);
}
