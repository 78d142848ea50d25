// Holds the field for the four-direction limits: one sentence as it is printed, or four lists, and what is read from it.
import { useId } from "preact/hooks";
import type { Statement } from "../../api/abuttals";
import { SIDES, type Sides, sentenceIn, splitSide, textOf } from "../../draft/abuttals_actions";
import type { AbuttalsBySide, AbuttalsInput, Owner } from "../../draft/model";
import { t } from "../../ui/language";
import { AbuttalsHelp } from "./AbuttalsHelp";
import { AbuttalsReading, useReading } from "./AbuttalsReading";

interface Props {
  /** Whose limits they are: the zone's or a park's. */
  owner: Owner;
  declared_area: string | undefined;
  value: AbuttalsInput | undefined;
  /** Typing: changes in a row are one step of undo. */
  onChange: (value: AbuttalsInput | undefined) => void;
  /** Taking over what was drafted: a step of undo by itself. */
  onTake: (value: AbuttalsInput) => void;
}

/** The sides that a sentence about one block was read as, each list as it is written. */
function sidesRead(statement: Statement | null): Sides {
  const [block, second] = statement?.blocks ?? [];
  const lists = SIDES.map((side) => [side, second ? [] : splitSide(block?.[side]?.text ?? "")]);
  return Object.fromEntries(lists) as Sides;
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
        onChange={(event) => onChange({ ...value, [side]: splitSide(event.currentTarget.value) })}
      />
    </label>
  );
}

export function AbuttalsField({ owner, declared_area, value, onChange, onTake }: Props) {
  const id = useId();
  const bySide = value !== undefined && typeof value !== "string";
  const sentence = sentenceIn(value);
  const reading = useReading(sentence);
  const read = sidesRead(reading?.statement ?? null);

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
      {reading ? <AbuttalsReading text={reading.text} statement={reading.statement} /> : null}
      <AbuttalsHelp
        owner={owner}
        value={value}
        text={textOf(value)}
        declared_area={declared_area}
        read={read}
        onTake={onTake}
      />
    </div>
  );
}
