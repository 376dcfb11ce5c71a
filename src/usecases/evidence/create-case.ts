import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Case, type CaseFields, insertCase } from "../../repositories/evidence/cases.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

export interface CreateCaseInput extends CaseFields {
  /** The lab that works the case; the actor's own where it is left out. */
  readonly labId?: string | undefined;
}

/** A case belongs to the state of the person who enters it. Errors: FORBIDDEN, VALIDATION_FAILED (lab), DUPLICATE_RECORD. */
export async function createCase(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CreateCaseInput,
): Promise<Case> {
  const ownerState = requireState(context.actor);
  const id = uuidv7();
  await authorise(deps, context, "case.create", { ownerStates: [ownerState] }, { kind: "case", id });
  const { labId: givenLabId, ...fields } = input;
  const labId = givenLabId ?? context.actor.labId;
  const lab = labId === null ? null : await findLab(deps.sql, labId);
  if (lab?.ownerState !== ownerState) throw new RibinError("VALIDATION_FAILED", "Name a lab of your own state.");
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const row = { ...fields, id, ownerState, labId: lab.id, createdBy: context.actor.id, createdAt: now };
    const created = await insertCase(tx, row);
    if (created === null) throw new RibinError("DUPLICATE_RECORD", "Your state has a case of this number.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "case.created",
      targetKind: "case",
      targetId: id,
      ownerStates: [ownerState],
      detail: { restricted: created.restricted, highProfile: created.highProfile },
    });
    return created;
  });
}
