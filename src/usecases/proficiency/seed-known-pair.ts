import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import { examines } from "../../domain/examination.ts";
import type { KnownPairSource } from "../../domain/known-pair.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findCase } from "../../repositories/evidence/cases.ts";
import { insertKnownPair, isUnsearched, type KnownPair } from "../../repositories/proficiency/known-pairs.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";

export interface SeedKnownPairInput {
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly sameFirearm: boolean;
  readonly source: KnownPairSource;
}

/**
 * Says of two exhibits of the own state that they are a blind known pair, before anything is acquired of them: what is uploaded then takes the
 * ordinary way, within the state. By a coordinator who examines nothing. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (one case), CONFLICT
 * (acquired, or of a known pair already).
 */
export async function seedKnownPair(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: SeedKnownPairInput,
): Promise<KnownPair> {
  const a = await findReadableExhibit(deps, context, input.exhibitA);
  const b = await findReadableExhibit(deps, context, input.exhibitB);
  const subject = { kind: "known_pair" as const, id: "new" };
  for (const { target } of [a, b]) await authorise(deps, context, "proficiency.seed", target, subject);
  if (examines(context.actor)) throw new RibinError("FORBIDDEN", "Who examines seeds no known pairs.");
  if (a.found.caseId === b.found.caseId) {
    const message = "The two are of two cases, as a hit's are.";
    throw refuseField("exhibitB", { message, problem: "same_case" });
  }
  for (const { found } of [a, b]) {
    if (!(await isUnsearched(deps.sql, found.id))) {
      throw new RibinError("CONFLICT", "Something was acquired of it already; a known pair is named before.");
    }
  }
  const labId = (await findCase(deps.sql, a.found.caseId))?.labId;
  if (labId === undefined) throw new RibinError("NOT_FOUND");
  const createdAt = deps.clock.now();
  const pair = { ...input, id: uuidv7(), ownerState: a.found.ownerState, labId, seededBy: context.actor.id, createdAt };
  await deps.sql.transaction(async (tx) => {
    if (!(await insertKnownPair(tx, pair))) throw new RibinError("CONFLICT", "One of the two is of a known pair.");
    await insertAuditEvent(tx, context, {
      at: createdAt,
      action: "proficiency.seeded",
      targetKind: "known_pair",
      targetId: pair.id,
      // Of no state: a state's trail is read by people who are to be measured.
      ownerStates: [],
    });
  });
  return pair;
}
