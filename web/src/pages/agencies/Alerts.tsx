// Holds what reconciliation found, for those who run a zone: each alert with its proposed act, taken or dismissed by a person.
import { useState } from "preact/hooks";
import { address, get, segment, send } from "../../api/client";
import type { Alert, AlertPage } from "../../api/types";
import { Field } from "../../ui/Field";
import { t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Empty, Loading, ProblemNotice } from "../../ui/Notices";
import { useSending } from "../../ui/use_sending";

function Item({ alert, onSettled }: { alert: Alert; onSettled: () => void }) {
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useSending();
  async function settle(how: "act" | "dismiss"): Promise<void> {
    const body = reason.trim() ? { reason: reason.trim() } : {};
    const done = await run(async () => {
      await send("POST", `/v1/alerts/${segment(alert.id)}/${how}`, body, { idempotency_key: crypto.randomUUID() });
    });
    if (done) onSettled();
  }
  return (
    <li data-alert={alert.kind}>
      <span class="row-line">
        <span class={`badge badge-${alert.kind === "sanctioned" ? "error" : "warning"}`}>
          {tOr(`alert.${alert.kind}`, alert.kind)}
        </span>
        <strong>{alert.name}</strong>
        <span class="figures">{alert.day}</span>
      </span>
      <span class="small">
        {[alert.notice, alert.from && alert.to ? `${alert.from} → ${alert.to}` : alert.to, alert.park]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <Field label={t("review.reason")} value={reason} onValue={setReason} />
      {problem ? <ProblemNotice problem={problem} /> : null}
      <span class="buttons">
        {alert.proposed ? (
          <button type="button" class="button button-primary" disabled={busy} onClick={() => void settle("act")}>
            {tOr(`alert.act.${alert.proposed.act}`, alert.proposed.act)}
          </button>
        ) : null}
        <button type="button" class="button" disabled={busy} onClick={() => void settle("dismiss")}>
          {t("alert.dismiss")}
        </button>
      </span>
    </li>
  );
}

/** The open alerts that the office may see. */
export function Alerts({ onSettled }: { onSettled: () => void }) {
  const loaded = useLoad("alerts", (signal) =>
    get<AlertPage>(address("/v1/alerts", { state: "open", limit: 100 }), signal),
  );
  return (
    <section class="sheet" aria-labelledby="alerts-title" data-testid="alerts">
      <h2 id="alerts-title">{t("alert.title")}</h2>
      {loaded.state === "loading" ? <Loading /> : null}
      {loaded.state === "failed" ? <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} /> : null}
      {loaded.state === "ready" && loaded.value.alerts.length === 0 ? <Empty>{t("alert.none")}</Empty> : null}
      <ul class="card-list">
        {(loaded.value?.alerts ?? []).map((alert) => (
          <Item
            key={alert.id}
            alert={alert}
            onSettled={() => {
              loaded.retry();
              onSettled();
            }}
          />
        ))}
      </ul>
    </section>
  );
}
