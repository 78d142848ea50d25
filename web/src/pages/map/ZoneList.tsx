// Holds the list of zones with its filters; zones without a polygon stand in it like all others.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, get } from "../../api/client";
import { asProblem, isAbort, type Problem } from "../../api/problem";
import type { ZoneList as ZoneListAnswer, ZoneSummary } from "../../api/types";
import { StatusBadge } from "../../ui/Badges";
import { catchFocus } from "../../ui/focus";
import { area, count } from "../../ui/format";
import { say, t } from "../../ui/language";
import { Empty, Loading, ProblemNotice } from "../../ui/Notices";
import { kindName, useKnown } from "../../ui/programme";

const STATUSES = ["in-force", "pending", "returned", "ended"] as const;

const PAGE = 50;

function Row({ zone, onChoose }: { zone: ZoneSummary; onChoose: (zone: ZoneSummary) => void }) {
  const { programme } = useKnown();
  return (
    <li>
      <button type="button" class="row" onClick={() => onChoose(zone)} data-zone={zone.code}>
        <span class="row-name">{zone.name}</span>
        <span class="row-line">
          <span>{kindName(programme, zone.kind)}</span>
          {zone.division_name ? <span>{zone.division_name}</span> : null}
          <span class="figures">{zone.area_m2 ? area(zone.area_m2) : zone.declared_area?.printed}</span>
        </span>
        <span class="row-line">
          {zone.status === "in-force" ? null : <StatusBadge status={zone.status} />}
          {zone.bbox ? null : <span class="badge">{t("zones.text_only")}</span>}
          <span>{t("zones.parks", { count: count(zone.parks) })}</span>
          {zone.agencies > 0 ? <span>{t("zones.agencies", { count: count(zone.agencies) })}</span> : null}
        </span>
      </button>
    </li>
  );
}

interface Gathered {
  readonly zones: readonly ZoneSummary[];
  readonly count: number;
  readonly next: string | null;
}

function gather(before: Gathered | null, answer: ZoneListAnswer): Gathered {
  return { zones: [...(before?.zones ?? []), ...answer.zones], count: answer.count, next: answer.next ?? null };
}

interface Props {
  /** The zone whose card was closed: its row takes the focus back. */
  left: string | null;
  onChoose: (zone: ZoneSummary) => void;
}

export function ZoneList({ left, onChoose }: Props) {
  const { programme } = useKnown();
  const [kind, setKind] = useState("");
  const [status, setStatus] = useState("");
  const [gathered, setGathered] = useState<Gathered | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    setGathered(null);
    setProblem(null);
    api.zones({ kind, status, limit: PAGE }, controller.signal).then(
      (answer) => setGathered(gather(null, answer)),
      (error: unknown) => {
        if (!isAbort(error)) setProblem(asProblem(error));
      },
    );
    return () => controller.abort();
  }, [kind, status, attempt]);

  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (gathered && left) catchFocus(list.current?.querySelector<HTMLElement>(`[data-zone="${CSS.escape(left)}"]`));
  }, [gathered, left]);

  async function more(next: string): Promise<void> {
    try {
      const answer = await get<ZoneListAnswer>(next);
      setGathered((before) => gather(before, answer));
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <section aria-labelledby="zones-title">
      <div class="section">
        <div class="section-head">
          <h2 id="zones-title">{t("zones.title")}</h2>
          <span class="small quiet figures" role="status">
            {gathered ? t("state.shown", { shown: count(gathered.zones.length), count: count(gathered.count) }) : ""}
          </span>
        </div>
        <div class="fields">
          <label class="field">
            {t("zones.kind")}
            <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
              <option value="">{t("zones.all")}</option>
              {programme.kinds.map((item) => (
                <option key={item.code} value={item.code}>
                  {say(item.name)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            {t("zones.status")}
            <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
              <option value="">{t("zones.all")}</option>
              {STATUSES.map((code) => (
                <option key={code} value={code}>
                  {t(`status.${code}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      {problem ? <ProblemNotice problem={problem} onRetry={() => setAttempt((number) => number + 1)} /> : null}
      {!gathered && !problem ? (
        <div class="section">
          <Loading />
        </div>
      ) : null}
      {gathered?.zones.length === 0 ? (
        <div class="section">
          <Empty>{t("zones.none")}</Empty>
        </div>
      ) : null}
      <ul class="list" ref={list}>
        {gathered?.zones.map((zone) => (
          <Row key={zone.code} zone={zone} onChoose={onChoose} />
        ))}
      </ul>
      {gathered?.next ? (
        <div class="section">
          <button type="button" class="button" onClick={() => void more(gathered.next ?? "")}>
            {t("state.more")}
          </button>
        </div>
      ) : null}
    </section>
  );
}
