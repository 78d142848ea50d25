// Holds the map page: search, list or card or answer beside the map, and the address that restores all of it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { api } from "../../api/client";
import type { Candidate, ZoneSummary } from "../../api/types";
import { readDraft } from "../../draft/read";
import { writeDraft } from "../../draft/write";
import { readBbox } from "../../geometry/bbox";
import type { Board } from "../../map/board";
import { CHINA, MapView } from "../../map/MapView";
import { writeView } from "../../map/view_address";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Loading, ProblemNotice } from "../../ui/Notices";
import { useKnown } from "../../ui/programme";
import { route, writeQuery } from "../../ui/router";
import { AnswerCard } from "./AnswerCard";
import { answerBox, answerFeatures } from "./answer_features";
import { Legend } from "./Legend";
import {
  type Choice,
  lookupQuery,
  type MapAddress,
  type Question,
  questionOf,
  questionText,
  readAddress,
  writeQuestion,
} from "./question";
import { SearchBox } from "./SearchBox";
import { useLabels } from "./use_labels";
import { ZoneCard } from "./ZoneCard";
import { ZoneList } from "./ZoneList";

/** Shapes of the chosen zone, exact, for its outline on the map. */
async function boundaryOf(code: string, number: number, signal: AbortSignal) {
  const { draft } = readDraft(await api.boundary(code, number, signal));
  return writeDraft(draft).features.flatMap(({ geometry }) => (geometry ? [{ geometry }] : []));
}

/** What a fresh page looks at; an address with a centre says so itself. */
function startsAt(start: MapAddress): "all" | "zone" | "answer" | null {
  if (start.view) return null;
  if (start.question) return "answer";
  return start.zone ? "zone" : "all";
}

/** The layers of zones that answer a click. */
const ZONE_LAYERS = ["zone-mark", "park-fill", "zone-fill"];

export function MapPage() {
  const { programme, settings } = useKnown();
  const start = useMemo(() => readAddress(route.value.query), []);
  const [board, setBoard] = useState<Board | null>(null);
  const [chosen, setChosen] = useState<string | null>(start.zone);
  const [question, setQuestion] = useState<Question | null>(start.question);
  const [on, setOn] = useState(start.on);
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  // What the address restores is not moved to: its centre and zoom say where to look.
  const [fitTo, setFitTo] = useState<"all" | "zone" | "answer" | null>(startsAt(start));

  const zone = useLoad(chosen, (signal) => api.zone(chosen ?? "", signal));
  const lookup = useLoad(question ? JSON.stringify([question, on]) : null, (signal) =>
    api.lookup(question ? lookupQuery(question, on) : {}, signal),
  );
  const drawn =
    zone.value?.bbox && zone.value.delimitation ? `${zone.value.code}/${zone.value.delimitation.number}` : null;
  const boundary = useLoad(drawn, (signal) =>
    boundaryOf(zone.value?.code ?? "", zone.value?.delimitation?.number ?? 0, signal),
  );
  const everywhere = useLabels(board);

  useEffect(() => {
    writeQuery({ zone: chosen, on: on || null, ...writeQuestion(question) });
  }, [chosen, on, question]);

  useEffect(() => {
    if (!board) return;
    return board.onMoved((view) => writeQuery(writeView(view)));
  }, [board]);

  useEffect(() => {
    if (!board) return;
    board.setCursor(asking ? "crosshair" : "");
    const leave = asking ? () => undefined : board.pointerOver(ZONE_LAYERS);
    const stop = board.onClick(ZONE_LAYERS, (place, picked) => {
      const found = picked[0]?.properties;
      if (asking) askAt(place[0] ?? 0, place[1] ?? 0);
      else if (found) choose(String(found.zone ?? found.code), picked[0]?.layer === "zone-mark");
    });
    return () => {
      leave();
      stop();
    };
  }, [board, asking]);

  useEffect(() => board?.show("selection", boundary.value ?? []), [board, boundary.value]);
  useEffect(() => board?.show("answer", lookup.value ? answerFeatures(lookup.value) : []), [board, lookup.value]);

  useEffect(() => {
    const bbox = readBbox(zone.value?.bbox);
    if (board && fitTo === "zone" && bbox) board.fit(bbox, 14);
    if (fitTo === "zone" && zone.value) setFitTo(null);
  }, [board, zone.value, fitTo]);

  useEffect(() => {
    if (!board || fitTo !== "all" || !everywhere) return;
    board.fit(everywhere, 12);
    setFitTo(null);
  }, [board, everywhere, fitTo]);

  useEffect(() => {
    if (board && fitTo === "answer" && lookup.value) {
      board.fit(answerBox(lookup.value), 16);
      setFitTo(null);
    }
  }, [board, lookup.value, fitTo]);

  function choose(code: string | null, fit: boolean): void {
    setLeft(chosen);
    setChosen(code);
    if (fit) setFitTo("zone");
    if (panel.current) panel.current.scrollTop = 0;
  }

  function ask(asked: Question | null): void {
    setQuestion(asked);
    if (asked) setFitTo("answer");
    if (panel.current) panel.current.scrollTop = 0;
  }

  function askAt(lon: number, lat: number): void {
    setAsking(false);
    setQuestion({
      kind: "place",
      lon: Number(lon.toFixed(7)),
      lat: Number(lat.toFixed(7)),
      uncertainty_m: 0,
      label: "",
    });
    if (panel.current) panel.current.scrollTop = 0;
  }

  function fit(value: readonly number[]): void {
    const bbox = readBbox(value);
    if (bbox) board?.fit(bbox, 16);
  }

  function onChoose(choice: Choice): void {
    const asked = questionOf(choice);
    if (asked) {
      ask(asked);
    } else if (choice.kind === "result") {
      const { id, type, bbox } = choice.result;
      setQuestion(null);
      choose(id.split("/")[0] ?? id, type === "zone");
      if (bbox && type === "park") fit(bbox);
    }
  }

  function onCandidate({ point, uncertainty_m, matched }: Candidate): void {
    ask({ kind: "place", lon: point.lon, lat: point.lat, uncertainty_m, label: matched });
  }

  return (
    <div class="desk">
      <div class="panel" ref={panel}>
        {chosen ? null : <h1 class="hidden">{t("map.title")}</h1>}
        <div class="section">
          <SearchBox initial={questionText(question)} onChoose={onChoose} onClear={() => ask(null)} />
          <div class="search-tools">
            <label class="field">
              <span>
                {t("search.on")} <span class="quiet">{t("search.on_today")}</span>
              </span>
              <input type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
            </label>
            <button type="button" class="button" aria-pressed={asking} onClick={() => setAsking(!asking)}>
              {t("map.ask")}
            </button>
          </div>
        </div>
        {question ? (
          <AnswerCard
            lookup={lookup}
            asked={questionText(question)}
            onClose={() => ask(null)}
            onZone={(code) => choose(code, false)}
            onCandidate={onCandidate}
          />
        ) : null}
        {chosen === null ? <ZoneList left={left} onChoose={(row: ZoneSummary) => choose(row.code, true)} /> : null}
        {chosen !== null && zone.state === "loading" ? (
          <div class="section">
            <Loading />
          </div>
        ) : null}
        {chosen !== null && zone.state === "failed" ? (
          <>
            <ProblemNotice problem={zone.problem} onRetry={zone.retry} />
            <div class="section">
              <button type="button" class="button" onClick={() => choose(null, false)}>
                {t("zone.back")}
              </button>
            </div>
          </>
        ) : null}
        {chosen !== null && zone.state === "ready" ? (
          <ZoneCard
            zone={zone.value}
            onBack={() => choose(null, false)}
            onFit={fit}
            onAgency={(id, label) => ask({ kind: "agency", id, label })}
          />
        ) : null}
      </div>
      <MapView
        programme={programme}
        settings={settings}
        start={start.view ?? { bbox: readBbox(programme.extent) ?? CHINA }}
        label={t("map.label")}
        onBoard={setBoard}
        legend_px={150}
      >
        {asking ? (
          <>
            <div class="map-tools">
              <span class="map-card" role="status">
                {t("map.ask_help")}
              </span>
              <button
                type="button"
                class="button button-primary"
                onClick={() => {
                  const centre = board?.view().centre;
                  if (centre) askAt(centre[0], centre[1]);
                }}
              >
                {t("map.ask_centre")}
              </button>
            </div>
            <div class="crosshair" aria-hidden="true" />
          </>
        ) : null}
        <Legend />
      </MapView>
    </div>
  );
}
