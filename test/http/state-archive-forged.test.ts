/** An archive that somebody made up, signed with a key that is believed: it reaches nothing of another state. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openFolderSink } from "../../src/cli/state/folder-sink.ts";
import { openFolderSource } from "../../src/cli/state/folder-source.ts";
import { BLOB_MEMBERS } from "../../src/domain/exchange/archive-blob-keys.ts";
import {
  type ArchiveManifest,
  encodeManifest,
  encodeSignature,
  MANIFEST,
  SIGNATURE,
} from "../../src/domain/exchange/archive-manifest.ts";
import { listArchiveTables } from "../../src/repositories/exchange/archive-tables.ts";
import { makeReportKey } from "../../src/usecases/acquisitions/blob-keys.ts";
import { exportState } from "../../src/usecases/exchange/export-state.ts";
import { importState } from "../../src/usecases/exchange/import-state.ts";
import { type Evidence, propose, SYSTEM } from "../support/decision-world.ts";
import { enterEvidence, hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let here: TestApp;
let there: TestApp;
let folder: string;
let jm: Staff;
let theirs: Evidence;
/** A linkage of two exhibits of JM. */
let pair: { linkageId: string; candidateId: string };
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
  pair = await propose(there.deps, theirs, await enterEvidence(there, jm.technician));
}, 120_000);
afterAll(async () => {
  await here.close();
  await there.close();
  await rm(folder, { recursive: true, force: true });
});

/** Puts files into the archive and signs it anew. */
async function forge(changes: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const files = manifest.files.filter(({ path }) => changes[path] === undefined);
  for (const [path, content] of Object.entries(changes)) {
    const at = join(folder, "a", path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const records = path.startsWith("records/") ? String(content).split("\n").length - 1 : null;
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

/** Forges, looks, and puts the archive back as it was. */
async function takeInForged(changes: Readonly<Record<string, string | Buffer>>): Promise<unknown> {
  const paths = Object.keys(changes).map((path) => join(folder, "a", path));
  const before = await Promise.all(paths.map((path) => readFile(path).catch(() => null)));
  await forge(changes);
  const outcome = await takeIn().catch((error: unknown) => error);
  for (const [index, path] of paths.entries()) {
    const bytes = before[index];
    if (bytes) await writeFile(path, bytes);
    else await rm(path);
  }
  return outcome;
}

/** JM's file of the acquisition, and its key. */
async function openTheirs(): Promise<{ key: string; bytes: Uint8Array }> {
  const { sql, blobs } = there.deps;
  const { rows } = await sql.query("select blob_key as key from acquisitions where id = $1", [theirs.acquisitionId]);
  const settled = String(rows[0]?.key);
  const key = (await blobs.statBlob(settled)) === null ? `incoming/${theirs.acquisitionId}` : settled;
  return { key, bytes: await blobs.readBlob(key) };
}

const asLine = (row: Record<string, unknown>) => `${JSON.stringify({ id: randomUUID(), owner_state: "TT", ...row })}\n`;

test.each([
  ["acquisitions", (key: string) => ({ blob_key: key }), "blob_key"],
  ["acquisitions", (key: string) => ({ preview_key: key }), "preview_key"],
  ["features", (key: string) => ({ prepared_key: key }), "prepared_key"],
  ["feature_history", (key: string) => ({ prepared_key: key }), "prepared_key"],
  ["comparisons", (key: string) => ({ mark_key_a: key }), "mark_key_a"],
  ["comparisons", (key: string) => ({ mark_key_b: key }), "mark_key_b"],
  ["bullet_comparisons", (key: string) => ({ lands: [{ key }] }), "lands.0.key"],
  ["reports", (key: string) => ({ linkage_id: randomUUID(), pdf_key: key }), "pdf_key"],
  ["comparison_pictures", (key: string) => ({ linkage_id: randomUUID(), blob_key: key }), "blob_key"],
])("names no file that it does not bring: %s", async (table, name, member) => {
  const { key } = await openTheirs();
  expect(await takeInForged({ [`records/${table}.jsonl`]: asLine({ lands: [] }) + asLine(name(key)) })).toMatchObject({
    code: "ARCHIVE_BROKEN",
    message: `records/${table}.jsonl, line 2: ${member} names no file of the archive.`,
  });
});

test("brings no file that is another state's here, were it the very same", async () => {
  const { key, bytes } = await openTheirs();
  const own = manifest.files.find(({ path }) => path.startsWith("files/acquisitions/"));
  const report = { linkage_id: randomUUID(), document: { exhibit: randomUUID() }, pdf_key: key };
  const file = Buffer.from(bytes);
  expect(await takeInForged({ [`files/${key}`]: file, "records/reports.jsonl": asLine(report) })).toMatchObject({
    code: "STATE_NOT_EMPTY",
    message: `The file under ${key} is another state's here.`,
  });
  const wrong = asLine({ pdf_key: own?.path.slice("files/".length), pdf_sha256: "0".repeat(64) });
  expect(await takeInForged({ "records/reports.jsonl": wrong })).toMatchObject({
    code: "ARCHIVE_BROKEN",
    message: "records/reports.jsonl, line 1: the file that pdf_key names has another hash.",
  });
  expect(Buffer.compare(await there.deps.blobs.readBlob(key), file)).toBe(0);
});

test("nor one that another state's archive left here word for word", async () => {
  const [id, file] = [randomUUID(), Buffer.from("a report of JM's")];
  const key = makeReportKey(id);
  await there.deps.blobs.putBlob(key, file, null);
  await there.deps.sql.query(
    "insert into kept_records (owner_state, path, record, record_sha256, kept_at) values ('JM', 'records/reports.jsonl', $1, $2, now())",
    [JSON.stringify({ id, pdf_key: key }), "0".repeat(64)],
  );
  const report = asLine({ linkage_id: randomUUID(), pdf_key: key });
  expect(await takeInForged({ [`files/${key}`]: file, "records/reports.jsonl": report })).toMatchObject({
    code: "STATE_NOT_EMPTY",
    message: `The file under ${key} is another state's here.`,
  });
});

test("has a purge delete nothing of another state's", async () => {
  const { key } = await openTheirs();
  const [own, at, id] = [await readFile(join(folder, "a", "records/cases.jsonl"), "utf8"), new Date(), randomUUID()];
  const of = { case_id: JSON.parse(own.split("\n")[0] ?? "").id, exhibit_id: null, reviewed_by: author };
  const forged = await takeInForged({
    "records/purges.jsonl": asLine({ id, ...of, basis: "removal", reason: "x", hits_settled: null, reviewed_at: at }),
    "records/purge_blobs.jsonl": asLine({ purge_id: id, blob_key: key, deleted_at: null }),
  });
  expect(forged).toMatchObject({ code: "STATE_NOT_EMPTY" });
  expect(String(forged)).toContain("purge_blobs");
});

test("of every column that may name a file it is known whether it does", async () => {
  const { tables } = await listArchiveTables(there.deps.sql);
  const named = tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.endsWith("_key") || column.includes("_key_"))
      .map((column) => `${name}.${column}`),
  );
  const files = Object.entries(BLOB_MEMBERS).flatMap(([table, members]) =>
    members.map(([member]) => `${table}.${member}`),
  );
  // What a purge has still to delete is held against whose it is as it is written down; the others are no files.
  const others = ["purge_blobs.blob_key", "bundle_keys.public_key", "notifications.group_key"];
  expect(named.sort()).toEqual([...files, ...others].sort());
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
  const ofPair = { linkage_id: pair.linkageId, state_a: "TT", state_b: "TT", account_id: author, account_state: "TT" };
  const mark = theirs.acquisitionId;
  const comparison = (
    await there.deps.sql.query("select id from comparisons where candidate_id = $1", [pair.candidateId])
  ).rows[0]?.id;
  await forge({
    "records/verification_assignments.jsonl": line({
      ...ofPair,
      part: "third",
      cause: "consultation",
      made_by: author,
      created_at: at,
    }),
    "records/consultation_statements.jsonl": line({ ...ofPair, statement: "x", created_at: at }),
    "records/annotations.jsonl": line({
      ...ofPair,
      ...{
        candidate_id: pair.candidateId,
        comparison_id: comparison,
        side: "a",
        acquisition_id: mark,
        act: "drawn",
        shape: {},
        unit: "metre",
      },
      ...{ words: "x", created_at: at },
    }),
    "records/reports.jsonl": line({
      ...{ number: "TT-1", kind: "lead", linkage_id: pair.linkageId, issued_to: author, document: {}, language: "en" },
      ...{ pdf_key: "purged/1", pdf_sha256: "0".repeat(64), created_at: at },
    }),
    "records/releases.jsonl": line({ ...release, withdrawn_at: null, created_by: author, created_at: at }),
    "records/removals.jsonl": line({ ...removal, removed_at: at }),
    "records/legal_holds.jsonl": line({ case_id: caseId, reason: "x", until: null, placed_by: author, placed_at: at }),
    "records/exhibits.jsonl": `${exhibits}${line({ ...exhibit, id: randomUUID(), case_id: caseId, exhibit_number: "Z" })}`,
  });
  await takeIn();
  // Beside them only what hangs on sessions, which no archive has.
  const { rows: kept } = await there.deps.sql.query(
    "select distinct path from kept_records where path <> 'records/work_purposes.jsonl' and owner_state = 'TT' order by path",
  );
  expect(kept.map(({ path }) => path)).toEqual([
    "records/annotations.jsonl",
    "records/consultation_statements.jsonl",
    "records/exhibits.jsonl",
    "records/legal_holds.jsonl",
    "records/releases.jsonl",
    "records/removals.jsonl",
    "records/reports.jsonl",
    "records/verification_assignments.jsonl",
  ]);
  for (const table of ["annotations", "consultation_statements", "verification_assignments", "reports"])
    expect([table, (await there.deps.sql.query(`select 1 from ${table}`)).rowCount]).toEqual([table, 0]);
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
