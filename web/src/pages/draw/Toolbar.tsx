// Holds the buttons for the draft as a whole: undo, redo, new, import, export, examples, and what just happened.
import { useId, useRef } from "preact/hooks";
import { api } from "../../api/client";
import { EMPTY_DRAFT } from "../../draft/model";
import { say, t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { NoticeLines } from "../../ui/Notices";
import { type Desk, useDesk } from "./desk";
import { exportDraft, importFiles, openExample } from "./files";
import { ServerDrafts } from "./ServerDrafts";

function Examples() {
  const desk = useDesk();
  const id = useId();
  const examples = useLoad("examples", (signal) => api.examples(signal));
  const drafts = examples.value?.drafts ?? [];
  if (drafts.length === 0) return null;
  return (
    <div class="field">
      <label for={id} class="hidden">
        {t("draw.examples_label")}
      </label>
      <select
        id={id}
        value=""
        onChange={(event) => {
          const chosen = drafts.find((draft) => draft.id === event.currentTarget.value);
          event.currentTarget.value = "";
          if (chosen) void openExample(desk, chosen.id, say(chosen.title));
        }}
      >
        <option value="">{t("draw.examples")}</option>
        {drafts.map((draft) => (
          <option key={draft.id} value={draft.id}>
            {say(draft.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Import() {
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {t("draw.import")}
      </button>
      <input
        ref={input}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-label={t("draw.import")}
        accept=".geojson,.json,.txt,.zip,.shp,.shx,.dbf,.prj,.cpg,.kml,.kmz,.gpkg,.dxf,.csv,.tsv,application/geo+json,application/json"
        multiple
        onChange={(event) => {
          const input = event.currentTarget;
          // Emptied afterwards, so that the same file can be chosen again.
          void importFiles(desk, input.files).finally(() => {
            input.value = "";
          });
        }}
      />
    </>
  );
}

function Happened({ desk }: { desk: Desk }) {
  const notice = desk.notice.value;
  const intake = desk.intake.value;
  return (
    <div role="status">
      {intake?.state === "reading" && intake.problem === null ? (
        <p class="notice notice-quiet">
          <span class="spinner" aria-hidden="true" />
          {t("files.reading", { name: intake.name })}
        </p>
      ) : null}
      {notice ? (
        <div class={`notice notice-flush ${notice.tone === "warn" ? "notice-warn" : ""}`} data-testid="desk-notice">
          <p>{notice.text}</p>
          {notice.lines.length > 0 ? <NoticeLines lines={notice.lines} /> : null}
          {notice.action ? (
            <button
              type="button"
              class="button"
              onClick={() => {
                desk.notice.value = null;
                notice.action?.run();
              }}
            >
              {notice.action.label}
            </button>
          ) : null}
          <button
            type="button"
            class="link-button small"
            onClick={() => {
              desk.notice.value = null;
            }}
          >
            {t("state.close")}
          </button>
        </div>
      ) : null}
    </div>
  );
}

export function Toolbar({ onUndo }: { onUndo: () => void }) {
  const desk = useDesk();
  return (
    <div class="section">
      <div class="section-head">
        <h1>{t("draw.title")}</h1>
        <span class="small quiet" data-testid="kept">
          {desk.kept.value === true ? t("draw.kept") : null}
          {desk.kept.value === false ? <strong>{t("draw.not_kept")}</strong> : null}
        </span>
      </div>
      <div class="buttons">
        <button
          type="button"
          class="button"
          disabled={!desk.canUndo.value && desk.tool.value === null}
          onClick={onUndo}
          aria-keyshortcuts="Control+Z"
        >
          {t("draw.undo")}
        </button>
        <button
          type="button"
          class="button"
          disabled={!desk.canRedo.value}
          onClick={() => desk.redo()}
          aria-keyshortcuts="Control+Shift+Z"
        >
          {t("draw.redo")}
        </button>
        <Import />
        <button type="button" class="button" onClick={() => exportDraft(desk.draft.value)}>
          {t("draw.export")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => desk.replace(EMPTY_DRAFT, { tone: "info", text: t("draw.cleared"), lines: [] })}
        >
          {t("draw.new")}
        </button>
      </div>
      <Examples />
      <ServerDrafts />
      <p class="small quiet">{t("files.hint")}</p>
      <Happened desk={desk} />
    </div>
  );
}
