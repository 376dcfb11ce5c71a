import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { findUpload, type Upload } from "../../repositories/acquisitions/uploads.ts";
import type { Deps } from "../deps.ts";

/** As the upload store gives them. What is none names no upload, and no database is asked for it: it may have what a text cannot hold. */
const UPLOAD_ID = /^[\w-]{1,100}$/;

/** The upload, to who created it; to everybody else it does not exist. Errors: UPLOAD_NOT_FOUND. */
export async function findOwnUpload(
  deps: Pick<Deps, "sql">,
  context: RequestContext,
  input: { id: string },
): Promise<Upload> {
  const upload = UPLOAD_ID.test(input.id) ? await findUpload(deps.sql, input.id) : null;
  if (upload === null || upload.actorId !== context.actor.id) throw new RibinError("UPLOAD_NOT_FOUND");
  return upload;
}
