import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { IbinDecisionCode } from "../../domain/intelligence/ibin.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findIbinCase, insertIbinDecision } from "../../repositories/intelligence/ibin.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "../evidence/find-readable-case.ts";
import { type NominationView, viewNomination } from "./view-nomination.ts";

export interface DecideNominationInput {
  readonly caseId: string;
  readonly decision: IbinDecisionCode;
  readonly reasons: string;
  /** The decision that stands; null where there is none. */
  readonly replaces: string | null;
}

/**
 * A national coordinator accepts or declines the nomination of a case. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (nothing speaks for it, or
 * another decision stands).
 */
export async function decideNomination(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: DecideNominationInput,
): Promise<NominationView> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  await authorise(deps, context, "nomination.decide", target, { kind: "case", id: found.id });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const known = await findIbinCase(tx, found.id);
    if (known === null) throw new RibinError("NOT_FOUND");
    const indicators = viewNomination(known).reasons.map(({ indicator }) => indicator);
    if (indicators.length === 0) {
      throw new RibinError("CONFLICT", "Nothing speaks for nominating this case; code an indicator of it first.");
    }
    const row = {
      ...input,
      id: uuidv7(),
      ownerState: found.ownerState,
      indicators,
      decidedBy: context.actor.id,
      decidedAt: now,
    };
    if ((known.decided?.id ?? null) !== input.replaces || !(await insertIbinDecision(tx, row))) {
      throw new RibinError(
        "CONFLICT",
        "Another decision stands, or none; read the nomination, and name it in `replaces`.",
      );
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: "nomination.decided",
      targetKind: "case",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { decisionId: row.id, decision: input.decision, indicators },
    });
    return viewNomination({ ...known, decided: row });
  });
}
