// Holds the programme and settings for every component, and how its codes are named and coloured.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Programme, Settings } from "../api/types";
import { FILL_OPACITY, NO_FUNCTION } from "../map/palette";
import { say, t } from "./language";

export interface Known {
  readonly programme: Programme;
  readonly settings: Settings;
}

const Context = createContext<Known | null>(null);

export const KnownProvider = Context.Provider;

export function useKnown(): Known {
  const known = useContext(Context);
  if (!known) throw new Error("no programme above this component");
  return known;
}

export function functionName(programme: Programme, code: string): string {
  const found = programme.functions.find((item) => item.code === code);
  return found ? say(found.name) : code || t("function.none");
}

export function functionColour(programme: Programme, code: string | undefined): string {
  return programme.functions.find((item) => item.code === code)?.colour ?? NO_FUNCTION;
}

export function kindName(programme: Programme, code: string): string {
  const found = programme.kinds.find((item) => item.code === code);
  return found ? say(found.name) : code;
}

export function serviceName(programme: Programme, code: string): string {
  const found = programme.services.find((item) => item.code === code);
  return found ? say(found.name) : code;
}

/** A colour as the map shows it: the fill at the map's opacity over its paper. */
export function Swatch({ colour, code }: { colour: string; code?: string }) {
  return (
    <span class="swatch" aria-hidden="true">
      <span style={{ background: colour, opacity: FILL_OPACITY }} data-function={code} />
    </span>
  );
}

/** The functions of a park as small labels, each with its colour beside its name. */
export function FunctionChips({ codes }: { codes: readonly string[] }) {
  const { programme } = useKnown();
  if (codes.length === 0) return <span class="chip chip-none">{t("function.none")}</span>;
  return (
    <span class="chips">
      {codes.map((code) => (
        <span key={code} class="chip">
          <Swatch colour={functionColour(programme, code)} />
          {functionName(programme, code)}
        </span>
      ))}
    </span>
  );
}
