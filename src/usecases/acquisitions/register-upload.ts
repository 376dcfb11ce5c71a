import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { countOpenUploads, insertUpload } from "../../repositories/acquisitions/uploads.ts";
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

/**
 * Records a resumable upload before its first byte. Errors: FORBIDDEN, UPLOAD_EMPTY, UPLOAD_TOO_LARGE, TOO_MANY_REQUESTS
 * (too many open ones).
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
  if (input.sizeBytes > deps.limits.maxUploadBytes) {
    throw new RibinError("UPLOAD_TOO_LARGE", `At most ${deps.limits.maxUploadBytes} bytes are taken.`);
  }
  if ((await countOpenUploads(deps.sql, id)) >= MAX_OPEN_UPLOADS) {
    throw new RibinError(
      "TOO_MANY_REQUESTS",
      `${MAX_OPEN_UPLOADS} uploads are open; use or delete some of them first.`,
    );
  }
  await insertUpload(deps.sql, { ...upload, ownerState, actorId: id, createdAt: deps.clock.now() });
}
