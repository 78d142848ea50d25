// Holds the buttons that mend a finding: each shows its change on the map while it is pointed at, and makes it with one click.
import type { Finding, Fix } from "../../api/types";
import { isShifted, takeShapes } from "../../draft/fix_actions";
import { say, t, tOr } from "../../ui/language";
import { type Desk, useDesk } from "./desk";
import { convertFrom } from "./intake";
import { previewOfShapes } from "./preview";

/** Where the focus goes when the button that was pressed is gone with its finding. */
export const FINDINGS_TITLE = "findings-title";

function kindName(fix: Fix): string {
  return tOr(`fix.kind.${fix.kind}`, say(fix.label));
}

function apply(desk: Desk, fix: Fix): void {
  if (fix.datum) {
    void convertFrom(desk, fix.datum);
    return;
  }
  const next = takeShapes(desk.draft.value, fix.parks);
  if (!next) return;
  desk.chosen.value = null;
  desk.tool.value = null;
  desk.apply(next);
  desk.checkAgain();
  desk.notice.value = { tone: "info", text: t("fix.done", { kind: kindName(fix) }), lines: [] };
  // The button goes with its finding; without this a keyboard user starts at the top again.
  document.getElementById(FINDINGS_TITLE)?.focus({ preventScroll: true });
}

function FixButton({ fix, able }: { fix: Fix; able: boolean }) {
  const desk = useDesk();
  const show = () => {
    // Shapes in a shifted datum lie elsewhere on the map than those that are offered.
    if (able && !isShifted(desk.draft.value)) desk.preview.value = previewOfShapes(desk.draft.value, fix.parks);
  };
  const hide = () => {
    desk.preview.value = null;
  };
  return (
    <button
      type="button"
      class="button button-small fix-button"
      data-fix={fix.kind}
      disabled={!able}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onClick={() => apply(desk, fix)}
    >
      <strong>{kindName(fix)}</strong>
      <span class="fix-label">{say(fix.label)}</span>
    </button>
  );
}

/** The fixes of a finding; nothing where it has none. `fresh`: the finding speaks of the draft as it is now. */
export function FixButtons({ finding, fresh }: { finding: Finding; fresh: boolean }) {
  const desk = useDesk();
  const draft = desk.draft.value;
  const shifted = isShifted(draft);
  if (finding.fixes.length === 0) return null;
  return (
    <fieldset class="fixes">
      <legend class="hidden">{t("fix.title")}</legend>
      {finding.fixes.map((fix, index) => (
        <FixButton key={index} fix={fix} able={fresh && (!shifted || fix.datum !== null)} />
      ))}
      {shifted && finding.fixes.some((fix) => fix.datum === null) ? (
        <p class="small">{t("fix.shifted", { datum: (draft.zone.datum ?? "").toUpperCase() })}</p>
      ) : null}
    </fieldset>
  );
}
