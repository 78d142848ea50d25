// Holds the search box: a combobox over zones, parks, agencies and addresses, with asking by address or place as last option.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { api } from "../../api/client";
import { isAbort } from "../../api/problem";
import type { SearchResult } from "../../api/types";
import { readPlace } from "../../map/view_address";
import { t } from "../../ui/language";
import type { Choice } from "./question";

interface Props {
  initial: string;
  onChoose: (choice: Choice) => void;
  onClear: () => void;
}

/** How long the keys rest before the register is asked, in ms. */
const REST_MS = 180;

const LIMIT = 12;

function askChoice(text: string): Choice | null {
  const place = readPlace(text);
  if (place) return { kind: "place", lon: place[0], lat: place[1] };
  return text.length >= 2 ? { kind: "address", text } : null;
}

function choiceText(choice: Choice): string {
  if (choice.kind === "result") return choice.result.name;
  if (choice.kind === "address") return choice.text;
  return `${choice.lon},${choice.lat}`;
}

function Option({
  id,
  choice,
  selected,
  onPick,
}: {
  id: string;
  choice: Choice;
  selected: boolean;
  onPick: () => void;
}) {
  const type = choice.kind === "result" ? choice.result.type : "ask";
  const title =
    choice.kind === "result"
      ? choice.result.name
      : t(choice.kind === "address" ? "search.as_address" : "search.as_point", { text: choiceText(choice) });
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the option as active descendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter are handled by the input
    <div
      id={id}
      role="option"
      class="option"
      data-type={type}
      aria-selected={selected}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span class="badge option-type">{t(`search.type.${type}`)}</span>
      <span>{title}</span>
      {choice.kind === "result" ? <span class="option-detail">{choice.result.detail}</span> : null}
    </div>
  );
}

export function SearchBox({ initial, onChoose, onClear }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [found, setFound] = useState<{ text: string; results: SearchResult[]; failed: boolean } | null>(null);
  /** The text that Enter was pressed on before the register had answered. */
  const [hasty, setHasty] = useState<string | null>(null);
  const asked = text.trim();

  useEffect(() => setText(initial), [initial]);

  useEffect(() => {
    if (!open || asked === "") return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      api.search(asked, LIMIT, controller.signal).then(
        ({ results }) => setFound({ text: asked, results, failed: false }),
        (error: unknown) => {
          if (!isAbort(error)) setFound({ text: asked, results: [], failed: true });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, open]);

  const ask = askChoice(asked);

  useEffect(() => {
    if (hasty === null || found?.text !== hasty || hasty !== asked) return;
    const result = found.results[0];
    if (result) pick({ kind: "result", result });
    else if (ask) pick(ask);
  }, [hasty, found, asked]);

  const results = asked === "" ? [] : (found?.results ?? []);
  // Asking by the text itself comes last, and only once the results above it are there: nothing moves under a finger.
  const answered = found?.text === asked;
  const choices: Choice[] = [
    ...results.map((result) => ({ kind: "result", result }) as const),
    ...(ask && answered ? [ask] : []),
  ];
  const shown = open && asked !== "" && choices.length > 0;

  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  function pick(choice: Choice): void {
    setText(choiceText(choice));
    setOpen(false);
    setActive(-1);
    setHasty(null);
    onChoose(choice);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (choices.length > 0)
        setActive((index) => (index + step + choices.length + (index < 0 && step < 0 ? 1 : 0)) % choices.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Without a chosen option, Enter takes the best result of this very text, waiting for it if need be.
      const choice = choices[active] ?? (found?.text === asked ? choices[0] : null);
      if (choice) pick(choice);
      else setHasty(asked);
    } else if (event.key === "Escape") {
      if (shown) setOpen(false);
      else {
        setText("");
        onClear();
      }
      setActive(-1);
    }
  }

  return (
    <div class="field combobox">
      <label for={`${id}-input`}>{t("search.label")}</label>
      <input
        ref={input}
        id={`${id}-input`}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={t("search.placeholder")}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
          if (event.currentTarget.value === "") onClear();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t("search.results")} class={shown ? "options" : ""}>
        {shown
          ? choices.map((choice, index) => (
              <Option
                key={choice.kind === "result" ? `${choice.result.type}:${choice.result.id}` : choice.kind}
                id={`${id}-${index}`}
                choice={choice}
                selected={index === active}
                onPick={() => pick(choice)}
              />
            ))
          : null}
      </div>
      <p class="hidden" role="status">
        {open && asked !== "" && found ? status(found.failed, found.results.length) : ""}
      </p>
    </div>
  );
}

function status(failed: boolean, results: number): string {
  if (failed) return t("search.failed");
  return results === 0 ? t("search.none") : t("search.found", { count: results });
}
