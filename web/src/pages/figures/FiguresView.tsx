// Holds the view of figures over time: which zone is looked at, and its figures.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../ui/language";
import { Empty } from "../../ui/Notices";
import { route, writeQuery } from "../../ui/router";
import { ZoneChoice } from "../ZoneChoice";
import { ZoneFigures } from "./ZoneFigures";

export function FiguresView({ own }: { own: string | null }) {
  const [zone, setZone] = useState(() => route.value.query.get("zone") ?? own ?? "");
  useEffect(() => writeQuery({ zone }), [zone]);
  return (
    <section class="sheet" aria-labelledby="figures-title">
      <h2 id="figures-title">{t("figures.title")}</h2>
      <ZoneChoice label={t("figures.zone")} none={t("figures.choose")} value={zone} onValue={setZone} />
      {zone ? <ZoneFigures key={zone} zone={zone} /> : <Empty>{t("figures.choose_what")}</Empty>}
    </section>
  );
}
