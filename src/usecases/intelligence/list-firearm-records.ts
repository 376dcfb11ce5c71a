import type { RequestContext } from "../../domain/context.ts";
import {
  type FirearmRecord,
  listFirearmRecords as listFirearmRecordRows,
} from "../../repositories/intelligence/firearm-records.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";

/**
 * What was recorded of a firearm, oldest first; the last stands. Another state's with a release of the case, recorded, and without the
 * reasons of corrections. Errors: NOT_FOUND, FORBIDDEN.
 */
export async function listFirearmRecords(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly exhibitId: string },
): Promise<readonly FirearmRecord[]> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  const subject = { kind: "exhibit" as const, id: found.id };
  await authorise(deps, context, "firearm.read", target, subject);
  const records = await listFirearmRecordRows(deps.sql, found.id);
  await recordForeignRead(deps, context, "firearm.read", target, subject);
  if (found.ownerState === context.actor.state) return records;
  return records.map((record) => ({ ...record, correctionReason: null }));
}
