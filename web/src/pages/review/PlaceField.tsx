// Holds where a new comment is pinned: by a click on the map, or by its coordinates, which need no mouse.
import { useEffect, useId, useState } from "preact/hooks";
import { readCoordinates } from "../../geometry/coordinate_text";
import { isOnEarth, latOf, lonOf, type Position } from "../../geometry/position";
import { place as placeText } from "../../ui/format";
import { t } from "../../ui/language";
import type { Pinning } from "./pinning";

/** One place on earth, or null. */
function readOne(text: string): Position | null {
  const { vertices, unread } = readCoordinates(text);
  const place = vertices[0];
  return vertices.length === 1 && unread.length === 0 && place && isOnEarth(place) ? place : null;
}

export function PlaceField({ pinning }: { pinning: Pinning }) {
  const id = useId();
  const place = pinning.place.value;
  const written = place ? placeText(lonOf(place), latOf(place)) : "";
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const isWrong = text.trim() !== "" && text !== written && readOne(text) === null;

  return (
    <div class="form-row">
      <div class="field">
        <label for={id}>{t("review.place")}</label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          placeholder={t("review.place_hint")}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onChange={(event) => {
            const read = readOne(event.currentTarget.value);
            if (read || event.currentTarget.value.trim() === "") pinning.place.value = read;
          }}
        />
        {isWrong ? (
          <span id={`${id}-wrong`} class="wrong">
            {t("review.place_wrong")}
          </span>
        ) : null}
      </div>
      <div class="buttons">
        <button
          type="button"
          class="button"
          aria-pressed={pinning.picking.value}
          onClick={() => {
            pinning.picking.value = !pinning.picking.value;
            if (pinning.picking.value) document.getElementById("dossier-map")?.scrollIntoView({ block: "nearest" });
          }}
        >
          {t("review.pick")}
        </button>
        {place ? (
          <button
            type="button"
            class="button"
            onClick={() => {
              pinning.place.value = null;
            }}
          >
            {t("review.unpin")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
