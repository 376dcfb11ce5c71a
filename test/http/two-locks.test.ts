/**
 * Each of the two locks (docs/security.md) by itself: with `can` saying yes to everything the database gives nothing of another state's
 * evidence; with the database asked as the owner of its tables, for whom no policy holds, `can` does not. Both reach every route; the reads
 * are taken from the API's own description. `can` is taken away by this test alone: no setting of the service does it.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as permission from "../../src/domain/permission.ts";
import { ROLES } from "../../src/domain/vocabulary.ts";
import { requireAsker } from "../../src/ports/asker.ts";
import { DRAWN } from "../support/annotation-steps.ts";
import { documentEverything } from "../support/review-steps.ts";
import type { KnownWorld } from "./support/known-world.ts";
import type { TestApp } from "./support/open-test-app.ts";
import type { Person } from "./support/people.ts";

const locks = { code: true, database: true };
jest.unstable_mockModule("../../src/domain/permission.ts", () => ({
  ...permission,
  can: (...asked: Parameters<typeof permission.can>) => !locks.code || permission.can(...asked),
}));
// Only what is imported after it meets the lock that can be opened.
const { openTestApp } = await import("./support/open-test-app.ts");
const { makeKnownWorld } = await import("./support/known-world.ts");
const { describeReads, walkReads } = await import("./support/described-reads.ts");
const { endSharing, MARK, markFacts, NOTES } = await import("./support/secret-facts.ts");
const { makeBodies } = await import("./support/route-bodies.ts");
const { hire, sendAs } = await import("./support/people.ts");

let api: TestApp;
let made: KnownWorld;
let reads: readonly string[];
let stranger: Person;
let party: Person;
let readers: readonly { readonly name: string; readonly person: Person; readonly hidden: readonly string[] }[];

beforeAll(async () => {
  const owner = "none" as ReturnType<typeof requireAsker>["role"];
  api = await openTestApp({ whoAsks: () => (locks.database ? requireAsker() : { ...requireAsker(), role: owner }) });
  made = await makeKnownWorld(api);
  await markFacts(api, made);
  await endSharing(api, made);
  reads = await describeReads(api, made);
  const { bb, known, world } = made;
  const { labId } = bb.technician;
  const national = ROLES.filter((role) => role !== "regional_coordinator" && role !== "auditor");
  stranger = await hire(api, "BB", labId, ...national);
  party = await hire(api, "JM", world.jm.technician.labId, ...national);
  // Nobody is kept from anything for an exhibit that they had first to document.
  await documentEverything(api.deps.sql);
  const registered = await bb.coordinator.send("POST", "/v1/stations", { body: { labId, name: randomUUID() } });
  const { token } = registered.json<{ token: string }>();
  const words = [...Object.values(MARK), DRAWN, "ABC12345", world.left.case.caseNumber, world.right.case.caseNumber];
  const { uploadId: _, ...named } = known;
  const ids = [...Object.values(named), world.right.case.id, world.right.exhibit.id, world.right.acquisitionId];
  // The region is told of the pair, and its auditor reads the whole trail, in which ids stand; neither reads a fact of a case.
  readers = [
    { name: "a state that has no part in it", person: stranger, hidden: [...words, NOTES, ...ids] },
    {
      name: "its station",
      person: { ...stranger, token, send: sendAs(api, token) },
      hidden: [...words, NOTES, ...ids],
    },
    {
      name: "the pair's other state, to which nothing is released and with which nothing is agreed",
      person: party,
      // A row of a pair has its identifiers of both sides: of these only the code tells nothing (docs/security.md).
      hidden: [MARK.TT, DRAWN, NOTES, "ABC12345", world.left.case.caseNumber],
    },
    {
      name: "the region's coordinator",
      person: await hire(api, "BB", labId, "regional_coordinator"),
      hidden: [...words, NOTES],
    },
    { name: "the auditor", person: await hire(api, "BB", labId, "auditor"), hidden: words },
  ];
});
afterAll(() => api.close());

function open(lock: Partial<typeof locks>): void {
  Object.assign(locks, { code: true, database: true }, lock);
}

const REMOVED = [
  ["without the lock in the code", { code: false }],
  ["without the lock in the database", { database: false }],
] as const;

describe.each(REMOVED)("%s", (_, lock) => {
  beforeAll(() => open(lock));
  afterAll(() => open({}));

  test("no read of any route gives anything of another state's evidence", async () => {
    expect(reads.length).toBeGreaterThan(100);
    const told: unknown[] = [];
    for (const { name, person, hidden } of readers) {
      const { leaks, broken, shown } = await walkReads(person, reads, hidden);
      if (leaks.length + broken.length > 0) told.push({ name, leaks, broken });
      // Their own part of the service answers: it is not refused for being broken.
      expect([name, shown.length > 1]).toEqual([name, true]);
    }
    expect(told).toEqual([]);
  });

  test("no address that names another state's record is answered to a stranger", async () => {
    const { shown } = await walkReads(stranger, reads, []);
    const ids = Object.values(made.known);
    expect(shown.filter((url) => ids.some((id) => url.split("?")[0]?.includes(id)))).toEqual([]);
  });

  test("no picture and no comparison is shown to the pair's other state without an agreement", async () => {
    const { shown } = await walkReads(party, listPictures(), []);
    // Where the code says yes the rows of the pair are there, and nothing that was compared, drawn or kept.
    const LISTS = ["comparisons", "items", "annotations", "pictures"];
    for (const url of shown) {
      const { body } = await party.send("GET", url);
      const told = Object.entries(JSON.parse(body)).filter(([name]) => LISTS.includes(name));
      expect([url, told.length, told]).toEqual([url, 1, told.map(([name]) => [name, []])]);
    }
  });

  test("nothing of another state's is changed by any route", async () => {
    const before = await hashTables();
    const done: unknown[] = [];
    for (const { method, url, body } of listChanges()) {
      const headers = { "if-match": 'W/"1"', "tus-resumable": "1.0.0" };
      const given = method === "DELETE" ? { headers } : { body, headers };
      const { statusCode } = await stranger.send(method, made.fill(url), given);
      if (statusCode < 400 || statusCode >= 500) done.push([method, url, statusCode]);
    }
    expect(done).toEqual([]);
    expect(await hashTables()).toEqual(before);
  });

  test("the owner works on as ever", async () => {
    const { known, world } = made;
    const { statusCode, body } = await world.tt.examiner.send("GET", `/v1/cases/${known.caseId}`);
    expect([statusCode, body.includes(MARK.TT)]).toEqual([200, true]);
  });
});

test("without both a stranger reads it on many routes: the walk would have found it", async () => {
  open({ code: false, database: false });
  const [{ person, hidden }] = readers as [(typeof readers)[number]];
  const { leaks } = await walkReads(person, reads, hidden);
  const drawn = await walkReads(party, listPictures(), [DRAWN]);
  open({});
  expect(drawn.leaks.length).toBe(2);
  expect(drawn.shown.filter((url) => /pictures\/.*png$|preview.png$/.test(url))).toHaveLength(2);
  expect(leaks.length).toBeGreaterThan(25);
  expect(leaks.filter(([, told]) => told.includes(MARK.TT)).length).toBeGreaterThan(4);
});

/** Reads of TT's pictures, of what was compared of the pair, and of what was drawn and kept of it. */
function listPictures(): readonly string[] {
  const { acquisitionId, imageId, candidateId, linkageId } = made.known;
  const ofPair = [`/v1/linkages/${linkageId}/`];
  const named = reads.filter((url) =>
    [acquisitionId, imageId, candidateId, ...ofPair].some((id) => url.split("?")[0]?.includes(String(id))),
  );
  expect(named.length).toBeGreaterThan(12);
  return named;
}

/** Every change that names a record of TT's, or TT itself, in its address or in its body. */
function listChanges(): { method: "POST" | "PATCH" | "DELETE"; url: string; body: object }[] {
  const bodies = makeBodies(made);
  const ids = Object.values(made.known);
  const names = (body: object) => [...ids, '"TT"'].some((text) => JSON.stringify(body).includes(text));
  return api.app.routeTable.flatMap(({ method, url, config }) => {
    const body = bodies[url] ?? {};
    if (method !== "POST" && method !== "PATCH" && method !== "DELETE") return [];
    if (config.access === "public" || url.startsWith("/v1/me/") || !(url.includes("/:") || names(body))) return [];
    return [{ method, url, body }];
  });
}

/** The content of every table but those that tell who asked what, when. */
async function hashTables(): Promise<Record<string, unknown>> {
  const { sql } = api.deps;
  const told = /^(audit_|sessions$|idempotency_keys$|schemaversion$)/;
  const { rows } = await sql.query(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    [],
  );
  const names = rows.map(({ name }) => String(name)).filter((name) => !told.test(name));
  const hashes: Record<string, unknown> = {};
  for (const name of names) {
    const content = "select count(*)::int as rows, md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash";
    hashes[name] = (await sql.query(`${content} from ${name} t`, [])).rows[0];
  }
  return hashes;
}
