// Holds the address of the page: path and query as a signal, and how they are changed; it must not know the pages.
import { signal } from "@preact/signals";

export interface Route {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Differs for every arrival, so that a page starts anew when its address is gone to again. */
  readonly arrival: number;
}

let arrivals = 0;

function read(): Route {
  arrivals += 1;
  return { path: location.pathname, query: new URLSearchParams(location.search), arrival: arrivals };
}

export const route = signal<Route>(read());

window.addEventListener("popstate", () => {
  route.value = read();
});

/** Goes to another page of the client. */
export function go(url: string): void {
  history.pushState(null, "", url);
  route.value = read();
}

/**
 * Writes members of the query, null removes one. `remember` makes a step for the back button; without it the present
 * address is replaced, and pages are not told: they wrote it themselves.
 */
export function writeQuery(members: Record<string, string | null>, remember = false): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(members)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  const url = text === "" ? location.pathname : `${location.pathname}?${text}`;
  if (url === location.pathname + location.search) return;
  if (remember) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}

/** Takes over plain clicks on links of the client. */
export function onLinkClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element | null)?.closest("a");
  if (link?.target !== "" || link.hasAttribute("download") || link.origin !== location.origin) return;
  // What the server answers itself is left to the browser.
  if (/^\/(v1|tiles|ogc|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/.test(link.pathname)) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
