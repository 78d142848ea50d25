// Holds the form that uploads a document to a dossier: its kind, how far it is, and why it was not taken.
import { useId, useRef, useState } from "preact/hooks";
import { address, segment } from "../api/client";
import { asProblem, isAbort, type Problem } from "../api/problem";
import { type Upload, upload } from "../api/upload";
import { bytes } from "./format";
import { type MessageId, t } from "./language";
import { ProblemNotice } from "./Notices";

/** Longest document that the register takes: 12 MiB. */
export const MOST_BYTES = 12 * 1024 * 1024;

/** Kinds that dossiers hold, by the words in which they are recorded. */
const KINDS: readonly (readonly [string, MessageId])[] = [
  ["推荐函", "attach.label.letter"],
  ["建设方案", "attach.label.plan"],
  ["测绘成果", "attach.label.survey"],
  ["年度报告", "attach.label.report"],
  ["公示意见", "attach.label.comments"],
  ["", "attach.other"],
];

/** Why a file need not be sent at all, or null. */
export function refusalOf(file: { readonly name: string; readonly size: number }): string | null {
  const { name, size } = file;
  if (!/\.(pdf|docx)$/i.test(name)) return t("attach.not_taken", { name });
  if (size === 0) return t("attach.empty", { name });
  return size > MOST_BYTES ? t("attach.too_large", { name, size: bytes(size), most: bytes(MOST_BYTES) }) : null;
}

interface Props {
  readonly code: string;
  readonly number: number;
  readonly onAttached: () => void;
}

interface Sent {
  readonly name: string;
  readonly share: number;
  readonly stop: () => void;
}

export function AttachForm({ code, number, onAttached }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [label, setLabel] = useState<string>(KINDS[0]?.[0] ?? "");
  const [sending, setSending] = useState<Sent | null>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly isRefusal: boolean } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function attach(file: File): Promise<void> {
    setProblem(null);
    const refusal = refusalOf(file);
    setSaid(refusal ? { text: refusal, isRefusal: true } : null);
    if (refusal) return;
    const { name } = file;
    const url = address(`/v1/zones/${segment(code)}/attachments`, { name, label, delimitation: number });
    const sent: Upload<unknown> = upload(url, file, (share) => setSending({ name, share, stop: sent.stop }));
    setSending({ name, share: 0, stop: sent.stop });
    try {
      await sent.done;
      setSaid({ text: t("attach.done", { name }), isRefusal: false });
      onAttached();
    } catch (error) {
      if (isAbort(error)) setSaid({ text: t("attach.stopped"), isRefusal: true });
      else setProblem(asProblem(error));
    } finally {
      setSending(null);
    }
  }

  return (
    <div class="form" data-testid="attach">
      <div class="form-row">
        <div class="field">
          <label for={id}>{t("attach.kind")}</label>
          <select id={id} value={label} onChange={(event) => setLabel(event.currentTarget.value)}>
            {KINDS.map(([word, name]) => (
              <option key={word} value={word}>
                {t(name)}
              </option>
            ))}
          </select>
        </div>
        <button type="button" class="button" disabled={sending !== null} onClick={() => input.current?.click()}>
          {t("attach.choose")}
        </button>
        <input
          ref={input}
          type="file"
          class="hidden"
          tabIndex={-1}
          aria-label={t("attach.choose")}
          accept=".pdf,.docx,application/pdf"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (file) void attach(file);
          }}
        />
      </div>
      {sending ? (
        <div class="row-line">
          <label class="progress">
            {t("attach.uploading", { name: sending.name })}
            <progress value={sending.share} max={1} />
          </label>
          <button type="button" class="button button-small" onClick={sending.stop}>
            {t("attach.stop")}
          </button>
        </div>
      ) : null}
      <div role="status">
        {said ? <p class={`notice notice-flush ${said.isRefusal ? "notice-warn" : ""}`}>{said.text}</p> : null}
      </div>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <p class="small quiet">{t("attach.what", { most: bytes(MOST_BYTES) })}</p>
    </div>
  );
}
