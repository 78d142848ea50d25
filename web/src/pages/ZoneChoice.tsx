// Holds the choice of one zone from those of the register.
import { api } from "../api/client";
import { Choice } from "../ui/Field";
import { useLoad } from "../ui/load";

/** Zones that are listed; a register of more names its zones by code in the address. */
const MOST = 1000;

interface Props {
  readonly label: string;
  /** What stands for no zone. */
  readonly none: string;
  readonly value: string;
  readonly onValue: (code: string) => void;
}

export function ZoneChoice({ label, none, value, onValue }: Props) {
  const loaded = useLoad("zones", (signal) => api.zones({ limit: MOST }, signal));
  const zones = loaded.value?.zones ?? [];
  const listed = zones.map(({ code, name }) => ({ value: code, name }));
  // The one that the address names is there before the list is.
  const named = value && !zones.some(({ code }) => code === value) ? [{ value, name: value }] : [];
  return (
    <Choice label={label} value={value} options={[{ value: "", name: none }, ...named, ...listed]} onValue={onValue} />
  );
}
