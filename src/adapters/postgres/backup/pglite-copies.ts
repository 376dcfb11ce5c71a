/** Copies of the embedded database: its folder as one tar, which PGlite itself writes and reads. */
import { readdir, rm } from "node:fs/promises";
import { RibinError } from "../../../domain/errors.ts";
import type { DatabaseDumper, DatabaseRestorer } from "../../../ports/database-copies.ts";
import { openPglite, type PgliteSql } from "../open-pglite.ts";

/** Whoever has the database open is alone with it, so nothing is written between the counts and the copy. */
export function createPgliteDumper(sql: PgliteSql): DatabaseDumper {
  return {
    kind: "pglite",
    withSnapshot: (work) =>
      work({
        tx: sql,
        async *readDump() {
          yield* (await sql.dump()).stream() as unknown as AsyncIterable<Uint8Array>;
        },
      }),
  };
}

export function createPgliteRestorer(folder: string): DatabaseRestorer {
  return {
    kind: "pglite",
    async assertEmpty() {
      const found = await readdir(folder).catch(() => []);
      if (found.length > 0) throw new RibinError("RESTORE_NOT_EMPTY", `There is a database in ${folder}.`);
    },
    async restore(body) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for await (const part of body) parts.push(new Uint8Array(part));
      try {
        const sql = await openPglite(folder, { dump: new Blob(parts, { type: "application/x-tar" }) });
        await sql.close();
      } catch (cause) {
        // The folder was empty before: half a database must not be taken for one.
        await rm(folder, { recursive: true, force: true });
        throw new RibinError("RESTORE_FAILED", "The embedded database cannot be opened from its copy.", { cause });
      }
    },
    async ask(work) {
      const sql = await openPglite(folder);
      try {
        return await work(sql);
      } finally {
        await sql.close();
      }
    },
  };
}
