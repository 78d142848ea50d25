// Holds what a dossier shares with other zones, and the reviewer's ruling on each pair.
import { useState } from "preact/hooks";
import { segment, send } from "../../api/client";
import type { OverlapPair } from "../../api/types";
import { Choice, TextArea } from "../../ui/Field";
import { squareMetres } from "../../ui/format";
import { t, tOr } from "../../ui/language";
import { Empty, ProblemNotice } from "../../ui/Notices";
import { isRole } from "../../ui/session";
import { useSending } from "../../ui/use_sending";

function RulingForm({ pair, onRuled }: { pair: OverlapPair; onRuled: () => void }) {
  const [verdict, setVerdict] = useState("accepted");
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useSending();
  async function rule(event: Event): Promise<void> {
    event.preventDefault();
    const done = await run(async () => {
      await send("POST", `/v1/overlaps/${segment(pair.id)}/rulings`, { verdict, reason: reason.trim() });
    });
    if (done) onRuled();
  }
  return (
    <form class="form" onSubmit={(event) => void rule(event)}>
      <Choice
        label={t("review.verdict")}
        value={verdict}
        options={(["accepted", "must-fix"] as const).map((code) => ({ value: code, name: t(`verdict.${code}`) }))}
        onValue={setVerdict}
      />
      <TextArea label={t("review.reason")} value={reason} onValue={setReason} required />
      {problem ? <ProblemNotice problem={problem} /> : null}
      <div class="buttons">
        <button type="submit" class="button" disabled={busy}>
          {t("review.rule")}
        </button>
      </div>
    </form>
  );
}

export function Overlaps({ pairs, onRuled }: { pairs: readonly OverlapPair[]; onRuled: () => void }) {
  return (
    <section class="sheet" aria-labelledby="dossier-overlaps" data-testid="dossier-overlaps">
      <h2 id="dossier-overlaps">{t("overlaps.title")}</h2>
      {pairs.length === 0 ? <Empty>{t("overlaps.none")}</Empty> : null}
      <ul class="card-list">
        {pairs.map((pair) => (
          <li key={pair.id} data-pair={pair.id}>
            <a href={`/overlaps?pair=${encodeURIComponent(pair.id)}`}>
              {pair.a.park ?? pair.a.name} {t("overlaps.and")} {pair.b.park ?? pair.b.name}
            </a>
            <span class="row-line figures">
              <strong>{squareMetres(pair.shared_m2)}</strong>
              <span>{t(`overlaps.kind.${pair.kind}`)}</span>
            </span>
            {pair.ruling ? (
              <span class="small">
                <span class={`badge badge-${pair.ruling.stands ? "good" : "warning"}`}>
                  {tOr(`verdict.${pair.ruling.verdict}`, pair.ruling.verdict)}
                </span>{" "}
                {pair.ruling.reason} — <code>{pair.ruling.author}</code>
                {pair.ruling.stands ? "" : ` ${t("review.reopened")}`}
              </span>
            ) : (
              <span class="small quiet">{t("review.unruled")}</span>
            )}
            {isRole("province", "national") && !pair.ruling?.stands ? (
              <RulingForm pair={pair} onRuled={onRuled} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
