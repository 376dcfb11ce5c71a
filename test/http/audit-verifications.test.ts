/** An auditor has the whole trail checked by a job: its progress, its verdict, and the first that is broken. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { takeDueJobs } from "../../src/repositories/jobs/job-relay.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { signAuditHeadNow } from "../../src/usecases/audit/sign-audit-head.ts";
import { runJob } from "../../src/usecases/jobs/run-job.ts";
import { PROCESSORS } from "../../workers/processors.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, type Person } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
let auditor: Person;
beforeAll(async () => {
  api = await openTestApp();
  tt = await hireStaff(api, "TT");
  auditor = await hire(api, "TT", tt.technician.labId, "auditor");
});
afterAll(() => api.close());

const PATH = "/v1/audit-verifications";
const ask = (by: Person = auditor) => by.send("POST", PATH);
const list = async () => (await auditor.send("GET", PATH)).json().items;

/** As a worker does. */
async function work(): Promise<void> {
  const limits = { batch: 0, least: 0, perActive: 0, low: 1_000 };
  for (const { id, name, attempt } of await takeDueJobs(api.deps.sql, api.deps.clock.now(), limits)) {
    if (name !== "verify-audit") continue;
    await runJob(api.deps, { ticketId: `${id}_${attempt}`, jobId: id, attempt, name, priority: "low" }, PROCESSORS);
  }
}

test("of several asked for at once one is taken", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask()));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  await work();
  expect(await list()).toHaveLength(1);
});

test("a trail as it was recorded is whole; one check at a time; who asked and what was found are events", async () => {
  await enterExhibit(tt.technician);
  await chainAllAuditEvents(api.deps);
  await signAuditHeadNow(api.deps);
  const asked = await ask();
  expect([asked.statusCode, asked.json()]).toEqual([
    201,
    expect.objectContaining({
      ...{ state: "waiting", askedBy: auditor.id, askedByState: "TT" },
      ...{ eventsAll: null, eventsChecked: 0, finishedAt: null, verdict: null },
    }),
  ]);
  expect(await ask()).toMatchObject({ statusCode: 409 });
  await work();
  const [done] = await list();
  expect(done).toMatchObject({
    id: asked.json().id,
    state: "whole",
    finishedAt: expect.any(String),
    verdict: { whole: true, broken: 0, findings: [], heads: 1, signedTo: { position: expect.any(Number) } },
  });
  expect(done.verdict.records).toBeGreaterThan(3);
  expect([done.eventsChecked, done.eventsAll]).toEqual([done.verdict.records, done.verdict.records]);
  const events = (await auditor.send("GET", `/v1/audit-events?targetKind=audit&targetId=${done.id}`)).json().items;
  expect(events).toMatchObject([
    { action: "audit.verification_asked", actorId: auditor.id },
    { action: "audit.verified", actorKind: "system", detail: { whole: true, broken: 0, jobId: done.jobId } },
  ]);
});

test("an event that the database's owner changed is named, with its place; what was found before stays as it was", async () => {
  await chainAllAuditEvents(api.deps);
  const before = await list();
  const { rows } = await api.deps.sql.query(
    "select e.seq::text as seq, c.position::int as position from audit_events e join audit_chain c using (seq) where e.action = 'exhibit.created'",
  );
  const [{ seq, position }] = rows as [{ seq: string; position: number }];
  await api.deps.sql.transaction(async (tx) => {
    await tx.query("set local session_replication_role = replica");
    await tx.query("update audit_events set actor_id = 'nobody' where seq = $1", [seq]);
  });
  await ask();
  await work();
  const [broken, ...earlier] = await list();
  expect(broken).toMatchObject({
    state: "broken",
    verdict: { whole: false, broken: 1, findings: [{ seq, position, head: null, fault: "event_changed" }] },
  });
  expect(earlier).toEqual(before);
  expect(api.lines).toContainEqual(expect.objectContaining({ level: "error", message: "the audit trail is broken" }));
  const change = (column: string) => api.deps.sql.query(`update audit_verifications set ${column} = null`);
  await expect(change("verdict")).rejects.toThrow(/never changed/);
  await expect(api.deps.sql.query("delete from audit_verifications")).rejects.toThrow(/never changed/);
});

test("a check that could not be carried out says nothing about the trail, and another may be asked for", async () => {
  const { id, jobId } = (await ask()).json();
  await api.deps.sql.query("update jobs set state = 'failed', finished_at = now() where id = $1", [jobId]);
  expect((await list())[0]).toMatchObject({ id, state: "failed", verdict: null, finishedAt: null });
  expect(await ask()).toMatchObject({ statusCode: 201 });
});

test("nobody but an auditor asks or reads, and the database says so too", async () => {
  for (const person of [tt.technician, tt.examiner, tt.coordinator]) {
    expect((await ask(person)).json()).toMatchObject({ code: "FORBIDDEN" });
    expect((await person.send("GET", PATH)).json()).toMatchObject({ code: "FORBIDDEN" });
  }
  const as = (roles: readonly ("auditor" | "national_coordinator")[]) =>
    (api.deps.sql as OwnerSql).under(() => ({
      role: "ribin_request",
      actor: { kind: "account", id: auditor.id, state: "TT", labId: null, roles },
    }));
  const count = async (roles: Parameters<typeof as>[0]) =>
    (await as(roles).query("select id from audit_verifications")).rows.length;
  expect(await count(["auditor"])).toBeGreaterThan(0);
  expect(await count(["national_coordinator"])).toBe(0);
});
