// Holds the vertices of one ring as a table and as text, so that a boundary can be entered without a mouse.
import { useState } from "preact/hooks";
import type { Ring, RingPath } from "../../draft/model";
import { replaceRing } from "../../draft/shape_actions";
import { redrawRing } from "../../draft/share_actions";
import { withoutClosing, writeCoordinates } from "../../geometry/coordinate_text";
import { isOnEarth, latOf, lonOf, type Position } from "../../geometry/position";
import { count } from "../../ui/format";
import { t } from "../../ui/language";
import { CoordinateText } from "./CoordinateText";
import { useDesk } from "./desk";

/** Vertices shown at once; a ring of ten thousand would make the page slow. */
const PAGE = 40;

function Coordinate({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => boolean;
}) {
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <>
      <input
        type="text"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={wrong !== null}
        title={wrong === null ? undefined : t("ring.not_number")}
        value={wrong ?? String(value)}
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          const taken = text !== "" && onChange(Number(text));
          setWrong(taken ? null : text);
        }}
      />
      {wrong === null ? null : (
        <span class="wrong" role="alert">
          {t("ring.not_number")}
        </span>
      )}
    </>
  );
}

function Rows({ path, ring, from }: { path: RingPath; ring: Ring; from: number }) {
  const desk = useDesk();

  function move(index: number, position: Position): boolean {
    if (!isOnEarth(position)) return false;
    desk.apply(redrawRing(desk.draft.value, path, ring.vertices.with(index, position), desk.together.value));
    return true;
  }

  /** A new vertex stands halfway to the next one, where it changes nothing until it is moved. */
  function insert(index: number): void {
    const a = ring.vertices[index];
    const b = ring.vertices[(index + 1) % ring.vertices.length];
    if (!a || !b) return;
    const between: Position = [
      Number(((lonOf(a) + lonOf(b)) / 2).toFixed(9)),
      Number(((latOf(a) + latOf(b)) / 2).toFixed(9)),
    ];
    const vertices = ring.vertices.toSpliced(index + 1, 0, between);
    desk.apply(redrawRing(desk.draft.value, path, vertices, desk.together.value));
  }

  return (
    <tbody>
      {ring.vertices.slice(from, from + PAGE).map((vertex, offset) => {
        const index = from + offset;
        const number = index + 1;
        return (
          <tr key={index}>
            <td class="number">{number}</td>
            <td>
              <Coordinate
                label={t("ring.lon_of", { number })}
                value={lonOf(vertex)}
                onChange={(lon) => move(index, [lon, latOf(vertex)])}
              />
            </td>
            <td>
              <Coordinate
                label={t("ring.lat_of", { number })}
                value={latOf(vertex)}
                onChange={(lat) => move(index, [lonOf(vertex), lat])}
              />
            </td>
            <td class="ring-actions">
              <button
                type="button"
                class="icon-button"
                aria-label={t("ring.insert", { number })}
                title={t("ring.insert", { number })}
                onClick={() => insert(index)}
              >
                <span aria-hidden="true">+</span>
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={t("ring.remove", { number })}
                title={t("ring.remove", { number })}
                onClick={() => {
                  const vertices = ring.vertices.toSpliced(index, 1);
                  desk.apply(redrawRing(desk.draft.value, path, vertices, desk.together.value));
                }}
              >
                <span aria-hidden="true">×</span>
              </button>
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

function TextForm({ path, ring }: { path: RingPath; ring: Ring }) {
  const desk = useDesk();
  return (
    <CoordinateText
      written={writeCoordinates(ring.vertices)}
      rows={8}
      onRead={(vertices) => desk.apply(replaceRing(desk.draft.value, path, withoutClosing(vertices)))}
    >
      {(take) => (
        <button type="button" class="button button-primary" onClick={take}>
          {t("ring.apply")}
        </button>
      )}
    </CoordinateText>
  );
}

function Pages({ from, total, onFrom }: { from: number; total: number; onFrom: (from: number) => void }) {
  if (total <= PAGE) return null;
  const to = Math.min(total, from + PAGE);
  return (
    <div class="buttons">
      <button type="button" class="button button-small" disabled={from === 0} onClick={() => onFrom(from - PAGE)}>
        {t("ring.previous")}
      </button>
      <span class="small figures">{t("ring.range", { from: from + 1, to, count: count(total) })}</span>
      <button type="button" class="button button-small" disabled={to >= total} onClick={() => onFrom(from + PAGE)}>
        {t("ring.next")}
      </button>
    </div>
  );
}

export function RingTable({ path, ring, name }: { path: RingPath; ring: Ring; name: string }) {
  const [asText, setAsText] = useState(ring.vertices.length === 0);
  const [asked, setAsked] = useState(0);
  const from = asked < ring.vertices.length ? asked : 0;
  return (
    <fieldset class="ring-table">
      <legend class="small">{t("ring.title", { name })}</legend>
      <div class="buttons">
        {([false, true] as const).map((text) => (
          <button
            key={String(text)}
            type="button"
            class="button button-small"
            aria-pressed={asText === text}
            onClick={() => setAsText(text)}
          >
            {t(text ? "ring.text" : "ring.table")}
          </button>
        ))}
      </div>
      {asText ? (
        <TextForm path={path} ring={ring} />
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">
                  {t("ring.number")}
                </th>
                <th scope="col">{t("ring.lon")}</th>
                <th scope="col">{t("ring.lat")}</th>
                <th scope="col">{t("ring.actions")}</th>
              </tr>
            </thead>
            <Rows path={path} ring={ring} from={from} />
          </table>
          <Pages from={from} total={ring.vertices.length} onFrom={setAsked} />
        </>
      )}
    </fieldset>
  );
}
