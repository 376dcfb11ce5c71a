/** What a station's token is good for, on every route. The routes are read from the app; what is open is written out by hand. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { STATION_ACTIONS, type StationAction } from "../../src/domain/permission-grants.ts";
import { hireStaff, type Staff, uploadScan } from "./support/evidence-world.ts";
import { type KnownWorld, makeKnownWorld, sendImport } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, type Person, sendAs } from "./support/people.ts";
import { makeBodies } from "./support/route-bodies.ts";

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
    const filled = made.fill(url);
    const { statusCode, body } = await station.send("GET", filled.includes("?") ? filled : `${filled}?`);
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
  const bodies = makeBodies(made);
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
