import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type FirearmFacts, findFirearmErrors } from "../../domain/intelligence/firearm.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type FirearmRecord,
  insertFirearmRecord,
  listFirearmRecords,
} from "../../repositories/intelligence/firearm-records.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";
import { assertChain, refuseFields } from "./refuse-fields.ts";

export interface RecordFirearmInput extends FirearmFacts {
  readonly exhibitId: string;
  /** The record that this one puts right; that one stays as it was written. */
  readonly corrects: string | null;
  readonly correctionReason: string | null;
}

/**
 * Records what is known of a recovered firearm. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED naming the fields, CONFLICT (the exhibit is
 * no firearm, or another record of it stands).
 */
export async function recordFirearm(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordFirearmInput,
): Promise<FirearmRecord> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  await authorise(deps, context, "firearm.record", target, { kind: "exhibit", id: found.id });
  if (found.type !== "firearm") throw new RibinError("CONFLICT", `The exhibit is a ${found.type}, and no firearm.`);
  const now = deps.clock.now();
  refuseFields(findFirearmErrors(input, now.toISOString().slice(0, 10)));
  return deps.sql.transaction(async (tx) => {
    assertChain((await listFirearmRecords(tx, found.id)).at(-1), input);
    const id = uuidv7();
    const record = { ...input, id, ownerState: found.ownerState, recordedBy: context.actor.id, recordedAt: now };
    if (!(await insertFirearmRecord(tx, record))) {
      throw new RibinError(
        "CONFLICT",
        "Another record of the firearm was made meanwhile; read it, and correct that one.",
      );
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: input.corrects === null ? "firearm.recorded" : "firearm.corrected",
      targetKind: "exhibit",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { firearmRecordId: id, ...(input.corrects === null ? {} : { corrects: input.corrects }) },
    });
    return record;
  });
}
