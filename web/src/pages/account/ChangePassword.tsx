// Holds the form by which a person changes their own password; the present one is asked for, and other sessions end.
import { useState } from "preact/hooks";
import { Field } from "../../ui/Field";
import { t } from "../../ui/language";
import { ProblemNotice } from "../../ui/Notices";
import { changePassword, session } from "../../ui/session";
import { useSending } from "../../ui/use_sending";

/** Fewest characters of a password, as the register asks. */
const LEAST = 12;

const EMPTY = { current: "", next: "", again: "" };

export function ChangePassword() {
  const [words, setWords] = useState(EMPTY);
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useSending();
  const differ = words.again !== "" && words.again !== words.next;
  const set = (name: keyof typeof EMPTY) => (value: string) => {
    setDone(false);
    setWords({ ...words, [name]: value });
  };

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (words.next !== words.again) return;
    setDone(false);
    if (await run(() => changePassword(words.current, words.next))) {
      setWords(EMPTY);
      setDone(true);
    }
  }

  return (
    <section class="sheet" aria-labelledby="password-title" data-testid="password">
      <h2 id="password-title">{t("account.password")}</h2>
      <form class="form" onSubmit={(event) => void submit(event)}>
        {/* Password managers ask whose password it is. */}
        <div class="hidden" aria-hidden="true">
          <input type="text" autocomplete="username" value={session.value?.account ?? ""} readOnly tabIndex={-1} />
        </div>
        <Field
          label={t("account.current")}
          type="password"
          autocomplete="current-password"
          value={words.current}
          onValue={set("current")}
          required
        />
        <Field
          label={t("account.new")}
          type="password"
          autocomplete="new-password"
          hint={t("account.length")}
          least={LEAST}
          value={words.next}
          onValue={set("next")}
          required
        />
        <Field
          label={t("account.again")}
          type="password"
          autocomplete="new-password"
          value={words.again}
          onValue={set("again")}
          required
        />
        {differ ? (
          <p class="notice notice-warn notice-flush" role="status">
            {t("account.differ")}
          </p>
        ) : null}
        {problem?.status === 401 ? (
          <p class="notice notice-problem notice-flush" role="alert">
            {t("account.wrong")}
          </p>
        ) : null}
        {problem && problem.status !== 401 ? <ProblemNotice problem={problem} /> : null}
        {done ? (
          <p class="notice notice-flush" role="status">
            {t("account.changed")}
          </p>
        ) : null}
        <div class="buttons">
          <button type="submit" class="button button-primary" disabled={busy || differ}>
            {t("account.password")}
          </button>
        </div>
      </form>
    </section>
  );
}
