// Holds where a finding is: the ring of the draft it points at and the box to show; pure.
import type { Finding } from "../../api/types";
import type { Draft, Owner, RingPath } from "../../draft/model";
import { ringOf, shapeOf } from "../../draft/model";
import { writtenParts } from "../../draft/write";
import { bboxOf, positionsOfGeometry } from "../../geometry/bbox";
import type { Bbox } from "../../geometry/position";

/** The park or outline a finding speaks of; a finding without park and without place in a ring has none. */
export function ownerOf(draft: Draft, finding: Finding): Owner | null {
  if (finding.park) {
    const park = draft.parks.find((item) => item.name === finding.park);
    return park ? { park: park.key } : null;
  }
  return finding.at && draft.outline.parts.length > 0 ? "outline" : null;
}

/** The ring a finding points at, counted as it was written: parts without vertices were not sent. */
export function ringPathOf(draft: Draft, finding: Finding): RingPath | null {
  const owner = ownerOf(draft, finding);
  if (!owner || finding.at?.part === null || finding.at?.part === undefined) return null;
  const shape = shapeOf(draft, owner);
  const part = shape.parts.indexOf(writtenParts(shape)[finding.at.part] ?? { rings: [] });
  const path: RingPath = { owner, part, ring: finding.at.ring ?? 0 };
  return ringOf(draft, path) ? path : null;
}

/** The box to show for a finding: its place, else its ring. */
export function findingBox(draft: Draft, finding: Finding): Bbox | null {
  const placed = finding.place ? bboxOf(positionsOfGeometry(finding.place)) : null;
  if (placed) return placed;
  const path = ringPathOf(draft, finding);
  const owner = ownerOf(draft, finding);
  if (path) return bboxOf(ringOf(draft, path)?.vertices ?? []);
  return owner ? bboxOf(shapeOf(draft, owner).parts.flatMap((part) => part.rings[0]?.vertices ?? [])) : null;
}

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** Findings with the gravest first, otherwise in the order of the server. */
export function gravestFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
