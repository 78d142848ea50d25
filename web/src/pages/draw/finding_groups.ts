// Holds how findings are put together for reading: the gravest first, and those on the four-direction limits side by side; pure.
import type { Finding } from "../../api/types";
import { gravestFirst } from "./finding_place";

export const SIDES = ["east", "south", "west", "north"] as const;

export type Side = (typeof SIDES)[number];

export interface FindingGroups {
  /** Findings that are not about the abuttals. */
  readonly plain: readonly Finding[];
  /** Findings about the abuttals by side, in the order in which sides are written; null is no single side. */
  readonly sides: readonly { readonly side: Side | null; readonly findings: readonly Finding[] }[];
}

/** The side a finding is about; null for findings that are about none or more than one. */
export function sideOf(finding: Finding): Side | null {
  return SIDES.find((side) => side === finding.side) ?? null;
}

function isOnAbuttals(finding: Finding): boolean {
  return finding.rule.startsWith("abuttals-");
}

export function groupFindings(findings: readonly Finding[]): FindingGroups {
  const sorted = gravestFirst(findings);
  const onAbuttals = sorted.filter(isOnAbuttals);
  const sides = [null, ...SIDES].map((side) => ({ side, findings: onAbuttals.filter((one) => sideOf(one) === side) }));
  return {
    plain: sorted.filter((finding) => !isOnAbuttals(finding)),
    sides: sides.filter((group) => group.findings.length > 0),
  };
}
