// Holds the map of the alerts: a pin for each place, numbered as the list numbers them; a click on one chooses its alert.
import { useEffect, useMemo, useState } from "preact/hooks";
import { bboxOf, widened } from "../../geometry/bbox";
import type { Position } from "../../geometry/position";
import type { Board } from "../../map/board";
import { CHINA, MapView } from "../../map/MapView";
import { PIN_LAYERS } from "../../map/pin_layers";
import { t } from "../../ui/language";
import { useKnown } from "../../ui/programme";
import { type AlertPlaces, alertPins } from "./places";

interface Props {
  readonly places: readonly AlertPlaces[];
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

/** What is shown around a place, some 300 m. */
const AROUND_DEG = 0.003;

function boxOf(places: readonly AlertPlaces[]) {
  const box = bboxOf(
    places.flatMap(({ held, stated }) => [held, stated].filter((place): place is Position => !!place)),
  );
  return box ? widened(box, AROUND_DEG) : null;
}

export function AlertMap({ places, chosen, onChoose }: Props) {
  const { programme, settings } = useKnown();
  const [board, setBoard] = useState<Board | null>(null);
  const start = useMemo(() => ({ bbox: boxOf(places) ?? CHINA }), []);

  useEffect(() => {
    if (!board) return;
    const leave = [
      board.onClick(PIN_LAYERS, (_place, [pin]) => onChoose(pin ? String(pin.properties.alert) : null)),
      board.pointerOver(PIN_LAYERS),
    ];
    return () => {
      for (const end of leave) end();
    };
  }, [board]);

  useEffect(() => {
    if (!board) return;
    const { pins, ways } = alertPins(places, chosen);
    board.show("pins", pins);
    board.show("pair-b", ways);
    const box = boxOf(chosen ? places.filter(({ id }) => id === chosen) : places) ?? boxOf(places);
    if (box) board.fit(box, 16);
  }, [board, places, chosen]);

  return (
    <div class="dossier-map">
      <MapView programme={programme} settings={settings} start={start} label={t("alert.map")} onBoard={setBoard}>
        <ul class="legend map-card legend-plain">
          <li>
            <span class="pin-mark pin-mark-small" aria-hidden="true" /> {t("alert.held")}
          </li>
          <li>
            <span class="pin-mark pin-mark-small pin-mark-new" aria-hidden="true" /> {t("alert.stated")}
          </li>
        </ul>
      </MapView>
    </div>
  );
}
