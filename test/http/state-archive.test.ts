/** A state's exit right: all that it owns in a folder, into an empty system, and out again: identical. */

import { randomUUID } from "node:crypto";
import { appendFile, cp, mkdtemp, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verifyExport } from "../../src/cli/audit/verify-export.ts";
import { openFolderSink } from "../../src/cli/state/folder-sink.ts";
import { openFolderSource } from "../../src/cli/state/folder-source.ts";
import type { ArchiveManifest } from "../../src/domain/exchange/archive-manifest.ts";
import { listSigningKeys } from "../../src/repositories/audit/signing-keys.ts";
import { verifyAudit } from "../../src/usecases/audit/verify-audit.ts";
import { exportState } from "../../src/usecases/exchange/export-state.ts";
import { importState } from "../../src/usecases/exchange/import-state.ts";
import { verifyArchive } from "../../src/usecases/exchange/verify-archive.ts";
import { SYSTEM } from "../support/decision-world.ts";
import { enterEvidence, RECEIPT } from "./support/evidence-world.ts";
import { type KnownWorld, makeKnownWorld } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let here: TestApp;
let there: TestApp;
let known: KnownWorld;
let folder: string;
let manifest: ArchiveManifest;
const place = (name: string) => join(folder, name);
const write = async (api: TestApp, name: string) =>
  exportState(api.deps, SYSTEM, { state: "TT", sink: await openFolderSink(place(name)) });
const text = (name: string, path: string) => readFile(join(place(name), path), "utf8");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-archive-"));
  [here, there] = [await openTestApp(), await openTestApp()];
  known = await makeKnownWorld(here);
  const { tt } = known.world;
  const url = `/v1/exhibits/${known.known.exhibitId}/custody`;
  expect((await tt.technician.send("POST", url, { body: RECEIPT })).statusCode).toBe(201);
  const { exhibit } = await enterEvidence(here, tt.technician);
  const cast = {
    caseId: exhibit.caseId,
    exhibitNumber: "0 cast",
    type: exhibit.type,
    category: "CAST",
    parentExhibitId: exhibit.id,
    castPolarity: "positive",
  };
  expect((await tt.technician.send("POST", "/v1/exhibits", { body: cast })).statusCode).toBe(201);
  manifest = await write(here, "first");
}, 300_000);
afterAll(async () => {
  await here.close();
  await there.close();
  await rm(folder, { recursive: true, force: true });
});

describe("an archive", () => {
  test("holds all of the state and no secret, and of another state no more than the rules let it see", async () => {
    const counts = Object.fromEntries(manifest.files.map(({ path, records }) => [path, records]));
    for (const name of [
      "labs",
      "accounts",
      "stations",
      "cases",
      "exhibits",
      "acquisitions",
      "custody_records",
      "releases",
      "reports",
      "report_signatures",
    ]) {
      const { rows } = await here.deps.sql.query(`select count(*)::integer as n from ${name} where owner_state = 'TT'`);
      expect([name, counts[`records/${name}.jsonl`], Number(rows[0]?.n) > 0]).toEqual([name, rows[0]?.n, true]);
    }
    expect(counts).toMatchObject({ "records/agreements.jsonl": 2, "shared/linkages.jsonl": 1 });
    expect(manifest.notExported).toContain("sessions");
    const accounts = await text("first", "records/accounts.jsonl");
    expect([accounts.includes(known.world.tt.examiner.email), accounts.includes("argon2")]).toEqual([true, false]);
    expect(await text("first", "records/stations.jsonl")).not.toContain("token_hash");
    const shared = JSON.parse(await text("first", "shared/linkages.jsonl"));
    expect(shared).toMatchObject({ state: "hit", other: { state: "JM" }, hit: { id: known.known.hitId } });
    expect(
      shared.conclusions.map((one: { byState: string; byAccountId: string | null }) => [
        one.byState,
        one.byAccountId !== null,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["TT", true],
        ["JM", false],
      ]),
    );
    const { right, jm } = known.world;
    for (const { path } of manifest.files.filter((file) => file.records !== null)) {
      const content = await text("first", path);
      for (const secret of [right.case.id, right.case.caseNumber, right.exhibit.id, jm.examiner.id]) {
        // A report says to its reader what was released for it; no other file may.
        if (path !== "records/reports.jsonl") expect([path, content.includes(secret)]).toEqual([path, false]);
      }
    }
    const original = manifest.files.filter(({ path }) => path.startsWith("files/acquisitions/"));
    expect(original.map(({ sha256 }) => sha256).sort()).toEqual(
      (await here.deps.sql.query("select sha256 from acquisitions where owner_state = 'TT'")).rows
        .map((row) => row.sha256)
        .sort(),
    );
  });

  test("has a trail that verifies by itself, with its own keys", async () => {
    const verdict = await verifyExport(join(place("first"), "audit/trail.jsonl"), await listSigningKeys(here.deps.sql));
    expect([verdict.whole, verdict.records > 10]).toEqual([true, true]);
  });

  test("is imported into an empty system and exported again, byte for byte, but for its trail", async () => {
    const source = openFolderSource(place("first"));
    const imported = await importState(there.deps, SYSTEM, { source, keys: null });
    expect(imported.kept).toBeGreaterThan(0);
    const second = await write(there, "second");
    const rest = ({ files }: ArchiveManifest) =>
      files
        .filter(({ path }) => !path.startsWith("audit/") && path !== "keys.json")
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(rest(second)).toEqual(rest(manifest));
    const trail = manifest.files.find(({ path }) => path === "audit/trail.jsonl");
    expect(second.files.find(({ path }) => path === `audit/previous/${trail?.sha256}.jsonl`)).toMatchObject({
      sha256: trail?.sha256,
      sizeBytes: trail?.sizeBytes,
    });
    expect(
      (await verifyArchive(openFolderSource(place("second")), await listSigningKeys(there.deps.sql))).manifest.state,
    ).toBe("TT");
    expect((await verifyAudit(there.deps)).findings).toEqual([]);
    await expect(importState(there.deps, SYSTEM, { source, keys: null })).rejects.toMatchObject({
      code: "STATE_NOT_EMPTY",
    });
  }, 120_000);

  test("signs nobody in, and gives no station a way in", async () => {
    const { rows } = await there.deps.sql.query("select password_hash from accounts where owner_state = 'TT'");
    expect([rows.length > 4, rows.every((row) => row.password_hash === null)]).toEqual([true, true]);
    const tokens = "select token_hash from stations";
    expect((await there.deps.sql.query(tokens)).rows).not.toEqual((await here.deps.sql.query(tokens)).rows);
  });

  test("is not begun anew over a whole one, and goes on where it broke off", async () => {
    await expect(openFolderSink(place("first"))).rejects.toMatchObject({ code: "FILE_NOT_WRITABLE" });
    await cp(place("first"), place("broken"), { recursive: true });
    await rm(join(place("broken"), "manifest.json"));
    const cut = manifest.files.find(({ path }) => path.startsWith("files/acquisitions/"));
    await truncate(join(place("broken"), cut?.path ?? ""), 10);
    const again = await write(here, "broken");
    const rest = ({ files }: ArchiveManifest) => files.filter(({ path }) => path !== "audit/trail.jsonl");
    expect(rest(again)).toEqual(rest(manifest));
  });
});

describe("a changed archive", () => {
  const refuse = async (
    name: string,
    code: "ARCHIVE_BROKEN" | "ARCHIVE_INVALID",
    words: RegExp,
    keys: Parameters<typeof verifyArchive>[1] = null,
  ) => {
    const error = await verifyArchive(openFolderSource(place(name)), keys).then(
      () => null,
      (caught: unknown) => caught as { code: string; message: string },
    );
    expect([error?.code, words.test(error?.message ?? "")]).toEqual([code, true]);
  };
  const copy = async () => {
    const name = randomUUID();
    await cp(place("first"), place(name), { recursive: true });
    return name;
  };

  test("is found by a single byte anywhere, and the file is named", async () => {
    const name = await copy();
    const all = [
      ...manifest.files.filter(({ sizeBytes }) => sizeBytes > 0).map(({ path }) => path),
      "manifest.json",
      "manifest.sig",
    ];
    expect(all.length).toBeGreaterThan(15);
    for (const path of all) {
      const at = join(place(name), path);
      const bytes = await readFile(at);
      for (const index of new Set([0, bytes.length >> 1, bytes.length - 1])) {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ 1;
        await writeFile(at, changed);
        const error = await verifyArchive(openFolderSource(place(name)), null).then(
          () => null,
          (caught: unknown) => caught as { code: string; message: string },
        );
        expect([
          path,
          index,
          /^ARCHIVE_/.test(error?.code ?? ""),
          error?.message.includes(path.startsWith("manifest") ? "manifest" : path),
        ]).toEqual([path, index, true, true]);
      }
      await writeFile(at, bytes);
    }
    expect((await verifyArchive(openFolderSource(place(name)), null)).manifest.state).toBe("TT");
  }, 120_000);

  test("with a file more, a file less, a file cut or a link is refused", async () => {
    const [more, less, cut, link] = [await copy(), await copy(), await copy(), await copy()];
    await writeFile(join(place(more), "records", "persons.jsonl"), "");
    await refuse(more, "ARCHIVE_BROKEN", /persons.jsonl.*added/);
    await rm(join(place(less), "records", "cases.jsonl"));
    await refuse(less, "ARCHIVE_BROKEN", /cases.jsonl is gone/);
    await truncate(join(place(cut), "audit", "trail.jsonl"), 100);
    await refuse(cut, "ARCHIVE_BROKEN", /trail.jsonl was changed/);
    await rename(join(place(link), "records", "cases.jsonl"), join(folder, "elsewhere"));
    await symlink(join(folder, "elsewhere"), join(place(link), "records", "cases.jsonl"));
    await refuse(link, "ARCHIVE_INVALID", /cases.jsonl is neither/);
    await appendFile(join(place(cut), "manifest.json"), " ");
    await refuse(cut, "ARCHIVE_BROKEN", /manifest.json/);
  });

  test("that another key signed is refused where the keys are given", async () => {
    await refuse("first", "ARCHIVE_BROKEN", /none of those given/, []);
  });
});
