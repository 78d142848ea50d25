// Holds the legend of the map: the colour of every function of the programme, and the lines and points.
import { useState } from "preact/hooks";
import { NO_FUNCTION } from "../../map/palette";
import { say, t } from "../../ui/language";
import { Swatch, useKnown } from "../../ui/programme";

export function Legend() {
  const { programme } = useKnown();
  // On a narrow screen the open legend would cover half the map.
  const [wide] = useState(() => matchMedia("(min-width: 761px)").matches);
  return (
    <details class="legend map-card" open={wide} data-testid="legend">
      <summary>{t("map.legend")}</summary>
      <h3>{t("map.legend_functions")}</h3>
      <ul>
        {programme.functions.map((item) => (
          <li key={item.code}>
            <Swatch colour={item.colour} code={item.code} />
            {say(item.name)}
          </li>
        ))}
        <li>
          <Swatch colour={NO_FUNCTION} />
          {t("map.legend_none")}
        </li>
        <li>
          <span class="legend-line" aria-hidden="true" />
          {t("map.legend_zone")}
        </li>
        <li>
          <span class="legend-dot legend-speck" aria-hidden="true" />
          {t("map.legend_speck")}
        </li>
        <li>
          <span class="legend-dot" aria-hidden="true" />
          {t("map.legend_agency")}
        </li>
      </ul>
      <p class="small quiet">{t("map.legend_multi")}</p>
    </details>
  );
}
