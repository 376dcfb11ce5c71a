import { type Exhibit, findExhibit } from "../repositories/exhibits.ts";
import { listPreparedLands } from "../repositories/features.ts";
import type { ScoredPair } from "../repositories/linkages.ts";
import type { Deps } from "./deps.ts";
import type { RankedPair } from "./rank-pairs.ts";

/** One land alone has no phase to stand out. */
const LEAST_LANDS = 2;

/** Two bullets compared over all phases of their lands; null where too few lands of either are known, or none compare. */
export async function scoreBullets(
  deps: Pick<Deps, "sql" | "blobs" | "pool">,
  pair: ScoredPair,
  model: { id: string; version: string },
): Promise<RankedPair | null> {
  const exhibitA = await findExhibit(deps.sql, pair.exhibitA);
  const exhibitB = await findExhibit(deps.sql, pair.exhibitB);
  const a = exhibitA && (await readLands(deps, exhibitA, model));
  const b = exhibitB && (await readLands(deps, exhibitB, model));
  if (a === null || b === null) return null;
  const outcome = await deps.pool.runTask("compareBullets", { a, b });
  if (!outcome.comparable) return null;
  const { method, methodVersion, score } = outcome;
  return { exhibitA: pair.exhibitA, exhibitB: pair.exhibitB, score, method, methodVersion, whole: true };
}

/** The prepared lands by their index around the bullet, null where one is missing; null for fewer than two. */
async function readLands(
  deps: Pick<Deps, "sql" | "blobs">,
  exhibit: Exhibit,
  model: { id: string; version: string },
): Promise<(Uint8Array | null)[] | null> {
  const known = await listPreparedLands(deps.sql, exhibit.id, model);
  if (known.length < LEAST_LANDS) return null;
  const count = Math.max(exhibit.characteristics.numberOfLands ?? 0, ...known.map((land) => land.regionIndex));
  const lands = new Array<Uint8Array | null>(count).fill(null);
  for (const land of known) lands[land.regionIndex - 1] = await deps.blobs.readBlob(land.preparedKey);
  return lands;
}
