import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Action } from "../../domain/permission.ts";
import { findRecordOwners } from "../../repositories/access/record-owners.ts";
import type { Deps } from "../deps.ts";
import { authorise, type Subject } from "./authorise.ts";

/**
 * What to throw where the database shows no such record: there is none, or its policies hide it. The latter is a refusal like any
 * other and recorded for its owners; the asker is told what `authorise` tells, or, where it would allow it, NOT_FOUND.
 */
export async function refuseUnseen(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  action: Action,
  subject: Subject,
): Promise<RibinError> {
  const ownerStates = await findRecordOwners(deps.sql, subject);
  if (ownerStates.length > 0) await authorise(deps, context, action, { ownerStates }, subject);
  return new RibinError("NOT_FOUND");
}
