import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import type { RibinError } from "../../domain/errors.ts";
import { insertRefusal } from "../../repositories/acquisitions/refusals.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Exhibit } from "../../repositories/evidence/exhibits.ts";
import type { Deps } from "../deps.ts";

export interface RefusedFile {
  readonly labId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Keeps who sent what and why it was refused, with its audit event. */
export async function recordRefusal(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  exhibit: Exhibit,
  file: RefusedFile,
  error: RibinError,
): Promise<void> {
  const at = deps.clock.now();
  const id = uuidv7();
  await deps.sql.transaction(async (tx) => {
    await insertRefusal(tx, {
      id,
      ownerState: exhibit.ownerState,
      labId: file.labId,
      actorKind: context.actor.kind,
      actorId: context.actor.id,
      exhibitId: exhibit.id,
      fileName: file.fileName,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      code: error.code,
      detail: error.message,
      requestId: context.requestId,
      createdAt: at,
    });
    await insertAuditEvent(tx, context, {
      at,
      action: "acquisition.refused",
      targetKind: "refusal",
      targetId: id,
      ownerStates: [exhibit.ownerState],
      detail: { code: error.code, exhibitId: exhibit.id, sizeBytes: file.sizeBytes, sha256: file.sha256 },
    });
  });
}
