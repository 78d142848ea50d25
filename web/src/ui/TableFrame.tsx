// Holds the frame of a table that may be wider than its page: it scrolls, by keyboard too.
import type { ComponentChildren } from "preact";

export function TableFrame({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is filled in; a section would be one more landmark
    <div class="table-scroll" tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}
