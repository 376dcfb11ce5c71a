import type { FileFacts } from "../../domain/exchange/bundle-manifest.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findAcquisitionOfBytes } from "../../repositories/acquisitions/acquisitions.ts";
import type { Difference, ItemOutcome } from "../../repositories/exchange/import-items.ts";

/** A lab has the same bytes once: of the same exhibit and region they are the same acquisition, of another they are in conflict. */
export async function judgeFile(
  tx: SqlExecutor,
  labId: string,
  facts: FileFacts,
  exhibitId: string | null,
): Promise<{ outcome: ItemOutcome; differences: readonly Difference[] }> {
  const here = await findAcquisitionOfBytes(tx, labId, facts.sha256);
  if (here === null) return { outcome: "new", differences: [] };
  const fields: readonly Difference[] = [
    { field: "exhibitId", here: here.exhibitId, there: exhibitId },
    { field: "region", here: here.region, there: facts.region },
    { field: "regionIndex", here: here.regionIndex, there: facts.regionIndex },
    { field: "lighting", here: here.lighting, there: facts.lighting },
    { field: "micrometresPerPixel", here: here.micrometresPerPixel, there: facts.micrometresPerPixel },
  ];
  const differences = fields.filter((field) => field.here !== field.there);
  return { outcome: differences.length === 0 ? "same" : "conflict", differences };
}
