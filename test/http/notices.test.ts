/** Who is told of what, in the program, by mail and by webhook; against a real SMTP server and a real receiver. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { openSmtpMailer } from "../../src/adapters/mail/smtp-mailer.ts";
import { createGuardedSender } from "../../src/adapters/webhooks/guarded-sender.ts";
import type { NoticeKind } from "../../src/domain/notices/notice-kinds.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { raiseClockAlerts } from "../../src/usecases/clocks/raise-clock-alerts.ts";
import { propose, SYSTEM } from "../support/decision-world.ts";
import { type HttpReceiver, openHttpReceiver } from "../support/http-receiver.ts";
import { deriveAll, runDeliveries } from "../support/run-deliveries.ts";
import { openSmtpReceiver, type SmtpReceiver } from "../support/smtp-receiver.ts";
import { decide, enterEvidence, makeWorld, reachHit } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, type Person } from "./support/people.ts";

const MINUTE = 60_000;
let api: TestApp;
let smtp: SmtpReceiver;
let hooks: HttpReceiver;
let late = 0;
let rejecting = 0;
beforeAll(async () => {
  smtp = await openSmtpReceiver({
    onRcptTo: (_address, _session, callback) =>
      rejecting === 0 ? callback() : callback(Object.assign(new Error("no"), { responseCode: rejecting })),
  });
  hooks = await openHttpReceiver();
  const url = `smtp://127.0.0.1:${smtp.port}`;
  const delivery = {
    mailer: openSmtpMailer({ url, from: "ribin@ribin.example", tls: "off" }),
    webhooks: createGuardedSender({ networks: ["127.0.0.1/32"] }),
    publicUrl: "https://ribin.example",
    gatherSeconds: 120,
  };
  const clock = { now: () => new Date(Date.now() + late) };
  api = await openTestApp({ deps: { delivery, clock }, limits: { sessionHours: 10_000, sessionIdleMinutes: 600_000 } });
});
beforeEach(() => {
  smtp.mails.length = 0;
  hooks.requests.length = 0;
  hooks.answers.length = 0;
  rejecting = 0;
});
afterAll(async () => {
  await api.close();
  await smtp.close();
  await hooks.close();
});

async function told(person: Person): Promise<NoticeKind[]> {
  await deriveAll(api.deps);
  const { items } = (await person.send("GET", "/v1/me/notifications?limit=200")).json();
  return items.map(({ kind }: { kind: NoticeKind }) => kind).reverse();
}

/** Of the queue of one lab: coordinators are told of every lab's. */
async function toldOfLab(person: Person, labId: string): Promise<NoticeKind[]> {
  await deriveAll(api.deps);
  const { items } = (await person.send("GET", "/v1/me/notifications?limit=200")).json();
  const own = items.filter((row: { subjectId: string }) => row.subjectId === labId);
  return own.map(({ kind }: { kind: NoticeKind }) => kind).reverse();
}

/** The next deliveries, when the time of gathering, or of the next attempt, is over. */
async function deliver(after = 3 * MINUTE) {
  await deriveAll(api.deps);
  late += after;
  await runDeliveries(api.deps);
}

const mailsTo = (person: Person) => smtp.mails.filter(({ to }) => to[0] === person.email);

describe("in the program", () => {
  test("lead, hit, report and release are told to whom they concern, and to nobody what they did themselves", async () => {
    const world = await makeWorld(api);
    const { tt, jm } = world;
    await reachHit(world);
    const report = { linkageId: world.linkageId, kind: "hit", issuedTo: tt.investigator.id };
    const reportId = (await tt.examiner.send("POST", "/v1/reports", { body: report })).json().id;
    await tt.examiner.send("POST", `/v1/reports/${reportId}/withdraw`, { body: { reason: "A wrong page." } });
    const release = { caseId: world.left.case.id, toState: "JM", purpose: "Joint case", expiresAt: tomorrow() };
    const releaseId = (await tt.coordinator.send("POST", "/v1/releases", { body: release })).json().id;
    await tt.coordinator.send("POST", `/v1/releases/${releaseId}/withdraw`, { body: {} });
    expect(await told(jm.examiner)).toEqual([
      "lead_made",
      "verification_assigned",
      "hit_confirmed",
      "release_created",
      "release_withdrawn",
    ]);
    expect(await told(tt.examiner)).toEqual([]);
    expect(await told(tt.coordinator)).toEqual(["lead_made", "hit_confirmed"]);
    expect(await told(tt.investigator)).toEqual(["report_issued", "report_withdrawn"]);
    expect(await told(jm.technician)).toEqual([]);
  });

  test("a search's candidates are told once to each lab's examiners; of a restricted case the other state hears nothing", async () => {
    const open = await makeWorld(api, { agreed: false });
    const shut = await makeWorld(api, { agreed: false, case: { restricted: true } });
    for (const [world, requestId] of [
      [open, randomUUID()],
      [open, "again"],
      [shut, randomUUID()],
    ] as const) {
      const context = { ...SYSTEM, requestId: requestId === "again" ? `again-${open.linkageId}` : requestId };
      for (const _ of [1, 2]) {
        await insertAuditEvent(api.deps.sql, context, {
          at: api.deps.clock.now(),
          action: "linkage.proposed",
          targetKind: "linkage",
          targetId: world.linkageId,
          ownerStates: ["TT", "JM"],
        });
      }
    }
    expect(await told(open.tt.examiner)).toEqual(["candidate_proposed", "candidate_proposed"]);
    expect(await told(open.jm.examiner)).toEqual(["candidate_proposed", "candidate_proposed"]);
    expect(await told(shut.tt.examiner)).toEqual([]);
    expect(await told(shut.jm.examiner)).toEqual([]);
  });

  test("of a lab without an examiner the examiners of the state's other labs are told, and of no other lab's", async () => {
    const { tt, jm, right } = await makeWorld(api, { agreed: false });
    const labId = await makeLab(api, "TT");
    const collector = await hire(api, "TT", labId, "lab_technician");
    const left = await enterEvidence(api, collector);
    const { linkageId } = await propose(api.deps, left, right);
    const otherOfJm = await hire(api, "JM", await makeLab(api, "JM"), "firearms_examiner");
    const proposed = async () =>
      insertAuditEvent(
        api.deps.sql,
        { ...SYSTEM, requestId: randomUUID() },
        {
          at: api.deps.clock.now(),
          action: "linkage.proposed",
          targetKind: "linkage",
          targetId: linkageId,
          ownerStates: ["TT", "JM"],
        },
      );
    await proposed();
    expect(await told(tt.examiner)).toEqual(["candidate_proposed"]);
    expect(await told(jm.examiner)).toEqual(["candidate_proposed"]);
    expect([await told(collector), await told(otherOfJm)]).toEqual([[], []]);
    const own = await hire(api, "TT", labId, "firearms_examiner");
    await proposed();
    expect(await told(own)).toEqual(["candidate_proposed"]);
    expect(await told(tt.examiner)).toEqual(["candidate_proposed"]);
  });

  test("an assignment is told to the person who is to verify, and only that there is one", async () => {
    const { tt, jm, linkageId } = await makeWorld(api, { agreed: false });
    await insertAuditEvent(api.deps.sql, SYSTEM, {
      at: api.deps.clock.now(),
      action: "verification.assigned" as never,
      targetKind: "linkage",
      targetId: linkageId,
      ownerStates: ["TT", "JM"],
      detail: { accountId: jm.verifier.id, accountState: "JM", conclusion: "identification" },
    });
    expect(await told(jm.verifier)).toEqual(["verification_assigned"]);
    expect(await told(tt.examiner)).toEqual([]);
    const { items } = (await jm.verifier.send("GET", "/v1/me/notifications")).json();
    expect(items).toEqual([
      {
        id: expect.any(String),
        kind: "verification_assigned",
        subjectKind: "linkage",
        subjectId: linkageId,
        createdAt: expect.any(String),
        readAt: null,
      },
    ]);
  });

  test("what is late goes from the lab to the national and then to the regional coordinator", async () => {
    const { tt } = await makeWorld(api, { agreed: false });
    const regional = await hire(api, "TT", tt.technician.labId, "regional_coordinator");
    const pass = async (hours: number) => {
      late += hours * 60 * MINUTE;
      await raiseClockAlerts(api.deps);
    };
    await pass(37);
    expect(await told(tt.examiner)).toEqual(["clock_due_soon"]);
    expect(await toldOfLab(tt.coordinator, tt.technician.labId)).toEqual([]);
    await pass(12);
    expect(await told(tt.examiner)).toEqual(["clock_due_soon", "clock_overdue"]);
    expect(await toldOfLab(tt.coordinator, tt.technician.labId)).toEqual(["clock_overdue"]);
    expect(await toldOfLab(regional, tt.technician.labId)).not.toContain("clock_escalated");
    await pass(24);
    expect(await toldOfLab(tt.coordinator, tt.technician.labId)).toEqual(["clock_overdue", "clock_escalated"]);
    expect(await toldOfLab(regional, tt.technician.labId)).toContain("clock_escalated");
  });

  test("is marked as read once and for good, by the person alone", async () => {
    const { tt, jm, linkageId } = await makeWorld(api, { agreed: false });
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    await deriveAll(api.deps);
    const mine = (await jm.examiner.send("GET", "/v1/me/notifications?unread=true")).json();
    expect(mine.unread).toBe(1);
    const body = { ids: [mine.items[0].id] };
    const other = await tt.coordinator.send("POST", "/v1/me/notifications/reads", { body });
    expect(other.json()).toMatchObject({ marked: 0 });
    expect((await jm.examiner.send("POST", "/v1/me/notifications/reads", { body })).json()).toEqual({
      marked: 1,
      unread: 0,
    });
    expect((await jm.examiner.send("POST", "/v1/me/notifications/reads", { body })).json()).toEqual({
      marked: 0,
      unread: 0,
    });
    expect((await jm.examiner.send("GET", "/v1/me/notifications?unread=true")).json().items).toEqual([]);
    expect((await jm.examiner.send("GET", "/v1/me/notifications")).json().items[0].readAt).not.toBeNull();
  });
});

describe("by mail", () => {
  test("what comes within a while is one mail, that says nothing of any case", async () => {
    const world = await makeWorld(api, { agreed: false, case: { place: "Charlotte Street 12" } });
    await reachHit(world);
    await deliver();
    await deliver();
    const mails = mailsTo(world.jm.examiner);
    expect(mails.length).toBe(1);
    const text = mails[0]!.source.replaceAll("=\r\n", "");
    expect(text).toContain("There are 2 new notifications for you.");
    expect(text).toContain("https://ribin.example/notifications");
    const facts = [
      world.linkageId,
      world.left.case.caseNumber,
      world.right.case.caseNumber,
      "Charlotte",
      "lead",
      "hit",
      "9mm",
      "TT",
      "Jamaica",
    ];
    for (const fact of facts) expect([fact, text.includes(fact)]).toEqual([fact, false]);
  });

  test("goes to nobody who chose otherwise, or has read it in the program meanwhile", async () => {
    const world = await makeWorld(api, { agreed: false });
    const { tt, jm } = world;
    const chosen = await jm.examiner.send("POST", "/v1/me/notification-preferences", {
      body: { mail: ["report_issued"] },
    });
    expect(chosen.json()).toMatchObject({ mail: ["report_issued"], mailSent: true });
    await decide(tt.examiner, world.linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    await deriveAll(api.deps);
    const { items } = (await tt.coordinator.send("GET", "/v1/me/notifications")).json();
    await tt.coordinator.send("POST", "/v1/me/notifications/reads", {
      body: { ids: items.map((row: { id: string }) => row.id) },
    });
    await deliver();
    expect([mailsTo(jm.examiner).length, mailsTo(tt.coordinator).length, mailsTo(jm.coordinator).length]).toEqual([
      0, 0, 1,
    ]);
    expect(await told(jm.examiner)).toEqual(["lead_made"]);
  });

  test("refused for now it is tried again with the same Message-ID; refused for good it stays with its reason, and is retried", async () => {
    const world = await makeWorld(api, { agreed: false });
    await decide(world.tt.examiner, world.linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    rejecting = 451;
    await deliver();
    expect(smtp.mails).toEqual([]);
    rejecting = 0;
    await deliver();
    expect(mailsTo(world.jm.examiner).length).toBe(1);
    await decide(world.tt.examiner, world.linkageId, "conclusions", {
      conclusion: "identification",
      reasons: "Marks agree.",
    });
    await decide(world.jm.examiner, world.linkageId, "conclusions", {
      conclusion: "identification",
      reasons: "Marks agree.",
    });
    await decide(world.jm.examiner, world.linkageId, "hit");
    rejecting = 550;
    await deliver();
    const { items } = (await world.tt.coordinator.send("GET", "/v1/jobs?state=failed&limit=200")).json();
    const failed = items.filter((job: { name: string }) => job.name === "deliver-mail");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0].reason).toMatch(/^MAIL_REFUSED/);
    expect(failed[0].reason).not.toContain("@");
    // The failure of mail is told in the program, and makes no mail itself.
    expect(await told(world.tt.coordinator)).toContain("job_failed");
    rejecting = 0;
    await deliver();
    expect(smtp.mails.filter(({ to }) => to[0] === world.tt.examiner.email)).toEqual([]);
    for (const { id } of failed) await world.tt.coordinator.send("POST", `/v1/jobs/${id}/retry`, { body: {} });
    await runDeliveries(api.deps);
    expect(mailsTo(world.tt.examiner).length).toBe(1);
  });
});

describe("by webhook", () => {
  test("a test message goes the way of every other: signed, tried again, kept; nobody else sends one, and none goes to what is withdrawn", async () => {
    const { tt, jm } = await makeWorld(api, { agreed: false });
    const hook = await makeHook(tt.coordinator);
    const before = hooks.requests.length;
    const send = (person: Person) => person.send("POST", `/v1/webhooks/${hook.id}/tests`);
    expect((await send(jm.coordinator)).statusCode).toBe(404);
    expect((await send(tt.examiner)).json().code).toBe("FORBIDDEN");
    const sent = await send(tt.coordinator);
    expect([sent.statusCode, sent.json()]).toMatchObject([201, { kind: "test", state: "pending", attempts: [] }]);
    hooks.answers.push(503, 204);
    for (const _ of [1, 2]) await deliver();
    const [first, second] = hooks.requests.slice(before);
    expect(first?.body).toBe(second?.body);
    expect(JSON.parse(String(second?.body))).toEqual({
      ...{ type: "test", timestamp: sent.json().createdAt },
      data: { state: "TT", subject: { kind: "webhook", id: hook.id } },
    });
    const at = new Date(Number(second?.headers["webhook-timestamp"]) * 1_000);
    expect(second?.headers["webhook-signature"]).toBe(
      new Webhook(hook.secret).sign(sent.json().id, at, String(second?.body)),
    );
    const { items } = (await tt.coordinator.send("GET", `/v1/webhooks/${hook.id}/deliveries`)).json();
    expect(items).toMatchObject([
      { id: sent.json().id, kind: "test", state: "done", attempts: [{ delivered: false }, { delivered: true }] },
    ]);
    const trail = `/v1/audit-events?action=webhook.tested&targetId=${hook.id}`;
    expect((await tt.coordinator.send("GET", trail)).json().items).toHaveLength(1);
    await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/withdraw`, { body: {} });
    expect((await send(tt.coordinator)).json().code).toBe("CONFLICT");
  });

  async function makeHook(person: Person, kinds: readonly NoticeKind[] = ["lead_made"], url = hooks.url) {
    const made = await person.send("POST", "/v1/webhooks", { body: { url, kinds } });
    return made.json<{ id: string; secret: string; code?: string }>();
  }

  test("a message is signed, says no more than what there is, is sent until it is taken, and every attempt is kept", async () => {
    const { tt, linkageId } = await makeWorld(api, { agreed: false });
    const hook = await makeHook(tt.coordinator);
    hooks.answers.push(500, 302, 204);
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    for (const _ of [1, 2, 3, 4]) await deliver();
    expect(hooks.requests.length).toBe(3);
    for (const { headers, body } of hooks.requests) {
      const signed = {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
        "webhook-signature": String(headers["webhook-signature"]),
      };
      // The library holds the time against its own clock; this test's is ahead, so that the very text is signed anew for it.
      expect(JSON.parse(body)).toMatchObject({
        type: "lead_made",
        data: { state: "TT", subject: { kind: "linkage", id: linkageId } },
      });
      expect(signed["webhook-signature"]).toBe(
        new Webhook(hook.secret).sign(
          signed["webhook-id"],
          new Date(Number(headers["webhook-timestamp"]) * 1_000),
          body,
        ),
      );
    }
    expect(new Set(hooks.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const { items } = (await tt.coordinator.send("GET", `/v1/webhooks/${hook.id}/deliveries`)).json();
    expect(items[0].state).toBe("done");
    const reasons = items[0].attempts.map((row: { reason: string | null }) => row.reason);
    expect(reasons).toEqual([
      "UNAVAILABLE: The webhook's receiver answered 500.",
      "UNAVAILABLE: The webhook's receiver answered 302.",
      null,
    ]);
    await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/withdraw`, { body: {} });
  });

  test("a receiver that is gone makes it dead at once; it is seen, and retried by a person", async () => {
    const { tt, linkageId } = await makeWorld(api, { agreed: false });
    const hook = await makeHook(tt.coordinator);
    hooks.answers.push(410);
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    await deliver();
    const read = async () => (await tt.coordinator.send("GET", `/v1/webhooks/${hook.id}/deliveries`)).json().items[0];
    expect(await read()).toMatchObject({
      state: "failed",
      attempts: [{ delivered: false, reason: expect.stringMatching(/^WEBHOOK_GONE/) }],
    });
    await tt.coordinator.send("POST", `/v1/jobs/${(await read()).jobId}/retry`, { body: {} });
    await runDeliveries(api.deps);
    expect((await read()).state).toBe("done");
    await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/withdraw`, { body: {} });
    await makeWorld(api, { agreed: false });
    expect(hooks.requests.length).toBe(2);
  });

  test("a new secret signs beside the old one for a day; both are shown once and never again", async () => {
    const { tt, linkageId } = await makeWorld(api, { agreed: false });
    const hook = await makeHook(tt.coordinator);
    const rotated = (await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/secrets`, { body: {} })).json();
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    await deliver();
    const [sent] = hooks.requests;
    const signatures = String(sent!.headers["webhook-signature"]).split(" ");
    const at = new Date(Number(sent!.headers["webhook-timestamp"]) * 1_000);
    const expected = [rotated.secret, hook.secret].map((secret) =>
      new Webhook(secret).sign(String(sent!.headers["webhook-id"]), at, sent!.body),
    );
    expect(signatures).toEqual(expected);
    const listed = (await tt.coordinator.send("GET", "/v1/webhooks")).body;
    const { rows } = await api.deps.sql.query("select sealed from webhook_secrets");
    for (const secret of [rotated.secret, hook.secret]) expect(listed + JSON.stringify(rows)).not.toContain(secret);
    await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/withdraw`, { body: {} });
  });

  test("without a secret, as an archive brings one, nothing is sent until it has a new one", async () => {
    const { tt, linkageId } = await makeWorld(api, { agreed: false });
    const hook = await makeHook(tt.coordinator);
    const { sql } = api.deps;
    await sql.query("alter table webhook_secrets disable trigger user");
    await sql.query("delete from webhook_secrets where webhook_id = $1", [hook.id]);
    await sql.query("alter table webhook_secrets enable trigger user");
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    await deliver();
    expect(hooks.requests).toEqual([]);
    const { items } = (await tt.coordinator.send("GET", `/v1/webhooks/${hook.id}/deliveries`)).json();
    expect(items[0].attempts[0].reason).toBe("UNAVAILABLE: The webhook has no secret here; make a new one.");
    const { secret } = (await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/secrets`, { body: {} })).json();
    await deliver();
    const [sent] = hooks.requests;
    const at = new Date(Number(sent!.headers["webhook-timestamp"]) * 1_000);
    expect(sent!.headers["webhook-signature"]).toBe(
      new Webhook(secret).sign(String(sent!.headers["webhook-id"]), at, sent!.body),
    );
    await tt.coordinator.send("POST", `/v1/webhooks/${hook.id}/withdraw`, { body: {} });
  });

  test("is a national coordinator's matter, and goes to no address within", async () => {
    const { tt, jm } = await makeWorld(api, { agreed: false });
    const hook = await makeHook(tt.coordinator);
    expect((await makeHook(tt.examiner)).code).toBe("FORBIDDEN");
    expect((await makeHook(tt.coordinator, ["lead_made"], "https://169.254.169.254/")).code).toBe(
      "WEBHOOK_ADDRESS_REFUSED",
    );
    expect((await jm.coordinator.send("GET", `/v1/webhooks/${hook.id}/deliveries`)).statusCode).toBe(404);
    expect((await jm.coordinator.send("POST", `/v1/webhooks/${hook.id}/secrets`, { body: {} })).statusCode).toBe(404);
    expect((await jm.coordinator.send("GET", "/v1/webhooks")).json().items).toEqual([]);
  });
});
