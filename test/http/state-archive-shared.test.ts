/** What a state has together with others, in its archive: as far as the rules let it see, whole, and the same after an import. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openFolderSink } from "../../src/cli/state/folder-sink.ts";
import { openFolderSource } from "../../src/cli/state/folder-source.ts";
import type { ArchiveManifest } from "../../src/domain/exchange/archive-manifest.ts";
import { upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import { exportState } from "../../src/usecases/exchange/export-state.ts";
import { importState } from "../../src/usecases/exchange/import-state.ts";
import { draw, keepPicture } from "../support/annotation-steps.ts";
import { type Evidence, propose, SYSTEM } from "../support/decision-world.ts";
import { deriveAll } from "../support/run-deliveries.ts";
import {
  decide,
  type EvidenceWorld,
  enterEvidence,
  makeWorld,
  reachHit,
  type Staff,
} from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import type { Person } from "./support/people.ts";

const PLACE = "Wharf Road 3";
let here: TestApp;
let there: TestApp;
let folder: string;
let world: EvidenceWorld;
let tt: Staff;
let jm: Staff;
let own: readonly [Evidence, Evidence, Evidence];
let disputed: EvidenceWorld;
let groupId: string;
let reports: { readonly standing: string; readonly ended: string };
let first: ArchiveManifest;

const place = (name: string) => join(folder, name);
const write = async (api: TestApp, name: string) =>
  exportState(api.deps, SYSTEM, { state: "TT", sink: await openFolderSink(place(name)) });
const read = (name: string, path: string) => readFile(join(place(name), path), "utf8");
const parse = async (name: string, path: string) =>
  (await read(name, path)).split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
const post = async (person: Person, url: string, body: object, expected = 201) => {
  const answer = await person.send("POST", url, { body });
  expect([url, answer.statusCode, answer.body]).toEqual([url, expected, answer.body]);
  return answer.statusCode === 204 ? { id: "" } : answer.json<{ id: string }>();
};
const groups = async (person: Person) =>
  (await person.send("GET", "/v1/firearm-groups")).json<{ items: { id: string; exhibits: number }[] }>().items;
const readGroup = async (person: Person, id: string) =>
  (await person.send("GET", `/v1/firearm-groups/${id}`)).json<{
    members: { memberId: string; side: { exhibitId: string | null } }[];
  }>();

/** Three exhibits of TT that hits tie, of which the third was split off again by two of its examiners. */
async function makeOwnGroup(): Promise<typeof own> {
  const made: [Evidence, Evidence, Evidence] = [
    await enterEvidence(here, tt.technician),
    await enterEvidence(here, tt.technician),
    await enterEvidence(here, tt.technician),
  ];
  for (const [left, right] of [made.slice(0, 2), made.slice(1)] as [Evidence, Evidence][]) {
    const { linkageId, candidateId } = await propose(here.deps, left, right);
    const { id } = (await draw(tt.examiner, { linkageId, candidateId })).json<{ id: string }>();
    await keepPicture(tt.examiner, { linkageId, candidateId });
    const reason = { reason: "It lies on the other land." };
    await post(tt.examiner, `/v1/linkages/${linkageId}/annotations/${id}/withdrawal`, reason);
    const answer = await reachHit({ ...world, jm: { ...tt, examiner: tt.verifier }, linkageId });
    expect(answer.statusCode).toBe(201);
  }
  const group = (await groups(tt.examiner)).find(({ exhibits }) => exhibits === 3)!;
  const third = (await readGroup(tt.examiner, group.id)).members.find(
    ({ side }) => side.exhibitId === made[2].exhibit.id,
  )!;
  const body = { memberIds: [third.memberId], reason: "Another firing pin made it." };
  const { id } = await post(tt.examiner, `/v1/firearm-groups/${group.id}/splits`, body);
  await post(tt.verifier, `/v1/firearm-splits/${id}/decision`, { approved: true, reason: "I see it as well." }, 204);
  return made;
}

/** A pair that the two examiners see differently, with what they say to each other. */
async function dispute(): Promise<EvidenceWorld> {
  const pair = { ...(await makeWorld(here, { agreed: false })), tt, jm };
  await decide(tt.examiner, pair.linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
  const conclude = (person: Person, conclusion: string) =>
    decide(person, pair.linkageId, "conclusions", { conclusion, reasons: `I see ${conclusion}.` });
  await conclude(tt.examiner, "identification");
  expect((await conclude(jm.examiner, "inconclusive_b")).statusCode).toBe(201);
  for (const [person, statement] of [
    [tt.examiner, "The striae at three o'clock agree."],
    [jm.examiner, "They are not reproducible."],
  ] as const)
    await post(person, `/v1/linkages/${pair.linkageId}/consultation/statements`, { statement });
  for (const pairToDraw of [pair, world]) {
    await draw(tt.examiner, pairToDraw, "TT sees a gouge.");
    await draw(jm.examiner, pairToDraw, "JM sees a pit.");
    await keepPicture(jm.examiner, pairToDraw, "JM: both marks.");
  }
  return pair;
}

/** Two reports of one hit, each with JM's case released to TT: one release stands, the other has ended. */
async function issueReports(): Promise<typeof reports> {
  const issue = async (of: EvidenceWorld) => {
    const release = { caseId: of.right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
    const { id } = await post(jm.coordinator, "/v1/releases", release);
    const report = await post(tt.investigator, "/v1/reports", { linkageId: of.linkageId, kind: "hit" });
    return { release: id, report: report.id };
  };
  const standing = await issue(world);
  const other = { ...(await makeWorld(here, { agreed: false })), tt, jm };
  await here.deps.sql.query("update cases set place = 'Ended Street 9' where id = $1", [other.right.case.id]);
  await reachHit(other);
  const ended = await issue(other);
  await post(jm.coordinator, `/v1/releases/${ended.release}/withdraw`, {}, 200);
  return { standing: standing.report, ended: ended.report };
}

/** TT asks for the reports of a case; JM asks back. */
async function askForReport(): Promise<void> {
  const { caseNumber } = world.left.case;
  await post(tt.investigator, "/v1/report-requests", { caseNumber, purpose: "Charges are prepared." });
  await deriveAll(here.deps);
  const parts = (await jm.coordinator.send("GET", "/v1/report-request-parts")).json<{ items: { id: string }[] }>();
  const answer = { decision: "more_asked", reason: "Which court?" };
  await post(jm.coordinator, `/v1/report-request-parts/${parts.items[0]?.id}/answers`, answer);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-archive-"));
  [here, there] = [await openTestApp(), await openTestApp()];
  world = await makeWorld(here);
  ({ tt, jm } = world);
  await here.deps.sql.query("update cases set place = $2 where id = $1", [world.right.case.id, PLACE]);
  await reachHit(world);
  groupId = (await groups(tt.examiner))[0]?.id ?? "";
  // JM's examiner would split the two; TT's refuses.
  const { members } = await readGroup(jm.examiner, groupId);
  const proposal = { memberIds: [members[0]!.memberId], reason: "The ejector marks differ." };
  const { id: splitId } = await post(jm.examiner, `/v1/firearm-groups/${groupId}/splits`, proposal);
  await post(
    tt.examiner,
    `/v1/firearm-splits/${splitId}/decision`,
    { approved: false, reason: "The ejector marks agree as well." },
    204,
  );
  own = await makeOwnGroup();
  const ofOwn = (await groups(tt.examiner)).find(({ id }) => id !== groupId)!;
  await post(tt.examiner, `/v1/firearm-groups/${groupId}/merge`, {
    otherGroupId: ofOwn.id,
    reason: "The serial number is the same.",
  });
  disputed = await dispute();
  reports = await issueReports();
  await askForReport();
  await post(tt.coordinator, "/v1/calendar-days", {
    state: "TT",
    day: "2026-12-30",
    kind: "holiday",
    name: "Proclaimed",
  });
  await here.deps.blobs.putBlob("prepared/archive-test", new TextEncoder().encode("a mark"), null);
  await upsertFeature(here.deps.sql, {
    ...{ acquisitionId: own[0].acquisitionId, ownerState: "TT", modelId: "archive-test", modelVersion: "1" },
    ...{
      region: "BreechFace",
      view: "surface",
      own: true,
      vector: Float32Array.from({ length: 256 }, (_, i) => (i === 1 ? 1 : 0)),
    },
    ...{ preparation: "test", preparationVersion: "1", preparedKey: "prepared/archive-test", preparedSha256: null },
    ...{ outlineVersion: 0, createdAt: new Date() },
  });
  first = await write(here, "first");
}, 400_000);
afterAll(async () => {
  await here.close();
  await there.close();
  await rm(folder, { recursive: true, force: true });
});

describe("an archive of a state that works with others", () => {
  test("leaves out secrets and no record", () => {
    expect(first.notExported).toEqual([
      "identities",
      "invitations",
      "recovery_codes",
      "second_factors",
      "sessions",
      "sign_in_challenges",
      "store_keys",
      "webhook_secrets",
    ]);
  });

  test("tells of each pair what both said, whom the system asked, and its own people by their accounts alone", async () => {
    const told = (await parse("first", "shared/linkages.jsonl")).find(({ id }) => id === disputed.linkageId);
    expect(told).toMatchObject({ state: "consultation", hit: null, withdrawnHits: [] });
    expect(told.statements).toEqual([
      expect.objectContaining({
        byState: "TT",
        byAccountId: tt.examiner.id,
        statement: expect.stringMatching(/striae/),
      }),
      expect.objectContaining({ byState: "JM", byAccountId: null, statement: "They are not reproducible." }),
    ]);
    expect(told.conclusions).toHaveLength(2);
    // What is drawn on an image, of another state's people only where the case is released.
    expect(told.annotations).toEqual([
      expect.objectContaining({ byState: "TT", byAccountId: tt.examiner.id, text: "TT sees a gouge." }),
    ]);
    const released = (await parse("first", "shared/linkages.jsonl")).find(({ id }) => id === world.linkageId);
    expect(released.annotations).toEqual([
      expect.objectContaining({ byState: "TT", byAccountId: tt.examiner.id, text: "TT sees a gouge." }),
      expect.objectContaining({ byState: "JM", byAccountId: null, text: "JM sees a pit." }),
    ]);
    expect([told.pictures, released.pictures]).toEqual([
      [],
      [expect.objectContaining({ byState: "JM", byAccountId: null, caption: "JM: both marks." })],
    ]);
    const pictures = await parse("first", "records/comparison_pictures.jsonl");
    const files = new Map(first.files.map(({ path, sha256 }) => [path, sha256]));
    expect(pictures.map((line) => files.get(`files/${line.blob_key}`))).toEqual(pictures.map((line) => line.sha256));
    expect(pictures).toHaveLength(2);
    const own = await parse("first", "records/annotations.jsonl");
    expect(own.map(({ act }: { act: string }) => act).sort()).toEqual(["drawn", "drawn", "withdrawn", "withdrawn"]);
    expect(told.assignments.length).toBeGreaterThan(0);
    for (const { toState, toAccountId } of told.assignments) {
      expect([toState, toAccountId]).toEqual([toState, toState === "TT" ? tt.examiner.id : null]);
    }
  });

  test("has what another state answered to its request for a report, without who", async () => {
    const [asked] = await parse("first", "records/report_requests.jsonl");
    expect(await parse("first", "shared/answers.jsonl")).toEqual([
      {
        ...{ id: expect.any(String), requestId: asked.id, partId: expect.any(String), linkageId: world.linkageId },
        ...{ fromState: "JM", decision: "more_asked", reason: "Which court?", createdAt: expect.any(String) },
      },
    ]);
  });

  test("tells of a group with another state's exhibits what its people are shown, and whole what it owns of it", async () => {
    const told = await parse("first", "shared/groups.jsonl");
    expect(told.map(({ members }: { members: unknown[] }) => members.length).sort()).toEqual([2, 4]);
    const merged = told.find(({ id }) => id === groupId);
    expect(merged.members.map(({ state }: { state: string }) => state).sort()).toEqual(["JM", "TT", "TT", "TT"]);
    expect(merged.ties.map(({ kind }: { kind: string }) => kind).sort()).toEqual(["hit", "hit", "merge"]);
    expect(merged.splits).toEqual([
      expect.objectContaining({
        byState: "JM",
        byAccountId: null,
        reason: "The ejector marks differ.",
        decision: expect.objectContaining({ approved: false, byState: "TT", byAccountId: tt.examiner.id }),
      }),
    ]);
    const counts = Object.fromEntries(first.files.map(({ path, records }) => [path, records]));
    expect(counts).toMatchObject({
      "records/firearm_merges.jsonl": 1,
      "records/firearm_splits.jsonl": 1,
      "records/firearm_split_decisions.jsonl": 1,
      "records/firearm_cuts.jsonl": 1,
      "records/agreement_terms.jsonl": 1,
      "records/calendar_days.jsonl": 1,
    });
    const { rows } = await here.deps.sql.query(
      "select count(*)::integer as n from firearm_group_records where owner_state = 'TT'",
    );
    expect(counts["records/firearm_group_records.jsonl"]).toBe(rows[0]?.n);
  });

  test("has a report whole while what it shows is released, and else without the other state's case and its PDF", async () => {
    const lines = await parse("first", "records/reports.jsonl");
    const [standing, ended] = [reports.standing, reports.ended].map((id) => lines.find((line) => line.id === id));
    const sideOf = (line: { document: { sides: { state: string }[] } }, state: string) =>
      line.document.sides.find((side) => side.state === state);
    expect(sideOf(standing, "JM")).toMatchObject({ caseFacts: { place: PLACE } });
    expect([standing.withheld, first.files.some(({ path }) => path === `files/${standing.pdf_key}`)]).toEqual([
      undefined,
      true,
    ]);
    expect(sideOf(ended, "JM")).toMatchObject({ caseFacts: null, custody: null });
    expect(sideOf(ended, "TT")).toMatchObject({ caseFacts: expect.objectContaining({ eventType: "homicide" }) });
    expect([ended.withheld, ended.pdf_key]).toEqual([true, null]);
    const { rows } = await here.deps.sql.query("select pdf_key from reports where id = $1", [reports.ended]);
    expect(first.files.some(({ path }) => path === `files/${rows[0]?.pdf_key}`)).toBe(false);
    expect((await parse("first", "records/report_signatures.jsonl")).map((line) => line.report_id)).toContain(
      reports.ended,
    );
  });

  test("has nothing else of another state's cases, nor its people, nor its exhibits' ids", async () => {
    const { rows } = await here.deps.sql.query("select id::text from exhibits where owner_state = 'JM'");
    const people = Object.values(jm).flatMap(({ id, email }) => [id, email]);
    for (const { path } of first.files.filter(({ records }) => records !== null)) {
      const content = await read("first", path);
      for (const secret of [...rows.map((row) => String(row.id)), ...people, "Ended Street 9"])
        expect([path, secret, content.includes(secret)]).toEqual([path, secret, false]);
      if (!/reports|linkages|groups/.test(path)) expect([path, content.includes(PLACE)]).toEqual([path, false]);
    }
  });

  test("is imported and exported again byte for byte, with its groups as they were", async () => {
    const imported = await importState(there.deps, SYSTEM, { source: openFolderSource(place("first")), keys: null });
    expect(imported.restored).toBeGreaterThan(50);
    const second = await write(there, "second");
    const rest = ({ files }: ArchiveManifest) =>
      files
        .filter(({ path }) => !path.startsWith("audit/") && path !== "keys.json")
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { path } of rest(first).filter(({ records }) => records !== null))
      expect([path, await read("second", path)]).toEqual([path, await read("first", path)]);
    expect(rest(second)).toEqual(rest(first));
    expect(second.notExported).toEqual(first.notExported);
    const membership = async (api: TestApp) =>
      (
        await api.deps.sql.query(
          "select exhibit_id::text, group_id::text from firearm_group_members where owner_state = 'TT' order by 1",
        )
      ).rows;
    const before = await membership(here);
    expect(before.filter((row) => row.group_id === groupId)).toHaveLength(3);
    expect(before.map((row) => row.exhibit_id)).not.toContain(own[2].exhibit.id);
    expect(await membership(there)).toEqual(before);
  }, 120_000);

  test("leaves groups that settle by what happens there", async () => {
    const { sql } = there.deps;
    await sql.query("update exhibits set removed_at = now() where id = $1", [own[1].exhibit.id]);
    const { rows } = await sql.query("select kind from firearm_group_records where exhibit_id = $1 order by seq", [
      own[1].exhibit.id,
    ]);
    expect(rows.at(-1)).toEqual({ kind: "left" });
  });
});
