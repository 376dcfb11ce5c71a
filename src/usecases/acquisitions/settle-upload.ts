import {
  deleteUpload,
  listStaleUploads as listStaleUploadRows,
  markUploadComplete,
  markUploadUsed,
} from "../../repositories/acquisitions/uploads.ts";
import type { Deps } from "../deps.ts";

/** All its bytes have come. */
export async function completeUpload(deps: Pick<Deps, "sql" | "clock">, input: { id: string }): Promise<void> {
  await markUploadComplete(deps.sql, input.id, deps.clock.now());
}

/** It became an acquisition; the record stays, the bytes may go. */
export async function useUpload(deps: Pick<Deps, "sql">, input: { id: string; acquisitionId: string }): Promise<void> {
  await markUploadUsed(deps.sql, input.id, input.acquisitionId);
}

/** It was given up, or its time is over. */
export async function forgetUpload(deps: Pick<Deps, "sql">, input: { id: string }): Promise<void> {
  await deleteUpload(deps.sql, input.id);
}

/** Some of the uploads that became nothing within `hours`. */
export async function listStaleUploads(
  deps: Pick<Deps, "sql" | "clock">,
  input: { hours: number; limit: number },
): Promise<readonly string[]> {
  const before = new Date(deps.clock.now().getTime() - input.hours * 3_600_000);
  return listStaleUploadRows(deps.sql, before, input.limit);
}
