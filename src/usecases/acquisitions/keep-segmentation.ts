/** Between the outlines as they are stored and as the analysis reads them. */
import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { OUTLINE_PARTS, type OutlinePart, type Segmentation } from "../../analysis/segment/outline.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { insertOutlines, type OutlineVersion } from "../../repositories/acquisitions/outlines.ts";

/** Keeps what the method drew, once. The acquisition's row must be locked. Null where it drew nothing. */
export async function keepSegmentation(
  tx: SqlExecutor,
  acquisition: Acquisition,
  segmentation: Segmentation | null,
  at: Date,
): Promise<OutlineVersion | null> {
  if (segmentation === null) return null;
  return insertOutlines(tx, {
    ...segmentation,
    id: uuidv7(),
    acquisitionId: acquisition.id,
    ownerState: acquisition.ownerState,
    contentSha256: hashSegmentation(segmentation),
    drawnBy: null,
    reason: null,
    createdAt: at,
  });
}

export function hashSegmentation({ method, methodVersion, outlines }: Segmentation): string {
  return createHash("sha256").update(JSON.stringify({ method, methodVersion, outlines })).digest("hex");
}

/** Parts that this version does not know are left out. */
export function toSegmentation(stored: OutlineVersion): Segmentation {
  const { method, methodVersion, confidence, remarks, outlines } = stored;
  const known = outlines.flatMap(({ part, ...rest }) => (isPart(part) ? [{ ...rest, part }] : []));
  return { method, methodVersion, confidence, remarks, outlines: known };
}

function isPart(part: string): part is OutlinePart {
  return (OUTLINE_PARTS as readonly string[]).includes(part);
}
