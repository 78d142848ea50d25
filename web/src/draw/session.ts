// Holds the drawing tool: one ring or line at a time is drawn, or a ring edited; parts, holes and parks are not known to it.

import type { SnapToCustom } from "terra-draw";
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { type Position, rounded, samePlace, type Vertices } from "../geometry/position";
import { snap } from "../geometry/snap";
import { restoreExact } from "../geometry/weld";
import { DRAWING_STYLE, EDITING_STYLE, LINE_STYLE } from "./styling";

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
  /** The ring under edit changed. */
  onEdited: (vertices: Position[]) => void;
  /** The ring as it is at this moment, while the pencil moves. */
  onStroke: (vertices: Position[]) => void;
}

type Activity = "idle" | "drawing" | "editing";

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
  #activity: Activity = "idle";
  #figure: Figure = "ring";
  #originals: Vertices = [];

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
        new TerraDrawSelectMode({
          allowManualDeselection: false,
          pointerDistance: 14,
          styles: EDITING_STYLE,
          flags: {
            polygon: {
              feature: {
                draggable: false,
                coordinates: {
                  midpoints: { draggable: true },
                  draggable: true,
                  deletable: true,
                  snappable: { toCustom },
                },
              },
            },
          },
        }),
      ],
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    this.#draw.start();
    this.#draw.setMode("select");
    this.#draw.on("finish", () => this.#finished());
    this.#draw.on("change", (_ids, type) => {
      if (type === "update" && this.#activity !== "idle") this.#events.onStroke(this.#current());
    });
  }

  get activity(): Activity {
    return this.#activity;
  }

  /** Says whether exactly these vertices are under edit already. */
  holds(vertices: Vertices): boolean {
    if (this.#activity !== "editing" || vertices.length !== this.#originals.length) return false;
    return vertices.every((vertex, index) => samePlace(vertex, this.#originals[index] ?? []));
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
    if (this.#activity === "drawing" && this.#figure === "line") return this.#line();
    const feature = this.#draw.getSnapshot().find((item) => item.geometry.type === "Polygon");
    if (feature?.geometry.type !== "Polygon") return [];
    return openRing(feature.geometry.coordinates[0] ?? []);
  }

  #line(): Position[] {
    const feature = this.#draw.getSnapshot().find((item) => item.geometry.type === "LineString");
    return feature?.geometry.type === "LineString" ? feature.geometry.coordinates : [];
  }

  #exact(vertices: Position[]): Position[] {
    const neighbours = [...this.#events.rings()].flat();
    return restoreExact(vertices, [...neighbours, ...this.#originals], DIGITS);
  }

  #finished(): void {
    // The tool still works on its feature while it tells of the end, so the ring is taken over after that.
    queueMicrotask(() => {
      const vertices = this.#exact(this.#current());
      if (this.#activity === "editing") {
        this.#originals = vertices;
        this.#events.onEdited(vertices);
      } else if (this.#activity === "drawing") {
        this.stop();
        this.#events.onDrawn(vertices);
      }
    });
  }

  /** Begins a new ring or line. */
  begin(figure: Figure): void {
    this.stop();
    this.#activity = "drawing";
    this.#figure = figure;
    this.#draw.setMode(FIGURES[figure].mode);
  }

  /** Ends what is being drawn with the vertices set so far; false when they are too few. */
  complete(): boolean {
    if (this.#activity !== "drawing") return false;
    // While drawing, the last vertex is where the pencil hovers, not one that was set.
    const set = this.#current().slice(0, -1);
    const vertices = set.filter((vertex, index) => index === 0 || !samePlace(vertex, set[index - 1] ?? []));
    if (vertices.length < FIGURES[this.#figure].least) return false;
    const exact = this.#exact(vertices);
    this.stop();
    this.#events.onDrawn(exact);
    return true;
  }

  /** Puts a ring under edit; false when the tool cannot hold it (fewer than three vertices, places not on earth). */
  edit(vertices: Vertices): boolean {
    this.stop();
    const first = vertices[0];
    if (!first || vertices.length < 3) return false;
    const id = this.#draw.getFeatureId();
    const coordinates = [...vertices, first].map((vertex) => [...rounded(vertex, DIGITS)]);
    const [result] = this.#draw.addFeatures([
      {
        id,
        type: "Feature",
        geometry: { type: "Polygon", coordinates: [coordinates] },
        properties: { mode: "polygon" },
      },
    ]);
    if (!result?.valid) return false;
    this.#originals = vertices;
    this.#activity = "editing";
    this.#draw.setMode("select");
    this.#draw.selectFeature(id);
    return true;
  }

  /** Takes back the last vertex of the ring being drawn; false when there is none. */
  undoVertex(): boolean {
    return this.#activity === "drawing" && this.#draw.canUndo() && this.#draw.undo();
  }

  /** Puts the pencil away; an unfinished ring is dropped. */
  stop(): void {
    this.#activity = "idle";
    this.#originals = [];
    if (this.#draw.getMode() !== "select") this.#draw.setMode("select");
    this.#draw.clear();
  }

  remove(): void {
    this.#activity = "idle";
    if (this.#draw.enabled) this.#draw.stop();
  }
}
