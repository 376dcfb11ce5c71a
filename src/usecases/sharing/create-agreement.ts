import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Category, StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type Agreement,
  type AgreementTerms,
  insertAgreement,
  insertTerms,
} from "../../repositories/sharing/agreements.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertTerms, describeTerms } from "./describe-terms.ts";

/** Of an agreement that says nothing else. */
const EVERY_CATEGORY: readonly Category[] = ["CE", "TF"];

export interface CreateAgreementInput {
  readonly states: readonly [StateCode, StateCode];
  readonly categories?: readonly Category[] | undefined;
  readonly images?: boolean | undefined;
  readonly validUntil: Date | null;
}

/** The two states, in either order, let each other see what its terms say. Errors: FORBIDDEN, VALIDATION_FAILED, DUPLICATE_RECORD. */
export async function createAgreement(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CreateAgreementInput,
): Promise<Agreement> {
  const [stateA, stateB] = [...input.states].sort() as [StateCode, StateCode];
  const id = uuidv7();
  await authorise(deps, context, "agreement.create", { ownerStates: [stateA, stateB] }, { kind: "agreement", id });
  if (stateA === stateB) throw new RibinError("VALIDATION_FAILED", "An agreement is between two states.");
  const now = deps.clock.now();
  const { categories = EVERY_CATEGORY, images = true, validUntil } = input;
  const terms: AgreementTerms = { categories, images, validUntil };
  assertTerms(terms, now);
  return deps.sql.transaction(async (tx) => {
    const row = { id, stateA, stateB, createdBy: context.actor.id, createdAt: now };
    if (!(await insertAgreement(tx, row))) {
      throw new RibinError("DUPLICATE_RECORD", "The two states have an agreement; set other terms, or withdraw it.");
    }
    await insertTerms(tx, id, 1, { ...terms, id: uuidv7(), setBy: context.actor.id, setAt: now });
    await insertAuditEvent(tx, context, {
      at: now,
      action: "agreement.created",
      targetKind: "agreement",
      targetId: id,
      ownerStates: [stateA, stateB],
      detail: describeTerms(terms),
    });
    return { ...row, ...terms, version: 1, withdrawnAt: null };
  });
}
