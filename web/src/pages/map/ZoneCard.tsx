// Holds the card of one zone: what it is, its areas, its four-direction limits, and the sections below them.
import { useEffect, useRef } from "preact/hooks";
import type { AreaAgreement, DeclaredArea, Delimitation, ZoneDetail } from "../../api/types";
import { Abuttals } from "../../ui/Abuttals";
import { StatusBadge, TitleBadge } from "../../ui/Badges";
import { catchFocus } from "../../ui/focus";
import { area, share } from "../../ui/format";
import { t } from "../../ui/language";
import { Empty } from "../../ui/Notices";
import { kindName, useKnown } from "../../ui/programme";
import { SheetLink } from "../../ui/SheetLink";
import { AgencyList } from "./AgencyList";
import { Downloads } from "./Downloads";
import { History } from "./History";
import { ParkTable } from "./ParkTable";

interface Props {
  zone: ZoneDetail;
  /** Whether the name takes the focus when nothing else holds it. */
  focus: boolean;
  onBack: () => void;
  onFit: (bbox: readonly number[]) => void;
  onAgency: (id: string, name: string) => void;
}

function Fact({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function term(zone: ZoneDetail): string | null {
  const { from, until } = zone.title;
  if (!from && !until) return null;
  return t("zone.term", { from: from ?? t("value.none"), until: until ?? t("value.none") });
}

interface AreasProps {
  declared: DeclaredArea | null;
  measured: number | null;
  agreement: AreaAgreement | null;
}

/** Declared against measured area, and whether the register takes the two to agree. */
export function Areas({ declared, measured, agreement }: AreasProps) {
  return (
    <dl class="areas">
      <div>
        <dt>{t("zone.declared")}</dt>
        <dd>{declared?.printed ?? t("value.none")}</dd>
      </div>
      <div>
        <dt>{t("zone.measured")}</dt>
        <dd>{area(measured)}</dd>
      </div>
      {declared && agreement ? (
        <div class="areas-note">
          <dt class="hidden">{t("zone.areas")}</dt>
          <dd style={{ font: "inherit" }}>
            {t(agreement.agrees ? "zone.area_agrees" : "zone.area_differs", {
              more: t(agreement.difference_m2 < 0 ? "zone.more" : "zone.less"),
              difference: area(Math.abs(agreement.difference_m2)),
              share: share(Math.abs(agreement.difference_m2) / declared.m2),
              allowed: area(agreement.allowed_m2),
            })}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Limits({ delimitation }: { delimitation: Delimitation | null }) {
  return (
    <section class="section" aria-labelledby="limits-title">
      <h2 id="limits-title">{t("zone.abuttals")}</h2>
      {delimitation?.abuttals ? <Abuttals abuttals={delimitation.abuttals} /> : <Empty>{t("zone.no_abuttals")}</Empty>}
    </section>
  );
}

export function ZoneCard({ zone, focus, onBack, onFit, onAgency }: Props) {
  const { programme } = useKnown();
  const heading = useRef<HTMLHeadingElement>(null);
  // The row or mark that opened the card is gone, so its name takes the focus.
  useEffect(() => (focus ? catchFocus(heading.current) : undefined), [zone.code, focus]);
  const delimitation = zone.delimitation ?? null;
  return (
    <article aria-labelledby="zone-name" data-testid="zone-card">
      <div class="section">
        <div class="buttons">
          <button type="button" class="button button-quiet" onClick={onBack}>
            <span aria-hidden="true">←</span> {t("zone.back")}
          </button>
        </div>
        <h1 id="zone-name" ref={heading} tabIndex={-1}>
          {zone.name}
        </h1>
        <div class="badges">
          <StatusBadge status={zone.status} />
          <TitleBadge valid={zone.title.valid} />
          {zone.bbox ? null : <span class="badge">{t("zones.text_only")}</span>}
        </div>
        <dl class="facts">
          <Fact name={t("zone.kind")} value={kindName(programme, zone.kind)} />
          <Fact name={t("zone.host")} value={zone.host} />
          <Fact name={t("zone.division")} value={[zone.division_name, zone.division].filter(Boolean).join(" ")} />
          <Fact name={t("zone.title_term")} value={term(zone)} />
          <Fact name={t("zone.in_force_since")} value={delimitation?.valid_from} />
          <Fact name={t("zone.document")} value={delimitation?.document} />
          <Fact name={t("zone.code")} value={zone.code} />
          <Fact name={t("zone.remark")} value={zone.remark} />
        </dl>
        <Areas
          declared={delimitation?.declared_area ?? zone.declared_area ?? null}
          measured={zone.area_m2 ?? null}
          agreement={delimitation?.area_agreement ?? null}
        />
        {zone.bbox ? (
          <div class="buttons">
            <button type="button" class="button" onClick={() => onFit(zone.bbox ?? [])}>
              {t("zone.fit")}
            </button>
            <a class="button" href={`/draw?from=${encodeURIComponent(zone.code)}`}>
              {t("zone.to_draft")}
            </a>
            {delimitation ? <SheetLink code={zone.code} delimitation={delimitation.number} /> : null}
          </div>
        ) : (
          <>
            <p class="small">{t("zone.no_polygon")}</p>
            {delimitation ? (
              <div class="buttons">
                <SheetLink code={zone.code} delimitation={delimitation.number} />
              </div>
            ) : null}
          </>
        )}
        {zone.bbox && delimitation ? <Downloads zone={zone} delimitation={delimitation.number} /> : null}
      </div>
      <Limits delimitation={delimitation} />
      <ParkTable parks={delimitation?.parks ?? []} open={!delimitation?.abuttals} onFit={onFit} />
      <AgencyList zone={zone.code} onAgency={onAgency} />
      <History zone={zone} />
    </article>
  );
}
