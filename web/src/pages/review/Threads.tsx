// Holds the comments of a dossier as threads: what was said, by whom, settled or not, where it is pinned, and the form that says more.
import { useEffect, useRef, useState } from "preact/hooks";
import { segment, send } from "../../api/client";
import type { Thread } from "../../api/types";
import { TextArea } from "../../ui/Field";
import { moment, place as placeText } from "../../ui/format";
import { t } from "../../ui/language";
import { Empty, ProblemNotice } from "../../ui/Notices";
import { useSending } from "../../ui/use_sending";
import { PlaceField } from "./PlaceField";
import type { Pinning } from "./pinning";

interface Props {
  readonly code: string;
  readonly number: number;
  readonly threads: readonly Thread[];
  readonly pinning: Pinning;
  readonly onNoted: () => void;
}

/** The number of a thread; where it has a place, a button that shows it on the map. */
function Pin({ thread, index, pinning }: { thread: Thread; index: number; pinning: Pinning }) {
  const [lon, lat] = thread.place ?? [];
  const mark = `pin-mark ${thread.settled ? "pin-mark-settled" : ""}`;
  if (lon === undefined || lat === undefined) return <span class="pin-mark pin-mark-none">{index + 1}</span>;
  return (
    <button
      type="button"
      class={mark}
      aria-label={t("review.show_pin", { number: index + 1 })}
      title={placeText(lon, lat)}
      onClick={() => {
        pinning.show(thread.id);
        document.getElementById("dossier-map")?.scrollIntoView({ block: "nearest" });
      }}
    >
      {index + 1}
    </button>
  );
}

function Comments({ thread }: { thread: Thread }) {
  return (
    <>
      {thread.comments.map((comment) => (
        <p key={comment.id}>
          {comment.text}
          <span class="small quiet">
            {" "}
            — <code>{comment.author}</code> <time dateTime={comment.recorded_at}>{moment(comment.recorded_at)}</time>
          </span>
        </p>
      ))}
    </>
  );
}

interface ItemProps {
  readonly thread: Thread;
  readonly index: number;
  readonly pinning: Pinning;
  readonly busy: boolean;
  readonly onReply: () => void;
  readonly onSettle: () => void;
}

function Item({ thread, index, pinning, busy, onReply, onSettle }: ItemProps) {
  const element = useRef<HTMLLIElement>(null);
  const chosen = pinning.chosen.value === thread.id;
  // A thread that is chosen by its pin comes into view.
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const named = <span class="hidden"> {t("review.thread", { number: index + 1 })}</span>;
  return (
    <li
      ref={element}
      class={chosen ? "is-chosen" : undefined}
      data-thread={thread.id}
      aria-current={chosen || undefined}
    >
      <span class="row-line">
        <Pin thread={thread} index={index} pinning={pinning} />
        <span class={`badge badge-${thread.settled ? "good" : "warning"}`}>
          {t(thread.settled ? "review.settled" : "review.open")}
        </span>
        {thread.place ? null : <span class="small quiet">{t("review.no_place")}</span>}
      </span>
      <Comments thread={thread} />
      <span class="buttons">
        <button type="button" class="button button-small" onClick={onReply}>
          {t("review.reply")}
          {named}
        </button>
        <button type="button" class="button button-small" disabled={busy} onClick={onSettle}>
          {t(thread.settled ? "review.reopen" : "review.settle")}
          {named}
        </button>
      </span>
    </li>
  );
}

export function Threads({ code, number, threads, pinning, onNoted }: Props) {
  const [text, setText] = useState("");
  const [thread, setThread] = useState<number | null>(null);
  const { busy, problem, run } = useSending();
  const path = `/v1/zones/${segment(code)}/comments`;
  const place = thread === null ? pinning.place.value : null;

  async function say(event: Event): Promise<void> {
    event.preventDefault();
    const done = await run(async () => {
      const body = {
        text: text.trim(),
        delimitation: number,
        ...(thread === null ? {} : { thread }),
        ...(place ? { lon: place[0], lat: place[1] } : {}),
      };
      await send("POST", path, body, { idempotency_key: crypto.randomUUID() });
    });
    if (!done) return;
    setText("");
    setThread(null);
    pinning.place.value = null;
    onNoted();
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
        {threads.map((one, index) => (
          <Item
            key={one.id}
            thread={one}
            index={index}
            pinning={pinning}
            busy={busy}
            onReply={() => setThread(one.id)}
            onSettle={() => void settle(one.id, !one.settled)}
          />
        ))}
      </ul>
      <form class="form" onSubmit={(event) => void say(event)}>
        <TextArea
          label={
            thread === null
              ? t("review.new_comment")
              : t("review.reply_to", { number: threads.findIndex(({ id }) => id === thread) + 1 })
          }
          value={text}
          onValue={setText}
          required
        />
        {thread === null ? <PlaceField pinning={pinning} /> : null}
        {problem ? <ProblemNotice problem={problem} /> : null}
        <div class="buttons">
          <button type="submit" class="button button-primary" disabled={busy}>
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
