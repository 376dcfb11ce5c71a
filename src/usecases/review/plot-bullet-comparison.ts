import type { BulletLandPair } from "../../analysis/compare/bullet-compare.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { BulletComparisonRow } from "../../repositories/correlation/bullet-comparisons.ts";
import type { Deps } from "../deps.ts";
import { drawComparison } from "./draw-comparison.ts";
import { findBulletComparisons } from "./list-bullet-comparisons.ts";

export interface PlotBulletInput {
  readonly linkageId: string;
  /** The one that counts, where it is left out. */
  readonly comparisonId?: string | undefined;
  /** Index of exhibit A's land, 1..n around the bullet. */
  readonly land: number;
}

/**
 * One pair of lands of the best phase aligned, as PNG, from the very marks that the comparison used.
 * Errors: NOT_FOUND, FORBIDDEN, CONFLICT (the land met none that it could be compared with), FILE_NOT_FOUND, EVIDENCE_ALTERED.
 */
export async function plotBulletComparison(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">,
  context: RequestContext,
  input: PlotBulletInput,
): Promise<Uint8Array> {
  const rows = await findBulletComparisons(deps, context, input.linkageId);
  const { comparisonId: id } = input;
  const row = rows.find((each) => (id === undefined ? each.standing : each.id === id));
  if (row === undefined) throw new RibinError("NOT_FOUND", "The two were not compared as whole bullets.");
  const pair = findLandPair(row, input.land);
  const [a, b] = [findLand(row, "a", input.land), pair && findLand(row, "b", pair.b + 1)];
  const png =
    pair && a && b
      ? await drawComparison(deps, { comparable: pair.outcome.comparable, outcome: pair.outcome, marks: { a, b } })
      : null;
  if (png === null) {
    throw new RibinError("CONFLICT", `Land ${input.land} of exhibit A has no counterpart that it was compared with.`);
  }
  return png;
}

/** Of the best phase; the outcome holds places from 0. */
function findLandPair({ outcome }: BulletComparisonRow, land: number): BulletLandPair | undefined {
  const { lands = [] } = outcome as { lands?: readonly BulletLandPair[] };
  return lands.find((pair) => pair.a === land - 1);
}

function findLand(row: BulletComparisonRow, side: "a" | "b", regionIndex: number) {
  return row.lands.find((land) => land.side === side && land.regionIndex === regionIndex);
}
