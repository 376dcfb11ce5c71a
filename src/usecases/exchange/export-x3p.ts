import { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { encodeCanonical } from "../../domain/exchange/encode-canonical.ts";
import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findCase } from "../../repositories/evidence/cases.ts";
import { findExhibit } from "../../repositories/evidence/exhibits.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { type OpenedImage, openAcquisitionImage } from "../acquisitions/open-acquisition-image.ts";
import { takeTurn } from "../acquisitions/take-turn.ts";
import type { Deps } from "../deps.ts";

const FORMAT = "ribin-x3p/1";

/**
 * The scan with what the records say of it, for who may have the original: its own state, or one to which the case is released. The heights
 * and every other entry keep their bytes; the original itself is `GET .../file`. Errors: as for the original; X3P_UNSUPPORTED for an image.
 */
export async function exportX3p(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<OpenedImage> {
  const original = await openAcquisitionImage(deps, context, { id: input.id, variant: "original" });
  original.stream.destroy();
  const found = await findAcquisition(deps.sql, input.id);
  const exhibit = found === null ? null : await findExhibit(deps.sql, found.exhibitId);
  const of = exhibit === null ? null : await findCase(deps.sql, exhibit.caseId);
  if (found === null || exhibit === null || of === null) throw new RibinError("NOT_FOUND");
  if (found.format !== "X3P")
    throw new RibinError("X3P_UNSUPPORTED", "This acquisition is an image; its original file is at /file.");
  const lab = await findLab(deps.sql, found.labId);
  const metadata = encodeCanonical({
    format: FORMAT,
    acquisitionId: found.id,
    state: found.ownerState,
    lab: lab?.name ?? null,
    caseNumber: of.caseNumber,
    exhibitNumber: exhibit.exhibitNumber,
    exhibitId: exhibit.id,
    exhibitType: exhibit.type,
    category: exhibit.category,
    castPolarity: exhibit.castPolarity,
    calibre: exhibit.calibre,
    region: found.region,
    regionIndex: found.regionIndex,
    receivedAt: found.createdAt.toISOString(),
    original: { fileName: found.fileName, sizeBytes: found.sizeBytes, sha256: found.sha256 },
  });
  const bytes = await takeTurn(deps.pool, deps.pool.threads, async () =>
    deps.pool.runTask("addX3pMetadata", { bytes: await deps.blobs.readBlob(found.blobKey), metadata }),
  );
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "acquisition.exported",
    targetKind: "acquisition",
    targetId: found.id,
    ownerStates: [found.ownerState],
    detail: { format: FORMAT },
  });
  return {
    stream: Readable.from([bytes]),
    fileName: `${found.id}.x3p`,
    contentType: "application/zip",
    sizeBytes: bytes.length,
  };
}
