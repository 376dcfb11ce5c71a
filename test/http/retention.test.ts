/** Evidence is kept as its state's rules say, held by a legal hold, and purged for good by two people only. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { claimJob, type Job } from "../../src/repositories/jobs/jobs.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { verifyCustody } from "../../src/usecases/evidence/verify-custody.ts";
import { purgeEvidence } from "../../src/usecases/retention/purge-evidence.ts";
import { SYSTEM } from "../support/decision-world.ts";
import {
  type EvidenceWorld,
  enterEvidence,
  hireStaff,
  makeWorld,
  RECEIPT,
  reachHit,
  type Staff,
} from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, PASSWORD, type Person, sendAs, signIn } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let jm: Staff;
let second: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: "Duke Street 5" } });
  ({ jm } = world);
  second = await hire(api, "JM", jm.technician.labId, "national_coordinator");
});
afterAll(() => api.close());

const REASON = { reason: "The time for which it was to be kept is over." };
const post = async (person: Person, url: string, body: object) => {
  const answer = await person.send("POST", url, { body });
  return { status: answer.statusCode, json: answer.json<Record<string, unknown> & { id: string; code: string }>() };
};
const setRule = (days: number | null) =>
  post(jm.coordinator, "/v1/retention-rules", { category: "CE", days, countedFrom: "occurred" });
const listDue = async (person = jm.coordinator) =>
  (await person.send("GET", "/v1/purges/due")).json<{ items: { exhibitId: string; legalHold: boolean }[] }>().items;
const age = (caseId: string, days: number) =>
  api.deps.sql.query("update cases set occurred_on = now() - make_interval(days => $2) where id = $1", [caseId, days]);

/** What the worker does with the purge's job. */
async function carryOut(purgeId: string, deps: Pick<Deps, "sql" | "clock" | "blobs"> = api.deps) {
  const { rows } = await api.deps.sql.query("select id, attempt from jobs where key = $1", [
    `purge-evidence/${purgeId}`,
  ]);
  const { id, attempt } = rows[0] as unknown as Pick<Job, "id" | "attempt">;
  await api.deps.sql.query("update jobs set state = 'queued' where id = $1", [id]);
  const job = await claimJob(api.deps.sql, id, attempt, new Date(Date.now() + 60_000));
  if (job === null) throw new Error("The job was not there.");
  await purgeEvidence(deps, { job, context: SYSTEM, payload: job.payload });
}
const stateOf = async (purgeId: string) =>
  (await jm.coordinator.send("GET", "/v1/purges"))
    .json<{ items: { id: string; state: string }[] }>()
    .items.find(({ id }) => id === purgeId)?.state;

describe("retention", () => {
  test("proposes what a rule has run out for, and nothing without one; the newest rule counts", async () => {
    await age(world.right.case.id, 100);
    expect(await listDue()).toEqual([]);
    await setRule(30);
    expect((await listDue()).map(({ exhibitId }) => exhibitId)).toEqual([world.right.exhibit.id]);
    await setRule(3_650);
    expect(await listDue()).toEqual([]);
    const early = await post(jm.coordinator, "/v1/purges", { exhibitId: world.right.exhibit.id, ...REASON });
    expect([early.status, early.json.code]).toEqual([409, "CONFLICT"]);
    await setRule(null);
    expect(await listDue()).toEqual([]);
    await setRule(30);
    expect(await listDue()).toHaveLength(1);
    await expect(api.deps.sql.query("delete from retention_rules")).rejects.toThrow();
  });

  test("is its own state's coordinators' matter", async () => {
    for (const person of [jm.examiner, jm.technician, world.tt.examiner]) {
      for (const url of ["/v1/purges/due", "/v1/purges", "/v1/retention-rules", "/v1/legal-holds"]) {
        expect([url, (await person.send("GET", url)).statusCode]).toEqual([url, 403]);
      }
    }
    expect(await listDue(world.tt.coordinator)).toEqual([]);
    const theirs = await post(world.tt.coordinator, "/v1/purges", { exhibitId: world.right.exhibit.id, ...REASON });
    expect(theirs.status).toBe(404);
  });
});

describe("a purge", () => {
  test("is stopped by a legal hold, and by a hit that nobody settled", async () => {
    const { id: caseId } = world.right.case;
    const hold = await post(jm.coordinator, `/v1/cases/${caseId}/legal-holds`, { reason: "The trial is to come." });
    const review = (given: object = {}) => post(jm.coordinator, "/v1/purges", { caseId, ...REASON, ...given });
    expect((await review()).json.code).toBe("PURGE_BLOCKED");
    expect((await listDue())[0]?.legalHold).toBe(true);
    expect((await post(jm.coordinator, `/v1/legal-holds/${hold.json.id}/end`, REASON)).status).toBe(201);
    await reachHit(world);
    expect((await review()).json.code).toBe("PURGE_BLOCKED");
    const settled = { hitsSettled: "Trinidad and Tobago agreed in writing: its trial is over." };
    const { id } = (await review(settled)).json;
    // A hold that comes after the review stops it at the confirmation; one after that, before the first row.
    const late = await post(jm.coordinator, `/v1/cases/${caseId}/legal-holds`, { reason: "There is an appeal." });
    const decision = { decision: "confirmed", ...REASON };
    expect((await post(second, `/v1/purges/${id}/decision`, decision)).json.code).toBe("PURGE_BLOCKED");
    await post(jm.coordinator, `/v1/legal-holds/${late.json.id}/end`, REASON);
    expect((await post(second, `/v1/purges/${id}/decision`, decision)).status).toBe(201);
    await post(jm.coordinator, `/v1/cases/${caseId}/legal-holds`, { reason: "There is another appeal." });
    await carryOut(id);
    expect(await stateOf(id)).toBe("stopped");
    expect((await jm.examiner.send("GET", `/v1/cases/${caseId}`)).json()).toMatchObject({ place: "Duke Street 5" });
  });

  test("is confirmed by a second person, never by who reviewed it, and once", async () => {
    const { case: entered } = await enterEvidence(api, jm.technician);
    await age(entered.id, 100);
    const { id } = (await post(jm.coordinator, "/v1/purges", { caseId: entered.id, ...REASON })).json;
    const again = await post(jm.coordinator, "/v1/purges", { caseId: entered.id, ...REASON });
    expect(again.json.code).toBe("CONFLICT");
    const decide = (person: Person, decision: string) =>
      post(person, `/v1/purges/${id}/decision`, { decision, ...REASON });
    expect((await decide(jm.coordinator, "confirmed")).json.code).toBe("SAME_COORDINATOR");
    expect((await decide(jm.examiner, "confirmed")).status).toBe(403);
    expect((await decide(world.tt.coordinator, "confirmed")).status).toBe(404);
    await expect(
      api.deps.sql.query(
        "insert into purge_decisions select id, owner_state, 'confirmed', 'x', reviewed_by, now() from purges where id = $1",
        [id],
      ),
    ).rejects.toThrow("another person");
    expect((await decide(second, "refused")).status).toBe(201);
    expect((await decide(second, "confirmed")).json.code).toBe("CONFLICT");
    expect(await stateOf(id)).toBe("refused");
    expect((await jm.examiner.send("GET", `/v1/cases/${entered.id}`)).statusCode).toBe(200);
  });

  test("is not confirmed by one whose sign-in the reviewer issued, nor the other way round", async () => {
    const puppet = await hire(api, "JM", jm.technician.labId, "national_coordinator");
    const invited = await post(jm.coordinator, `/v1/accounts/${puppet.id}/invitations`, {});
    const body = { token: invited.json.invitationToken, password: PASSWORD };
    await sendAs(api, null)("POST", "/v1/invitations/acceptance", { body });
    const again: Person = { ...puppet, ...(await signIn(api, puppet.id, puppet.email)) };
    for (const [reviewer, decider] of [
      [jm.coordinator, again],
      [again, jm.coordinator],
    ] as const) {
      const { case: entered } = await enterEvidence(api, jm.technician);
      await age(entered.id, 100);
      const { id } = (await post(reviewer, "/v1/purges", { caseId: entered.id, ...REASON })).json;
      const decision = { decision: "confirmed", ...REASON };
      expect((await post(decider, `/v1/purges/${id}/decision`, decision)).json.code).toBe("SAME_COORDINATOR");
      expect((await post(second, `/v1/purges/${id}/decision`, { ...decision, decision: "refused" })).status).toBe(201);
    }
  });

  test("takes facts, marks and files for good, leaves ids and hashes, and goes on where it was interrupted", async () => {
    const [other, tt] = [await hireStaff(api, "TT"), world.tt];
    const pair = await makeWorld(api, { agreed: false, case: { place: "Hanover Street 9" } });
    const { right } = pair;
    await age(right.case.id, 100);
    const colleague = await hire(api, "JM", pair.jm.technician.labId, "national_coordinator");
    const { sql, blobs } = api.deps;
    await post(pair.jm.technician, `/v1/exhibits/${right.exhibit.id}/custody`, RECEIPT);
    const before = (await sql.query("select sha256, blob_key from acquisitions where id = $1", [right.acquisitionId]))
      .rows[0] as { sha256: string; blob_key: string };
    expect(await blobs.statBlob(before.blob_key)).not.toBeNull();
    const { id } = (await post(pair.jm.coordinator, "/v1/purges", { caseId: right.case.id, ...REASON })).json;
    await post(colleague, `/v1/purges/${id}/decision`, { decision: "confirmed", ...REASON });
    const failing = { ...blobs, deleteBlob: () => Promise.reject(new Error("The store is away.")) };
    await expect(carryOut(id, { ...api.deps, blobs: failing })).rejects.toThrow("away");

    // Interrupted after the rows: nothing half-gone is read by anybody.
    const left = await sql.query("select * from cases where id = $1", [right.case.id]);
    expect(JSON.stringify(left.rows)).not.toContain("Hanover");
    for (const person of [tt.examiner, other.examiner, pair.jm.examiner, pair.jm.coordinator]) {
      for (const url of [`/v1/acquisitions/${right.acquisitionId}/file`, `/v1/linkages/${pair.linkageId}`]) {
        const answer = await person.send("GET", url);
        expect([403, 404, 410]).toContain(answer.statusCode);
        expect(answer.body).not.toMatch(/Hanover/);
      }
    }
    expect(await stateOf(id)).toBe("confirmed");
    await carryOut(id);
    expect(await stateOf(id)).toBe("purged");
    expect(await blobs.statBlob(before.blob_key)).toBeNull();
    const after = await sql.query("select sha256, file_name, purged_at from acquisitions where id = $1", [
      right.acquisitionId,
    ]);
    expect(after.rows[0]).toEqual({ sha256: before.sha256, file_name: "purged", purged_at: expect.any(Date) });
    const events = await sql.query(
      "select owner_states from audit_events where action = 'evidence.purged' and target_id = $1",
      [right.exhibit.id],
    );
    expect(events.rows.map((row) => row.owner_states)).toEqual([["JM"], ["JM", "TT"]]);
    // What is kept for good is refused again as ever.
    await expect(sql.query("update comparisons set outcome = '{}'")).rejects.toThrow();
    // The chain of custody's texts are gone, its hash is not, and the check of the trail knows why.
    const findings = [];
    for await (const finding of verifyCustody(api.deps, 0)) findings.push(finding);
    expect(findings).toEqual([]);
    const custody = await sql.query("select place, to_holder from custody_records where exhibit_id = $1", [
      right.exhibit.id,
    ]);
    expect(custody.rows).toEqual([{ place: "purged", to_holder: null }]);
    // The same bytes may be acquired anew, once.
    const acquireAgain = () =>
      sql.query(
        `insert into acquisitions (id, owner_state, lab_id, exhibit_id, region, lighting, file_name, format, size_bytes, sha256, blob_key,
           inspection, scale_known, stage, created_by, created_by_kind, created_at, updated_at)
         select gen_random_uuid(), owner_state, lab_id, exhibit_id, region, lighting, 'again', format, size_bytes, sha256, 'x',
           inspection, scale_known, 'received', created_by, created_by_kind, now(), now() from acquisitions where id = $1`,
        [right.acquisitionId],
      );
    expect((await acquireAgain()).rowCount).toBe(1);
    await expect(acquireAgain()).rejects.toThrow("acquisitions_once");
  });
});
