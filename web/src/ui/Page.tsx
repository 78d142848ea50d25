// Holds the frame of a page of text and tables: its head and its body.
import type { ComponentChildren } from "preact";

interface Props {
  readonly title: string;
  readonly what?: string | undefined;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Page({ title, what, tools, children }: Props) {
  return (
    <div class="page">
      <div class="page-body">
        <div class="page-head">
          <h1>{title}</h1>
          {tools}
          {what ? <p>{what}</p> : null}
        </div>
        {children}
      </div>
    </div>
  );
}
