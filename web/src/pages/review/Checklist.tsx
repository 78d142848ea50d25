// Holds the check list of the notice: what the register answers itself, and what a reviewer ticks.
import { segment, send } from "../../api/client";
import type { CheckItem, CheckList } from "../../api/types";
import { say, t } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { isRole } from "../../ui/session";
import { useSending } from "../../ui/use_sending";

interface Props {
  readonly code: string;
  readonly number: number;
  readonly list: CheckList;
  readonly onTicked: () => void;
}

function Answer({ item }: { item: CheckItem }) {
  if (item.fact)
    return (
      <span class="row-line">
        <span class={`badge badge-${item.fact.holds ? "good" : "bad"}`}>
          {t(item.fact.holds ? "value.yes" : "value.no")}
        </span>
        <span>{t("review.by_register")}</span>
        {item.fact.findings.map((finding) => (
          <span key={finding.zh}>{say(finding)}</span>
        ))}
        {item.fact.missing.length > 0 ? <span>{item.fact.missing.join("、")}</span> : null}
      </span>
    );
  if (!item.tick) return <span class="small quiet">{t("review.not_ticked")}</span>;
  return (
    <span class="row-line">
      <span class={`badge badge-${item.tick.holds ? "good" : "bad"}`}>
        {t(item.tick.holds ? "value.yes" : "value.no")}
      </span>
      <code>{item.tick.author}</code>
      {item.tick.remark ? <span>{item.tick.remark}</span> : null}
    </span>
  );
}

export function Checklist({ code, number, list, onTicked }: Props) {
  const { busy, problem, run } = useSending();
  async function tick(item: string, holds: boolean): Promise<void> {
    const done = await run(async () => {
      await send("POST", `/v1/zones/${segment(code)}/delimitations/${number}/checklist`, { item, holds });
    });
    if (done) onTicked();
  }
  return (
    <section class="sheet" aria-labelledby="dossier-checklist" data-testid="checklist">
      <h2 id="dossier-checklist">{t("review.checklist")}</h2>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <ul class="checklist">
        {list.items.map((item) => (
          <li key={item.code}>
            <span class="checklist-what">
              <span>{say(item.asks)}</span>
              <Answer item={item} />
            </span>
            {isRole("province", "national") ? (
              <span class="buttons">
                {([true, false] as const).map((holds) => (
                  <button
                    key={String(holds)}
                    type="button"
                    class="button button-small"
                    aria-pressed={item.tick?.holds === holds}
                    disabled={busy}
                    onClick={() => void tick(item.code, holds)}
                  >
                    {t(holds ? "value.yes" : "value.no")}
                    <span class="hidden"> {say(item.asks)}</span>
                  </button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
