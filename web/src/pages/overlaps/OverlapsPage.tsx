// Holds the overlaps page: the list of pairs with its filters, the chosen pair in figures and on the map.
import { useEffect, useMemo, useState } from "preact/hooks";
import { asProblem, isAbort, type Problem } from "../../api/problem";
import type { OverlapPair } from "../../api/types";
import { readBbox } from "../../geometry/bbox";
import type { Board } from "../../map/board";
import { CHINA, MapView } from "../../map/MapView";
import { count, share, squareMetres } from "../../ui/format";
import { Listed } from "../../ui/Listed";
import { t } from "../../ui/language";
import { loadedOf, useLoad } from "../../ui/load";
import { ProblemNotice } from "../../ui/Notices";
import { useKnown } from "../../ui/programme";
import { route, writeQuery } from "../../ui/router";
import { useParkLabels } from "../park_labels";
import { PairCard } from "./PairCard";
import { findPair, type Gathered, gather, type PairFilter, zoneShapes } from "./pairs";

const KINDS = ["overlap", "sliver", "duplicate"] as const;

/** How long the keys rest in the area field before the register is asked, in ms. */
const REST_MS = 350;

function readFilter(query: URLSearchParams): PairFilter {
  const kind = query.get("kind") ?? "";
  const min_m2 = query.get("min_m2") ?? "";
  return {
    kind: KINDS.some((known) => known === kind) ? kind : "",
    min_m2: Number(min_m2) > 0 ? min_m2 : "",
    zone: query.get("zone") ?? "",
  };
}

function Row({ pair, chosen, onChoose }: { pair: OverlapPair; chosen: boolean; onChoose: () => void }) {
  return (
    <li>
      <button
        type="button"
        class="row"
        aria-current={chosen ? "true" : undefined}
        onClick={onChoose}
        data-pair={pair.id}
      >
        <span class="row-line figures">
          <strong>{squareMetres(pair.shared_m2)}</strong>
          <span class={`badge badge-${pair.kind === "sliver" ? "note" : "error"}`}>
            {t(`overlaps.kind.${pair.kind}`)}
          </span>
        </span>
        {[pair.a, pair.b].map((side) => (
          <span key={`${side.zone}/${side.park}`} class="pair-side">
            <span>
              <span class="row-name">{side.park ?? side.name}</span>{" "}
              <span class="quiet">{side.park ? side.name : ""}</span>
            </span>
            <span class="figures">{share(side.share)}</span>
          </span>
        ))}
      </button>
    </li>
  );
}

function Filters({ filter, onFilter }: { filter: PairFilter; onFilter: (filter: PairFilter) => void }) {
  return (
    <div class="fields">
      <label class="field">
        {t("overlaps.kind")}
        <select value={filter.kind} onChange={(event) => onFilter({ ...filter, kind: event.currentTarget.value })}>
          <option value="">{t("zones.all")}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`overlaps.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {t("overlaps.min")}
        <input
          type="number"
          min="0"
          step="any"
          inputMode="decimal"
          value={filter.min_m2}
          onInput={(event) => onFilter({ ...filter, min_m2: event.currentTarget.value })}
        />
      </label>
      {filter.zone ? (
        <p class="field-wide small">
          {t("overlaps.zone")} <code>{filter.zone}</code>{" "}
          <button type="button" class="link-button" onClick={() => onFilter({ ...filter, zone: "" })}>
            {t("overlaps.every_zone")}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** The pairs that fit a filter, page by page. */
function usePairs(filter: PairFilter) {
  const [gathered, setGathered] = useState<Gathered | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(filter);

  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(
      () => {
        setProblem(null);
        gather(filter, null, controller.signal).then(setGathered, (error: unknown) => {
          if (!isAbort(error)) setProblem(asProblem(error));
        });
      },
      gathered ? REST_MS : 0,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);

  async function more(): Promise<void> {
    try {
      setGathered(await gather(filter, gathered, new AbortController().signal));
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return { gathered, problem, more, retry: () => setAttempt((number) => number + 1) };
}

export function OverlapsPage() {
  const { programme, settings } = useKnown();
  const query = useMemo(() => route.value.query, []);
  const [filter, setFilter] = useState(() => readFilter(query));
  const [chosen, setChosen] = useState<string | null>(query.get("pair"));
  const [board, setBoard] = useState<Board | null>(null);
  const { gathered, problem, more, retry } = usePairs(filter);

  const listed = gathered?.pairs.find((pair) => pair.id === chosen) ?? null;
  // A link may name a pair that is not on the first page: then it is looked for by itself.
  const sought = useLoad(chosen && gathered && !listed ? chosen : null, (signal) => findPair(chosen ?? "", signal));
  const pair = listed ?? sought.value;
  const shapes = useLoad(pair ? pair.id : null, async (signal) => {
    const sides = pair ? [pair.a, pair.b] : [];
    const [a = [], b = []] = await Promise.all(sides.map((side) => zoneShapes(side.zone, side.status, signal)));
    return { a, b };
  });

  // The page opens on its first pair: an empty map would say nothing.
  useEffect(() => {
    if (chosen === null && gathered?.pairs[0]) setChosen(gathered.pairs[0].id);
  }, [chosen, gathered]);

  useEffect(() => {
    writeQuery({ pair: chosen, kind: filter.kind, min_m2: filter.min_m2, zone: filter.zone });
  }, [chosen, filter]);

  useEffect(() => {
    board?.show("shared", pair ? [{ geometry: pair.place }] : []);
    const bbox = readBbox(pair?.bbox);
    if (board && bbox) board.fit(bbox, 17);
  }, [board, pair]);

  useParkLabels(board);
  // The register's own colours would mix with those of the two sides.
  useEffect(() => board?.setVisible(["park-fill", "park-line", "zone-line"], false), [board]);

  useEffect(() => {
    board?.show("pair-a", shapes.value?.a ?? []);
    board?.show("pair-b", shapes.value?.b ?? []);
  }, [board, shapes.value]);

  const shown = gathered?.pairs ?? [];
  return (
    <div class="desk">
      <div class="panel">
        <div class="section">
          <h1>{t("overlaps.title")}</h1>
          <p class="small">{t("overlaps.what")}</p>
          <Filters filter={filter} onFilter={setFilter} />
        </div>
        {pair ? <PairCard pair={pair} /> : null}
        {chosen && sought.state === "ready" && !pair ? (
          <p class="notice notice-warn" role="status">
            {t("overlaps.gone")}
          </p>
        ) : null}
        {sought.state === "failed" ? <ProblemNotice problem={sought.problem} onRetry={sought.retry} /> : null}
        {shapes.state === "failed" ? <ProblemNotice problem={shapes.problem} onRetry={shapes.retry} /> : null}
        <div class="section section-head">
          <h2>{t("overlaps.list")}</h2>
          <span class="small quiet figures" role="status">
            {gathered ? t("state.shown", { shown: count(shown.length), count: count(gathered.count) }) : ""}
          </span>
        </div>
        <div class={shown.length > 0 ? undefined : "section"}>
          <Listed
            loaded={loadedOf(gathered, problem, retry)}
            rows={({ pairs }) => pairs}
            empty={t("overlaps.none")}
            lines={8}
          >
            {(pairs) => (
              <ul class="list">
                {pairs.map((row) => (
                  <Row key={row.id} pair={row} chosen={row.id === chosen} onChoose={() => setChosen(row.id)} />
                ))}
              </ul>
            )}
          </Listed>
        </div>
        {gathered && problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
        {gathered?.next ? (
          <div class="section">
            <div class="buttons">
              <button type="button" class="button" onClick={() => void more()}>
                {t("state.more")}
              </button>
            </div>
          </div>
        ) : null}
      </div>
      <MapView
        programme={programme}
        settings={settings}
        start={{ bbox: readBbox(programme.extent) ?? CHINA }}
        label={t("overlaps.map_label")}
        onBoard={setBoard}
        legend_px={90}
      >
        <ul class="legend map-card legend-plain">
          <li>
            <span class="side-mark side-mark-a" aria-hidden="true" />
            {t("overlaps.legend_a")}
          </li>
          <li>
            <span class="side-mark side-mark-b" aria-hidden="true" />
            {t("overlaps.legend_b")}
          </li>
          <li>
            <span class="side-mark side-mark-shared" aria-hidden="true" />
            {t("overlaps.legend_shared")}
          </li>
        </ul>
      </MapView>
    </div>
  );
}
