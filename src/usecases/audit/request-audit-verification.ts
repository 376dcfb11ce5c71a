import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type AuditVerification,
  findVerification,
  insertVerification,
  listVerifications,
  lockOpenVerification,
} from "../../repositories/audit/audit-verifications.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

const TARGET = { ownerStates: [] };
const SUBJECT = { kind: "audit", id: "verifications" } as const;

/** Asks for a check of the whole trail, which a worker carries out. Errors: FORBIDDEN, CONFLICT (one waits or runs already). */
export async function requestAuditVerification(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<AuditVerification> {
  await authorise(deps, context, "audit.verify", TARGET, SUBJECT);
  const [id, at, askedByState] = [uuidv7(), deps.clock.now(), requireState(context.actor)];
  return deps.sql.transaction(async (tx) => {
    if ((await lockOpenVerification(tx)) !== null) {
      throw new RibinError("CONFLICT", "A check of the trail waits or runs already; its result will stand here.");
    }
    const work = { payload: { verificationId: id }, key: id, ownerState: askedByState };
    await askForBackground(tx, "verify-audit", work, context.requestId, at);
    const row = { id, askedBy: context.actor.id, askedByState, askedAt: at };
    await insertVerification(tx, { ...row, jobKey: `verify-audit/${id}` });
    await insertAuditEvent(tx, context, {
      at,
      action: "audit.verification_asked",
      targetKind: "audit",
      targetId: id,
      ownerStates: [],
    });
    const asked = await findVerification(tx, id);
    if (asked === null) throw new RibinError("INTERNAL");
    return asked;
  });
}

/** Every check that was asked for, newest first. Errors: FORBIDDEN. */
export async function listAuditVerifications(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<AuditVerification>> {
  await authorise(deps, context, "audit.verify", TARGET, SUBJECT);
  return listVerifications(deps.sql, toPageRequest(input));
}
