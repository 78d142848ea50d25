// Holds what reconciliation found, for those who run a zone: each alert with its place and proposed act, taken or dismissed by a person.
import { useEffect, useRef, useState } from "preact/hooks";
import { address, get, segment, send } from "../../api/client";
import type { Alert, AlertPage } from "../../api/types";
import { Field } from "../../ui/Field";
import { Listed } from "../../ui/Listed";
import { t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { ProblemNotice } from "../../ui/Notices";
import { useSending } from "../../ui/use_sending";
import { AlertMap } from "./AlertMap";
import { type AlertPlaces, placesOf } from "./places";

interface ItemProps {
  readonly alert: Alert;
  readonly number: number;
  readonly places: AlertPlaces | undefined;
  readonly chosen: boolean;
  readonly onShow: () => void;
  readonly onSettled: () => void;
}

/** The act that is proposed, in words: a person takes it, or not. */
function Proposed({ alert }: { alert: Alert }) {
  const act = alert.proposed;
  if (!act) return <span class="small quiet">{t("alert.no_act")}</span>;
  const name = tOr(`alert.act.${act.act}`, act.act);
  const member = act.member ? tOr(`alert.member.${act.member}`, act.member) : null;
  const further = [act.zone, act.reason, member && act.to ? `${member} → ${act.to}` : null].filter(Boolean);
  return (
    <span class="small" data-testid="proposed">
      {t("alert.proposed")}
      <strong>{name}</strong>
      {further.length > 0 ? ` · ${further.join(" · ")}` : ""}
    </span>
  );
}

function Item({ alert, number, places, chosen, onShow, onSettled }: ItemProps) {
  const element = useRef<HTMLLIElement>(null);
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useSending();
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  async function settle(how: "act" | "dismiss"): Promise<void> {
    const body = reason.trim() ? { reason: reason.trim() } : {};
    const done = await run(async () => {
      await send("POST", `/v1/alerts/${segment(alert.id)}/${how}`, body, { idempotency_key: crypto.randomUUID() });
    });
    if (done) onSettled();
  }

  const isPlaced = places?.held || places?.stated;
  return (
    <li
      ref={element}
      data-alert={alert.kind}
      class={chosen ? "is-chosen" : undefined}
      aria-current={chosen || undefined}
    >
      <span class="row-line">
        {isPlaced ? (
          <button type="button" class="pin-mark" aria-label={t("alert.show", { name: alert.name })} onClick={onShow}>
            {number}
          </button>
        ) : (
          <span class="pin-mark pin-mark-none">{number}</span>
        )}
        <span class={`badge badge-${alert.kind === "sanctioned" ? "error" : "warning"}`}>
          {tOr(`alert.${alert.kind}`, alert.kind)}
        </span>
        <strong>{alert.name}</strong>
        <time class="figures" dateTime={alert.day}>
          {alert.day}
        </time>
      </span>
      <span class="small">
        {[alert.notice, alert.from && alert.to ? `${alert.from} → ${alert.to}` : alert.to, alert.park]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {alert.unsure ? <span class="small quiet">{t("alert.unsure")}</span> : null}
      {alert.uncertain ? <span class="small quiet">{t("alert.uncertain")}</span> : null}
      <Proposed alert={alert} />
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
  const [chosen, setChosen] = useState<string | null>(null);
  const loaded = useLoad("alerts", (signal) =>
    get<AlertPage>(address("/v1/alerts", { state: "open", limit: 100 }), signal),
  );
  const alerts = loaded.value?.alerts ?? [];
  const found = useLoad(alerts.length > 0 ? alerts.map(({ id }) => id).join(" ") : null, (signal) =>
    placesOf(alerts, signal),
  );
  const places = found.value ?? [];
  return (
    <section class="sheet" aria-labelledby="alerts-title" data-testid="alerts">
      <h2 id="alerts-title">{t("alert.title")}</h2>
      <Listed loaded={loaded} rows={(page) => page.alerts} empty={t("alert.none")}>
        {(listed) => (
          <>
            {places.some(({ held, stated }) => held || stated) ? (
              <AlertMap places={places} chosen={chosen} onChoose={setChosen} />
            ) : null}
            {found.state === "failed" ? <ProblemNotice problem={found.problem} onRetry={found.retry} /> : null}
            <ul class="card-list">
              {listed.map((alert, index) => (
                <Item
                  key={alert.id}
                  alert={alert}
                  number={index + 1}
                  places={places.find(({ id }) => id === alert.id)}
                  chosen={alert.id === chosen}
                  onShow={() => setChosen(alert.id)}
                  onSettled={() => {
                    loaded.retry();
                    onSettled();
                  }}
                />
              ))}
            </ul>
          </>
        )}
      </Listed>
    </section>
  );
}
