// Holds the table of a zone's parks: functions, areas, agencies, and their own limits where they have some.
import type { Park } from "../../api/types";
import { Abuttals } from "../../ui/Abuttals";
import { areaBrief, count } from "../../ui/format";
import { t } from "../../ui/language";
import { Empty } from "../../ui/Notices";
import { FunctionChips } from "../../ui/programme";

function Row({ park, onFit }: { park: Park; onFit: (bbox: readonly number[]) => void }) {
  const { bbox } = park;
  return (
    <tr>
      <td>
        {bbox ? (
          <button
            type="button"
            class="link-button"
            aria-label={t("zone.show_park", { name: park.name })}
            onClick={() => onFit(bbox)}
          >
            {park.name}
          </button>
        ) : (
          park.name
        )}{" "}
        {park.closing ? null : (
          <span class="badge" title={t("zone.overlay_title")}>
            {t("zone.overlay")}
          </span>
        )}
        <FunctionChips codes={park.functions} />
      </td>
      <td class="number">{park.declared_area?.printed ?? t("value.none")}</td>
      <td class="number">{areaBrief(park.area_m2)}</td>
      <td class="number">{count(park.agencies)}</td>
    </tr>
  );
}

interface Props {
  parks: readonly Park[];
  /** Whether the limits of the parks are laid open: where the zone states none of its own. */
  open: boolean;
  onFit: (bbox: readonly number[]) => void;
}

export function ParkTable({ parks, open, onFit }: Props) {
  const described = parks.filter((park) => park.abuttals);
  return (
    <section class="section" aria-labelledby="parks-title">
      <h2 id="parks-title">{t("zone.parks")}</h2>
      {parks.length === 0 ? (
        <Empty>{t("zone.no_parks")}</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("zone.park")}</th>
              <th scope="col" class="number">
                {t("zone.declared")}
              </th>
              <th scope="col" class="number">
                {t("zone.measured")}
              </th>
              <th scope="col" class="number">
                {t("zone.park_agencies")}
              </th>
            </tr>
          </thead>
          <tbody>
            {parks.map((park) => (
              <Row key={park.name} park={park} onFit={onFit} />
            ))}
          </tbody>
        </table>
      )}
      {described.map((park) => (
        <details key={park.name} open={open}>
          <summary>{t("zone.park_abuttals", { name: park.name })}</summary>
          {park.abuttals ? <Abuttals abuttals={park.abuttals} /> : null}
        </details>
      ))}
    </section>
  );
}
