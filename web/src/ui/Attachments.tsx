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

function Row({ code, attachment }: { code: string; attachment: Attachment }) {
  return (
    <tr>
      <td>
        <a href={`/v1/zones/${segment(code)}/attachments/${attachment.id}`} download={attachment.name}>
          {attachment.name}
        </a>
        {attachment.delimitation ? (
          <div class="small quiet">{t("attach.about", { number: attachment.delimitation })}</div>
        ) : null}
      </td>
      <td class="number">{bytes(attachment.length)}</td>
      <td>
        <code title={attachment.digest}>{attachment.digest.slice(0, DIGEST_SHOWN)}…</code>
      </td>
      <td>
        <code>{attachment.author}</code>{" "}
        <time class="small quiet" dateTime={attachment.recorded_at}>
          {moment(attachment.recorded_at)}
        </time>
      </td>
    </tr>
  );
}

interface Props {
  readonly code: string;
  readonly number: number;
}

export function Attachments({ code, number }: Props) {
  const loaded = useLoad(`attachments ${code}`, (signal) =>
    get<AttachmentList>(`/v1/zones/${segment(code)}/attachments`, signal),
  );
  const may = isRole("applicant", "province", "national", "operator");
  return (
    <section class="sheet" aria-labelledby="attachments-title" data-testid="attachments">
      <h2 id="attachments-title">{t("attach.title")}</h2>
      <Listed loaded={loaded} rows={({ attachments }) => attachments} empty={t("attach.none")}>
        {(attachments) => (
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
        )}
      </Listed>
      {may ? <AttachForm code={code} number={number} onAttached={loaded.retry} /> : null}
    </section>
  );
}
