/** An archive that somebody made up, signed with a key that is believed: it reaches nothing of another state. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openFolderSink } from "../../src/cli/state/folder-sink.ts";
import { openFolderSource } from "../../src/cli/state/folder-source.ts";
import {
  type ArchiveManifest,
  encodeManifest,
  encodeSignature,
  MANIFEST,
  SIGNATURE,
} from "../../src/domain/exchange/archive-manifest.ts";
import { exportState } from "../../src/usecases/exchange/export-state.ts";
import { importState } from "../../src/usecases/exchange/import-state.ts";
import { type Evidence, SYSTEM } from "../support/decision-world.ts";
import { enterEvidence, hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let here: TestApp;
let there: TestApp;
let folder: string;
let jm: Staff;
let theirs: Evidence;
let manifest: ArchiveManifest;
let author: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-forged-"));
  [here, there] = [await openTestApp(), await openTestApp()];
  const tt = await hireStaff(here, "TT");
  author = tt.coordinator.id;
  await enterEvidence(here, tt.technician);
  manifest = await exportState(here.deps, SYSTEM, { state: "TT", sink: await openFolderSink(join(folder, "a")) });
  jm = await hireStaff(there, "JM");
  theirs = await enterEvidence(there, jm.technician);
}, 120_000);
afterAll(async () => {
  await here.close();
  await there.close();
  await rm(folder, { recursive: true, force: true });
});

/** Puts files into the archive and signs it anew. */
async function forge(changes: Readonly<Record<string, string>>): Promise<void> {
  const files = manifest.files.filter(({ path }) => changes[path] === undefined);
  for (const [path, content] of Object.entries(changes)) {
    const at = join(folder, "a", path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const records = path.startsWith("records/") ? content.split("\n").length - 1 : null;
    files.push({ path, sha256, sizeBytes: Buffer.byteLength(content), records });
  }
  const text = encodeManifest({ ...manifest, files });
  const { signer } = here.deps;
  const signature = signer.sign(Buffer.from(text, "utf8"));
  await writeFile(join(folder, "a", MANIFEST), text);
  await writeFile(
    join(folder, "a", SIGNATURE),
    encodeSignature({ id: signer.keyId, publicKey: signer.publicKey }, signature),
  );
}

const takeIn = () => importState(there.deps, SYSTEM, { source: openFolderSource(join(folder, "a")), keys: null });

test("writes over no file of the store", async () => {
  const { rows } = await there.deps.sql.query("select coalesce(blob_key, '') as key from acquisitions where id = $1", [
    theirs.acquisitionId,
  ]);
  const incoming = `incoming/${theirs.acquisitionId}`;
  const key = (await there.deps.blobs.statBlob(incoming)) === null ? String(rows[0]?.key) : incoming;
  const before = await there.deps.blobs.readBlob(key);
  await forge({ [`files/${key}`]: "another scan" });
  await expect(takeIn()).rejects.toMatchObject({ code: "STATE_NOT_EMPTY" });
  expect(Buffer.compare(await there.deps.blobs.readBlob(key), before)).toBe(0);
  await rm(join(folder, "a", `files/${key}`));
});

test("releases, removes and holds nothing of another state: the lines are kept, and take no effect", async () => {
  const at = new Date().toISOString();
  const line = (row: Record<string, unknown>) => `${JSON.stringify({ id: randomUUID(), owner_state: "TT", ...row })}\n`;
  const caseId = theirs.case.id;
  const release = { case_id: caseId, to_state: "TT", purpose: "x", expires_at: "2999-01-01T00:00:00Z" };
  const removal = { case_id: caseId, exhibit_id: null, reason_code: "other", reason: "x", removed_by: author };
  const exhibit = JSON.parse(
    (await readFile(join(folder, "a", "records/exhibits.jsonl"), "utf8")).split("\n")[0] ?? "",
  );
  const exhibits = await readFile(join(folder, "a", "records/exhibits.jsonl"), "utf8");
  await forge({
    "records/releases.jsonl": line({ ...release, withdrawn_at: null, created_by: author, created_at: at }),
    "records/removals.jsonl": line({ ...removal, removed_at: at }),
    "records/legal_holds.jsonl": line({ case_id: caseId, reason: "x", until: null, placed_by: author, placed_at: at }),
    "records/exhibits.jsonl": `${exhibits}${line({ ...exhibit, id: randomUUID(), case_id: caseId, exhibit_number: "Z" })}`,
  });
  await takeIn();
  // Beside them only what hangs on sessions, which no archive has.
  const { rows: kept } = await there.deps.sql.query(
    "select distinct path from kept_records where path <> 'records/work_purposes.jsonl' order by path",
  );
  expect(kept.map(({ path }) => path)).toEqual([
    "records/exhibits.jsonl",
    "records/legal_holds.jsonl",
    "records/releases.jsonl",
    "records/removals.jsonl",
  ]);
  const count = async (table: string) =>
    (await there.deps.sql.query(`select 1 from ${table} where case_id = $1`, [caseId])).rowCount;
  expect([
    await count("releases"),
    await count("removals"),
    await count("legal_holds"),
    await count("exhibits"),
  ]).toEqual([0, 0, 0, 1]);
  expect((await jm.examiner.send("GET", `/v1/cases/${caseId}`)).statusCode).toBe(200);
});
