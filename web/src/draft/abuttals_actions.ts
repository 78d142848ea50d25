// Holds the pure changes of four-direction limits: sides taken over, sentences written from sides; no server, no page.
import type { AbuttalsBySide, AbuttalsInput } from "./model";

export const SIDES = ["east", "south", "west", "north"] as const;

export type Side = (typeof SIDES)[number];

/** What each side is limited by, as far as it is known. */
export type Sides = { readonly [side in Side]: readonly string[] };

const NO_SIDES: Sides = { east: [], south: [], west: [], north: [] };

/** The words of approvals for the sides, in the order in which they print them. */
const DIRECTIONS: Record<Side, string> = { east: "东", south: "南", west: "西", north: "北" };

/** Writes the sides as approvals print them: 东至…，南至…，西至…，北至…。 Sides of which nothing is known are left out. */
export function sentenceOf(sides: Sides): string {
  const told = SIDES.filter((side) => sides[side].length > 0);
  return told.length === 0
    ? ""
    : `${told.map((side) => `${DIRECTIONS[side]}至${sides[side].join("、")}`).join("，")}。`;
}

/** Splits the text of one side at its list marks. */
export function splitSide(text: string): string[] {
  return text
    .split(/[、;；]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The sides that an input states by lists; those of a bare sentence must be read by the register. */
export function sidesOf(input: AbuttalsInput | undefined): Sides {
  return input === undefined || typeof input === "string" ? NO_SIDES : input;
}

/** The sentence of an input. */
export function sentenceIn(input: AbuttalsInput | undefined): string {
  return (typeof input === "string" ? input : input?.sentence) ?? "";
}

/** The text that an input states as a whole: its lists go before its sentence. */
export function textOf(input: AbuttalsInput | undefined): string {
  return sentenceOf(sidesOf(input)) || sentenceIn(input);
}

/** Abuttals that state all sides by lists, with the sentence that says the same. */
export function wholly(sides: Sides, sentence: string): AbuttalsBySide {
  const { east, south, west, north } = sides;
  return { east, south, west, north, sentence: sentence || sentenceOf(sides) };
}

/**
 * Takes over one side. `read` are the sides that the sentence was read as; they fill those that have no list yet, so that
 * the sentence, written anew, goes on saying what the lists say.
 */
export function takeSide(
  input: AbuttalsInput | undefined,
  read: Sides,
  side: Side,
  items: readonly string[],
): AbuttalsBySide {
  const lists = sidesOf(input);
  const filled = Object.fromEntries(SIDES.map((name) => [name, lists[name].length > 0 ? lists[name] : read[name]]));
  const sides = { ...(filled as Sides), [side]: items };
  return wholly(sides, sentenceOf(sides));
}

/** A run of a text: understood, or not. */
export interface Run {
  readonly text: string;
  readonly unread: boolean;
}

/** Cuts a text into runs; `unread` are spans of characters (not UTF-16 units), those that overlap or lie outside are cut down. */
export function runsOf(text: string, unread: readonly { readonly start: number; readonly end: number }[]): Run[] {
  const characters = Array.from(text);
  const runs: Run[] = [];
  let at = 0;
  const push = (end: number, isUnread: boolean) => {
    const run = characters.slice(at, end).join("");
    if (run !== "") runs.push({ text: run, unread: isUnread });
    at = Math.max(at, end);
  };
  for (const { start, end } of [...unread].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    push(Math.max(at, start), false);
    push(Math.min(end, characters.length), true);
  }
  push(characters.length, false);
  return runs;
}
