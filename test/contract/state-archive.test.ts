/** An archive of the embedded database, in either member of the pair and out again: identical. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openFolderSink } from "../../src/cli/state/folder-sink.ts";
import { openFolderSource } from "../../src/cli/state/folder-source.ts";
import type { ArchiveManifest } from "../../src/domain/exchange/archive-manifest.ts";
import { exportState } from "../../src/usecases/exchange/export-state.ts";
import { importState } from "../../src/usecases/exchange/import-state.ts";
import { makeKnownWorld } from "../http/support/known-world.ts";
import { openTestApp, type TestApp } from "../http/support/open-test-app.ts";
import { SYSTEM } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

let folder: string;
let first: ArchiveManifest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-archive-"));
  const here = await openTestApp();
  await makeKnownWorld(here);
  first = await exportState(here.deps, SYSTEM, { state: "TT", sink: await openFolderSink(join(folder, "first")) });
  await here.close();
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describeEachSql("an archive of a state", (getSql, dialect) => {
  test("comes out as it went in", async () => {
    // The suite closes its database itself.
    const sql = { ...getSql(), close: async () => {} };
    const there: TestApp = await openTestApp({ deps: { sql } });
    try {
      const imported = await importState(there.deps, SYSTEM, {
        source: openFolderSource(join(folder, "first")),
        keys: null,
      });
      expect(imported.restored).toBeGreaterThan(10);
      const place = join(folder, dialect);
      const second = await exportState(there.deps, SYSTEM, { state: "TT", sink: await openFolderSink(place) });
      const rest = ({ files }: ArchiveManifest) =>
        files
          .filter(({ path }) => !path.startsWith("audit/") && path !== "keys.json")
          .sort((a, b) => (a.path < b.path ? -1 : 1));
      for (const { path, records } of rest(first).filter((file) => file.records !== null)) {
        expect([path, await readFile(join(place, path), "utf8")]).toEqual([
          path,
          await readFile(join(folder, "first", path), "utf8"),
        ]);
        expect(records).not.toBeNull();
      }
      expect(rest(second)).toEqual(rest(first));
    } finally {
      await there.close();
    }
  }, 120_000);
});
