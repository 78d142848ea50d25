// Holds the exact rings of the zones in view, for snapping; tiles are rounded and never used for this.
import { api } from "../../api/client";
import { ringsOf } from "../../draft/model";
import { readDraft } from "../../draft/read";
import type { Vertices } from "../../geometry/position";
import type { Board } from "../../map/board";

/** Below this zoom a pixel is tens of metres: snapping would be a guess. */
const LEAST_ZOOM = 10;

/** How many zones are fetched for one view. */
const MOST_ZONES = 24;

async function ringsOfZone(code: string): Promise<Vertices[]> {
  const zone = await api.zone(code);
  if (!zone.delimitation) return [];
  const { draft } = readDraft(await api.boundary(code, zone.delimitation.number));
  return [...ringsOf(draft)].map(({ ring }) => ring.vertices);
}

export class Neighbours {
  readonly #rings = new Map<string, Vertices[]>();
  readonly #asked = new Set<string>();

  /** Fetches the zones in view that are not held yet. A zone that fails is asked again with the next view. */
  gather(board: Board): void {
    if (board.view().zoom < LEAST_ZOOM) return;
    const wanted = board.zonesInView().filter((code) => !this.#asked.has(code));
    for (const code of wanted.slice(0, MOST_ZONES)) {
      this.#asked.add(code);
      ringsOfZone(code).then(
        (rings) => this.#rings.set(code, rings),
        () => this.#asked.delete(code),
      );
    }
  }

  *rings(): Generator<Vertices> {
    for (const rings of this.#rings.values()) yield* rings;
  }
}
