/** What a station's token is good for, on every route. The routes are read from the app; what is open is written out by hand. */
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { STATION_ACTIONS, type StationAction } from "../../src/domain/permission-grants.ts";
import { QUEUE_REVIEW } from "../support/state-work.ts";
import { EXAMINATION, hireStaff, OUTLINES, RECEIPT, type Staff, uploadScan } from "./support/evidence-world.ts";
import { FIREARM, TRACE, TRACE_ANSWER } from "./support/firearms.ts";
import { type KnownWorld, makeKnownWorld, sendImport, tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, NEW_CASE, NEW_EXHIBIT, PASSWORD, type Person, sendAs } from "./support/people.ts";

/** Every GET that each action opens. */
const OPENS: Record<StationAction, readonly string[]> = {
  "acquisition.create": [],
  "acquisition.read": ["/v1/acquisitions", "/v1/acquisitions/:acquisitionId", "/v1/acquisitions/:acquisitionId/events"],
  "case.read": ["/v1/cases", "/v1/cases/:caseId"],
  // What its lab has still to acquire, of its types of exhibit.
  "exhibit.read": ["/v1/acquisition-queue", "/v1/exhibits", "/v1/exhibits/:exhibitId"],
};
/** Of no state's evidence; open to whoever has signed in. */
const COMMON = ["/v1/me", "/v1/states"];

let api: TestApp;
let made: KnownWorld;
let tt: Staff;
/** The evidence of TT that is not to be seen: identifiers, and words of its case. */
let hidden: readonly string[];
beforeAll(async () => {
  api = await openTestApp();
  made = await makeKnownWorld(api);
  tt = made.world.tt;
  const { caseId, exhibitId, acquisitionId } = made.known;
  hidden = [String(caseId), String(exhibitId), String(acquisitionId), "Charlotte", "widow"];
  // The stream of events of what is done ends at once.
  await api.deps.sql.query("update acquisitions set stage = 'verified'");
});
afterAll(() => api.close());

async function register(scope: object = {}, by = tt): Promise<Person> {
  const body = { labId: by.coordinator.labId, name: randomUUID(), ...scope };
  const { token } = (await by.coordinator.send("POST", "/v1/stations", { body })).json<{ token: string }>();
  return { ...by.technician, token, send: sendAs(api, token) };
}
const closedGets = () =>
  api.app.routeTable
    .filter(({ method, url, config }) => method === "GET" && url.startsWith("/v1/") && config.access !== "public")
    .map(({ url }) => url);
async function listOpen(station: Person): Promise<string[]> {
  const open: string[] = [];
  const wrong: unknown[] = [];
  for (const url of closedGets()) {
    const { statusCode } = await station.send("GET", made.fill(url));
    if (statusCode === 200) open.push(url);
    else if (![403, 404].includes(statusCode)) wrong.push([url, statusCode]);
  }
  expect(wrong).toEqual([]);
  return open.sort();
}

test.each(STATION_ACTIONS.filter((action) => action !== "acquisition.create"))(
  "%s alone opens its own routes and none besides",
  async (action) => {
    const station = await register({ allowedActions: [action] });
    expect(await listOpen(station)).toEqual([...COMMON, ...OPENS[action]].sort());
  },
);

test("the whole scope opens no route besides", async () => {
  expect(await listOpen(await register())).toEqual([...COMMON, ...Object.values(OPENS).flat()].sort());
});

test("another lab's station of the same state finds nothing of this lab, on no route and in no list", async () => {
  const other = await hireStaff(api, "TT");
  const station = await register({}, other);
  const theirs = await enterExhibit(other.technician);
  const uploaded = (await uploadScan(api, station, theirs.exhibitId)).json<{ id: string }>();
  for (const url of closedGets()) {
    const { statusCode, body } = await station.send("GET", `${made.fill(url)}?`);
    if (url.includes("/:")) expect([url, [403, 404].includes(statusCode)]).toEqual([url, true]);
    for (const text of hidden) expect([url, text, body.includes(text)]).toEqual([url, text, false]);
  }
  for (const [url, id] of [
    ["/v1/cases", theirs.caseId],
    ["/v1/exhibits", theirs.exhibitId],
    ["/v1/acquisitions", uploaded.id],
  ] as const) {
    const { items } = (await station.send("GET", `${url}?limit=200`)).json<{ items: { id: string }[] }>();
    expect([url, items.map((item) => item.id)]).toEqual([url, [id]]);
  }
});

test("a station for bullets finds no cartridge case and nothing that was uploaded of one", async () => {
  const station = await register({ allowedExhibitTypes: ["bullet"] });
  const { caseId } = made.known;
  const bullet = await tt.technician.send("POST", "/v1/exhibits", {
    body: { caseId, exhibitNumber: "B-1", type: "bullet", calibre: "9mm Luger" },
  });
  const [, exhibitId = "", acquisitionId = ""] = hidden;
  for (const url of [...closedGets().map(made.fill), `/v1/exhibits?caseId=${caseId}`]) {
    const { statusCode, body } = await station.send("GET", url);
    if (url.includes(exhibitId) || url.includes(acquisitionId)) {
      expect([url, [403, 404].includes(statusCode)]).toEqual([url, true]);
    }
    for (const id of [exhibitId, acquisitionId]) expect([url, body.includes(id)]).toEqual([url, false]);
  }
  const { items } = (await station.send("GET", `/v1/exhibits?caseId=${caseId}`)).json<{ items: { id: string }[] }>();
  expect(items.map((item) => item.id)).toEqual([bullet.json<{ id: string }>().id]);
});

test("no station changes anything but by an upload", async () => {
  const station = await register();
  const bodies = makeBodies();
  const changing = api.app.routeTable.filter(
    ({ method, url, config }) =>
      ["POST", "PATCH", "PUT", "DELETE"].includes(method) &&
      config.access !== "public" &&
      !url.startsWith("/v1/uploads") &&
      url !== "/v1/acquisitions" &&
      // A form, which is sent below.
      url !== "/v1/imports" &&
      // Ends a person's session; a station has none.
      url !== "/v1/sessions/current",
  );
  expect(changing.length).toBeGreaterThan(25);
  const wrong: unknown[] = [];
  for (const { method, url } of changing) {
    const headers = { "if-match": 'W/"1"' };
    const given = method === "DELETE" ? { headers } : { body: bodies[url] ?? {}, headers };
    const { statusCode } = await station.send(method as "POST", made.fill(url), given);
    if (![403, 404].includes(statusCode)) wrong.push([method, url, statusCode]);
  }
  expect(wrong).toEqual([]);
  expect((await sendImport(api, station, "caseNumber,exhibitNumber,type\n1,1,bullet\n")).statusCode).toBe(403);
});

/** Bodies that each route's contract takes, where an empty one is refused for itself. */
function makeBodies(): Record<string, object> {
  const { caseId, linkageId } = made.known;
  const reason = "We want to.";
  return {
    "/v1/me/work-purpose": QUEUE_REVIEW,
    "/v1/me/password": { currentPassword: PASSWORD, newPassword: "six geese over the harbour" },
    "/v1/me/second-factor/confirmation": { code: "123456" },
    "/v1/me/second-factor/removal": { code: "123456" },
    "/v1/accounts": { state: "TT", email: "station@ribin.example", name: "Station", roles: ["verifier"] },
    "/v1/accounts/:accountId": { name: "Station" },
    "/v1/labs": { state: "TT", name: "Station", contact: "x" },
    "/v1/stations": { labId: tt.technician.labId, name: "Another" },
    "/v1/cases": { ...NEW_CASE, caseNumber: randomUUID() },
    "/v1/cases/:caseId": { place: "Elsewhere" },
    "/v1/exhibits": { ...NEW_EXHIBIT, caseId, exhibitNumber: randomUUID() },
    "/v1/exhibits/:exhibitId": { comment: "Mine" },
    "/v1/exhibits/:exhibitId/custody": RECEIPT,
    "/v1/exhibits/:exhibitId/firearm-records": FIREARM,
    "/v1/exhibits/:exhibitId/trace-requests": TRACE,
    "/v1/trace-requests/:traceRequestId/outcomes": TRACE_ANSWER,
    "/v1/cases/:caseId/ibin-indicators": { indicator: "terrorism", holds: true },
    "/v1/cases/:caseId/ibin-decisions": { decision: "declined", reasons: reason },
    "/v1/acquisitions/:acquisitionId/outlines": OUTLINES,
    "/v1/acquisitions/:acquisitionId/correlations": { reason },
    "/v1/correlations": { region: "BreechFace", reason },
    "/v1/linkages/:linkageId/reviews": { decision: "elimination", reasons: reason },
    "/v1/linkages/:linkageId/conclusions": { conclusion: "elimination", reasons: reason },
    "/v1/linkages/:linkageId/conclusions/:conclusionId/corrections": {
      conclusion: "elimination",
      basis: "class",
      reasons: reason,
      correctionReason: reason,
    },
    "/v1/linkages/:linkageId/consultation/statements": { statement: reason },
    "/v1/linkages/:linkageId/consultation/third": { reason },
    "/v1/verifications/:assignmentId/decline": { reason },
    "/v1/verifications/:assignmentId/reassign": { reason },
    "/v1/exhibits/:exhibitId/examinations": EXAMINATION,
    "/v1/known-pairs": {
      exhibitA: made.known.exhibitId,
      exhibitB: made.known.exhibitId,
      sameFirearm: true,
      source: "simulated",
    },
    "/v1/firearm-groups/:groupId/merge": {
      otherGroupId: "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10",
      reason: "One serial number.",
    },
    "/v1/firearm-groups/:groupId/splits": {
      memberIds: ["019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10"],
      reason: "Another firing pin made it.",
    },
    "/v1/firearm-splits/:splitId/decision": { approved: true, reason: "I see it as well." },
    "/v1/reports": { linkageId, kind: "hit" },
    "/v1/reports/:reportId/withdraw": { reason },
    "/v1/releases": { caseId, toState: "BB", purpose: reason, expiresAt: tomorrow() },
    "/v1/agreements": { states: ["TT", "BB"] },
    "/v1/agreements/:agreementId/terms": { categories: ["CE"], images: false, validUntil: null },
    "/v1/cases/:caseId/removal": { reasonCode: "duplicate", reason },
    "/v1/exhibits/:exhibitId/removal": { reasonCode: "duplicate", reason },
    "/v1/removals/:removalId/restoration": { reason },
    "/v1/retention-rules": { category: "LIC", days: 3_650, countedFrom: "exhibit_entered" },
    "/v1/cases/:caseId/legal-holds": { reason },
    "/v1/legal-holds/:holdId/end": { reason },
    "/v1/purges": { exhibitId: made.known.exhibitId, reason },
    "/v1/purges/:purgeId/decision": { decision: "refused", reason },
    "/v1/calendar-days": { state: "TT", day: "2026-11-09", kind: "holiday", name: "Divali" },
    "/v1/report-requests": { caseNumber: made.world.left.case.caseNumber, purpose: reason },
    "/v1/report-requests/:requestId/replies": { partId: randomUUID(), words: reason },
    "/v1/report-requests/:requestId/withdraw": { reason },
    "/v1/report-request-parts/:partId/answers": { decision: "refused", reason },
    "/v1/me/notifications/reads": { ids: [randomUUID()] },
    "/v1/me/notification-preferences": { mail: ["lead_made"] },
    "/v1/webhooks": { url: "https://93.184.216.34/", kinds: ["lead_made"] },
    "/v1/bundle-keys": {
      labId: tt.technician.labId,
      name: "Outpost",
      publicKey: randomBytes(32).toString("base64url"),
    },
  };
}
