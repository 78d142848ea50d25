// Holds the parks of the draft as a list; the open one shows its fields, functions and shape.
import type { Park } from "../../draft/model";
import {
  addPark,
  removePark,
  renamePark,
  setClosing,
  setParkAbuttals,
  setParkText,
  toggleFunction,
} from "../../draft/park_actions";
import { area } from "../../ui/format";
import { say, t } from "../../ui/language";
import { functionColour, Swatch, useKnown } from "../../ui/programme";
import { AbuttalsField } from "./AbuttalsField";
import { parkAreas, type ShownArea, totalArea } from "./areas";
import { useDesk } from "./desk";
import { Reshape } from "./Reshape";
import { ShapeTree } from "./ShapeTree";

export function AreaFigure({ shown }: { shown: ShownArea | undefined }) {
  if (!shown || shown.area_m2 === null) return null;
  return (
    <span class="figures" data-measured={shown.measured_by}>
      {area(shown.area_m2)}
      {shown.measured_by === "client" ? (
        <span class="small quiet" title={t("area.client_title")}>
          {" "}
          {t("area.client")}
        </span>
      ) : null}
    </span>
  );
}

function Functions({ park }: { park: Park }) {
  const desk = useDesk();
  const { programme } = useKnown();
  return (
    <fieldset class="field-wide functions">
      <legend class="label">{t("parks.functions")}</legend>
      {programme.functions.map((item) => (
        <label key={item.code} class="check">
          <input
            type="checkbox"
            checked={park.functions.includes(item.code)}
            onChange={() => desk.apply(toggleFunction(desk.draft.value, park.key, item.code))}
          />
          <Swatch colour={item.colour} />
          {say(item.name)}
        </label>
      ))}
    </fieldset>
  );
}

function Fields({ park }: { park: Park }) {
  const desk = useDesk();
  const { key } = park;
  return (
    <div class="park-fields">
      <div class="fields">
        <label class="field field-wide">
          {t("form.name")}
          <input
            type="text"
            value={park.name}
            onInput={(event) => desk.apply(renamePark(desk.draft.value, key, event.currentTarget.value), `${key}.name`)}
          />
        </label>
        {(["declared_area", "host"] as const).map((name) => (
          <label key={name} class="field">
            {t(`form.${name}`)}
            <input
              type="text"
              value={park[name] ?? ""}
              onInput={(event) =>
                desk.apply(setParkText(desk.draft.value, key, name, event.currentTarget.value), `${key}.${name}`)
              }
            />
          </label>
        ))}
        <Functions park={park} />
        <label class="check field-wide">
          <input
            type="checkbox"
            checked={park.closing}
            onChange={(event) => desk.apply(setClosing(desk.draft.value, key, event.currentTarget.checked))}
          />
          {t("parks.closing")}
        </label>
        <AbuttalsField
          owner={{ park: key }}
          declared_area={park.declared_area}
          value={park.abuttals}
          onChange={(value) => desk.apply(setParkAbuttals(desk.draft.value, key, value), `${key}.abuttals`)}
          onTake={(value) => desk.apply(setParkAbuttals(desk.draft.value, key, value))}
        />
      </div>
      <h3>{t("parks.shape")}</h3>
      <ShapeTree owner={{ park: key }} name={park.name || t("parks.unnamed")} />
      <Reshape park={park} />
      <div class="buttons">
        <button
          type="button"
          class="button button-danger"
          onClick={() => {
            desk.chosen.value = null;
            desk.tool.value = null;
            desk.apply(removePark(desk.draft.value, key));
          }}
        >
          {t("parks.remove")}
          <span class="hidden"> {park.name}</span>
        </button>
      </div>
    </div>
  );
}

export function ParkList() {
  const desk = useDesk();
  const { programme } = useKnown();
  const draft = desk.draft.value;
  const report = desk.currentReport.value;
  const areas = parkAreas(draft, report);

  function add(): void {
    const added = addPark(draft, t("parks.new_name", { number: draft.parks.length + 1 }));
    desk.apply(added.draft);
    desk.open.value = added.key;
  }

  return (
    <section aria-labelledby="parks-title">
      <div class="section section-head section-flat">
        <h2 id="parks-title">{t("parks.title")}</h2>
        <button type="button" class="button button-primary" onClick={add}>
          {t("parks.add")}
        </button>
      </div>
      {draft.parks.length === 0 ? <p class="section small quiet">{t("parks.none")}</p> : null}
      <ul class="list" data-testid="parks">
        {draft.parks.map((park, index) => {
          const isOpen = desk.open.value === park.key;
          return (
            <li key={park.key} class="park">
              <button
                type="button"
                class="row"
                aria-expanded={isOpen}
                onClick={() => {
                  desk.open.value = isOpen ? null : park.key;
                }}
              >
                <span class="park-head">
                  <Swatch colour={functionColour(programme, park.functions[0])} />
                  <span class="row-name">{park.name || t("parks.unnamed")}</span>
                  <AreaFigure shown={areas[index]} />
                </span>
              </button>
              {isOpen ? <Fields park={park} /> : null}
            </li>
          );
        })}
      </ul>
      {draft.parks.length > 0 ? (
        <p class="section section-head">
          <span class="quiet">{t("parks.total")}</span>
          <strong data-testid="total-area">
            <AreaFigure shown={totalArea(draft, report)} />
          </strong>
        </p>
      ) : null}
    </section>
  );
}
