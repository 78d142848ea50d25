// Holds the editing of one ring on the map: handles that are pulled, made and removed. A frame of a pull draws the edges beside the
// handle and no more, so that it is as quick for ten thousand vertices as for ten; it must not know parts, parks or drafts.
import { signedAreaM2 } from "../geometry/area";
import { besideHandle, besidePlace, type Handle, handleAt, handlesOf, withHandle } from "../geometry/handles";
import { type Bbox, type Position, rounded, samePlace, type Vertices } from "../geometry/position";
import { snap } from "../geometry/snap";
import type { Board, Shown } from "../map/board";
import type { Pull } from "../map/press";

/** Decimals of a moved vertex; 9 are 0.1 mm. */
const DIGITS = 9;

/** How near in pixels a handle is taken, and an edge must be long to have one in its middle. */
const REACH_PX = 12;
const LEAST_EDGE_PX = 40;

/** How near in pixels a vertex or edge draws the handle to it. */
const SNAP_PX = 12;

export interface EditorEvents {
  /** Rings that a handle may snap to. */
  readonly rings: () => Iterable<Vertices>;
  readonly snapping: () => boolean;
  /** Rings whose vertices at the same place are moved along. */
  readonly together: () => Iterable<Vertices>;
  readonly onEdited: (vertices: Position[]) => void;
  /** The area of the ring as it would be, while a handle is pulled; null once it is let go. */
  readonly onArea: (area_m2: number | null) => void;
}

function line(coordinates: readonly Position[], role: string): Shown {
  return { geometry: { type: "LineString", coordinates }, properties: { role } };
}

function point(coordinates: Position, role: string): Shown {
  return { geometry: { type: "Point", coordinates }, properties: { role } };
}

/** The view with half of itself more on each side, so that handles are there before the map has come to rest. */
function wider([west, south, east, north]: Bbox): Bbox {
  const [width, height] = [(east - west) / 2, (north - south) / 2];
  return [west - width, south - height, east + width, north + height];
}

export class RingEditor {
  readonly #board: Board;
  readonly #events: EditorEvents;
  readonly #leave: readonly (() => void)[];
  #ring: Vertices | null = null;
  #handles: readonly Handle[] = [];
  #over = false;

  constructor(board: Board, events: EditorEvents) {
    this.#board = board;
    this.#events = events;
    this.#leave = [
      board.onMoved(() => this.#showHandles()),
      board.onPress((place) => this.#take(place)),
      board.onMenu((place) => this.#remove(place)),
      board.onHover((place) => this.#hover(place)),
    ];
  }

  /** Says whether exactly these vertices are under edit. */
  holds(vertices: Vertices): boolean {
    return this.#ring === vertices;
  }

  /** Says whether a handle lies under a place. */
  hits(place: Position): boolean {
    return this.#handleAt(place) !== null;
  }

  edit(vertices: Vertices): void {
    this.#ring = vertices;
    const first = vertices[0];
    this.#board.show("edited", first ? [line([...vertices, first], "ring")] : []);
    this.#board.show("pulled", []);
    this.#showHandles();
  }

  stop(): void {
    if (this.#ring === null) return;
    this.#ring = null;
    this.#handles = [];
    for (const overlay of ["edited", "handles", "pulled"] as const) this.#board.show(overlay, []);
    this.#setOver(false);
    this.#events.onArea(null);
  }

  remove(): void {
    this.stop();
    for (const end of this.#leave) end();
  }

  #reach_m(place: Position, pixels: number): number {
    return pixels * this.#board.metresPerPixel(place[1] ?? 0);
  }

  #handleAt(place: Position): Handle | null {
    return handleAt(this.#handles, place, this.#reach_m(place, REACH_PX));
  }

  #showHandles(): void {
    if (!this.#ring) return;
    const box = wider(this.#board.bounds());
    const least_m = this.#reach_m([0, (box[1] + box[3]) / 2], LEAST_EDGE_PX);
    this.#handles = handlesOf(this.#ring, box, least_m);
    this.#board.show(
      "handles",
      this.#handles.map(({ kind, position }) => point(position, kind)),
    );
  }

  #setOver(over: boolean): void {
    if (over === this.#over) return;
    this.#over = over;
    this.#board.setCursor(over ? "pointer" : "");
  }

  #hover(place: Position): void {
    if (this.#ring) this.#setOver(this.#handleAt(place) !== null);
  }

  /** Where a pulled handle goes: to a vertex or edge nearby, but not back to where its neighbours still have it. */
  #target(place: Position, from: Position): Position {
    const found = this.#events.snapping() ? snap(place, this.#events.rings(), this.#reach_m(place, SNAP_PX)) : null;
    if (!found || samePlace(found.position, from)) return rounded(place, DIGITS);
    // A neighbour's vertex is taken to the last digit, so that both have the very same.
    return found.onto === "vertex" ? found.position : rounded(found.position, DIGITS);
  }

  #take(place: Position): Pull | null {
    const ring = this.#ring;
    const handle = ring ? this.#handleAt(place) : null;
    if (!ring || !handle) return null;
    const from = handle.position;
    const shared = handle.kind === "vertex" ? besidePlace(this.#events.together(), from) : [];
    const pairs = [besideHandle(ring, handle), ...shared];
    let to: Position | null = null;
    return {
      move: (pointed) => {
        const target = this.#target(pointed, from);
        to = target;
        const edges = pairs.map(([before, after]) => line([before, target, after], "edge"));
        this.#board.show("pulled", [...edges, point(target, "place")]);
        this.#events.onArea(Math.abs(signedAreaM2(withHandle(ring, handle, target))));
      },
      end: () => {
        this.#board.show("pulled", []);
        this.#events.onArea(null);
        if (to && !samePlace(to, from)) this.#events.onEdited(withHandle(ring, handle, to));
      },
    };
  }

  #remove(place: Position): void {
    const handle = this.#handleAt(place);
    if (!this.#ring || handle?.kind !== "vertex" || this.#ring.length <= 3) return;
    this.#events.onEdited(this.#ring.toSpliced(handle.index, 1));
  }
}
