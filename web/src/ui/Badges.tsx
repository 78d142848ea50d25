// Holds the small labels for the status of a zone and the validity of its title.
import { t, tOr } from "./language";

export function StatusBadge({ status }: { status: string }) {
  return <span class={`badge badge-${status}`}>{tOr(`status.${status}`, status)}</span>;
}

export function TitleBadge({ valid }: { valid: boolean | null | undefined }) {
  if (valid === true) return <span class="badge badge-good">{t("title.valid")}</span>;
  if (valid === false) return <span class="badge badge-bad">{t("title.invalid")}</span>;
  return <span class="badge badge-quiet">{t("title.unknown")}</span>;
}
