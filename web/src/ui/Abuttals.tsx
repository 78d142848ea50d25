// Holds the four-direction limits laid out as on a compass: north above, south below, west left, east right.
import type { Abuttals as AbuttalsValue } from "../api/types";
import { t } from "./language";

const ORDER = ["north", "west", "east", "south"] as const;

export function Abuttals({ abuttals }: { abuttals: AbuttalsValue }) {
  return (
    <div class="abuttals">
      <dl class="compass">
        {ORDER.map((side) => (
          <div key={side} class={`compass-${side}`}>
            <dt>{t(`side.${side}`)}</dt>
            <dd>
              {abuttals[side].length > 0 ? (
                abuttals[side].map((name) => <span key={name}>{name}</span>)
              ) : (
                <span class="quiet">{t("value.none")}</span>
              )}
            </dd>
          </div>
        ))}
        <div class="compass-centre" aria-hidden="true">
          <svg viewBox="0 0 40 40" width="40" height="40" role="presentation">
            <path d="M20 3 25 18 20 15 15 18z" class="compass-needle" />
            <rect x="12" y="18" width="16" height="14" rx="2" class="compass-box" />
          </svg>
        </div>
      </dl>
      {abuttals.sentence ? <blockquote class="sentence">{abuttals.sentence}</blockquote> : null}
    </div>
  );
}
