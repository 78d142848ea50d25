// Holds how a page says that it loads, that there is nothing, or that something went wrong.
import type { ComponentChildren } from "preact";
import type { Problem } from "../api/problem";
import { isMessage, t } from "./language";

export function Loading() {
  return (
    <p class="notice notice-quiet" role="status">
      <span class="spinner" aria-hidden="true" />
      {t("state.loading")}
    </p>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="notice notice-quiet">{children}</p>;
}

function sentence(problem: Problem): string {
  if (problem.kind === "unreachable") return t("problem.unreachable");
  if (problem.kind === "unreadable") return t("problem.unreadable");
  const known = `problem.status.${problem.status}`;
  return isMessage(known) ? t(known) : (problem.body?.title ?? t("problem.refused", { status: problem.status }));
}

/** A problem as kind sentences: what happened, where, and what to do next. */
export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry?: (() => void) | undefined }) {
  const body = problem.body;
  return (
    <div class="notice notice-problem" role="alert">
      <p class="notice-title">{sentence(problem)}</p>
      {body?.detail ? <p>{body.detail}</p> : null}
      {body?.errors && body.errors.length > 0 ? (
        <ul>
          {body.errors.map((error) => (
            <li key={`${error.pointer ?? error.parameter}${error.detail}`}>
              {error.pointer || error.parameter ? <code>{error.pointer ?? error.parameter}</code> : null} {error.detail}
            </li>
          ))}
        </ul>
      ) : null}
      {body?.hint ? (
        <p>
          {t("problem.hint")}
          {body.hint}
        </p>
      ) : null}
      {problem.request_id ? <p class="small">{t("problem.request", { id: problem.request_id })}</p> : null}
      {onRetry ? (
        <button type="button" class="button" onClick={onRetry}>
          {t("state.retry")}
        </button>
      ) : null}
    </div>
  );
}

/** Lines that scroll when there are many. */
export function NoticeLines({ lines }: { lines: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
    <ul class="notice-lines" tabIndex={0}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
