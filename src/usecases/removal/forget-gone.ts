import { listSweepMethods, listSweepNumbers } from "../../repositories/correlation/sweep-records.ts";
import { countGone, listImagesThere } from "../../repositories/removal/evidence-gone.ts";
import type { Deps } from "../deps.ts";

export interface Forgotten {
  /** What was gone when it was looked at; ask again with it. */
  readonly gone: number;
  readonly vectors: number;
  readonly records: number;
  /** Whose tiles were kept. */
  readonly images: number;
}

/**
 * Takes what was removed or purged out of what this process holds beside the database: vectors in memory, packs and tiles on its disk. Nothing of it was
 * named since, for every search asks the database whom it may name; here the bytes go too. Null where nothing went since `known`.
 */
export async function forgetGone(
  deps: Pick<Deps, "sql" | "sweepCache" | "imagePyramids" | "vectorMemory">,
  known: number | null,
): Promise<Forgotten | null> {
  // Asked first: what goes from here on is looked for the next time.
  const gone = await countGone(deps.sql);
  if (gone === known) return null;
  const vectors = (await deps.vectorMemory?.forgetGone()) ?? 0;
  const records = await deps.sweepCache.forgetGone(await listSweepMethods(deps.sql), (bucket) =>
    listSweepNumbers(deps.sql, bucket.region, bucket, bucket.bucket),
  );
  const images = await deps.imagePyramids.forgetGone((ids) => listImagesThere(deps.sql, ids));
  return { gone, vectors, records, images };
}
