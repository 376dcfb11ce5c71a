/** How long a state keeps its evidence, as data that its national coordinator sets. */
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { CountedFrom } from "../../domain/retention.ts";
import type { Category } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertRule, listStandingRules, type RetentionRule } from "../../repositories/retention/retention-rules.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { findRetentionScope } from "./find-retention-scope.ts";

export interface SetRuleInput {
  readonly category: Category;
  /** Null: without limit. */
  readonly days: number | null;
  readonly countedFrom: CountedFrom;
}

/** Counts from now on for the category; older rules stay. Errors: FORBIDDEN, CONFLICT. */
export async function setRetentionRule(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: SetRuleInput,
): Promise<RetentionRule> {
  const ownerState = requireState(context.actor);
  const id = uuidv7();
  await authorise(deps, context, "retention.manage", { ownerStates: [ownerState] }, { kind: "retention_rule", id });
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const rule = await insertRule(tx, { id, ownerState, ...input, setBy: context.actor.id, setAt: at });
    if (rule === null) throw new RibinError("CONFLICT", "Somebody else set a rule of this category meanwhile.");
    await insertAuditEvent(tx, context, {
      at,
      action: "retention.rule_set",
      targetKind: "retention_rule",
      targetId: id,
      ownerStates: [ownerState],
      detail: { ...input, version: rule.version },
    });
    return rule;
  });
}

/** The rules that count, of the own state; of all for an auditor. Errors: FORBIDDEN. */
export async function listRetentionRules(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<readonly RetentionRule[]> {
  return listStandingRules(deps.sql, await findRetentionScope(deps, context, "retention_rule"));
}
