// Holds a table with its heads in a frame that scrolls; one place that says how heads stand over figures, and which are only heard.
import type { ComponentChildren } from "preact";
import { type MessageId, t } from "./language";
import { TableFrame } from "./TableFrame";

export interface Column {
  readonly name: MessageId;
  /** Figures stand at the right. */
  readonly number?: boolean;
  /** The head is heard, not seen: its column holds buttons or links that say enough. */
  readonly unseen?: boolean;
}

interface Props {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly testid?: string;
  /** Many columns: on a narrow screen it is pushed aside rather than squeezed. */
  readonly wide?: boolean;
  /** One body of rows or several. */
  readonly children: ComponentChildren;
}

export function DataTable({ label, columns, testid, wide = false, children }: Props) {
  return (
    <TableFrame label={label}>
      <table class={wide ? "table table-wide" : "table"} data-testid={testid}>
        <thead>
          <tr>
            {columns.map(({ name, number, unseen }) => (
              <th key={name} scope="col" class={number ? "number" : undefined}>
                {unseen ? <span class="hidden">{t(name)}</span> : t(name)}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </TableFrame>
  );
}
