import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type Agreement,
  type AgreementTerms,
  findAgreement,
  insertTerms,
} from "../../repositories/sharing/agreements.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertTerms, describeTerms } from "./describe-terms.ts";

/**
 * What the two states share from now on: a new record, the older terms stay and count no longer. It takes effect at the next read, and
 * in the searches to come. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, CONFLICT (withdrawn, or set by somebody else meanwhile).
 */
export async function setAgreementTerms(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: AgreementTerms & { readonly id: string },
): Promise<Agreement> {
  const agreement = await findAgreement(deps.sql, input.id);
  if (agreement === null) throw new RibinError("NOT_FOUND");
  const ownerStates = [agreement.stateA, agreement.stateB];
  const subject = { kind: "agreement" as const, id: agreement.id };
  await authorise(deps, context, "agreement.read", { ownerStates }, subject);
  await authorise(deps, context, "agreement.create", { ownerStates }, subject);
  const now = deps.clock.now();
  const terms: AgreementTerms = {
    categories: input.categories,
    images: input.images,
    validUntil: input.validUntil,
  };
  assertTerms(terms, now);
  if (agreement.withdrawnAt !== null) throw new RibinError("CONFLICT", "The agreement is withdrawn; record a new one.");
  const version = agreement.version + 1;
  return deps.sql.transaction(async (tx) => {
    const row = { ...terms, id: uuidv7(), setBy: context.actor.id, setAt: now };
    if (!(await insertTerms(tx, agreement.id, version, row))) {
      throw new RibinError("CONFLICT", "Somebody else set other terms meanwhile; read the agreement again.");
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: "agreement.terms_set",
      targetKind: "agreement",
      targetId: agreement.id,
      ownerStates,
      detail: { version, ...describeTerms(terms) },
    });
    return { ...agreement, ...terms, version };
  });
}
