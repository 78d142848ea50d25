// Holds in which edges and vertices two versions of rings differ; it must not know whose rings they are, nor why they changed.
import { latOf, lonOf, type Position, type Vertices } from "./position";

/** Vertices this near in degrees are the same one: 1e-8 degree is a millimetre, the grid that shapes are laid on. */
const SAME_DEG = 1e-8;

/** An edge between two vertices, in no direction. */
export type Edge = readonly [Position, Position];

export interface RingChange {
  /** Edges that only the later version has. */
  readonly added: readonly Edge[];
  /** Edges that only the earlier version has. */
  readonly dropped: readonly Edge[];
  /** Vertices that only the later version has. */
  readonly vertices: readonly Position[];
}

/** Numbers places, giving those within `SAME_DEG` of each other the same number. */
class Places {
  readonly #cells = new Map<string, { position: Position; number: number }[]>();
  #next = 0;

  number(position: Position): number {
    const [column, row] = [Math.floor(lonOf(position) / SAME_DEG), Math.floor(latOf(position) / SAME_DEG)];
    for (const c of [column - 1, column, column + 1]) {
      for (const r of [row - 1, row, row + 1]) {
        const found = this.#cells.get(`${c},${r}`)?.find((known) => near(known.position, position));
        if (found) return found.number;
      }
    }
    const key = `${column},${row}`;
    const number = this.#next;
    this.#next += 1;
    this.#cells.set(key, [...(this.#cells.get(key) ?? []), { position, number }]);
    return number;
  }
}

function near(a: Position, b: Position): boolean {
  return Math.abs(lonOf(a) - lonOf(b)) <= SAME_DEG && Math.abs(latOf(a) - latOf(b)) <= SAME_DEG;
}

function edgesOf(rings: Iterable<Vertices>, places: Places): Map<string, Edge> {
  const edges = new Map<string, Edge>();
  for (const ring of rings) {
    ring.forEach((position, index) => {
      const next = ring[(index + 1) % ring.length] ?? position;
      const [a, b] = [places.number(position), places.number(next)];
      if (a !== b) edges.set(a < b ? `${a}-${b}` : `${b}-${a}`, [position, next]);
    });
  }
  return edges;
}

/** How `after` differs from `before`; where rings begin, and which way they run, is no difference. Rings are taken as closed. */
export function ringChange(before: Iterable<Vertices>, after: Iterable<Vertices>): RingChange {
  const [earlier, later] = [[...before], [...after]];
  const places = new Places();
  const [old, fresh] = [edgesOf(earlier, places), edgesOf(later, places)];
  const known = new Set(earlier.flat().map((position) => places.number(position)));
  return {
    added: [...fresh].filter(([key]) => !old.has(key)).map(([, edge]) => edge),
    dropped: [...old].filter(([key]) => !fresh.has(key)).map(([, edge]) => edge),
    vertices: later.flat().filter((position) => !known.has(places.number(position))),
  };
}
