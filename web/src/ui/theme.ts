// Holds which theme is on: as the system has it, light or dark, and how it is remembered.
import { effect, signal } from "@preact/signals";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const REMEMBERED = "sizhi.theme";

function first(): Theme {
  try {
    const kept = localStorage.getItem(REMEMBERED);
    return THEMES.find((known) => known === kept) ?? "auto";
  } catch {
    return "auto";
  }
}

export const theme = signal<Theme>(first());

effect(() => {
  if (theme.value === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem(REMEMBERED, theme.value);
  } catch {
    // A browser that keeps nothing still has the theme of this visit.
  }
});

/** Goes on to the next theme. */
export function nextTheme(): void {
  const index = THEMES.indexOf(theme.value);
  theme.value = THEMES[(index + 1) % THEMES.length] ?? "auto";
}
