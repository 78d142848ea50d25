// Holds which services how many agencies offer in which park, on one day: a table whose cells are shaded by their figure.
import type { FiguresDocument } from "../../api/types";
import { count } from "../../ui/format";
import { t } from "../../ui/language";
import { serviceName, useKnown } from "../../ui/programme";
import { TableFrame } from "../../ui/TableFrame";

/** The strongest shade, in percent of the accent: the figure stays readable on it. */
const MOST_SHADE = 42;

function Cell({ agencies, most }: { agencies: number; most: number }) {
  const shade = most > 0 ? Math.round((agencies / most) * MOST_SHADE) : 0;
  return (
    <td
      class={`number ${agencies === 0 ? "quiet" : ""}`}
      style={{ background: `color-mix(in srgb, var(--accent) ${shade}%, transparent)` }}
    >
      {count(agencies)}
    </td>
  );
}

export function Matrix({ figures }: { figures: FiguresDocument }) {
  const { programme } = useKnown();
  const most = Math.max(1, ...figures.parks.flatMap(({ services }) => services.map(({ agencies }) => agencies)));
  return (
    <section class="chart" aria-labelledby="matrix-title" data-testid="matrix">
      <h3 id="matrix-title">{t("figures.matrix", { day: figures.on })}</h3>
      <p class="small quiet">{t("figures.matrix_what")}</p>
      <TableFrame label={t("figures.matrix", { day: figures.on })}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t("agencies.park")}</th>
              {figures.services.map(({ service }) => (
                <th key={service} scope="col" class="number">
                  {serviceName(programme, service)}
                </th>
              ))}
              <th scope="col" class="number">
                {t("figures.agencies")}
              </th>
            </tr>
          </thead>
          <tbody>
            {figures.parks.map(({ park, services, agencies }) => (
              <tr key={park ?? ""}>
                <th scope="row">{park ?? t("figures.no_park")}</th>
                {services.map((one) => (
                  <Cell key={one.service} agencies={one.agencies} most={most} />
                ))}
                <td class="number">
                  <strong>{count(agencies)}</strong>
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("figures.whole")}</th>
              {figures.services.map(({ service, agencies }) => (
                <td key={service} class="number">
                  {agencies === 0 ? (
                    <span class="badge badge-warning">{t("figures.missing")}</span>
                  ) : (
                    <strong>{count(agencies)}</strong>
                  )}
                </td>
              ))}
              <td class="number">
                <strong>{count(figures.agencies)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
