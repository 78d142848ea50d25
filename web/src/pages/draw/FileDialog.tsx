// Holds the dialog that asks what a boundary file does not state itself: its coordinate system, its encoding.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { type CoordinateSystem, findSystems } from "../../geometry/coordinate_systems";
import { crsCities, crsLabel } from "../../ui/crs";
import { count } from "../../ui/format";
import { t } from "../../ui/language";
import { NoticeLines } from "../../ui/Notices";
import { useDesk } from "./desk";
import { faultsOf, giveUp, type Intake, sendAgain } from "./intake";

const ENCODINGS = ["auto", "gbk", "utf-8"] as const;

function optionText(system: CoordinateSystem): string {
  const cities = crsCities(system);
  return `${crsLabel(system)}${cities ? ` — ${cities}` : ""}`;
}

interface ChooserProps {
  chosen: string;
  onChoose: (code: string) => void;
}

/** The list of systems, narrowed by what is typed above it; a choice that is narrowed away is none any more. */
function SystemChooser({ chosen, onChoose }: ChooserProps) {
  const id = useId();
  const [text, setText] = useState("");
  const found = findSystems(text, crsLabel);
  useEffect(() => {
    if (chosen !== "" && !found.some((system) => system.code === chosen)) onChoose("");
  }, [text]);
  return (
    <>
      <label class="field">
        {t("files.find_crs")}
        <input
          type="search"
          value={text}
          placeholder={t("files.find_hint")}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="field">
        <label for={id}>
          {t("files.crs")}{" "}
          <span class="quiet" role="status">
            {found.length === 0 ? t("files.crs_none") : t("files.crs_count", { count: count(found.length) })}
          </span>
        </label>
        <select
          id={id}
          class="crs-list"
          size={9}
          value={chosen}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {found.map((system) => (
            <option key={system.code} value={system.code} selected={system.code === chosen}>
              {optionText(system)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

function Faults({ intake }: { intake: Intake }) {
  // The first time the heading says what is missing already.
  const tried = intake.stated.crs !== undefined || intake.stated.encoding !== undefined;
  if (!intake.problem || !tried) return null;
  return (
    <div class="notice notice-problem" role="alert">
      <NoticeLines lines={faultsOf(intake.problem)} />
    </div>
  );
}

function Form({ intake }: { intake: Intake }) {
  const desk = useDesk();
  const [crs, setCrs] = useState(intake.stated.crs ?? "");
  const [encoding, setEncoding] = useState(intake.stated.encoding ?? "auto");
  const busy = intake.state === "reading";
  const said = intake.lacks ? (`files.lacks_${intake.lacks}` as const) : "files.could_state";
  const blocked = (intake.lacks === "crs" && crs === "") || (intake.lacks === "encoding" && encoding === "auto");
  return (
    <form
      class="dialog-body"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || blocked) return;
        void sendAgain(desk, intake, {
          crs: crs === "" ? undefined : crs,
          encoding: encoding === "auto" ? undefined : encoding,
        });
      }}
    >
      <p>{t(said, { name: intake.name })}</p>
      <SystemChooser chosen={crs} onChoose={setCrs} />
      <label class="field dialog-short">
        {t("files.encoding")}
        <select value={encoding} onChange={(event) => setEncoding(event.currentTarget.value)}>
          {ENCODINGS.map((code) => (
            <option key={code} value={code}>
              {t(`files.encoding.${code}`)}
            </option>
          ))}
        </select>
      </label>
      <Faults intake={intake} />
      <div class="dialog-end">
        <span class="small quiet" role="status">
          {busy ? t("files.reading", { name: intake.name }) : ""}
        </span>
        <button type="button" class="button" onClick={() => giveUp(desk)}>
          {t("files.cancel")}
        </button>
        <button type="submit" class="button button-primary" disabled={busy || blocked}>
          {t("files.read")}
        </button>
      </div>
    </form>
  );
}

/** Open while a file waits for an answer; focus is kept inside and goes back where it was. */
export function FileDialog() {
  const desk = useDesk();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const intake = desk.intake.value;
  const asked = intake !== null && (intake.state === "asking" || intake.problem !== null);

  useEffect(() => {
    const element = dialog.current;
    if (asked && element && !element.open) element.showModal();
    else if (!asked && element?.open) element.close();
  }, [asked]);

  const title = intake?.lacks ? (`files.ask_${intake.lacks}` as const) : "files.ask_again";
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        giveUp(desk);
      }}
    >
      <h2 id={id}>{t(title)}</h2>
      {asked && intake ? <Form key={intake.name} intake={intake} /> : null}
    </dialog>
  );
}
