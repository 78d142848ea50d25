// Holds the map of the draw page: it brings the desk, the map and the drawing tool together.
import { effect } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ringOf, ringsOf, samePath } from "../../draft/model";
import { RingEditor } from "../../draw/ring_editor";
import { DrawSession } from "../../draw/session";
import { signedAreaM2 } from "../../geometry/area";
import { bboxOf, readBbox } from "../../geometry/bbox";
import { isOnEarth, type Vertices } from "../../geometry/position";
import type { Board } from "../../map/board";
import { CHINA, MapView } from "../../map/MapView";
import { readView, writeView } from "../../map/view_address";
import { area } from "../../ui/format";
import { t } from "../../ui/language";
import { functionColour, useKnown } from "../../ui/programme";
import { route, writeQuery } from "../../ui/router";
import { useParkLabels } from "../park_labels";
import { type Desk, useDesk } from "./desk";
import { draftFeatures, ownerFrom } from "./draft_features";
import { findingBox } from "./finding_place";
import { Neighbours } from "./neighbours";

function* snapRings(desk: Desk, neighbours: Neighbours): Generator<Vertices> {
  const edited = desk.tool.value ? null : desk.chosen.value;
  for (const { path, ring } of ringsOf(desk.draft.value)) if (!samePath(path, edited)) yield ring.vertices;
  yield* neighbours.rings();
}

/** A ring that can be edited on the map: three vertices or more, all on earth. */
function isEditable(vertices: Vertices): boolean {
  return vertices.length >= 3 && vertices.every(isOnEarth);
}

/** Keeps the drawing tool and the editor in step with the desk; returns how to end that. */
function bind(desk: Desk, session: DrawSession, editor: RingEditor): () => void {
  let begun: unknown = null;
  return effect(() => {
    const tool = desk.tool.value;
    const path = desk.chosen.value;
    const draft = desk.draft.value;
    if (tool) {
      editor.stop();
      if (begun !== tool) session.begin(tool.kind === "line" ? "line" : "ring");
      begun = tool;
      return;
    }
    if (begun) session.stop();
    begun = null;
    const vertices = (path && ringOf(draft, path)?.vertices) || null;
    desk.tableOnly.value = vertices !== null && !isEditable(vertices);
    if (!vertices || desk.tableOnly.value) editor.stop();
    else if (!editor.holds(vertices)) editor.edit(vertices);
  });
}

/** Rings whose vertices follow those of the ring under edit. */
function* otherRings(desk: Desk): Generator<Vertices> {
  const edited = desk.chosen.peek();
  if (!desk.together.peek()) return;
  for (const { path, ring } of ringsOf(desk.draft.peek())) if (!samePath(path, edited)) yield ring.vertices;
}

function Tools({ session }: { session: DrawSession | null }) {
  const desk = useDesk();
  const tool = desk.tool.value;
  const drawn_m2 = desk.drawn_m2.value;
  return (
    <div class="map-tools">
      {tool ? (
        <>
          <span class="map-card" role="status">
            {t(`draw.drawing_${tool.kind}`)}
          </span>
          <button type="button" class="button button-primary" onClick={() => session?.complete()}>
            {t("draw.finish")}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              desk.tool.value = null;
            }}
          >
            {t("draw.cancel")}
          </button>
        </>
      ) : null}
      {desk.chosen.value && !tool ? (
        <>
          <span class="map-card">{t(desk.tableOnly.value ? "draw.table_only" : "draw.editing")}</span>
          <button
            type="button"
            class="button"
            onClick={() => {
              desk.chosen.value = null;
            }}
          >
            {t("draw.done")}
          </button>
        </>
      ) : null}
      {drawn_m2 === null ? null : <span class="map-card figures">{area(drawn_m2)}</span>}
      <label class="map-card check">
        <input
          type="checkbox"
          checked={desk.snapping.value}
          onChange={(event) => {
            desk.snapping.value = event.currentTarget.checked;
          }}
        />
        {t("draw.snap")}
      </label>
      <label class="map-card check" title={t("draw.together_title")}>
        <input
          type="checkbox"
          checked={desk.together.value}
          onChange={(event) => {
            desk.together.value = event.currentTarget.checked;
          }}
        />
        {t("draw.together")}
      </label>
      {desk.preview.value?.features.some((feature) => feature.properties?.role === "added") ? (
        <span class="map-card">{t("fix.legend")}</span>
      ) : null}
    </div>
  );
}

export function MapDesk({ onSession }: { onSession: (session: DrawSession | null) => void }) {
  const desk = useDesk();
  const { programme, settings } = useKnown();
  const [board, setBoard] = useState<Board | null>(null);
  const [session, setSession] = useState<DrawSession | null>(null);
  useParkLabels(board);
  const neighbours = useMemo(() => new Neighbours(), []);
  const start = useMemo(() => {
    const asked = readView(route.value.query);
    const drawn = bboxOf([...ringsOf(desk.draft.value)].flatMap(({ ring }) => ring.vertices));
    return asked ?? { bbox: drawn ?? readBbox(programme.extent) ?? CHINA };
  }, []);

  useEffect(() => {
    if (!board) return;
    const made = new DrawSession(board.raw, {
      rings: () => snapRings(desk, neighbours),
      metresPerPixel: (lat) => board.metresPerPixel(lat),
      snapping: () => desk.snapping.value,
      onDrawn: (vertices) => desk.drawn(vertices),
      onStroke: (vertices) => {
        const isRing = desk.tool.value?.kind !== "line" && vertices.length >= 3;
        desk.drawn_m2.value = isRing ? Math.abs(signedAreaM2(vertices)) : null;
      },
    });
    const editor = new RingEditor(board, {
      rings: () => snapRings(desk, neighbours),
      snapping: () => desk.snapping.value,
      together: () => otherRings(desk),
      onEdited: (vertices) => desk.edited(vertices),
      onArea: (area_m2) => {
        desk.drawn_m2.value = area_m2;
      },
    });
    setSession(made);
    onSession(made);
    const leave = [
      bind(desk, made, editor),
      board.onMoved((view) => writeQuery(writeView(view))),
      board.onIdle(() => neighbours.gather(board)),
      board.onClick(["draft-fill"], (place, picked) => {
        const found = picked[0]?.properties;
        if (!found || desk.tool.value || editor.hits(place)) return;
        const owner = ownerFrom(String(found.owner));
        desk.chosen.value = { owner, part: Number(found.part), ring: 0 };
        desk.open.value = owner === "outline" ? "outline" : owner.park;
      }),
      effect(() => {
        const colourOf = (code: string | undefined) => functionColour(programme, code);
        board.show("draft", draftFeatures(desk.draft.value, desk.chosen.value, colourOf));
      }),
      effect(() => {
        const finding = desk.finding.value;
        board.show("finding", finding?.place ? [{ geometry: finding.place }] : []);
        const box = finding ? findingBox(desk.draft.peek(), finding) : null;
        if (box) board.fit(box, 18);
      }),
      effect(() => {
        const preview = desk.preview.value;
        board.show("preview", preview?.features ?? []);
        if (preview?.box && !board.sees(preview.box)) board.fit(preview.box, 18);
      }),
      effect(() => {
        // An import or example is looked at as a whole; a step of drawing leaves the view alone.
        if (desk.arrivals.value === 0) return;
        const box = bboxOf([...ringsOf(desk.draft.peek())].flatMap(({ ring }) => ring.vertices));
        if (box) board.fit(box, 16);
      }),
    ];
    return () => {
      for (const end of leave) end();
      editor.remove();
      made.remove();
      onSession(null);
    };
  }, [board]);

  return (
    <MapView programme={programme} settings={settings} start={start} label={t("draw.map_label")} onBoard={setBoard}>
      <Tools session={session} />
    </MapView>
  );
}
