// Holds the form of the zone: its name, kind, host, division, declared area, limits, and the outline if one is drawn.

import type { ZoneText } from "../../draft/model";
import { setZoneAbuttals, setZoneText } from "../../draft/park_actions";
import { say, t } from "../../ui/language";
import { useKnown } from "../../ui/programme";
import { AbuttalsField } from "./AbuttalsField";
import { useDesk } from "./desk";
import { convertFrom } from "./intake";
import { ShapeTree } from "./ShapeTree";

const DATUMS = ["wgs84", "cgcs2000", "gcj02", "bd09"] as const;

function ZoneInput({ name, hint }: { name: ZoneText; hint?: string }) {
  const desk = useDesk();
  return (
    <label class="field">
      {t(`form.${name}`)}
      <input
        type="text"
        value={desk.draft.value.zone[name] ?? ""}
        placeholder={hint}
        onInput={(event) => desk.apply(setZoneText(desk.draft.value, name, event.currentTarget.value), `zone.${name}`)}
      />
    </label>
  );
}

function Datum() {
  const desk = useDesk();
  const datum = desk.draft.value.zone.datum ?? "";
  return (
    <>
      <label class="field">
        {t("form.datum")}
        <select
          value={datum}
          onChange={(event) => desk.apply(setZoneText(desk.draft.value, "datum", event.currentTarget.value))}
        >
          <option value="">{t("form.datum.default")}</option>
          {DATUMS.map((code) => (
            <option key={code} value={code}>
              {code.toUpperCase()}
            </option>
          ))}
        </select>
      </label>
      {datum === "gcj02" || datum === "bd09" ? (
        <div class="field-wide notice notice-warn small" role="status">
          <p>{t("form.datum_shifted", { datum: datum.toUpperCase() })}</p>
          <button type="button" class="button button-small" onClick={() => void convertFrom(desk, datum)}>
            {t("files.convert", { datum: datum.toUpperCase() })}
          </button>
        </div>
      ) : null}
    </>
  );
}

export function ZoneFields() {
  const desk = useDesk();
  const { programme } = useKnown();
  const { zone } = desk.draft.value;
  return (
    <section class="section" aria-labelledby="zone-form">
      <h2 id="zone-form">{t("form.zone")}</h2>
      <div class="fields">
        <div class="field-wide">
          <ZoneInput name="name" />
        </div>
        <label class="field">
          {t("form.kind")}
          <select
            value={zone.kind ?? ""}
            onChange={(event) => desk.apply(setZoneText(desk.draft.value, "kind", event.currentTarget.value))}
          >
            <option value="">{t("form.choose")}</option>
            {programme.kinds.map((kind) => (
              <option key={kind.code} value={kind.code}>
                {say(kind.name)}
              </option>
            ))}
          </select>
        </label>
        <ZoneInput name="declared_area" hint={t("form.declared_hint")} />
        <ZoneInput name="host" />
        <ZoneInput name="division" />
        <AbuttalsField
          owner="outline"
          declared_area={zone.declared_area}
          value={zone.abuttals}
          onChange={(value) => desk.apply(setZoneAbuttals(desk.draft.value, value), "zone.abuttals")}
          onTake={(value) => desk.apply(setZoneAbuttals(desk.draft.value, value))}
        />
      </div>
      <details>
        <summary>{t("form.further")}</summary>
        <div class="fields further">
          <ZoneInput name="code" />
          <Datum />
          <ZoneInput name="document" />
          <ZoneInput name="valid_from" hint="2026-01-31" />
          <div class="field-wide">
            <ZoneInput name="remark" />
          </div>
        </div>
        <h3>{t("form.outline")}</h3>
        <p class="small quiet">{t("form.outline_hint")}</p>
        <ShapeTree owner="outline" name={t("form.outline")} />
      </details>
    </section>
  );
}
