import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { MOST_PICTURES, PICTURE_LIMITS } from "../../domain/comparison-picture.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type ComparisonPicture, insertPicture, listPictures } from "../../repositories/review/comparison-pictures.ts";
import { requireState } from "../access/require-state.ts";
import { makeComparisonPictureKey } from "../acquisitions/blob-keys.ts";
import type { Deps } from "../deps.ts";
import { findDrawnOn } from "./find-drawn-on.ts";

export interface KeepPictureInput {
  readonly linkageId: string;
  readonly candidateId: string;
  readonly comparisonId: string;
  readonly caption: string | null;
  /** PNG, in base64. */
  readonly png: string;
}

/**
 * Keeps a picture of the comparison as the examiner has set it up: written anew from its pixels, with its hash. Errors: NOT_FOUND,
 * FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED, VALIDATION_FAILED (candidateId, comparisonId), IMAGE_UNREADABLE, IMAGE_BOMB, SIZE_ABSURD,
 * UPLOAD_TOO_LARGE, CONFLICT (too many).
 */
export async function keepPicture(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pictures">,
  context: RequestContext,
  input: KeepPictureInput,
): Promise<ComparisonPicture> {
  const { linkage, candidate, target } = await findDrawnOn(deps, context, input);
  const accountState = requireState(context.actor);
  if ((await listPictures(deps.sql, linkage.id, context.actor.id)).length >= MOST_PICTURES) {
    throw new RibinError("CONFLICT", `You kept ${MOST_PICTURES} pictures of this linkage, which is the most.`);
  }
  const clean = await deps.pictures.cleanPng(Buffer.from(input.png, "base64"), PICTURE_LIMITS);
  const id = uuidv7();
  const row: ComparisonPicture = {
    id,
    linkageId: linkage.id,
    stateA: linkage.stateA,
    stateB: linkage.stateB,
    candidateId: candidate.id,
    comparisonId: input.comparisonId,
    accountId: context.actor.id,
    accountState,
    caption: input.caption,
    width: clean.width,
    height: clean.height,
    sizeBytes: clean.bytes.length,
    sha256: createHash("sha256").update(clean.bytes).digest("hex"),
    blobKey: makeComparisonPictureKey(id),
    createdAt: deps.clock.now(),
  };
  await deps.blobs.putBlob(row.blobKey, clean.bytes, accountState);
  try {
    await deps.sql.transaction(async (tx) => {
      await insertPicture(tx, row);
      await insertAuditEvent(tx, context, {
        at: row.createdAt,
        action: "picture.kept",
        targetKind: "linkage",
        targetId: linkage.id,
        ownerStates: target.ownerStates,
        detail: { pictureId: row.id, sha256: row.sha256 },
      });
    });
  } catch (error) {
    // What was refused has no row. After any other failure the row may stand or not: the sweep of what nothing names looks, and then decides.
    if (error instanceof RibinError && error.status < 500) await deps.blobs.deleteBlob(row.blobKey).catch(() => {});
    throw error;
  }
  return row;
}
