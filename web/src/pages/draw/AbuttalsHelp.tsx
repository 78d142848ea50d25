// Holds the help with four-direction limits of a park or the zone: drafting them from the polygon, drawing from them.
import { useEffect, useRef, useState } from "preact/hooks";
import {
  type DraftedArea,
  type DraftedPart,
  draftAbuttals,
  type TraceRequest,
  traceAbuttals,
} from "../../api/abuttals";
import { type Side, type Sides, splitSide, takeSide, wholly } from "../../draft/abuttals_actions";
import { isShifted } from "../../draft/fix_actions";
import { type AbuttalsInput, EMPTY_SHAPE, type Owner, sameOwner } from "../../draft/model";
import { type DraftFile, writeForCheck } from "../../draft/write";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Loading, ProblemNotice } from "../../ui/Notices";
import { nearDraft, takeTraced, tracedBecomes } from "./abuttals_help";
import { DraftedView } from "./DraftedView";
import { type Desk, useDesk } from "./desk";
import { TracedView } from "./TracedView";

interface Props {
  owner: Owner;
  value: AbuttalsInput | undefined;
  /** The four-direction limits as one text. */
  text: string;
  declared_area: string | undefined;
  /** What the sentence was read as, for the sides that are not taken over. */
  read: Sides;
  onTake: (value: AbuttalsInput) => void;
}

/** The draft that is asked about: of a park only the park, so that nothing else can stand in the way. */
function askedOf(desk: Desk, owner: Owner): DraftFile {
  const draft = desk.draft.peek();
  if (owner === "outline") return writeForCheck(draft);
  const parks = draft.parks.filter((park) => park.key === owner.park);
  return writeForCheck({
    zone: { ...(draft.zone.datum ? { datum: draft.zone.datum } : {}) },
    outline: EMPTY_SHAPE,
    parks,
  });
}

/** Brings the panel around it into view once its answer is there. */
function Reveal() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => mark.current?.parentElement?.scrollIntoView({ block: "nearest" }), []);
  return <span ref={mark} hidden />;
}

function sidesDrafted(part: DraftedPart): Sides {
  return Object.fromEntries(part.sides.map(({ side, text }) => [side, splitSide(text ?? "")])) as unknown as Sides;
}

function Drafted({ asked, value, read, onTake }: Props & { asked: DraftFile }) {
  const desk = useDesk();
  const drafted = useLoad(JSON.stringify(asked), (signal) => draftAbuttals(asked, signal));
  if (drafted.state === "loading") return <Loading />;
  if (drafted.state === "failed") return <ProblemNotice problem={drafted.problem} onRetry={drafted.retry} />;
  const area: DraftedArea | undefined = drafted.value.find(({ park }) => park === null) ?? drafted.value[0];
  if (!area?.text) return <p class="small">{t(area && area.faults > 0 ? "drafted.faulty" : "drafted.none")}</p>;
  const text = area.text;

  function take(taken: AbuttalsInput): void {
    onTake(taken);
    desk.notice.value = { tone: "info", text: t("drafted.taken"), lines: [] };
  }

  function takeAll(): void {
    const [only, second] = area?.parts ?? [];
    // Sides of several parts cannot be told apart in lists, so the text of all of them is taken as it is.
    if (!only || second) take(text);
    else take(wholly(sidesDrafted(only), text));
  }

  function takeOne(side: Side, items: readonly string[]): void {
    take(takeSide(value, read, side, items));
  }

  return (
    <>
      <DraftedView drafted={area} onTakeAll={takeAll} onTakeSide={takeOne} />
      <Reveal />
    </>
  );
}

function Traced({ owner, request }: Props & { request: TraceRequest }) {
  const desk = useDesk();
  const traced = useLoad(JSON.stringify(request), (signal) => traceAbuttals(request, signal));
  if (traced.state === "loading") return <Loading />;
  if (traced.state === "failed") return <ProblemNotice problem={traced.problem} onRetry={traced.retry} />;
  const shifted = isShifted(desk.draft.value);
  return (
    <>
      {traced.value.length === 0 ? <p class="small">{t("abuttals.no_block")}</p> : null}
      {shifted ? (
        <p class="small">{t("fix.shifted", { datum: (desk.draft.value.zone.datum ?? "").toUpperCase() })}</p>
      ) : null}
      {traced.value.map((block, index) => (
        <TracedView
          key={index}
          block={block}
          takeLabel={(rank) => tracedBecomes(owner, block, rank)}
          onTake={shifted ? null : (candidate, rank) => takeTraced(desk, owner, block, candidate, rank)}
        />
      ))}
      <Reveal />
    </>
  );
}

export function AbuttalsHelp(props: Props) {
  const desk = useDesk();
  const { owner, text, declared_area } = props;
  const [asked, setAsked] = useState<DraftFile | null>(null);
  const [request, setRequest] = useState<TraceRequest | null>(null);
  const draft = desk.draft.value;
  const drawn =
    owner === "outline"
      ? draft.outline.parts.length > 0 || draft.parks.some((park) => park.shape.parts.length > 0)
      : draft.parks.some((park) => sameOwner(owner, { park: park.key }) && park.shape.parts.length > 0);

  function close(): void {
    setAsked(null);
    setRequest(null);
    desk.preview.value = null;
  }

  return (
    <div class="help">
      <div class="buttons">
        <button
          type="button"
          class="button button-small"
          title={t("abuttals.draft_title")}
          disabled={!drawn}
          onClick={() => {
            setRequest(null);
            setAsked(askedOf(desk, owner));
          }}
        >
          {t("abuttals.draft")}
        </button>
        <button
          type="button"
          class="button button-small"
          title={t("abuttals.trace_title")}
          disabled={text === ""}
          onClick={() => {
            const near = nearDraft(draft);
            setAsked(null);
            setRequest({ text, ...(declared_area ? { declared_area } : {}), ...(near ? { near } : {}) });
          }}
        >
          {t("abuttals.trace")}
        </button>
      </div>
      {asked || request ? (
        <section class="help-panel" aria-label={t(asked ? "drafted.title" : "traced.title")}>
          <div class="section-head">
            <h3>{t(asked ? "drafted.title" : "traced.title")}</h3>
            <button type="button" class="button button-small button-quiet" onClick={close}>
              {t("abuttals.close")}
            </button>
          </div>
          {asked ? <Drafted {...props} asked={asked} /> : null}
          {request ? <Traced {...props} request={request} /> : null}
        </section>
      ) : null}
    </div>
  );
}
