// Holds the comments of a dossier as threads: what was said, by whom, settled or not, and the form that says more.
import { useState } from "preact/hooks";
import { segment, send } from "../../api/client";
import type { Thread } from "../../api/types";
import { TextArea } from "../../ui/Field";
import { moment, place } from "../../ui/format";
import { t } from "../../ui/language";
import { Empty, ProblemNotice } from "../../ui/Notices";
import { useSending } from "../../ui/use_sending";

interface Props {
  readonly code: string;
  readonly number: number;
  readonly threads: readonly Thread[];
  readonly onNoted: () => void;
}

function Comments({ thread }: { thread: Thread }) {
  const [lon, lat] = thread.place ?? [];
  return (
    <>
      <span class="row-line">
        <span class={`badge badge-${thread.settled ? "good" : "warning"}`}>
          {t(thread.settled ? "review.settled" : "review.open")}
        </span>
        {lon !== undefined && lat !== undefined ? <span class="figures">{place(lon, lat)}</span> : null}
      </span>
      {thread.comments.map((comment) => (
        <span key={comment.id}>
          {comment.text}
          <span class="small quiet">
            {" "}
            — <code>{comment.author}</code> {moment(comment.recorded_at)}
          </span>
        </span>
      ))}
    </>
  );
}

export function Threads({ code, number, threads, onNoted }: Props) {
  const [text, setText] = useState("");
  const [thread, setThread] = useState<number | null>(null);
  const { busy, problem, run } = useSending();
  const path = `/v1/zones/${segment(code)}/comments`;

  async function say(event: Event): Promise<void> {
    event.preventDefault();
    const done = await run(async () => {
      const body = { text: text.trim(), delimitation: number, ...(thread === null ? {} : { thread }) };
      await send("POST", path, body, { idempotency_key: crypto.randomUUID() });
    });
    if (done) onNoted();
  }

  async function settle(id: number, settled: boolean): Promise<void> {
    const done = await run(async () => {
      await send("POST", `${path}/${id}/settled`, { settled });
    });
    if (done) onNoted();
  }

  return (
    <section class="sheet" aria-labelledby="dossier-comments" data-testid="threads">
      <h2 id="dossier-comments">{t("review.comments")}</h2>
      {threads.length === 0 ? <Empty>{t("review.no_comments")}</Empty> : null}
      <ul class="card-list">
        {threads.map((one) => (
          <li key={one.id}>
            <Comments thread={one} />
            <span class="buttons">
              <button type="button" class="button button-small" onClick={() => setThread(one.id)}>
                {t("review.reply")}
              </button>
              <button
                type="button"
                class="button button-small"
                disabled={busy}
                onClick={() => void settle(one.id, !one.settled)}
              >
                {t(one.settled ? "review.reopen" : "review.settle")}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <form class="form" onSubmit={(event) => void say(event)}>
        <TextArea
          label={t(thread === null ? "review.new_comment" : "review.reply_to", { number: thread ?? "" })}
          value={text}
          onValue={setText}
          required
        />
        {problem ? <ProblemNotice problem={problem} /> : null}
        <div class="buttons">
          <button type="submit" class="button" disabled={busy}>
            {t("review.say")}
          </button>
          {thread === null ? null : (
            <button type="button" class="button" onClick={() => setThread(null)}>
              {t("review.new_thread")}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
