// Holds the abuttals drafted from a polygon: each side with what it runs along and how much, taken whole or side by side.
import type { DraftedArea, DraftedFeature, DraftedPart, DraftedSide } from "../../api/abuttals";
import { type Side, splitSide } from "../../draft/abuttals_actions";
import { count, metres, share } from "../../ui/format";
import { t, tOr } from "../../ui/language";
import { offsetWords } from "../../ui/offset";

function Along({ feature }: { feature: DraftedFeature }) {
  return (
    <li>
      <span class="pair-side">
        <span>
          {feature.name} <span class="quiet small">{tOr(`kind.${feature.class}`, feature.class)}</span>
          {feature.offset ? <span class="small"> {offsetWords(feature.offset)}</span> : null}
        </span>
        <span class="figures small">
          {t("drafted.along", { share: share(feature.share), mean: metres(feature.mean_m) })}
        </span>
      </span>
      <span class="bar bar-along" aria-hidden="true">
        <span style={{ width: `${Math.min(100, feature.share * 100)}%` }} />
      </span>
    </li>
  );
}

interface SideProps {
  drafted: DraftedSide;
  onTake: ((side: Side, items: readonly string[]) => void) | null;
}

function SideRow({ drafted, onTake }: SideProps) {
  const { side, text, features, passed_over, unnamed_share } = drafted;
  const name = t(`side.${side}`);
  return (
    <li class="drafted-side" data-side={side}>
      <div class="section-head">
        <span>
          <strong>{name}</strong> {text ?? <span class="quiet">{t("drafted.own")}</span>}
        </span>
        {onTake && text ? (
          <button type="button" class="button button-small" onClick={() => onTake(side, splitSide(text))}>
            {t("drafted.take_side", { side: name })}
          </button>
        ) : null}
      </div>
      {drafted.length_m > 0 ? (
        <>
          <ul class="drafted-features">
            {features.map((feature) => (
              <Along key={feature.name} feature={feature} />
            ))}
          </ul>
          <p class="small quiet figures">
            {t("drafted.side_length", { length: metres(drafted.length_m) })}
            {unnamed_share > 0 ? ` · ${t("drafted.unnamed", { share: share(unnamed_share) })}` : ""}
          </p>
        </>
      ) : (
        <p class="small quiet">{t("drafted.no_side")}</p>
      )}
      {passed_over.length > 0 ? (
        <p class="small quiet">
          {t("drafted.passed_over", {
            names: passed_over.map((feature) => `${feature.name} ${share(feature.share)}`).join(t("findings.and")),
          })}
        </p>
      ) : null}
    </li>
  );
}

interface PartProps {
  part: DraftedPart;
  number: number | null;
  onTake: SideProps["onTake"];
}

function Part({ part, number, onTake }: PartProps) {
  return (
    <div class="drafted-part">
      {number === null ? null : <h4>{t("drafted.part", { number })}</h4>}
      <ul>
        {part.sides.map((side) => (
          <SideRow key={side.side} drafted={side} onTake={onTake} />
        ))}
      </ul>
      {part.holes > 0 ? <p class="small quiet">{t("drafted.holes", { count: count(part.holes) })}</p> : null}
    </div>
  );
}

interface Props {
  drafted: DraftedArea;
  onTakeAll: () => void;
  onTakeSide: (side: Side, items: readonly string[]) => void;
}

/** Of an area in several parts the sides cannot be mixed, so only the whole text is taken. */
export function DraftedView({ drafted, onTakeAll, onTakeSide }: Props) {
  const single = drafted.parts.length === 1;
  return (
    <>
      <blockquote class="sentence">{drafted.text}</blockquote>
      <div class="buttons">
        <button type="button" class="button button-primary button-small" onClick={onTakeAll}>
          {t("drafted.take_all")}
        </button>
      </div>
      {drafted.parts.map((part, index) => (
        <Part key={index} part={part} number={single ? null : index + 1} onTake={single ? onTakeSide : null} />
      ))}
    </>
  );
}
