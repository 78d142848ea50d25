// Holds the delimitations of a zone in their order: number, standing, when in force, when recorded, digest.
import type { ZoneDetail } from "../../api/types";
import { StatusBadge } from "../../ui/Badges";
import { moment } from "../../ui/format";
import { t } from "../../ui/language";

type Entry = ZoneDetail["delimitations"][number];

function validity(entry: Entry): string | null {
  if (!entry.valid_from) return null;
  const from = entry.valid_from;
  return entry.valid_to ? t("zone.valid", { from, until: entry.valid_to }) : t("zone.since", { from });
}

export function History({ zone }: { zone: ZoneDetail }) {
  return (
    <section class="section" aria-labelledby="history-title">
      <h2 id="history-title">{t("zone.history")}</h2>
      <ol class="card-list">
        {zone.delimitations.map((entry) => (
          <li key={entry.number}>
            <div class="section-head">
              <strong>{t("zone.number", { number: entry.number })}</strong>
              <StatusBadge status={entry.standing} />
            </div>
            {validity(entry) ? <span class="small figures">{validity(entry)}</span> : null}
            <span class="small figures">{t("zone.recorded", { moment: moment(entry.recorded_at) })}</span>
            {entry.document ? <span class="small">{entry.document}</span> : null}
            <span class="small">
              {t("zone.digest")} <code title={entry.digest}>{entry.digest.slice(0, 23)}…</code>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
