// Holds the polygons traced from abuttals: candidates by rank with area, fit and assumptions; each is shown before it is taken.
import type { Remark, Traced, TracedBlock } from "../../api/abuttals";
import { area, metres, share } from "../../ui/format";
import { say, t, tOr } from "../../ui/language";
import { useDesk } from "./desk";
import { previewOfPolygon } from "./preview";

function ToldList({ title, told }: { title: string; told: readonly Remark[] }) {
  if (told.length === 0) return null;
  return (
    <div class="small">
      <span class="quiet">{title}</span>
      <ul class="told">
        {told.map((one, index) => (
          <li key={index}>{say(one.message)}</li>
        ))}
      </ul>
    </div>
  );
}

interface CandidateProps {
  traced: Traced;
  rank: number;
  takeLabel: string;
  onTake: (() => void) | null;
}

function Candidate({ traced, rank, takeLabel, onTake }: CandidateProps) {
  const desk = useDesk();
  const show = () => {
    desk.preview.value = previewOfPolygon(traced.geometry);
  };
  const hide = () => {
    desk.preview.value = null;
  };
  const { area_m2, area_ratio: ratio, fit, sides, assumptions } = traced.properties;
  return (
    <li class="traced" onMouseEnter={show} onMouseLeave={hide} data-rank={rank}>
      <div class="section-head">
        <strong>{t("traced.rank", { rank })}</strong>
        <button
          type="button"
          class="button button-small button-primary"
          disabled={onTake === null}
          onFocus={show}
          onBlur={hide}
          onClick={() => onTake?.()}
        >
          {takeLabel}
        </button>
      </div>
      <p class="figures">
        {area(area_m2)}{" "}
        <span class="small quiet">
          {ratio === null || ratio === undefined ? "" : `${t("traced.against", { ratio: share(ratio) })} · `}
          {t("traced.fit", { share: share(fit) })}
        </span>
      </p>
      <ul class="small traced-sides">
        {sides.map(({ side, name, length_m }, index) => (
          <li key={index}>
            {t("traced.side", {
              side: tOr(`side.${side}`, side),
              name: name || t("traced.straight"),
              length: metres(length_m),
            })}
          </li>
        ))}
      </ul>
      <ToldList title={t("traced.assumed")} told={assumptions} />
    </li>
  );
}

interface Props {
  block: TracedBlock;
  /** What a candidate would become, for the button. */
  takeLabel: (rank: number) => string;
  /** Null while nothing may be taken. */
  onTake: ((traced: Traced, rank: number) => void) | null;
}

export function TracedView({ block, takeLabel, onTake }: Props) {
  return (
    <div class="traced-block">
      {block.heading ? <h4>{block.heading}</h4> : null}
      {block.candidates.length === 0 ? <p class="small">{t("traced.none")}</p> : null}
      <ol>
        {block.candidates.map((traced, index) => (
          <Candidate
            key={index}
            traced={traced}
            rank={index + 1}
            takeLabel={takeLabel(index + 1)}
            onTake={onTake ? () => onTake(traced, index + 1) : null}
          />
        ))}
      </ol>
      <ToldList title={t("traced.obstacles")} told={block.obstacles} />
    </div>
  );
}
