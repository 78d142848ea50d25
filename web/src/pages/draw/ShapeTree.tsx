// Holds the parts and holes of one owner as a list, each with its area, and the ways to draw, enter, edit and remove them.
import { type Owner, type Part, type RingPath, samePath, shapeOf } from "../../draft/model";
import { addHole, addPart, closeRing, removeRing } from "../../draft/shape_actions";
import { polygonAreaM2 } from "../../geometry/area";
import { area, count } from "../../ui/format";
import { t } from "../../ui/language";
import { useDesk } from "./desk";
import { RingTable } from "./RingTable";

function RingRow({ path, part, title, owner }: { path: RingPath; part: Part; title: string; owner: string }) {
  const desk = useDesk();
  const ring = part.rings[path.ring];
  const chosen = samePath(desk.chosen.value, path);
  const full = `${owner} ${title}`;
  if (!ring) return null;
  const area_m2 =
    path.ring === 0 ? polygonAreaM2(part.rings.map((item) => item.vertices)) : polygonAreaM2([ring.vertices]);
  return (
    <li class={path.ring > 0 ? "ring ring-hole" : "ring"}>
      <div class="ring-head">
        <span>{title}</span>
        <span class="small quiet figures">
          {t("shape.vertices", { count: count(ring.vertices.length) })} · {area(area_m2)}
        </span>
        <span class="buttons">
          <button
            type="button"
            class="button button-small"
            aria-pressed={chosen}
            aria-label={t("shape.edit_of", { name: full })}
            onClick={() => {
              desk.tool.value = null;
              desk.chosen.value = chosen ? null : path;
            }}
          >
            {t("shape.edit")}
          </button>
          {path.ring === 0 ? (
            <>
              <button
                type="button"
                class="button button-small"
                aria-label={t("shape.add_hole_of", { name: full })}
                onClick={() => {
                  desk.chosen.value = null;
                  desk.tool.value = { kind: "hole", owner: path.owner, part: path.part };
                }}
              >
                {t("shape.add_hole")}
              </button>
              <button
                type="button"
                class="button button-small"
                aria-label={t("shape.enter_hole_of", { name: full })}
                onClick={() => {
                  const added = addHole(desk.draft.value, path.owner, path.part, []);
                  desk.tool.value = null;
                  desk.apply(added.draft);
                  desk.chosen.value = added.path;
                }}
              >
                {t("shape.enter_hole")}
              </button>
            </>
          ) : null}
          <button
            type="button"
            class="button button-small button-danger"
            aria-label={t("shape.remove_of", { name: full })}
            onClick={() => {
              desk.chosen.value = null;
              desk.apply(removeRing(desk.draft.value, path));
            }}
          >
            {t("shape.remove")}
          </button>
        </span>
      </div>
      {ring.closed ? null : (
        <p class="small">
          {t("shape.open_ring")}{" "}
          <button type="button" class="link-button" onClick={() => desk.apply(closeRing(desk.draft.value, path))}>
            {t("shape.close_ring")}
          </button>
        </p>
      )}
      {chosen ? <RingTable path={path} ring={ring} name={full} /> : null}
    </li>
  );
}

export function ShapeTree({ owner, name }: { owner: Owner; name: string }) {
  const desk = useDesk();
  const { parts } = shapeOf(desk.draft.value, owner);
  return (
    <div class="shape">
      {parts.length === 0 ? <p class="small quiet">{t("shape.none")}</p> : null}
      <ul>
        {parts.flatMap((part, index) =>
          part.rings.map((_, ring) => (
            <RingRow
              key={`${index}/${ring}`}
              path={{ owner, part: index, ring }}
              part={part}
              owner={name}
              title={
                ring === 0
                  ? t("shape.part", { number: index + 1 })
                  : `${t("shape.part", { number: index + 1 })} ${t("shape.hole", { number: ring })}`
              }
            />
          )),
        )}
      </ul>
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => {
            desk.chosen.value = null;
            desk.tool.value = { kind: "part", owner };
          }}
        >
          {t(parts.length === 0 ? "shape.draw" : "shape.draw_more")}
          <span class="hidden"> {name}</span>
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            const added = addPart(desk.draft.value, owner, []);
            desk.tool.value = null;
            desk.apply(added.draft);
            desk.chosen.value = added.path;
          }}
        >
          {t("shape.enter")}
          <span class="hidden"> {name}</span>
        </button>
      </div>
    </div>
  );
}
