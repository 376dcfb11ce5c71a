import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertLab, type Lab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

/** Errors: FORBIDDEN, DUPLICATE_RECORD (the state has a lab of this name). */
export async function createLab(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { state: StateCode; name: string; contact: string },
): Promise<Lab> {
  const id = uuidv7();
  await authorise(deps, context, "lab.create", { ownerStates: [input.state] }, { kind: "lab", id });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const row = { id, ownerState: input.state, name: input.name, contact: input.contact, createdAt: now };
    const lab = await insertLab(tx, row);
    if (lab === null) throw new RibinError("DUPLICATE_RECORD", "The state has a lab of this name.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "lab.created",
      targetKind: "lab",
      targetId: id,
      ownerStates: [input.state],
    });
    return lab;
  });
}
