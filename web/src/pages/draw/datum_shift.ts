// Holds which datum a finding of the rule `extent` suspects; pure.
import type { Finding } from "../../api/types";

const DATUMS = ["gcj02", "bd09", "cgcs2000"] as const;

export type SuspectedDatum = (typeof DATUMS)[number];

/** The datum that would fit the ground better than the stated one; null where the finding suspects none. */
export function suspectedDatum(finding: Finding): SuspectedDatum | null {
  if (finding.rule !== "extent" || !finding.figures.some(({ name }) => name === "shift_m")) return null;
  // The sentence names the suspected datum before the stated one.
  const named = /coordinates were (\w+), not/.exec(finding.message.en)?.[1];
  return DATUMS.find((datum) => datum === named) ?? null;
}
