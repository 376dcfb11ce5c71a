import { createHash } from "node:crypto";
import { listPreparedLands } from "../../repositories/acquisitions/features.ts";
import {
  type BulletComparisonRow,
  type ComparedLand,
  findBulletComparison,
} from "../../repositories/correlation/bullet-comparisons.ts";
import { findExhibit } from "../../repositories/evidence/exhibits.ts";
import type { ExhibitPair } from "../../repositories/review/linkages.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import { BULLETS } from "../analysis/find-method.ts";
import type { Deps } from "../deps.ts";

/** One land alone has no phase to stand out. */
const LEAST_LANDS = 2;

/**
 * Two bullets compared over all phases of their lands, as a row; null where too few lands of either are known. Each land's own
 * verification asks for it: the same lands are compared once.
 */
export async function compareBullets(
  deps: Pick<Deps, "sql" | "blobs" | "pool">,
  { exhibitA, exhibitB }: ExhibitPair,
  model: { id: string; version: string },
): Promise<Omit<BulletComparisonRow, "id" | "createdAt"> | null> {
  const a = await listLands(deps, exhibitA, "a", model);
  const b = await listLands(deps, exhibitB, "b", model);
  if (a === null || b === null) return null;
  const lands = [...a.lands, ...b.lands];
  const counts = [a.count, b.count];
  const landsSha256 = createHash("sha256").update(JSON.stringify({ counts, lands })).digest("hex");
  const known = await findBulletComparison(deps.sql, { exhibitA, exhibitB, ...BULLETS, landsSha256 });
  if (known !== null) return known;
  const outcome = await deps.pool.runTask("compareBullets", {
    a: await readMarks(deps, a),
    b: await readMarks(deps, b),
  });
  const { comparable, method, methodVersion } = outcome;
  return {
    exhibitA,
    exhibitB,
    method,
    methodVersion,
    comparable,
    reason: outcome.comparable ? null : outcome.reason,
    score: outcome.comparable ? outcome.score : null,
    outcome,
    lands,
    landsSha256,
  };
}

interface Lands {
  readonly lands: readonly ComparedLand[];
  /** Around the bullet, the missing ones included. */
  readonly count: number;
}

/** Null for fewer than two. */
async function listLands(
  deps: Pick<Deps, "sql">,
  exhibitId: string,
  side: "a" | "b",
  model: { id: string; version: string },
): Promise<Lands | null> {
  const exhibit = await findExhibit(deps.sql, exhibitId);
  const known = await listPreparedLands(deps.sql, exhibitId, model);
  if (exhibit === null || known.length < LEAST_LANDS) return null;
  const lands = known.map(({ preparedKey, preparedSha256, ...land }) => {
    return { ...land, side, key: preparedKey, sha256: preparedSha256 };
  });
  return {
    lands,
    count: Math.max(exhibit.characteristics.numberOfLands ?? 0, ...known.map((each) => each.regionIndex)),
  };
}

/** By their index around the bullet, null where one is missing. */
async function readMarks(deps: Pick<Deps, "blobs">, { lands, count }: Lands): Promise<(Uint8Array | null)[]> {
  const marks = new Array<Uint8Array | null>(count).fill(null);
  for (const land of lands) marks[land.regionIndex - 1] = await readMark(deps, land);
  return marks;
}
