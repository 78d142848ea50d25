// Holds the decision: the acts that the delimitation may take now, the reason and document that they need, and the act itself.
import { useState } from "preact/hooks";
import { segment, send } from "../../api/client";
import type { ActTaken, QueueAct } from "../../api/types";
import { Choice, Field, FormRow, TextArea } from "../../ui/Field";
import { say, t, tOr } from "../../ui/language";
import { Empty, ProblemNotice } from "../../ui/Notices";
import { session } from "../../ui/session";
import { useSending } from "../../ui/use_sending";

interface Props {
  readonly code: string;
  readonly etag: string;
  readonly number: number;
  readonly acts: readonly QueueAct[];
  readonly onTaken: () => void;
}

export function Decision({ code, etag, number, acts, onTaken }: Props) {
  const role = session.value?.office?.role;
  const own = acts.filter(({ by }) => by === role);
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const [document, setDocument] = useState("");
  const { busy, problem, run } = useSending();
  const act = own.find((known) => known.act === chosen) ?? own[0];

  async function take(event: Event): Promise<void> {
    event.preventDefault();
    if (!act) return;
    const done = await run(async () => {
      const body = {
        act: act.act,
        delimitation: number,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(document.trim() ? { document: document.trim() } : {}),
      };
      const terms = { if_match: etag, idempotency_key: crypto.randomUUID() };
      await send<ActTaken>("POST", `/v1/zones/${segment(code)}/acts`, body, terms);
    });
    if (done) onTaken();
  }

  return (
    <section class="sheet" aria-labelledby="decision-title" data-testid="decision">
      <h2 id="decision-title">{t("review.decision")}</h2>
      {act ? (
        <form class="form" onSubmit={(event) => void take(event)}>
          <FormRow>
            <Choice
              label={t("review.act")}
              value={act.act}
              options={own.map((known) => ({ value: known.act, name: say(known.name) }))}
              onValue={setChosen}
            />
            <Field
              label={t("review.document")}
              value={document}
              onValue={setDocument}
              required={act.needs.includes("document")}
            />
          </FormRow>
          <TextArea label={t("review.reason")} value={reason} onValue={setReason} required={act.reason_required} />
          {act.needs.length > 0 ? (
            <p class="small quiet">
              {t("review.needs")}
              {act.needs.map((need) => tOr(`need.${need}`, need)).join(" · ")}
            </p>
          ) : null}
          {problem?.status === 412 ? <p class="notice notice-warn notice-flush">{t("review.stale")}</p> : null}
          {problem ? <ProblemNotice problem={problem} onRetry={problem.status === 412 ? onTaken : undefined} /> : null}
          <div class="buttons">
            <button type="submit" class="button button-primary" disabled={busy}>
              {say(act.name)}
            </button>
          </div>
        </form>
      ) : (
        <Empty>{t("review.no_act")}</Empty>
      )}
    </section>
  );
}
