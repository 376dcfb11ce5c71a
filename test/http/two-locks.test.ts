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
const { describeReads } = await import("./support/described-reads.ts");
const { makeBodies } = await import("./support/route-bodies.ts");
const { hire, sendAs } = await import("./support/people.ts");
const { RECEIPT, EXAMINATION } = await import("./support/evidence-world.ts");

/** Stands in every fact of TT's and of JM's that is text; a reader of a state may find the own mark only. */
const MARK = { TT: "ZQXTRINIDAD", JM: "ZQXJAMAICA" } as const;
/** In what an examiner documented, which an auditor reads as everything's history. */
const NOTES = "ZQXEXAMINED";

let api: TestApp;
let made: KnownWorld;
let reads: readonly string[];
let stranger: Person;
let readers: readonly { readonly name: string; readonly person: Person; readonly hidden: readonly string[] }[];

beforeAll(async () => {
  const owner = "none" as ReturnType<typeof requireAsker>["role"];
  api = await openTestApp({ whoAsks: () => (locks.database ? requireAsker() : { ...requireAsker(), role: owner }) });
  made = await makeKnownWorld(api);
  await makeSecret(made);
  reads = await describeReads(api, made);
  const { bb, known, world } = made;
  const { labId } = bb.technician;
  const national = ROLES.filter((role) => role !== "regional_coordinator" && role !== "auditor");
  stranger = await hire(api, "BB", labId, ...national);
  const party = await hire(api, "JM", world.jm.technician.labId, ...national);
  const registered = await bb.coordinator.send("POST", "/v1/stations", { body: { labId, name: randomUUID() } });
  const { token } = registered.json<{ token: string }>();
  const words = [...Object.values(MARK), "ABC12345", world.left.case.caseNumber, world.right.case.caseNumber];
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
      hidden: [MARK.TT, NOTES, "ABC12345", world.left.case.caseNumber, String(known.acquisitionId)],
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

/** Facts that can be told apart; what was shared for the way to the hit ends. */
async function makeSecret({ world, known }: KnownWorld): Promise<void> {
  const { sql } = api.deps;
  for (const [state, mark] of Object.entries(MARK)) {
    const values = [state, mark];
    await sql.query(
      "update cases set place = $2, comment = $2, originating_agency = $2, agency_reference = $2 where owner_state = $1",
      values,
    );
    await sql.query(
      "update exhibits set comment = $2, exhibit_number = $2 || '-' || exhibit_number where owner_state = $1",
      values,
    );
    await sql.query(
      "update acquisitions set file_name = $2, preview_key = blob_key, stage = 'verified' where owner_state = $1",
      values,
    );
  }
  const { technician, examiner, coordinator } = world.tt;
  const at = `/v1/exhibits/${known.exhibitId}`;
  await technician.send("POST", `${at}/custody`, { body: { ...RECEIPT, place: MARK.TT, fromHolder: MARK.TT } });
  await examiner.send("POST", `${at}/examinations`, { body: { ...EXAMINATION, notes: NOTES } });
  const { rows } = await sql.query("select id from agreements where state_a = 'JM' and state_b = 'TT'", []);
  const ended = [
    await coordinator.send("POST", `/v1/releases/${known.releaseId}/withdraw`),
    await made.regional.send("POST", `/v1/agreements/${rows[0]?.id}/withdraw`),
  ];
  expect(ended.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
}

function open(lock: Partial<typeof locks>): void {
  Object.assign(locks, { code: true, database: true }, lock);
}

/** What each address gave the reader that is hidden from them, and what broke. */
async function walkReads(person: Person, hidden: readonly string[]) {
  const leaks: [string, readonly string[]][] = [];
  const broken: [string, number][] = [];
  const shown: string[] = [];
  for (const url of reads) {
    const { statusCode, body } = await person.send("GET", url);
    if (statusCode >= 500) broken.push([url, statusCode]);
    if (statusCode === 200) shown.push(url);
    // What was asked for by the asker's own words may stand in the answer: it is told nothing by it.
    const told = hidden.filter((text) => body.includes(text) && !url.includes(text));
    if (told.length > 0) leaks.push([url, told]);
  }
  return { leaks, broken, shown };
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
      const { leaks, broken, shown } = await walkReads(person, hidden);
      if (leaks.length + broken.length > 0) told.push({ name, leaks, broken });
      // Their own part of the service answers: it is not refused for being broken.
      expect([name, shown.length > 1]).toEqual([name, true]);
    }
    expect(told).toEqual([]);
  });

  test("no address that names another state's record is answered to a stranger", async () => {
    const { shown } = await walkReads(stranger, []);
    const ids = Object.values(made.known);
    expect(shown.filter((url) => ids.some((id) => url.split("?")[0]?.includes(id)))).toEqual([]);
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
  const { leaks } = await walkReads(person, hidden);
  open({});
  expect(leaks.length).toBeGreaterThan(25);
  expect(leaks.filter(([, told]) => told.includes(MARK.TT)).length).toBeGreaterThan(4);
});

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
