import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { findUpload, type Upload } from "../../repositories/acquisitions/uploads.ts";
import type { Deps } from "../deps.ts";

/** The upload, to who created it; to everybody else it does not exist. Errors: UPLOAD_NOT_FOUND. */
export async function findOwnUpload(
  deps: Pick<Deps, "sql">,
  context: RequestContext,
  input: { id: string },
): Promise<Upload> {
  const upload = await findUpload(deps.sql, input.id);
  if (upload === null || upload.actorId !== context.actor.id) throw new RibinError("UPLOAD_NOT_FOUND");
  return upload;
}
