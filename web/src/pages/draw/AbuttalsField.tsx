// Holds the field for the four-direction limits: one sentence as it is printed, or four lists.
import { useId } from "preact/hooks";
import type { AbuttalsBySide, AbuttalsInput } from "../../draft/model";
import { t } from "../../ui/language";

const SIDES = ["east", "south", "west", "north"] as const;

interface Props {
  value: AbuttalsInput | undefined;
  onChange: (value: AbuttalsInput | undefined) => void;
}

function split(text: string): string[] {
  return text
    .split(/[、;；]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function Side({
  side,
  value,
  onChange,
}: {
  side: (typeof SIDES)[number];
  value: AbuttalsBySide;
  onChange: Props["onChange"];
}) {
  return (
    <label class="field">
      {t(`side.${side}`)}
      <input
        type="text"
        value={value[side].join("、")}
        placeholder={t("form.side_hint")}
        onChange={(event) => onChange({ ...value, [side]: split(event.currentTarget.value) })}
      />
    </label>
  );
}

export function AbuttalsField({ value, onChange }: Props) {
  const id = useId();
  const bySide = value !== undefined && typeof value !== "string";
  const sentence = bySide ? (value.sentence ?? "") : (value ?? "");

  function toSides(): void {
    onChange({ east: [], south: [], west: [], north: [], ...(sentence ? { sentence } : {}) });
  }

  return (
    <div class="field field-wide">
      <div class="section-head">
        <label for={id}>{t("form.abuttals")}</label>
        <span class="buttons">
          <button
            type="button"
            class="button button-small"
            aria-pressed={!bySide}
            onClick={() => onChange(sentence || undefined)}
          >
            {t("form.abuttals_sentence")}
          </button>
          <button
            type="button"
            class="button button-small"
            aria-pressed={bySide}
            onClick={() => (bySide ? null : toSides())}
          >
            {t("form.abuttals_sides")}
          </button>
        </span>
      </div>
      <textarea
        id={id}
        rows={2}
        value={sentence}
        placeholder={t("form.abuttals_hint")}
        onInput={(event) => {
          const text = event.currentTarget.value;
          onChange(bySide ? { ...value, sentence: text || null } : text || undefined);
        }}
      />
      {bySide ? (
        <div class="fields">
          {SIDES.map((side) => (
            <Side key={side} side={side} value={value} onChange={onChange} />
          ))}
        </div>
      ) : null}
    </div>
  );
}
