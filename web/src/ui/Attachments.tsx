// Holds the documents attached to a dossier, by kind: name, size, digest, who and when; each can be saved, more can be uploaded.
import { get, segment } from "../api/client";
import type { AttachmentList } from "../api/types";
import { AttachForm } from "./AttachForm";
import { type Column, DataTable } from "./DataTable";
import { bytes, moment } from "./format";
import { Listed } from "./Listed";
import { t } from "./language";
import { useLoad } from "./load";
import { isRole } from "./session";

type Attachment = AttachmentList["attachments"][number];

/** Characters of a digest that tell one from another on sight: `sha256:` and eight digits. */
const DIGEST_SHOWN = 15;

const COLUMNS: readonly Column[] = [
  { name: "attach.name" },
  { name: "attach.size", number: true },
  { name: "attach.digest" },
  { name: "attach.by" },
];

/** Groups by kind in the order in which the kinds first came; those without a kind are last. */
export function byKind(attachments: readonly Attachment[]): [string, Attachment[]][] {
  const groups = new Map<string, Attachment[]>();
  for (const attachment of attachments) {
    const kind = attachment.label ?? "";
    groups.set(kind, [...(groups.get(kind) ?? []), attachment]);
  }
  return [...groups].sort(([a], [b]) => Number(a === "") - Number(b === ""));
}

function Name({ code, attachment }: { code: string; attachment: Attachment }) {
  return (
    <a href={`/v1/zones/${segment(code)}/attachments/${attachment.id}`} download={attachment.name}>
      {attachment.name}
    </a>
  );
}

function Digest({ of }: { of: Attachment }) {
  return <code title={of.digest}>{of.digest.slice(0, DIGEST_SHOWN)}…</code>;
}

function Author({ of }: { of: Attachment }) {
  return (
    <span>
      <code>{of.author}</code>{" "}
      <time class="small quiet" dateTime={of.recorded_at}>
        {moment(of.recorded_at)}
      </time>
    </span>
  );
}

function Row({ code, attachment }: { code: string; attachment: Attachment }) {
  return (
    <tr>
      <td>
        <Name code={code} attachment={attachment} />
        {attachment.delimitation ? (
          <div class="small quiet">{t("attach.about", { number: attachment.delimitation })}</div>
        ) : null}
      </td>
      <td class="number">{bytes(attachment.length)}</td>
      <td>
        <Digest of={attachment} />
      </td>
      <td>
        <Author of={attachment} />
      </td>
    </tr>
  );
}

/** The documents as cards, where there is no room for a table. */
function Cards({ code, attachments }: { code: string; attachments: readonly Attachment[] }) {
  return (
    <ul class="card-list">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <span class="row-line">
            <Name code={code} attachment={attachment} />
            <span class="figures">{bytes(attachment.length)}</span>
          </span>
          <span class="small quiet">
            {attachment.label ?? t("attach.other")} · <Digest of={attachment} />
          </span>
          <Author of={attachment} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  readonly code: string;
  readonly number: number;
  /** Beside a map there is little room: cards in place of a table, and no frame. */
  readonly compact?: boolean;
}

export function Attachments({ code, number, compact = false }: Props) {
  const loaded = useLoad(`attachments ${code}`, (signal) =>
    get<AttachmentList>(`/v1/zones/${segment(code)}/attachments`, signal),
  );
  const may = isRole("applicant", "province", "national", "operator");
  return (
    <section class={compact ? "form" : "sheet"} aria-labelledby="attachments-title" data-testid="attachments">
      <h2 id="attachments-title">{t("attach.title")}</h2>
      <Listed loaded={loaded} rows={({ attachments }) => attachments} empty={t("attach.none")}>
        {(attachments) =>
          compact ? (
            <Cards code={code} attachments={attachments} />
          ) : (
            <DataTable label={t("attach.title")} columns={COLUMNS}>
              {byKind(attachments).map(([kind, rows]) => (
                <tbody key={kind}>
                  <tr class="table-group">
                    <th scope="rowgroup" colSpan={4}>
                      {kind || t("attach.other")} · {rows.length}
                    </th>
                  </tr>
                  {rows.map((attachment) => (
                    <Row key={attachment.id} code={code} attachment={attachment} />
                  ))}
                </tbody>
              ))}
            </DataTable>
          )
        }
      </Listed>
      {may ? <AttachForm code={code} number={number} onAttached={loaded.retry} /> : null}
    </section>
  );
}
