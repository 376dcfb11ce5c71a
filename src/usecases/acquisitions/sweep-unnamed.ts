import { listIdsOfNoRecord, type NamingTable } from "../../repositories/acquisitions/unnamed-files.ts";
import type { Deps } from "../deps.ts";
import { makeComparisonPictureKey, makeReportKey, PICTURES, REPORTS, readIdOf } from "./blob-keys.ts";

/** Nothing of these is still being written, and no archive of one still being read in, after so long. */
const OLD_MS = 24 * 3_600_000;
const BATCH = 500;

/** What is put in the store before its record is written. */
const KINDS: readonly { folder: string; makeKey: (id: string) => string; table: NamingTable }[] = [
  { folder: PICTURES, makeKey: makeComparisonPictureKey, table: "comparison_pictures" },
  { folder: REPORTS, makeKey: makeReportKey, table: "reports" },
];

/** Removes pictures and PDFs of reports that a crash left in the store before any record named them. Returns the number removed. */
export async function sweepUnnamed(deps: Pick<Deps, "sql" | "blobs" | "clock">): Promise<number> {
  let removed = 0;
  for (const kind of KINDS) removed += await sweepKind(deps, kind);
  return removed;
}

async function sweepKind(
  deps: Pick<Deps, "sql" | "blobs" | "clock">,
  { folder, makeKey, table }: (typeof KINDS)[number],
): Promise<number> {
  const before = deps.clock.now().getTime() - OLD_MS;
  let removed = 0;
  let keys = new Map<string, string>();
  const flush = async () => {
    for (const id of await listIdsOfNoRecord(deps.sql, table, [...keys.keys()])) {
      await deps.blobs.deleteBlob(keys.get(id) as string);
      removed += 1;
    }
    keys = new Map();
  };
  for await (const { key, modifiedAt } of deps.blobs.listBlobs(folder)) {
    const id = readIdOf(key, makeKey);
    if (id === null || modifiedAt.getTime() > before) continue;
    keys.set(id, key);
    if (keys.size === BATCH) await flush();
  }
  await flush();
  return removed;
}
