import { createHash } from "node:crypto";
import type { BulletComparisonRow, ComparedLand } from "../repositories/bullet-comparisons.ts";
import { type Exhibit, findExhibit } from "../repositories/exhibits.ts";
import { listPreparedLands } from "../repositories/features.ts";
import type { ExhibitPair } from "../repositories/linkages.ts";
import type { Deps } from "./deps.ts";
import { readMark } from "./read-mark.ts";

/** One land alone has no phase to stand out. */
const LEAST_LANDS = 2;

/** Two bullets compared over all phases of their lands, as a row; null where too few lands of either are known. */
export async function compareBullets(
  deps: Pick<Deps, "sql" | "blobs" | "pool">,
  { exhibitA, exhibitB }: ExhibitPair,
  model: { id: string; version: string },
): Promise<Omit<BulletComparisonRow, "id" | "createdAt"> | null> {
  const a = await readLands(deps, await findExhibit(deps.sql, exhibitA), "a", model);
  const b = await readLands(deps, await findExhibit(deps.sql, exhibitB), "b", model);
  if (a === null || b === null) return null;
  const outcome = await deps.pool.runTask("compareBullets", { a: a.marks, b: b.marks });
  const lands = [...a.lands, ...b.lands];
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
    landsSha256: createHash("sha256").update(JSON.stringify(lands)).digest("hex"),
  };
}

interface Lands {
  readonly lands: readonly ComparedLand[];
  /** By their index around the bullet, null where one is missing. */
  readonly marks: readonly (Uint8Array | null)[];
}

/** Null for fewer than two. */
async function readLands(
  deps: Pick<Deps, "sql" | "blobs">,
  exhibit: Exhibit | null,
  side: "a" | "b",
  model: { id: string; version: string },
): Promise<Lands | null> {
  const known = exhibit === null ? [] : await listPreparedLands(deps.sql, exhibit.id, model);
  if (exhibit === null || known.length < LEAST_LANDS) return null;
  const count = Math.max(exhibit.characteristics.numberOfLands ?? 0, ...known.map((land) => land.regionIndex));
  const marks = new Array<Uint8Array | null>(count).fill(null);
  const lands: ComparedLand[] = [];
  for (const { preparedKey, preparedSha256, ...land } of known) {
    lands.push({ ...land, side, key: preparedKey, sha256: preparedSha256 });
    marks[land.regionIndex - 1] = await readMark(deps, { key: preparedKey, sha256: preparedSha256 });
  }
  return { lands, marks };
}
