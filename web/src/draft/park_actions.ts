// Holds the pure changes of the zone form and the list of parks, draft → draft; it must not know rings or the page.
import { type AbuttalsInput, type Draft, EMPTY_SHAPE, type Park, type ZoneText } from "./model";

/** A key that no park of the draft bears. */
export function freshKey(draft: Draft): string {
  const numbers = draft.parks.map((park) => Number(park.key.replace(/^p/, ""))).filter(Number.isFinite);
  return `p${Math.max(0, ...numbers) + 1}`;
}

/** Adds a park without shape; returns the draft and the key of the new park. */
export function addPark(draft: Draft, name: string): { draft: Draft; key: string } {
  const key = freshKey(draft);
  const park: Park = { key, name, functions: [], closing: true, shape: EMPTY_SHAPE };
  return { draft: { ...draft, parks: [...draft.parks, park] }, key };
}

export function removePark(draft: Draft, key: string): Draft {
  return { ...draft, parks: draft.parks.filter((park) => park.key !== key) };
}

export function changePark(draft: Draft, key: string, change: (park: Park) => Park): Draft {
  return { ...draft, parks: draft.parks.map((park) => (park.key === key ? change(park) : park)) };
}

export function renamePark(draft: Draft, key: string, name: string): Draft {
  return changePark(draft, key, (park) => ({ ...park, name }));
}

/** Adds the function when the park lacks it, removes it otherwise; the order of the others stays. */
export function toggleFunction(draft: Draft, key: string, code: string): Draft {
  return changePark(draft, key, (park) => ({
    ...park,
    functions: park.functions.includes(code)
      ? park.functions.filter((held) => held !== code)
      : [...park.functions, code],
  }));
}

export function setClosing(draft: Draft, key: string, closing: boolean): Draft {
  return changePark(draft, key, (park) => ({ ...park, closing }));
}

/** Writes a text of a park; an empty text removes the member. */
export function setParkText(draft: Draft, key: string, name: "declared_area" | "host", text: string): Draft {
  return changePark(draft, key, (park) => {
    const { [name]: _, ...rest } = park;
    return text === "" ? rest : { ...rest, [name]: text };
  });
}

export function setParkAbuttals(draft: Draft, key: string, abuttals: AbuttalsInput | undefined): Draft {
  return changePark(draft, key, (park) => {
    const { abuttals: _, ...rest } = park;
    return isBlank(abuttals) ? rest : { ...rest, abuttals };
  });
}

/** Writes a text of the zone form; an empty text removes the member. */
export function setZoneText(draft: Draft, name: ZoneText, text: string): Draft {
  const { [name]: _, ...rest } = draft.zone;
  return { ...draft, zone: text === "" ? rest : { ...rest, [name]: text } };
}

export function setZoneAbuttals(draft: Draft, abuttals: AbuttalsInput | undefined): Draft {
  const { abuttals: _, ...rest } = draft.zone;
  return { ...draft, zone: isBlank(abuttals) ? rest : { ...rest, abuttals } };
}

function isBlank(abuttals: AbuttalsInput | undefined): abuttals is undefined | "" {
  return abuttals === undefined || abuttals === "";
}
