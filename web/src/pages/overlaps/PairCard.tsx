// Holds the figures of one overlapping pair: shared area, mean width, and the share of each side.
import type { OverlapPair, OverlapSide } from "../../api/types";
import { StatusBadge } from "../../ui/Badges";
import { area, metres, share, squareMetres } from "../../ui/format";
import { t } from "../../ui/language";

function Side({ side, mark, name }: { side: OverlapSide; mark: "a" | "b"; name: string }) {
  return (
    <li>
      <div class="section-head">
        <span>
          <span class={`side-mark side-mark-${mark}`} aria-hidden="true" /> <span class="quiet">{name}</span>
        </span>
        <StatusBadge status={side.status} />
      </div>
      <a href={`/?zone=${encodeURIComponent(side.zone)}`} title={t("overlaps.to_zone")}>
        {side.name}
      </a>
      {side.park ? <strong>{side.park}</strong> : null}
      <dl class="facts figures">
        <dt>{t("overlaps.side_area")}</dt>
        <dd>{area(side.area_m2)}</dd>
        <dt>{t("overlaps.share_of")}</dt>
        <dd>
          <strong data-testid={`share-${mark}`}>{share(side.share)}</strong>
          <span class="bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, Math.max(0.5, side.share * 100))}%` }} />
          </span>
        </dd>
      </dl>
    </li>
  );
}

export function PairCard({ pair }: { pair: OverlapPair }) {
  return (
    <section class="section" aria-labelledby="pair-title" data-testid="pair-card">
      <h2 id="pair-title">
        {pair.a.park ?? pair.a.name} {t("overlaps.and")} {pair.b.park ?? pair.b.name}
      </h2>
      <dl class="areas">
        <div>
          <dt>{t("overlaps.shared")}</dt>
          <dd data-testid="shared-area">{squareMetres(pair.shared_m2)}</dd>
        </div>
        <div>
          <dt>{t("overlaps.width")}</dt>
          <dd>{metres(pair.mean_width_m)}</dd>
        </div>
      </dl>
      <ul class="card-list">
        <Side side={pair.a} mark="a" name={t("overlaps.legend_a")} />
        <Side side={pair.b} mark="b" name={t("overlaps.legend_b")} />
      </ul>
    </section>
  );
}
