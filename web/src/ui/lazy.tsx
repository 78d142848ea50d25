// Holds pages that are fetched when they are first gone to, and how that is told; it must not know which pages there are.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem";
import { Loading, ProblemNotice } from "./Notices";

export interface LazyPage {
  readonly Page: ComponentType;
  /** Fetches the page before it is gone to. */
  readonly fetch: () => void;
}

/** A page whose code is fetched at its first use and kept. */
export function lazy(load: () => Promise<ComponentType>): LazyPage {
  let held: ComponentType | null = null;
  const get = async (): Promise<ComponentType> => {
    held ??= await load();
    return held;
  };

  function Page() {
    const [Found, setFound] = useState<ComponentType | null>(() => held);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Found === null && !failed)
        get().then(
          (page) => setFound(() => page),
          () => setFailed(true),
        );
    }, [failed]);
    if (Found) return <Found />;
    if (!failed) return <Loading />;
    return (
      <div class="alone">
        <ProblemNotice
          problem={new Problem("unreachable", 0, null, "the page was not fetched")}
          onRetry={() => setFailed(false)}
        />
      </div>
    );
  }

  return { Page, fetch: () => void get().catch(() => undefined) };
}
