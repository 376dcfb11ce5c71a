/** After a purge no table but the audit trail holds a word of what people wrote about the case, its exhibit or its firearm. */
import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openFolderSink } from "../../src/cli/state/folder-sink.ts";
import { openFolderSource } from "../../src/cli/state/folder-source.ts";
import type { Acquisition } from "../../src/repositories/acquisitions/acquisitions.ts";
import { claimJob, type Job } from "../../src/repositories/jobs/jobs.ts";
import { makeComparisonPictureKey, makeReportKey } from "../../src/usecases/acquisitions/blob-keys.ts";
import { settleBlob } from "../../src/usecases/acquisitions/settle-blob.ts";
import { exportState } from "../../src/usecases/exchange/export-state.ts";
import { importState } from "../../src/usecases/exchange/import-state.ts";
import { purgeEvidence } from "../../src/usecases/retention/purge-evidence.ts";
import { draw, keepPicture } from "../support/annotation-steps.ts";
import { SYSTEM } from "../support/decision-world.ts";
import { type EvidenceWorld, makeWorld } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";
import { writeCopies } from "./support/write-copies.ts";

/** Stands in every text that the test writes. */
const WORD = "Wigmore";

let api: TestApp;
let world: EvidenceWorld;
let second: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: `${WORD} Street 9` } });
  second = await hire(api, "JM", world.jm.technician.labId, "national_coordinator");
});
afterAll(() => api.close());

async function insert(table: string, row: Record<string, unknown>): Promise<string> {
  const id = randomUUID();
  const whole: Record<string, unknown> = { id, ...row };
  const names = Object.keys(whole);
  const values = names.map((name) => whole[name]);
  await api.deps.sql.query(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    values,
  );
  return id;
}

/** What a state records of a firearm and of its exhibit, and what two states said of the pair. */
async function writeEverywhere(): Promise<void> {
  const { jm, tt, right, left, linkageId } = world;
  const [own, at] = [{ owner_state: "JM", exhibit_id: right.exhibit.id }, new Date()];
  const examiner = jm.examiner.id;
  await insert("examinations", {
    ...own,
    account_id: examiner,
    suitability: "suitable",
    regions: "[]",
    characteristics: "{}",
    notes: `${WORD}: a deep drag`,
    after_unmasking: false,
    created_at: at,
  });
  const record = await insert("firearm_records", {
    ...own,
    kind: "other",
    make: WORD,
    model: WORD,
    serial_number: WORD,
    serial_state: "legible",
    recovery: "seized",
    recovered_on: at,
    recovery_place: WORD,
    recorded_by: examiner,
    recorded_at: at,
  });
  const trace = await insert("trace_requests", {
    ...own,
    firearm_record_id: record,
    addressee: "iARMS",
    requested_on: at,
    form: JSON.stringify({ serialNumber: WORD }),
    requested_by: examiner,
    created_at: at,
  });
  await insert("trace_outcomes", {
    owner_state: "JM",
    trace_request_id: trace,
    outcome: "traced",
    reference: WORD,
    answered_on: at,
    note: WORD,
    recorded_by: examiner,
    recorded_at: at,
  });
  const times = { ...own, recovered_at: at, received_at: at, urgent: false, recorded_by: examiner, recorded_at: at };
  const first = await insert("exhibit_times", times);
  await insert("exhibit_times", { ...times, replaces: first, reason: WORD });
  const pair = { linkage_id: linkageId, state_a: "TT", state_b: "JM" };
  await insert("consultation_statements", {
    ...pair,
    account_id: tt.examiner.id,
    account_state: "TT",
    statement: WORD,
    created_at: at,
  });
  await draw(tt.examiner, world, `${WORD}: a gouge`);
  const drawn = (await draw(jm.examiner, world, `${WORD}: a pit`)).json<{ id: string }>();
  await keepPicture(tt.examiner, world, `${WORD}: both marks`);
  const withdrawal = { body: { reason: `${WORD} was another's.` } };
  await jm.examiner.send("POST", `/v1/linkages/${linkageId}/annotations/${drawn.id}/withdrawal`, withdrawal);
  await insert("firearm_merges", {
    exhibit_a: left.exhibit.id,
    exhibit_b: right.exhibit.id,
    state_a: "TT",
    state_b: "JM",
    reason: WORD,
    merged_by: examiner,
    merged_state: "JM",
    created_at: at,
  });
  const request = await insert("report_requests", {
    owner_state: "JM",
    case_id: right.case.id,
    purpose: WORD,
    requested_by: examiner,
    expires_at: new Date(Date.now() + 86_400_000),
    created_at: at,
  });
  await insert("report_request_parts", {
    request_id: request,
    owner_state: "TT",
    asking_state: "JM",
    linkage_id: linkageId,
    case_id: left.case.id,
    purpose: WORD,
    expires_at: new Date(Date.now() + 86_400_000),
    created_at: at,
  });
  await insert("ibin_decisions", {
    owner_state: "JM",
    case_id: right.case.id,
    decision: "declined",
    indicators: ["trafficking"],
    reasons: WORD,
    decided_by: examiner,
    decided_at: at,
  });
}

/** A line of an archive of JM's. */
async function keepLine(table: string, record: object): Promise<void> {
  const line = JSON.stringify({ id: randomUUID(), linkage_id: randomUUID(), ...record });
  const sha256 = createHash("sha256").update(line).digest("hex");
  await api.deps.sql.query(
    "insert into kept_records (owner_state, path, record, record_sha256, kept_at) values ('JM', $1, $2, $3, now())",
    [`records/${table}.jsonl`, line, sha256],
  );
}

/** It names the exhibit, and any file. */
const keepForgedLine = (key: string) => keepLine("reports", { document: { of: world.right.exhibit.id }, pdf_key: key });

/** A report of the pair, and the key of its PDF. */
async function issueReport(): Promise<string> {
  const id = randomUUID();
  const key = makeReportKey(id);
  const { examiner } = world.jm;
  const of = { owner_state: "JM", number: "JM-1", kind: "lead", linkage_id: world.linkageId, issued_to: examiner.id };
  const file = { pdf_key: key, pdf_sha256: createHash("sha256").update(WORD).digest("hex") };
  await insert("reports", {
    id,
    ...of,
    document: { sides: [{ state: "JM" }, { state: "TT" }], timeline: [] },
    ...file,
    created_at: new Date(),
  });
  await api.deps.blobs.putBlob(key, Buffer.from(WORD), null);
  return key;
}

/** The tables in which the word stands, in any column. */
async function findWord(): Promise<readonly string[]> {
  const { rows } = await api.deps.sql.query(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  const found: string[] = [];
  for (const name of rows.map((row) => String(row.name))) {
    const hit = await api.deps.sql.query(`select 1 from ${name} t where t::text ilike '%${WORD}%' limit 1`);
    if (hit.rowCount > 0) found.push(name);
  }
  return found;
}

test("a purge leaves no word of it in any table", async () => {
  await writeEverywhere();
  const { waiting, apart } = await writeCopies(api, world, WORD);
  // An archive that somebody forged may have left a line that names another state's file.
  const foreign = String(
    (await api.deps.sql.query("select blob_key as key from acquisitions where id = $1", [world.left.acquisitionId]))
      .rows[0]?.key,
  );
  await settleBlob(api.deps, { id: world.left.acquisitionId, blobKey: foreign } as Acquisition);
  await keepForgedLine(foreign);
  const report = await issueReport();
  // The other state's own case stays with it.
  await api.deps.sql.query("update cases set place = null where id = $1", [world.left.case.id]);
  const before = await findWord();
  const kept = await api.deps.sql.query("select blob_key from comparison_pictures");
  const picture = kept.rows[0] === undefined ? null : String(kept.rows[0].blob_key);
  expect(picture === null ? null : await api.deps.blobs.statBlob(picture)).not.toBeNull();
  for (const table of [
    "annotations",
    "comparison_pictures",
    "cases",
    "examinations",
    "firearm_records",
    "trace_requests",
    "trace_outcomes",
    "report_requests",
    "import_items",
    "imports",
    "kept_records",
    "legal_hold_ends",
    "legal_holds",
    "removal_restorations",
    "work_purposes",
  ]) {
    expect(before).toContain(table);
  }
  expect(before.length).toBeGreaterThanOrEqual(18);
  const reason = { reason: "The time for which it was to be kept is over." };
  const rule = { category: "CE", days: 30, countedFrom: "occurred" };
  await world.jm.coordinator.send("POST", "/v1/retention-rules", { body: rule });
  await api.deps.sql.query("update cases set occurred_on = now() - interval '100 days' where id = $1", [
    world.right.case.id,
  ]);
  const asked = await world.jm.coordinator.send("POST", "/v1/purges", {
    body: { caseId: world.right.case.id, ...reason },
  });
  const { id } = asked.json<{ id: string }>();
  const decided = await second.send("POST", `/v1/purges/${id}/decision`, {
    body: { decision: "confirmed", ...reason },
  });
  expect([asked.statusCode, decided.statusCode]).toEqual([201, 201]);
  const { rows } = await api.deps.sql.query("select id, attempt from jobs where key = $1", [`purge-evidence/${id}`]);
  const queued = rows[0] as unknown as Pick<Job, "id" | "attempt">;
  await api.deps.sql.query("update jobs set state = 'queued' where id = $1", [queued.id]);
  const job = await claimJob(api.deps.sql, queued.id, queued.attempt, new Date(Date.now() + 60_000));
  if (job === null) throw new Error("The job was not there.");
  await purgeEvidence(api.deps, { job, context: SYSTEM, payload: job.payload });
  // The trail tells for good that something was done, by whom and to which record; texts of people stand in it nowhere.
  expect(await findWord()).toEqual([]);
  expect(picture).not.toBeNull();
  expect(await api.deps.blobs.statBlob(picture!)).toBeNull();
  const drawn = await api.deps.sql.query("select shape, words from annotations order by created_at");
  expect(drawn.rows).toEqual([
    { shape: {}, words: "purged" },
    { shape: {}, words: "purged" },
    { shape: null, words: null },
  ]);
  for (const key of [...waiting, report]) expect([key, await api.deps.blobs.statBlob(key)]).toEqual([key, null]);
  expect(await api.deps.blobs.statBlob(foreign)).not.toBeNull();
  // What was imported of another case stays, and what names the purged one is never applied.
  expect(await api.deps.blobs.statBlob(apart.key)).not.toBeNull();
  const items = await api.deps.sql.query(
    "select import_id = $1 as apart, content <> '{}' as told, result from import_items where record_id is null and kind in ('case', 'exhibit')",
    [apart.importId],
  );
  expect(new Set(items.rows.map(({ apart: of, told, result }) => `${of} ${told} ${result}`))).toEqual(
    new Set(["true true null", "false false conflict", "false false refused"]),
  );
});

test("what is left leaves in the state's archive, and comes in again; no file of another state's leaves with it", async () => {
  const { rows } = await api.deps.sql.query("select blob_key as key from acquisitions where owner_state = 'TT'");
  const foreign = String(rows[0]?.key);
  await keepForgedLine(foreign);
  // By an examiner of another state, whom the archive did not bring: the line was kept.
  const id = randomUUID();
  const picture = makeComparisonPictureKey(id);
  await keepLine("comparison_pictures", { id, blob_key: picture });
  await api.deps.blobs.putBlob(picture, Buffer.from("a picture"), null);
  const folder = await mkdtemp(join(tmpdir(), "ribin-purged-"));
  const there = await openTestApp();
  const manifest = await exportState(api.deps, SYSTEM, { state: "JM", sink: await openFolderSink(join(folder, "a")) });
  const paths = manifest.files.map(({ path }) => path);
  expect([paths.includes(`files/${foreign}`), paths.includes(`files/${picture}`)]).toEqual([false, true]);
  const imported = await importState(there.deps, SYSTEM, { source: openFolderSource(join(folder, "a")), keys: null });
  expect(imported.kept).toBeGreaterThan(0);
  const purged = "select 1 from acquisitions where owner_state = 'JM' and blob_key = 'purged/' || id";
  expect((await there.deps.sql.query(purged)).rowCount).toBe(1);
  await there.close();
  await rm(folder, { recursive: true, force: true });
});
