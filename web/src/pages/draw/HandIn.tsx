// Holds the handing in of a draft: a word of reason for each warning, the act itself, and what came of it.
import { useState } from "preact/hooks";
import { post } from "../../api/client";
import type { Finding, Submitted } from "../../api/types";
import { writeForCheck } from "../../draft/write";
import { Attachments } from "../../ui/Attachments";
import { TextArea } from "../../ui/Field";
import { say, t } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { isRole, session } from "../../ui/session";
import { useSending } from "../../ui/use_sending";
import { useDesk } from "./desk";

function warningsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === "warning");
}

function Done({ submitted }: { submitted: Submitted }) {
  const zone = encodeURIComponent(submitted.zone);
  return (
    <div class="notice notice-flush" role="status" data-testid="handed-in">
      <p class="notice-title">{t(submitted.unchanged ? "hand_in.unchanged" : "hand_in.done")}</p>
      <p>
        <a href={`/review?zone=${zone}&delimitation=${submitted.delimitation}`}>
          <code>{submitted.zone}</code> · {t("review.delimitation", { number: submitted.delimitation })}
        </a>
      </p>
    </div>
  );
}

export function HandIn() {
  const desk = useDesk();
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [submitted, setSubmitted] = useState<Submitted | null>(null);
  const { busy, problem, run } = useSending();
  const report = desk.currentReport.value;
  if (!session.value) {
    return (
      <div class="section">
        <p class="small quiet">
          <a href="/sign-in?to=/draw">{t("nav.sign_in")}</a> {t("hand_in.sign_in")}
        </p>
      </div>
    );
  }
  if (!isRole("applicant")) return null;

  const warnings = warningsOf(report?.findings ?? []);
  const open = warnings.filter(({ key }) => !answers[key]?.trim());
  const ready = report !== null && !report.blocked && open.length === 0;

  async function handIn(event: Event): Promise<void> {
    event.preventDefault();
    await run(async () => {
      const draft = writeForCheck(desk.draft.value);
      const given = Object.fromEntries(warnings.map(({ key }) => [key, (answers[key] ?? "").trim()]));
      const body = JSON.stringify({ ...draft, zone: { ...draft.zone, answers: given } });
      setSubmitted(await post<Submitted>("/v1/zones", "application/geo+json", body));
    });
  }

  // Documents belong to a zone that the register holds: the one that was handed in now, or that this draft was opened from.
  const held = submitted ?? desk.origin.value;
  return (
    <>
      <form class="section form" aria-labelledby="hand-in-title" onSubmit={(event) => void handIn(event)}>
        <h2 id="hand-in-title">{t("hand_in.title")}</h2>
        <p class="small">{t("hand_in.what")}</p>
        {warnings.map((finding) => (
          <TextArea
            key={finding.key}
            label={say(finding.message)}
            value={answers[finding.key] ?? ""}
            onValue={(text) => setAnswers({ ...answers, [finding.key]: text })}
            required
          />
        ))}
        {report?.blocked ? <p class="small">{t("hand_in.blocked")}</p> : null}
        {problem ? <ProblemNotice problem={problem} /> : null}
        {submitted ? <Done submitted={submitted} /> : null}
        <div class="buttons">
          <button type="submit" class="button button-primary" disabled={!ready || busy}>
            {t(busy ? "hand_in.busy" : "hand_in.do")}
          </button>
        </div>
      </form>
      {held ? (
        <div class="section">
          <Attachments key={held.zone} code={held.zone} number={held.delimitation} compact />
        </div>
      ) : null}
    </>
  );
}
