// Holds a field for coordinates as text, a place a line, and says which lines cannot be read.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { readCoordinates } from "../../geometry/coordinate_text";
import type { Position } from "../../geometry/position";
import { t } from "../../ui/language";

interface Props {
  /** What stands in the field until it is written in; it is put there again when it changes. */
  written?: string;
  rows: number;
  /** Called with all places, once each line can be read. */
  onRead: (places: readonly Position[]) => void;
  /** The buttons: `take` reads the field. */
  children: (take: () => void, isEmpty: boolean) => ComponentChildren;
}

export function CoordinateText({ written = "", rows, onRead, children }: Props) {
  const id = useId();
  const [text, setText] = useState(written);
  const [unread, setUnread] = useState<readonly string[]>([]);
  useEffect(() => setText(written), [written]);

  function take(): void {
    const read = readCoordinates(text);
    setUnread(read.unread.map(({ line, text: raw }) => t("ring.unread", { line, text: raw })));
    if (read.unread.length === 0) onRead(read.vertices);
  }

  return (
    <div class="field">
      <label for={id}>{t("ring.text_label")}</label>
      <textarea
        id={id}
        class="coordinates"
        rows={rows}
        spellcheck={false}
        value={text}
        aria-invalid={unread.length > 0}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {unread.length > 0 ? (
        <ul class="wrong" role="alert">
          {unread.slice(0, 8).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      <div class="buttons">{children(take, text.trim() === "")}</div>
    </div>
  );
}
