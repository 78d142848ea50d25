// Holds the ways to split a park along a line, drawn or entered, and to merge another park into it.
import { useId, useState } from "preact/hooks";
import type { Park } from "../../draft/model";
import { areNeighbours } from "../../draft/reshape_actions";
import { areaBrief } from "../../ui/format";
import { t } from "../../ui/language";
import { shapeAreaM2 } from "./areas";
import { CoordinateText } from "./CoordinateText";
import { useDesk } from "./desk";
import { mergeParks, splitPark } from "./reshape";

function isDrawn(park: Park): boolean {
  return park.shape.parts.some((part) => (part.rings[0]?.vertices.length ?? 0) >= 3);
}

/** The line as text, for those who do not draw with a mouse, or have its survey. */
function EnterLine({ park }: { park: Park }) {
  const desk = useDesk();
  return (
    <details class="further">
      <summary class="small">{t("reshape.enter")}</summary>
      <CoordinateText rows={3} onRead={(line) => void splitPark(desk, park.key, line)}>
        {(take, isEmpty) => (
          <button type="button" class="button button-small" disabled={isEmpty || desk.reshaping.value} onClick={take}>
            {t("reshape.enter_do")}
          </button>
        )}
      </CoordinateText>
    </details>
  );
}

function Merge({ park, name }: { park: Park; name: string }) {
  const desk = useDesk();
  const id = useId();
  const [chosen, setChosen] = useState("");
  const others = desk.draft.value.parks.filter((other) => other.key !== park.key && isDrawn(other));
  const beside = new Set(others.filter((other) => areNeighbours(park, other)).map((other) => other.key));
  const sorted = [...others].sort((a, b) => Number(beside.has(b.key)) - Number(beside.has(a.key)));
  if (others.length === 0) return null;
  const gone = others.some((other) => other.key === chosen) ? chosen : "";
  return (
    <div class="form-row">
      <div class="field">
        <label for={id}>{t("reshape.with")}</label>
        <select id={id} value={gone} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{t("reshape.choose")}</option>
          {sorted.map((other) => {
            const called = { name: other.name || t("parks.unnamed"), area: areaBrief(shapeAreaM2(other.shape)) };
            return (
              <option key={other.key} value={other.key}>
                {t(beside.has(other.key) ? "reshape.beside" : "reshape.other", called)}
              </option>
            );
          })}
        </select>
      </div>
      <button
        type="button"
        class="button"
        disabled={gone === "" || desk.reshaping.value}
        aria-label={t("reshape.merge_of", { name })}
        onClick={() => void mergeParks(desk, park.key, gone)}
      >
        {t("reshape.merge")}
      </button>
    </div>
  );
}

export function Reshape({ park }: { park: Park }) {
  const desk = useDesk();
  const name = park.name || t("parks.unnamed");
  const tool = desk.tool.value;
  return (
    <>
      <h3>{t("reshape.title")}</h3>
      {isDrawn(park) ? (
        <div class="shape" data-testid="reshape" aria-busy={desk.reshaping.value}>
          <div class="buttons">
            <button
              type="button"
              class="button"
              disabled={desk.reshaping.value}
              aria-pressed={tool?.kind === "line" && tool.park === park.key}
              aria-label={t("reshape.split_of", { name })}
              onClick={() => {
                desk.chosen.value = null;
                desk.tool.value = { kind: "line", park: park.key };
              }}
            >
              {t("reshape.split")}
            </button>
            <span class="small quiet" role="status">
              {desk.reshaping.value ? t("reshape.busy") : ""}
            </span>
          </div>
          <EnterLine park={park} />
          <Merge park={park} name={name} />
        </div>
      ) : (
        <p class="small quiet">{t("reshape.not_drawn")}</p>
      )}
    </>
  );
}
