/** Who may reach what, of every route. The routes are read from the app, not listed here. */

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RouteEntry } from "../../src/api/plugins/route-table.ts";
import { ARROW } from "../support/annotation-steps.ts";
import {
  type EvidenceWorld,
  EXAMINATION,
  enterEvidence,
  hireStaff,
  OUTLINES,
  RECEIPT,
  type Staff,
  TIMES,
  uploadScan,
} from "./support/evidence-world.ts";
import { FIREARM, TRACE, TRACE_ANSWER } from "./support/firearms.ts";
import { type KnownWorld, makeKnownWorld } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
let known: KnownWorld["known"];
let fill: KnownWorld["fill"];
let routes: readonly RouteEntry[];
beforeAll(async () => {
  api = await openTestApp();
  ({ world, bb, known, fill } = await makeKnownWorld(api));
  routes = api.app.routeTable;
});
afterAll(() => api.close());

describe("deny by default", () => {
  const PUBLIC = [
    "POST /v1/sessions",
    "POST /v1/sessions/second-factor",
    "POST /v1/sessions/openid",
    "POST /v1/sessions/openid/completion",
    "POST /v1/openid/:provider/back-channel-logout",
    "GET /v1/sign-in-methods",
    "POST /v1/invitations/acceptance",
    "POST /v1/set-up",
    "GET /v1/bundle-recipients",
    "GET /v1/keys",
    "POST /v1/public/report-verifications",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /openapi.json",
  ];

  test("only sign-in, invitations, the first set-up, public keys, the check of a report, health, metrics and the API's description are public", () => {
    const open = routes.filter(
      (route) => route.config.access === "public" && !route.url.startsWith("/docs") && route.method !== "HEAD",
    );
    expect(open.map((route) => `${route.method} ${route.url}`).sort()).toEqual([...PUBLIC].sort());
  });

  test("every other route refuses who has not signed in, before it looks at the request", async () => {
    const closed = routes.filter((route) => route.config.access !== "public");
    expect(closed.length).toBeGreaterThan(60);
    for (const { method, url } of closed) {
      for (const headers of [{}, { authorization: `Bearer rbs_${"A".repeat(43)}` }]) {
        const response = await api.app.inject({
          method: method as "GET",
          url: fill(url),
          headers,
          payload: method === "POST" ? "{" : "",
        });
        expect([method, url, response.statusCode]).toEqual([method, url, 401]);
        if (method !== "HEAD") expect(response.json().code).toBe("UNAUTHENTICATED");
      }
    }
  });
});

describe("another state's evidence", () => {
  test("is not there on any GET, whatever the stranger's role", async () => {
    const named = routes.filter(
      (route) => route.method === "GET" && route.url.includes("/:") && route.url.startsWith("/v1/"),
    );
    expect(named.length).toBeGreaterThan(12);
    for (const { url } of named) {
      for (const person of Object.values(bb) as Person[]) {
        const response = await person.send("GET", fill(url));
        expect([url, response.statusCode]).not.toEqual([url, 200]);
        expect([403, 404]).toContain(response.statusCode);
        expect(response.body).not.toMatch(/Charlotte|widow|9x19|TT-/);
      }
    }
  });

  test("is in no list", async () => {
    const lists = routes.filter(
      (route) => route.method === "GET" && route.url.startsWith("/v1/") && !route.url.includes("/:"),
    );
    const mine = [...Object.values(known), world.tt.technician.email, "Charlotte", "widow"];
    let read = 0;
    for (const { url } of lists) {
      for (const person of Object.values(bb) as Person[]) {
        const response = await person.send("GET", url);
        if (response.statusCode === 200) read += 1;
        for (const text of mine) expect([url, response.body.includes(text)]).toEqual([url, false]);
      }
    }
    expect(read).toBeGreaterThan(20);
  });

  test("is not changed either", async () => {
    const changing = routes.filter(
      (route) => ["POST", "PATCH", "DELETE"].includes(route.method) && route.url.includes("/:"),
    );
    expect(changing.length).toBeGreaterThan(9);
    for (const { method, url } of changing) {
      for (const person of Object.values(bb) as Person[]) {
        const body = BODIES[url] ?? {};
        const headers = { "if-match": 'W/"1"', "tus-resumable": "1.0.0" };
        const response = await person.send(
          method as "POST",
          fill(url),
          method === "DELETE" ? { headers } : { body, headers },
        );
        expect([method, url, [403, 404, 415].includes(response.statusCode)]).toEqual([method, url, true]);
      }
    }
  });
});

/** A body that the contract of the route takes. */
const BODIES: Record<string, object> = {
  "/v1/accounts/:accountId": { name: "Somebody Else" },
  "/v1/accounts/:accountId/identities": { provider: "police" },
  "/v1/accounts/:accountId/identities/:identityId/unlink": { leavesNoSignIn: true },
  "/v1/cases/:caseId": { place: "Elsewhere" },
  "/v1/exhibits/:exhibitId": { comment: "Mine now" },
  "/v1/exhibits/:exhibitId/custody": RECEIPT,
  "/v1/exhibits/:exhibitId/times": TIMES,
  "/v1/exhibits/:exhibitId/examinations": EXAMINATION,
  "/v1/firearm-groups/:groupId/merge": {
    otherGroupId: "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10",
    reason: "One serial number.",
  },
  "/v1/firearm-groups/:groupId/splits": {
    memberIds: ["019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10"],
    reason: "Another firing pin made it.",
  },
  "/v1/firearm-splits/:splitId/decision": { approved: true, reason: "I see it as well." },
  "/v1/linkages/:linkageId/conclusions/:conclusionId/corrections": {
    conclusion: "elimination",
    basis: "class",
    reasons: "Because.",
    correctionReason: "Because.",
  },
  "/v1/linkages/:linkageId/annotations": {
    candidateId: randomUUID(),
    comparisonId: randomUUID(),
    side: "b",
    shape: ARROW,
    text: "Ours",
  },
  "/v1/linkages/:linkageId/pictures": { candidateId: randomUUID(), comparisonId: randomUUID(), png: "AAAA" },
  "/v1/linkages/:linkageId/annotations/:annotationId/correction": {
    shape: ARROW,
    text: "Ours",
    reason: "We see it otherwise.",
  },
  "/v1/linkages/:linkageId/annotations/:annotationId/withdrawal": { reason: "We do not like it." },
  "/v1/linkages/:linkageId/consultation/statements": { statement: "We see it otherwise." },
  "/v1/linkages/:linkageId/consultation/third": { reason: "They disagree." },
  "/v1/verifications/:assignmentId/decline": { reason: "We have no time for it." },
  "/v1/verifications/:assignmentId/reassign": { reason: "They have no time for it." },
  "/v1/exhibits/:exhibitId/firearm-records": FIREARM,
  "/v1/exhibits/:exhibitId/trace-requests": TRACE,
  "/v1/trace-requests/:traceRequestId/outcomes": TRACE_ANSWER,
  "/v1/cases/:caseId/ibin-indicators": { indicator: "terrorism", holds: true },
  "/v1/cases/:caseId/ibin-decisions": { decision: "declined", reasons: "Because." },
  "/v1/acquisitions/:acquisitionId/outlines": OUTLINES,
  "/v1/acquisitions/:acquisitionId/correlations": { reason: "Because it may be ours." },
  "/v1/cases/:caseId/removal": { reasonCode: "other", reason: "We do not want it to be seen." },
  "/v1/exhibits/:exhibitId/removal": { reasonCode: "other", reason: "We do not want it to be seen." },
  "/v1/cases/:caseId/legal-holds": { reason: "We want it to stay." },
  "/v1/legal-holds/:holdId/end": { reason: "We want it to go." },
  "/v1/purges/:purgeId/decision": { decision: "confirmed", reason: "We want it to go." },
  "/v1/removals/:removalId/restoration": { reason: "We want it to be seen again." },
  "/v1/agreements/:agreementId/terms": { categories: ["CE"], images: true, validUntil: null },
  "/v1/reports/:reportId/withdraw": { reason: "We do not like it." },
  "/v1/report-requests/:requestId/replies": { partId: randomUUID(), words: "Ours." },
  "/v1/report-requests/:requestId/withdraw": { reason: "We do not like it." },
  "/v1/report-request-parts/:partId/answers": { decision: "refused", reason: "Because." },
  "/v1/linkages/:linkageId/reviews": { decision: "elimination", reasons: "Because." },
  "/v1/linkages/:linkageId/conclusions": { conclusion: "elimination", reasons: "Because." },
};

describe("a station", () => {
  test("uploads for its lab and reads what it needs for it, and does nothing else", async () => {
    const { coordinator, technician } = world.tt;
    const registered = await coordinator.send("POST", "/v1/stations", {
      body: { labId: technician.labId, name: randomUUID() },
    });
    const { token, id } = registered.json<{ token: string; id: string }>();
    expect([registered.headers["cache-control"], token.slice(0, 4)]).toEqual(["no-store", "rbt_"]);
    const station: Person = {
      ...technician,
      id,
      token,
      send: sendAs(api, token),
    };
    expect((await station.send("GET", "/v1/me")).json()).toMatchObject({
      kind: "station",
      id,
      state: "TT",
      labId: technician.labId,
    });
    const { exhibitId } = await enterExhibit(technician);
    const uploaded = await uploadScan(api, station, exhibitId);
    expect(uploaded.json()).toMatchObject({ createdByKind: "station", createdBy: id });
    expect((await station.send("GET", `/v1/exhibits/${exhibitId}`)).statusCode).toBe(200);
    const otherLab = await hireStaff(api, "TT");
    const theirs = await enterEvidence(api, otherLab.technician);
    expect((await uploadScan(api, station, theirs.exhibit.id)).statusCode).toBe(403);
    for (const { method, url } of routes.filter(
      (route) => route.method === "GET" && /linkage|hit|candidate|audit|accounts|report|job|refusal/.test(route.url),
    )) {
      expect([url, [403, 404].includes((await station.send(method as "GET", fill(url))).statusCode)]).toEqual([
        url,
        true,
      ]);
    }
    expect((await coordinator.send("DELETE", `/v1/stations/${id}`)).statusCode).toBe(200);
    expect((await station.send("GET", "/v1/me")).statusCode).toBe(401);
    expect((await coordinator.send("DELETE", `/v1/stations/${id}`)).json().code).toBe("CONFLICT");
  });
});
