// Holds the hook that tells how wide an element is, so that a chart is drawn at its own size and its words stay readable.
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

export function useWidth(element: RefObject<HTMLElement | null>, first: number): number {
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const held = element.current;
    if (!held) return;
    const observer = new ResizeObserver(([entry]) => {
      const found = Math.round(entry?.contentRect.width ?? 0);
      if (found > 0) setWidth(found);
    });
    observer.observe(held);
    return () => observer.disconnect();
  }, []);
  return width;
}
