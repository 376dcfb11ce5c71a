import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { BUNDLE_LIMITS } from "../../domain/exchange/bundle-manifest.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { insertUpload, sumOpenUploads } from "../../repositories/acquisitions/uploads.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

/** Uploads that one person or station may have open: enough for a bullet's lands, too few to fill the disk. */
const MAX_OPEN_UPLOADS = 64;

/** What an upload is begun for, and who may: what it becomes is asked for once more when it does. */
const ACTIONS = { acquisition: "acquisition.create", import: "import.create" } as const satisfies Record<
  string,
  Action
>;
export type UploadPurpose = keyof typeof ACTIONS;

export const isUploadPurpose = (word: string): word is UploadPurpose => Object.hasOwn(ACTIONS, word);

/** Bytes that an upload may have: a scan's, or those of a bundle of many. */
export function findUploadLimit({ maxUploadBytes }: Deps["limits"], purpose: UploadPurpose): number {
  return purpose === "import" ? Math.max(maxUploadBytes, BUNDLE_LIMITS.bytes) : maxUploadBytes;
}

/** Bytes that one person's open uploads may have together: those of as many scans, and at least a bundle's. */
function findOpenLimit(limits: Deps["limits"]): number {
  return Math.max(MAX_OPEN_UPLOADS * limits.maxUploadBytes, findUploadLimit(limits, "import"));
}

/**
 * Records a resumable upload before its first byte. Errors: FORBIDDEN, UPLOAD_EMPTY, UPLOAD_TOO_LARGE, TOO_MANY_REQUESTS
 * (too many open ones, or too large ones).
 */
export async function registerUpload(
  deps: Pick<Deps, "sql" | "clock" | "limits">,
  context: RequestContext,
  input: { id: string; fileName: string; sizeBytes: number; purpose: UploadPurpose },
): Promise<void> {
  const ownerState = requireState(context.actor);
  const { id, labId } = context.actor;
  const { purpose, ...upload } = input;
  const target = { ownerStates: [ownerState], labId };
  await authorise(deps, context, ACTIONS[purpose], target, { kind: "upload", id: input.id });
  if (input.sizeBytes === 0) throw new RibinError("UPLOAD_EMPTY");
  const most = findUploadLimit(deps.limits, purpose);
  if (input.sizeBytes > most) throw new RibinError("UPLOAD_TOO_LARGE", `At most ${most} bytes are taken.`);
  const open = await sumOpenUploads(deps.sql, id);
  if (open.count >= MAX_OPEN_UPLOADS) {
    throw new RibinError(
      "TOO_MANY_REQUESTS",
      `${MAX_OPEN_UPLOADS} uploads are open; use or delete some of them first.`,
    );
  }
  const mostOpen = findOpenLimit(deps.limits);
  if (open.bytes + input.sizeBytes > mostOpen) {
    throw new RibinError(
      "TOO_MANY_REQUESTS",
      `Open uploads may have ${mostOpen} bytes together; use or delete some of them first.`,
    );
  }
  await insertUpload(deps.sql, { ...upload, ownerState, actorId: id, createdAt: deps.clock.now() });
}
