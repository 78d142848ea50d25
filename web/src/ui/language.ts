// Holds the language of the client: which one is on, how it is remembered, and the words of a message; Chinese first.
import { effect, signal } from "@preact/signals";
import type { Text } from "../api/types";
import { ABUTTALS_MESSAGES } from "./messages/abuttals";
import { AGENCY_MESSAGES } from "./messages/agencies";
import { ATTACHMENT_MESSAGES } from "./messages/attachments";
import { DRAW_MESSAGES } from "./messages/draw";
import { FIGURES_MESSAGES } from "./messages/figures";
import { FILE_MESSAGES } from "./messages/files";
import { FIX_MESSAGES } from "./messages/fixes";
import { LEDGER_MESSAGES } from "./messages/ledger";
import { MAP_MESSAGES } from "./messages/map";
import { OVERLAP_MESSAGES } from "./messages/overlaps";
import { PEOPLE_MESSAGES } from "./messages/people";
import { RESHAPE_MESSAGES } from "./messages/reshape";
import { REVIEW_MESSAGES } from "./messages/review";
import { SHELL_MESSAGES } from "./messages/shell";

export type Language = "zh" | "en";

const MESSAGES = {
  ...SHELL_MESSAGES,
  ...MAP_MESSAGES,
  ...DRAW_MESSAGES,
  ...FILE_MESSAGES,
  ...FIX_MESSAGES,
  ...ABUTTALS_MESSAGES,
  ...OVERLAP_MESSAGES,
  ...AGENCY_MESSAGES,
  ...LEDGER_MESSAGES,
  ...PEOPLE_MESSAGES,
  ...RESHAPE_MESSAGES,
  ...ATTACHMENT_MESSAGES,
  ...FIGURES_MESSAGES,
  ...REVIEW_MESSAGES,
};

export type MessageId = keyof typeof MESSAGES;

const REMEMBERED = "sizhi.lang";

const TAGS: Record<Language, string> = { zh: "zh-CN", en: "en" };

function isLanguage(value: unknown): value is Language {
  return value === "zh" || value === "en";
}

function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

function first(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (isLanguage(asked)) return asked;
  const kept = remembered();
  return isLanguage(kept) ? kept : "zh";
}

export const language = signal<Language>(first());

effect(() => {
  document.documentElement.lang = TAGS[language.value];
  try {
    localStorage.setItem(REMEMBERED, language.value);
  } catch {
    // A browser that keeps nothing still has the language of this visit.
  }
});

/** Puts `{name}` parameters into a pattern. */
export function fill(pattern: string, parameters: Record<string, string | number>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** The message in the language that is on. */
export function t(id: MessageId, parameters: Record<string, string | number> = {}): string {
  return fill(MESSAGES[id][language.value], parameters);
}

/** The side of a two-language text of the server in the language that is on. */
export function say(text: Text): string {
  return text[language.value] || text.zh || text.en;
}

/** The language tag for numbers and dates. */
export function tag(): string {
  return TAGS[language.value];
}

/** Says whether a message of that name exists, for names that are built from codes of the server. */
export function isMessage(id: string): id is MessageId {
  return id in MESSAGES;
}

/** The message for a code of the server, or the code itself when the tables do not know it yet. */
export function tOr(id: string, fallback: string): string {
  return isMessage(id) ? t(id) : fallback;
}
