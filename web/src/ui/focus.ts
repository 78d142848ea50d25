// Holds where the focus goes when the button that had it is gone; without this a keyboard user starts at the top again.

/** Focuses the element when nothing holds the focus any more. */
export function catchFocus(element: HTMLElement | null | undefined): void {
  const held = document.activeElement;
  if (element && (held === null || held === document.body)) element.focus({ preventScroll: true });
}
