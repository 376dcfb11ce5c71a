/** Idempotency-Key, of every POST. The routes are read from the app, not listed here. */

import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openIdProvider } from "../../src/adapters/openid/openid-provider.ts";
import type { RouteEntry } from "../../src/api/plugins/route-table.ts";
import { insertModel } from "../../src/repositories/search/search-models.ts";
import { ARROW, describeDrawing, describePicture, draw } from "../support/annotation-steps.ts";
import { assignTo } from "../support/review-steps.ts";
import { deriveAll } from "../support/run-deliveries.ts";
import { QUEUE_REVIEW } from "../support/state-work.ts";
import {
  decide,
  type EvidenceWorld,
  EXAMINATION,
  makeWorld,
  OUTLINES,
  RECEIPT,
  reachHit,
  TIMES,
} from "./support/evidence-world.ts";
import { enterFirearm, FIREARM, TRACE, TRACE_ANSWER } from "./support/firearms.ts";
import { insertIdentity, type KnownWorld, makeKnownWorld, sendImport, tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, NEW_CASE, NEW_EXHIBIT, PASSWORD, type Person } from "./support/people.ts";
import { beginFactor, enrolFactor, makeCode } from "./support/second-factor.ts";

/** An invitation to link an identity asks the provider for nothing. */
const NEVER_ASKED = openIdProvider(
  {
    id: "police",
    name: "Police",
    issuer: "https://idp.example",
    clientId: "ribin",
    clientSecret: null,
    states: ["TT"],
    secondFactorAcr: [],
    secondFactorAmr: [],
  },
  "https://ribin.example/sign-in/callback",
);

let api: TestApp;
let world: EvidenceWorld;
let regional: Person;
let known: KnownWorld["known"];
let fill: KnownWorld["fill"];
let routes: readonly RouteEntry[];
beforeAll(async () => {
  api = await openTestApp({ deps: { identityProviders: [NEVER_ASKED] } });
  ({ world, regional, known, fill } = await makeKnownWorld(api));
  routes = api.app.routeTable;
});
afterAll(() => api.close());

const NEW_WEBHOOK = { url: "https://93.184.216.34/", kinds: ["lead_made"] };

/** TT asks about the hit; JM is asked. */
async function askedRequest(): Promise<{ request: string; part: string }> {
  const body = { caseNumber: world.left.case.caseNumber, purpose: "Charges." };
  const request = (await world.tt.investigator.send("POST", "/v1/report-requests", { body })).json().id;
  await deriveAll(api.deps);
  const { items } = (await world.jm.coordinator.send("GET", "/v1/report-request-parts?limit=200")).json();
  return { request, part: items.find((row: { requestId: string }) => row.requestId === request).id };
}

describe("Idempotency-Key", () => {
  /** How each POST is made; each is another request each time. */
  const POSTS: Record<
    string,
    () => Promise<{ person: Person; url?: string; body?: object; headers?: Record<string, string> }>
  > = {
    "/v1/accounts": async () => ({
      person: world.tt.coordinator,
      body: {
        state: "TT",
        email: `${randomUUID()}@ribin.example`,
        name: "New",
        roles: ["verifier"],
      },
    }),
    "/v1/accounts/:accountId/invitations": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/accounts/:accountId/invitations"),
      body: { removesSecondFactor: true },
    }),
    "/v1/accounts/:accountId/identities": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/accounts/:accountId/identities"),
      body: { provider: "police" },
    }),
    "/v1/accounts/:accountId/identities/:identityId/unlink": async () => ({
      person: world.tt.coordinator,
      url: `/v1/accounts/${world.tt.examiner.id}/identities/${await insertIdentity(api, world.tt.examiner)}/unlink`,
      body: {},
    }),
    "/v1/accounts/:accountId/unlock": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/accounts/:accountId/unlock"),
      body: {},
    }),
    "/v1/me/work-purpose": async () => ({ person: await colleague(), body: QUEUE_REVIEW }),
    "/v1/me/password": async () => ({
      person: await colleague(),
      body: { currentPassword: PASSWORD, newPassword: "six geese over the harbour" },
    }),
    "/v1/me/second-factor": async () => ({ person: await colleague(), body: { password: PASSWORD } }),
    "/v1/me/second-factor/confirmation": async () => {
      const person = await colleague();
      return { person, body: { code: makeCode(await beginFactor(person)) } };
    },
    "/v1/me/second-factor/removal": async () => {
      const person = await colleague();
      const { recoveryCodes } = await enrolFactor(person);
      return { person, body: { password: PASSWORD, code: recoveryCodes[0] } };
    },
    "/v1/labs": async () => ({ person: regional, body: { state: "GY", name: randomUUID(), contact: "x" } }),
    "/v1/stations": async () => ({
      person: world.tt.coordinator,
      body: { labId: world.tt.technician.labId, name: randomUUID() },
    }),
    "/v1/cases": async () => ({ person: world.tt.technician, body: { ...NEW_CASE, caseNumber: randomUUID() } }),
    "/v1/exhibits": async () => ({
      person: world.tt.technician,
      body: { ...NEW_EXHIBIT, exhibitNumber: randomUUID(), caseId: world.left.case.id },
    }),
    "/v1/exhibits/:exhibitId/custody": async () => ({
      person: world.tt.technician,
      url: fill("/v1/exhibits/:exhibitId/custody"),
      body: RECEIPT,
    }),
    "/v1/exhibits/:exhibitId/times": async () => {
      const { exhibitId } = await enterExhibit(world.tt.technician);
      return { person: world.tt.technician, url: `/v1/exhibits/${exhibitId}/times`, body: TIMES };
    },
    "/v1/calendar-days": async () => ({
      person: world.tt.coordinator,
      body: { state: "TT", day: "2026-11-09", kind: "holiday", name: "Divali" },
    }),
    "/v1/exhibits/:exhibitId/firearm-records": async () => {
      const exhibit = { type: "firearm", exhibitNumber: "F-1" };
      const { exhibitId } = await enterExhibit(world.tt.technician, { exhibit });
      return { person: world.tt.technician, url: `/v1/exhibits/${exhibitId}/firearm-records`, body: FIREARM };
    },
    "/v1/exhibits/:exhibitId/trace-requests": async () => ({
      person: world.tt.examiner,
      url: `/v1/exhibits/${await enterFirearm(world.tt.technician)}/trace-requests`,
      body: TRACE,
    }),
    "/v1/trace-requests/:traceRequestId/outcomes": async () => ({
      person: world.tt.investigator,
      url: fill("/v1/trace-requests/:traceRequestId/outcomes"),
      body: TRACE_ANSWER,
    }),
    "/v1/cases/:caseId/ibin-indicators": async () => ({
      person: world.tt.investigator,
      url: fill("/v1/cases/:caseId/ibin-indicators"),
      body: { indicator: "non-resident holder", holds: true },
    }),
    "/v1/cases/:caseId/ibin-decisions": async () => {
      const seizure = { eventType: "border/customs seizure" };
      const { caseId } = await enterExhibit(world.tt.technician, { case: seizure });
      const body = { decision: "accepted", reasons: "It came by sea." };
      return { person: world.tt.coordinator, url: `/v1/cases/${caseId}/ibin-decisions`, body };
    },
    "/v1/acquisitions/:acquisitionId/outlines": async () => {
      const url = fill("/v1/acquisitions/:acquisitionId/outlines");
      const { etag } = (await world.tt.technician.send("GET", url)).headers;
      return { person: world.tt.technician, url, body: OUTLINES, headers: { "if-match": String(etag) } };
    },
    "/v1/acquisitions/:acquisitionId/correlations": async () => {
      await api.deps.sql.query("update acquisitions set stage = 'verified' where id = $1", [known.acquisitionId]);
      return {
        person: world.tt.examiner,
        url: fill("/v1/acquisitions/:acquisitionId/correlations"),
        body: { reason: "The calibre was given by a witness only.", parameters: { calibres: "any" } },
      };
    },
    "/v1/bundle-keys": async () => ({
      person: world.tt.coordinator,
      body: { labId: world.tt.technician.labId, name: "Outpost", publicKey: randomBytes(32).toString("base64url") },
    }),
    "/v1/imports/:importId/application": async () => {
      const row = `caseNumber,eventType,exhibitNumber,type\n${randomUUID()},robbery,1,bullet\n`;
      const { id } = (await sendImport(api, world.tt.technician, row)).json<{ id: string }>();
      return { person: world.tt.technician, url: `/v1/imports/${id}/application`, body: {} };
    },
    "/v1/correlations": async () => {
      const model = { id: "model", version: "1.0.0" };
      await insertModel(api.deps.sql, "BreechFace", model, "active", new Date());
      return { person: regional, body: { region: "BreechFace", reason: "A lab corrected its calibres." } };
    },
    "/v1/linkages/:linkageId/reviews": async () =>
      decision(await makeWorld(api, { agreed: false }), "reviews", { decision: "lead", reasons: "Cells agree." }),
    "/v1/linkages/:linkageId/conclusions": async () => {
      const own = await makeWorld(api, { agreed: false });
      await decide(own.tt.examiner, own.linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
      return decision(own, "conclusions", { conclusion: "identification", reasons: "Marks agree." });
    },
    "/v1/linkages/:linkageId/conclusions/:conclusionId/corrections": async () => {
      const own = await makeWorld(api, { agreed: false });
      const { examiner } = own.tt;
      await decide(examiner, own.linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
      const given = { conclusion: "inconclusive_a", reasons: "Some marks agree." };
      const { conclusion } = (await decide(examiner, own.linkageId, "conclusions", given)).json();
      const body = {
        conclusion: "identification",
        reasons: "Marks agree.",
        correctionReason: "I had the wrong slide.",
      };
      return decision(own, `conclusions/${conclusion.id}/corrections`, body);
    },
    "/v1/linkages/:linkageId/annotations": async () => ({
      person: world.tt.examiner,
      url: fill("/v1/linkages/:linkageId/annotations"),
      body: await describeDrawing(world.tt.examiner, world.candidateId),
    }),
    "/v1/linkages/:linkageId/pictures": async () => ({
      person: world.tt.examiner,
      url: fill("/v1/linkages/:linkageId/pictures"),
      body: await describePicture(world.tt.examiner, world.candidateId),
    }),
    "/v1/linkages/:linkageId/annotations/:annotationId/correction": async () => ({
      person: world.tt.examiner,
      url: `${fill("/v1/linkages/:linkageId/annotations")}/${await drawOne()}/correction`,
      body: { shape: ARROW, text: "Seen better.", reason: "I had the wrong slide." },
    }),
    "/v1/linkages/:linkageId/annotations/:annotationId/withdrawal": async () => ({
      person: world.tt.examiner,
      url: `${fill("/v1/linkages/:linkageId/annotations")}/${await drawOne()}/withdrawal`,
      body: { reason: "I had the wrong slide." },
    }),
    "/v1/verifications/:assignmentId/decline": async () => {
      const { person, url } = await openAssignment("decline");
      return { person, url, body: { reason: "I am on leave for a month." } };
    },
    "/v1/verifications/:assignmentId/reassign": async () => {
      const { url } = await openAssignment("reassign");
      return { person: world.tt.coordinator, url, body: { reason: "They are on leave for a month." } };
    },
    "/v1/linkages/:linkageId/consultation/statements": async () => {
      const own = await disagree();
      const url = `/v1/linkages/${own.linkageId}/consultation/statements`;
      return { person: own.tt.examiner, url, body: { statement: "The striae run on to the rim." } };
    },
    "/v1/linkages/:linkageId/consultation/third": async () => {
      const own = await disagree();
      const url = `/v1/linkages/${own.linkageId}/consultation/third`;
      return { person: own.tt.examiner, url, body: { reason: "Neither of us yields." } };
    },
    "/v1/known-pairs": async () => {
      const [a, b] = [await enterExhibit(world.tt.technician), await enterExhibit(world.tt.technician)];
      const body = { exhibitA: a.exhibitId, exhibitB: b.exhibitId, sameFirearm: true, source: "test_fire" };
      return { person: world.tt.coordinator, body };
    },
    "/v1/firearm-groups/:groupId/merge": async () => {
      const [one, other] = [await makeGroup(), await makeGroup()];
      const body = { otherGroupId: other.id, reason: "The serial number is the same." };
      return { person: one.own.tt.examiner, url: `/v1/firearm-groups/${one.id}/merge`, body };
    },
    "/v1/firearm-groups/:groupId/splits": async () => {
      const { own, id, memberIds } = await makeGroup();
      const body = { memberIds: memberIds.slice(1), reason: "Another firing pin made it." };
      return { person: own.tt.examiner, url: `/v1/firearm-groups/${id}/splits`, body };
    },
    "/v1/firearm-splits/:splitId/decision": async () => {
      const { own, id, memberIds } = await makeGroup();
      const proposed = { memberIds: memberIds.slice(1), reason: "Another firing pin made it." };
      const split = await own.tt.examiner.send("POST", `/v1/firearm-groups/${id}/splits`, { body: proposed });
      const url = `/v1/firearm-splits/${split.json().id}/decision`;
      return { person: own.jm.examiner, url, body: { approved: true, reason: "I see it as well." } };
    },
    "/v1/exhibits/:exhibitId/examinations": async () => ({
      person: world.tt.examiner,
      url: fill("/v1/exhibits/:exhibitId/examinations"),
      body: EXAMINATION,
    }),
    "/v1/linkages/:linkageId/hit": async () => {
      const own = await makeWorld(api, { agreed: false });
      for (const [person, part] of [
        [own.tt.examiner, "reviews"],
        [own.tt.examiner, "conclusions"],
        [own.jm.examiner, "conclusions"],
      ] as const) {
        const body =
          part === "reviews"
            ? { decision: "lead", reasons: "Cells agree." }
            : { conclusion: "identification", reasons: "Marks agree." };
        await decide(person, own.linkageId, part, body);
      }
      return decision(own, "hit", {});
    },
    "/v1/report-requests": async () => ({
      person: world.tt.investigator,
      body: { caseNumber: world.left.case.caseNumber, purpose: "Charges." },
    }),
    "/v1/report-requests/:requestId/replies": async () => {
      const { request, part } = await askedRequest();
      const question = { decision: "more_asked", reason: "Which court?" };
      await world.jm.coordinator.send("POST", `/v1/report-request-parts/${part}/answers`, { body: question });
      const body = { partId: part, words: "The High Court." };
      return { person: world.tt.investigator, url: `/v1/report-requests/${request}/replies`, body };
    },
    "/v1/report-requests/:requestId/withdraw": async () => {
      const { request } = await askedRequest();
      const url = `/v1/report-requests/${request}/withdraw`;
      return { person: world.tt.investigator, url, body: { reason: "Settled." } };
    },
    "/v1/report-requests/:requestId/reports": async () => {
      const { request, part } = await askedRequest();
      const release = { decision: "released", expiresAt: tomorrow() };
      await world.jm.coordinator.send("POST", `/v1/report-request-parts/${part}/answers`, { body: release });
      return { person: world.tt.investigator, url: `/v1/report-requests/${request}/reports`, body: {} };
    },
    "/v1/report-request-parts/:partId/answers": async () => {
      const { part } = await askedRequest();
      const url = `/v1/report-request-parts/${part}/answers`;
      return { person: world.jm.coordinator, url, body: { decision: "refused", reason: "Sub judice." } };
    },
    "/v1/me/notifications/reads": async () => ({ person: world.tt.examiner, body: { ids: [randomUUID()] } }),
    "/v1/me/notification-preferences": async () => ({ person: world.tt.examiner, body: { mail: ["lead_made"] } }),
    "/v1/webhooks": async () => ({ person: world.tt.coordinator, body: NEW_WEBHOOK }),
    "/v1/webhooks/:webhookId/secrets": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/webhooks/:webhookId/secrets"),
      body: {},
    }),
    "/v1/webhooks/:webhookId/tests": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/webhooks/:webhookId/tests"),
      body: {},
    }),
    "/v1/webhooks/:webhookId/withdraw": async () => {
      const made = await world.tt.coordinator.send("POST", "/v1/webhooks", { body: NEW_WEBHOOK });
      return { person: world.tt.coordinator, url: `/v1/webhooks/${made.json().id}/withdraw`, body: {} };
    },
    "/v1/reports": async () => ({ person: world.tt.investigator, body: { linkageId: world.linkageId, kind: "hit" } }),
    "/v1/reports/:reportId/withdraw": async () => ({
      person: world.tt.examiner,
      url: fill("/v1/reports/:reportId/withdraw"),
      body: { reason: "The exhibits were mixed up." },
    }),
    "/v1/cases/:caseId/removal": async () => {
      const { caseId } = await enterExhibit(world.tt.technician);
      return { person: world.tt.coordinator, url: `/v1/cases/${caseId}/removal`, body: REMOVAL };
    },
    "/v1/exhibits/:exhibitId/removal": async () => {
      const { exhibitId } = await enterExhibit(world.tt.technician);
      return { person: world.tt.coordinator, url: `/v1/exhibits/${exhibitId}/removal`, body: REMOVAL };
    },
    "/v1/removals/:removalId/restoration": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/removals/:removalId/restoration"),
      body: { reason: "It was the right case after all." },
    }),
    "/v1/retention-rules": async () => ({
      person: world.tt.coordinator,
      body: { category: "LIC", days: 3_650, countedFrom: "exhibit_entered" },
    }),
    "/v1/cases/:caseId/legal-holds": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/cases/:caseId/legal-holds"),
      body: { reason: "The trial of June needs it." },
    }),
    "/v1/legal-holds/:holdId/end": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/legal-holds/:holdId/end"),
      body: { reason: "The trial is over." },
    }),
    "/v1/purges": async () => {
      const { exhibitId } = await enterExhibit(world.tt.technician);
      await world.tt.coordinator.send("POST", `/v1/exhibits/${exhibitId}/removal`, { body: REMOVAL });
      return { person: world.tt.coordinator, body: { exhibitId, reason: "It was entered twice." } };
    },
    "/v1/purges/:purgeId/decision": async () => ({
      person: await hire(api, "TT", world.tt.technician.labId, "national_coordinator"),
      url: fill("/v1/purges/:purgeId/decision"),
      body: { decision: "refused", reason: "It is needed after all." },
    }),
    "/v1/releases": async () => ({
      person: world.tt.coordinator,
      body: {
        caseId: world.left.case.id,
        toState: "GY",
        purpose: "Joint case",
        expiresAt: tomorrow(),
      },
    }),
    "/v1/releases/:releaseId/withdraw": async () => ({
      person: world.tt.coordinator,
      url: fill("/v1/releases/:releaseId/withdraw"),
      body: {},
    }),
    "/v1/audit-verifications": async () => ({
      person: await hire(api, "TT", world.tt.technician.labId, "auditor"),
      body: {},
    }),
    "/v1/agreements": async () => ({ person: regional, body: { states: ["SR", "HT"] } }),
    "/v1/agreements/:agreementId/terms": async () => ({
      person: regional,
      url: fill("/v1/agreements/:agreementId/terms"),
      body: { categories: ["CE"], images: false, validUntil: null },
    }),
    "/v1/agreements/:agreementId/withdraw": async () => ({
      person: regional,
      url: fill("/v1/agreements/:agreementId/withdraw"),
      body: {},
    }),
    "/v1/jobs/:jobId/retry": async () => {
      await api.deps.sql.query("update jobs set state = 'failed' where id = $1", [known.jobId]);
      return { person: world.tt.coordinator, url: fill("/v1/jobs/:jobId/retry"), body: {} };
    },
  };

  const REMOVAL = { reasonCode: "duplicate", reason: "It was entered twice." };

  const colleague = () => hire(api, "TT", world.tt.technician.labId, "verifier");

  const drawOne = async () => (await draw(world.tt.examiner, world)).json<{ id: string }>().id;

  /** A linkage whose first conclusion was just recorded, and who was asked to verify it. */
  async function openAssignment(step: string) {
    const own = await makeWorld(api, { agreed: false });
    await decide(own.tt.examiner, own.linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    const given = { conclusion: "identification", reasons: "Marks agree." };
    await decide(own.tt.examiner, own.linkageId, "conclusions", given);
    await assignTo(api.deps.sql, own.linkageId, own.jm.examiner.id);
    const { items } = (await own.jm.examiner.send("GET", "/v1/verifications")).json();
    return { person: own.jm.examiner, url: `/v1/verifications/${items[0].id}/${step}` };
  }

  async function makeGroup() {
    const own = await makeWorld(api, { agreed: false });
    await reachHit(own);
    const { id } = (await own.tt.examiner.send("GET", "/v1/firearm-groups")).json().items[0];
    const group = (await own.tt.examiner.send("GET", `/v1/firearm-groups/${id}`)).json();
    return { own, id, memberIds: group.members.map((member: { memberId: string }) => member.memberId) };
  }

  async function disagree() {
    const own = await makeWorld(api, { agreed: false });
    await decide(own.tt.examiner, own.linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    for (const [person, conclusion] of [
      [own.tt.examiner, "identification"],
      [own.jm.examiner, "inconclusive_a"],
    ] as const) {
      await decide(person, own.linkageId, "conclusions", { conclusion, reasons: "So the marks say." });
    }
    return own;
  }

  async function decision(own: EvidenceWorld, part: string, body: object) {
    const { etag } = (await own.tt.examiner.send("GET", `/v1/linkages/${own.linkageId}`)).headers;
    const url = `/v1/linkages/${own.linkageId}/${part}`;
    return { person: own.tt.examiner, url, body, headers: { "if-match": String(etag) } };
  }

  test("is known of every POST but the sign-in; uploads have tests of their own", () => {
    const posts = routes.filter((route) => route.method === "POST").map((route) => route.url);
    const publicOnes = [
      "/v1/sessions",
      "/v1/sessions/second-factor",
      "/v1/sessions/openid",
      "/v1/sessions/openid/completion",
      "/v1/invitations/acceptance",
      "/v1/set-up",
      "/v1/openid/:provider/back-channel-logout",
      "/v1/public/report-verifications",
    ];
    const elsewhere = [...publicOnes, "/v1/acquisitions", "/v1/imports", "/v1/uploads"];
    expect(posts.sort()).toEqual([...Object.keys(POSTS), ...elsewhere].sort());
    const without = routes.filter((route) => route.method === "POST" && route.config.idempotency === "none");
    expect(without.map((route) => route.url)).toEqual(publicOnes);
  });

  test.each(Object.keys(POSTS))("makes one thing of two requests to %s", async (route) => {
    const { person, url = route, body = {}, headers = {} } = await POSTS[route]!();
    const keyed = { ...headers, "idempotency-key": randomUUID() };
    const first = await person.send("POST", url, { body, headers: keyed });
    expect([route, first.statusCode < 300, first.headers["idempotency-replayed"]]).toEqual([route, true, undefined]);
    const events = await countEvents();
    const again = await person.send("POST", url, { body, headers: keyed });
    expect([again.statusCode, again.headers["idempotency-replayed"]]).toEqual([first.statusCode, "true"]);
    expect(again.headers.location).toBe(first.headers.location);
    expect(again.headers.etag).toBe(first.headers.etag);
    const secrets = routes.find((entry) => entry.method === "POST" && entry.url === route)?.config.secretFields ?? [];
    const expected = parse(first.body);
    for (const name of secrets) if (name in expected) expected[name] = null;
    expect(parse(again.body)).toEqual(expected);
    expect(await countEvents()).toBe(events);

    const other = await person.send("POST", url, { body: { ...body, other: true }, headers: keyed });
    expect([400, 409]).toContain(other.statusCode);
    expect(["VALIDATION_FAILED", "IDEMPOTENCY_KEY_REUSED"]).toContain(other.json().code);
  });

  const parse = (body: string) => (body === "" ? {} : (JSON.parse(body) as Record<string, unknown>));
  const countEvents = async () => Number((await api.deps.sql.query("select count(*) n from audit_events")).rows[0]?.n);

  test("keeps no secret", async () => {
    const { rows } = await api.deps.sql.query("select request_hash, headers, body from idempotency_keys");
    expect(rows.length).toBeGreaterThan(10);
    expect(JSON.stringify(rows)).not.toMatch(/rb[stic]_[A-Za-z0-9_-]{20}|argon2|correct horse|six geese|otpauth/);
  });

  test("is each person's own", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const send = (person: Person) =>
      person.send("POST", "/v1/cases", { body: { ...NEW_CASE, caseNumber: randomUUID() }, headers });
    expect((await send(world.tt.technician)).statusCode).toBe(201);
    const other = await send(world.jm.technician);
    expect([other.statusCode, other.headers["idempotency-replayed"]]).toEqual([201, undefined]);
  });

  test("for another request is refused, also where only If-Match differs", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const body = { ...NEW_CASE, caseNumber: randomUUID() };
    await world.tt.technician.send("POST", "/v1/cases", { body, headers });
    const sameInOtherOrder = { caseNumber: body.caseNumber, eventType: body.eventType };
    expect((await world.tt.technician.send("POST", "/v1/cases", { body: sameInOtherOrder, headers })).statusCode).toBe(
      201,
    );
    const other = await world.tt.technician.send("POST", "/v1/cases", {
      body: { ...body, highProfile: true },
      headers,
    });
    expect([other.statusCode, other.json().code]).toEqual([409, "IDEMPOTENCY_KEY_REUSED"]);
    const elsewhere = await world.tt.technician.send("POST", "/v1/exhibits", {
      body: { ...NEW_EXHIBIT, caseId: world.left.case.id },
      headers,
    });
    expect(elsewhere.json().code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("of two requests at once lets one through", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const body = { ...NEW_CASE, caseNumber: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => world.tt.technician.send("POST", "/v1/cases", { body, headers })),
    );
    const codes = answers.map((answer) =>
      answer.statusCode === 201 ? (answer.headers["idempotency-replayed"] ?? "done") : answer.json().code,
    );
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    for (const code of codes) expect(["done", "true", "IDEMPOTENCY_IN_PROGRESS"]).toContain(code);
  });

  test("repeats a refusal that was decided", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const body = { ...NEW_CASE, caseNumber: world.left.case.caseNumber };
    const first = await world.tt.technician.send("POST", "/v1/cases", { body, headers });
    const again = await world.tt.technician.send("POST", "/v1/cases", { body, headers });
    expect([first.statusCode, again.statusCode, again.headers["idempotency-replayed"]]).toEqual([409, 409, "true"]);
    expect(again.json()).toEqual(first.json());
    expect(again.headers["content-type"]).toContain("application/problem+json");
  });

  test("whose request died with its process is free after a while", async () => {
    const key = randomUUID();
    const claim = (minutes: number) =>
      api.deps.sql.query(
        "insert into idempotency_keys (actor_id, key, request_hash, created_at) values ($1, $2, '', date_trunc('milliseconds', now()) - $3 * interval '1 minute')",
        [world.tt.technician.id, `${key}${minutes}`, minutes],
      );
    await claim(5);
    await claim(20);
    const send = (minutes: number) =>
      world.tt.technician.send("POST", "/v1/cases", {
        body: { ...NEW_CASE, caseNumber: randomUUID() },
        headers: { "idempotency-key": `${key}${minutes}` },
      });
    expect((await send(5)).json().code).toBe("IDEMPOTENCY_IN_PROGRESS");
    expect((await send(20)).statusCode).toBe(201);
  });

  test.each(["short", "with blank s", "é".repeat(10), "x".repeat(201)])("is not %p", async (key) => {
    const response = await world.tt.technician.send("POST", "/v1/cases", {
      body: { ...NEW_CASE, caseNumber: randomUUID() },
      headers: { "idempotency-key": key },
    });
    expect([response.statusCode, response.json().errors[0].field]).toEqual([400, "header.idempotency-key"]);
  });
});
