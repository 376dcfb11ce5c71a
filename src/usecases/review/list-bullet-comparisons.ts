import type { RequestContext } from "../../domain/context.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import {
  type BulletComparisonRow,
  type ComparedLand,
  listBulletComparisons as listRows,
} from "../../repositories/correlation/bullet-comparisons.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { unmaskPair } from "./unmask.ts";

/** A comparison of whole bullets without the keys under which its lands lie in the store. */
export interface BulletComparisonView
  extends Omit<BulletComparisonRow, "lands" | "landsSha256" | "outcome" | "exhibitA" | "exhibitB"> {
  /** It counts: by the newest method, and of no land whose outline was corrected since. */
  readonly standing: boolean;
  readonly reasonSaid: readonly Saying[];
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly lands: readonly Omit<ComparedLand, "key">[];
}

/**
 * The comparisons of a linkage's two bullets over all phases, the one that counts first. Empty for what is no pair of bullets.
 * Errors: NOT_FOUND, FORBIDDEN (role, or no agreement on images), EXAMINATION_NOT_DOCUMENTED.
 */
export async function listBulletComparisons(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { linkageId: string },
): Promise<readonly BulletComparisonView[]> {
  const rows = await findBulletComparisons(deps, context, input.linkageId);
  return rows.map(({ lands, landsSha256: _hash, outcome, exhibitA: _a, exhibitB: _b, ...row }) => ({
    ...row,
    reasonSaid: explainSentences(row.reason),
    outcome: { ...Object(outcome) },
    lands: lands.map(({ key: _key, ...land }) => land),
  }));
}

/** After the check that the actor may see what the linkage stands on, and with the read recorded. */
export async function findBulletComparisons(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkageId: string,
): Promise<Awaited<ReturnType<typeof listRows>>> {
  const { linkage, access } = await findReadableLinkage(deps, context, linkageId);
  const subject = { kind: "linkage" as const, id: linkage.id };
  await authorise(deps, context, "candidate.evidence.read", access.target, subject);
  await unmaskPair(deps, context, access);
  await recordForeignRead(deps, context, "linkage.bullets_read", access.target, subject);
  return listRows(deps.sql, linkage);
}
