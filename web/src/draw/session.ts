// Holds the drawing tool: one ring or line at a time is drawn; parts, holes and parks are not known to it.

import type { SnapToCustom } from "terra-draw";
import { TerraDraw, TerraDrawLineStringMode, TerraDrawModeUndoRedo, TerraDrawPolygonMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { type Position, rounded, samePlace, type Vertices } from "../geometry/position";
import { snap } from "../geometry/snap";
import { restoreExact } from "../geometry/weld";
import { DRAWING_STYLE, LINE_STYLE } from "./styling";

/** Decimals that the tool keeps; 9 are 0.1 mm. Exact neighbours are put back afterwards. */
const DIGITS = 9;

/** How near in pixels a vertex or edge draws the pencil to it. */
const SNAP_PIXELS = 12;

export interface DrawingEvents {
  /** Rings that the pencil may snap to, asked anew at every stroke. */
  rings: () => Iterable<Vertices>;
  metresPerPixel: (lat: number) => number;
  snapping: () => boolean;
  /** A ring or line was drawn to its end. */
  onDrawn: (vertices: Position[]) => void;
  /** The ring or line as it is at this moment, while the pencil moves. */
  onStroke: (vertices: Position[]) => void;
}

/** What is drawn: a ring, which ends where it began, or a line. */
export type Figure = "ring" | "line";

/** The terra-draw mode of each, and the fewest vertices that make one. */
const FIGURES = { ring: { mode: "polygon", least: 3 }, line: { mode: "linestring", least: 2 } } as const;

function openRing(coordinates: Position[]): Position[] {
  const [first, last] = [coordinates[0], coordinates.at(-1)];
  return first && last && coordinates.length > 1 && samePlace(first, last) ? coordinates.slice(0, -1) : coordinates;
}

export class DrawSession {
  readonly #draw: TerraDraw;
  readonly #events: DrawingEvents;
  #isDrawing = false;
  #figure: Figure = "ring";

  constructor(map: unknown, events: DrawingEvents) {
    this.#events = events;
    const toCustom: SnapToCustom = (event) => this.#snap([event.lng, event.lat]);
    this.#draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DIGITS }),
      modes: [
        new TerraDrawPolygonMode({ pointerDistance: 14, snapping: { toCustom }, styles: DRAWING_STYLE }),
        new TerraDrawLineStringMode({
          pointerDistance: 14,
          snapping: { toCustom },
          showCoordinatePoints: true,
          styles: LINE_STYLE,
        }),
      ],
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    this.#draw.start();
    this.#draw.setMode("static");
    this.#draw.on("finish", () => this.#finished());
    this.#draw.on("change", (_ids, type) => {
      if (type === "update" && this.#isDrawing) this.#events.onStroke(this.#current());
    });
  }

  #snap(place: Position): [number, number] | undefined {
    if (!this.#events.snapping()) return undefined;
    const reach_m = SNAP_PIXELS * this.#events.metresPerPixel(place[1] ?? 0);
    const found = snap(place, this.#events.rings(), reach_m);
    if (!found) return undefined;
    const [lon = 0, lat = 0] = rounded(found.position, DIGITS);
    return [lon, lat];
  }

  /** The ring that the tool holds now, without the repeated first vertex, or the line. */
  #current(): Position[] {
    if (this.#figure === "line") return this.#line();
    const feature = this.#draw.getSnapshot().find((item) => item.geometry.type === "Polygon");
    if (feature?.geometry.type !== "Polygon") return [];
    return openRing(feature.geometry.coordinates[0] ?? []);
  }

  #line(): Position[] {
    const feature = this.#draw.getSnapshot().find((item) => item.geometry.type === "LineString");
    return feature?.geometry.type === "LineString" ? feature.geometry.coordinates : [];
  }

  #exact(vertices: Position[]): Position[] {
    return restoreExact(vertices, [...this.#events.rings()].flat(), DIGITS);
  }

  #finished(): void {
    // The tool still works on its feature while it tells of the end, so what was drawn is taken over after that.
    queueMicrotask(() => {
      if (!this.#isDrawing) return;
      const vertices = this.#exact(this.#current());
      this.stop();
      this.#events.onDrawn(vertices);
    });
  }

  /** Begins a new ring or line. */
  begin(figure: Figure): void {
    this.stop();
    this.#isDrawing = true;
    this.#figure = figure;
    this.#draw.setMode(FIGURES[figure].mode);
  }

  /** Ends what is being drawn with the vertices set so far; false when they are too few. */
  complete(): boolean {
    if (!this.#isDrawing) return false;
    // While drawing, the last vertex is where the pencil hovers, not one that was set.
    const set = this.#current().slice(0, -1);
    const vertices = set.filter((vertex, index) => index === 0 || !samePlace(vertex, set[index - 1] ?? []));
    if (vertices.length < FIGURES[this.#figure].least) return false;
    const exact = this.#exact(vertices);
    this.stop();
    this.#events.onDrawn(exact);
    return true;
  }

  /** Takes back the last vertex of the ring being drawn; false when there is none. */
  undoVertex(): boolean {
    return this.#isDrawing && this.#draw.canUndo() && this.#draw.undo();
  }

  /** Puts the pencil away; what is unfinished is dropped. */
  stop(): void {
    this.#isDrawing = false;
    if (this.#draw.getMode() !== "static") this.#draw.setMode("static");
    this.#draw.clear();
  }

  remove(): void {
    this.#isDrawing = false;
    if (this.#draw.enabled) this.#draw.stop();
  }
}
