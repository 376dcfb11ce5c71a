/**
 * Both locks through the API: random actors, routes and targets, each answer held against the table of the rules that was written by hand
 * (allowed or refused) and against the marks of the cases that the actor's state may know (nothing else in any answer).
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import type { Actor, Target } from "../../src/domain/permission.ts";
import { ROLES, type Role } from "../../src/domain/vocabulary.ts";
import { insertSession } from "../../src/repositories/sign-in/sessions.ts";
import { hashToken, makeToken } from "../../src/usecases/sign-in/tokens.ts";
import { openTestApp, type TestApp } from "../http/support/open-test-app.ts";
import { makeLab, type Person, sendAs } from "../http/support/people.ts";
import { ASKED, type Asked, NOT_ASKED } from "../support/asked-routes.ts";
import { isGranted } from "../support/permission-matrix.ts";
import {
  type Held,
  hasAgreed,
  makeSharingWorld,
  type Pair,
  SHARING_STATES,
  type SharingState,
  type SharingWorld,
} from "../support/sharing-world.ts";
import { QUEUE_REVIEW } from "../support/state-work.ts";

interface Asker {
  readonly actor: Actor & { readonly state: SharingState };
  readonly send: Person["send"];
}
let api: TestApp;
let world: SharingWorld;
let askers: readonly Asker[];

beforeAll(async () => {
  api = await openTestApp();
  const labs = { TT: await makeLab(api, "TT"), JM: await makeLab(api, "JM"), BB: await makeLab(api, "BB") };
  const made: Asker[] = [];
  const mixed: Role[][] = fc.sample(fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 2, maxLength: 5 }), 6);
  for (const state of SHARING_STATES) {
    for (const roles of [...ROLES.map((role) => [role]), ...mixed]) made.push(await hire(state, labs[state], roles));
    made.push(
      await registerStation(
        made.find(({ actor }) => actor.state === state && actor.roles.includes("national_coordinator"))!,
      ),
    );
  }
  askers = made;
  const keeper = (state: SharingState) => ({
    id: made.find(({ actor }) => actor.state === state)!.actor.id,
    labId: labs[state],
  });
  world = await makeSharingWorld(api.deps, { TT: keeper("TT"), JM: keeper("JM"), BB: keeper("BB") });
});
afterAll(() => api.close());

/** Signed in, with a purpose stated; by what means somebody signs in is other tests' matter. */
async function hire(state: SharingState, labId: string, roles: readonly Role[]): Promise<Asker> {
  const { sql } = api.deps;
  const [id, now, token] = [uuidv7(), new Date(), makeToken("rbs")];
  await sql.query(
    `insert into accounts (id, owner_state, lab_id, email, name, roles, password_hash, created_at) values ($1, $2, $3, $4, 'P', $5, '-', $6)`,
    [id, state, labId, `${id}@ribin.example`, roles, now],
  );
  const session = {
    id: uuidv7(),
    accountId: id,
    method: "password",
    provider: null,
    secondFactor: null,
    enrolling: false,
    address: null,
  } as const;
  const times = { createdAt: now, expiresAt: new Date(now.getTime() + 86_400_000) };
  await insertSession(sql, { ...session, ...times, client: null, tokenHash: hashToken(token) });
  const send = sendAs(api, token);
  expect((await send("POST", "/v1/me/work-purpose", { body: QUEUE_REVIEW })).statusCode).toBe(201);
  return { actor: { kind: "account", id, state, labId, roles }, send };
}

async function registerStation({ actor, send }: Asker): Promise<Asker> {
  const body = { labId: actor.labId, name: randomBytes(8).toString("hex") };
  const { id, token } = (await send("POST", "/v1/stations", { body })).json<{ id: string; token: string }>();
  return { actor: { ...actor, kind: "station", id, roles: [] }, send: sendAs(api, token) };
}

/** What a record of a case is to a state. */
function describeHeld(held: Held, { actor }: Asker, file: boolean): Target {
  const released = held.releasedTo.includes(actor.state);
  const imagesAgreed = !file && held.beside === actor.state && hasAgreed(held.state, actor.state) && !held.restricted;
  return { ownerStates: [held.state], labId: held.case.labId, exhibitType: held.exhibit.type, released, imagesAgreed };
}

/** What a pair is to a state; null: as if it were not there. */
function describePair({ sides }: Pair, { actor }: Asker): Target | null {
  const foreign = sides.filter(({ state }) => state !== actor.state);
  const isReleased = (side: Held) => side.releasedTo.includes(actor.state);
  if (foreign.some((side) => side.restricted && !isReleased(side))) return null;
  const covered = (side: Held) => isReleased(side) || (hasAgreed(side.state, actor.state) && !side.restricted);
  return {
    ownerStates: [...new Set(sides.map(({ state }) => state))],
    released: foreign.length > 0 && foreign.every(isReleased),
    imagesAgreed: foreign.length === 1 && foreign.every(covered),
  };
}

/** The record that is asked for, and what it is to who asks. */
function aim(asker: Asker, { of, file, mine }: Asked, at: number): { id: string; target: Target | null } {
  const held = world.held[at % world.held.length]!;
  const pair = world.pairs[at % world.pairs.length]!;
  switch (of) {
    case "own state":
      return { id: "", target: { ownerStates: [asker.actor.state], ...(mine ? { issuedTo: asker.actor.id } : {}) } };
    case "case":
      return { id: held.case.id, target: describeHeld(held, asker, false) };
    case "exhibit":
      return { id: held.exhibit.id, target: describeHeld(held, asker, false) };
    case "acquisition":
      return { id: held.acquisitionId, target: describeHeld(held, asker, file === true) };
    default:
      return { id: pair[`${of}Id`], target: describePair(pair, asker) };
  }
}

/** Whether who asks is answered as an auditor is; who coordinates one of the two states is not. */
function isAuditing({ actor }: Asker, at: number): boolean {
  const { sides } = world.pairs[at % world.pairs.length]!;
  const otherwise: readonly Role[] = sides.some(({ state }) => state === actor.state)
    ? ["firearms_examiner", "verifier", "national_coordinator"]
    : ["firearms_examiner", "verifier"];
  return actor.roles.includes("auditor") && !actor.roles.some((role) => otherwise.includes(role));
}

/** What an answer holds of cases that the asker's state may not know. */
function findLeaks({ actor }: Asker, body: string, asked: string): string[] {
  // In the trail and in the region's view ids stand; facts stand in neither.
  const seesIds = actor.roles.some((role) => role === "auditor" || role === "regional_coordinator");
  return world.held
    .filter(({ state, releasedTo }) => state !== actor.state && !releasedTo.includes(actor.state))
    .flatMap(({ mark, case: { id }, exhibit }) => [
      `${mark}/`,
      `${mark}-`,
      `"${mark}"`,
      ...(seesIds ? [] : [id, exhibit.id]),
    ])
    .filter((text) => body.includes(text) && text !== asked);
}

test("every route of the API that is not public is asked, or stands among those that are not, with why", () => {
  const shape = (url: string) => url.split("?")[0]!.replace(/:\w+/g, ":id");
  const routes = api.app.routeTable
    .filter(({ method, url, config }) => method !== "HEAD" && url.startsWith("/v1/") && config.access !== "public")
    .map(({ method, url }) => `${method} ${shape(url)}`);
  const named = [...ASKED.map(({ method, url }) => `${method} ${shape(url)}`), ...Object.values(NOT_ASKED).flat()];
  expect(named.toSorted()).toEqual([...new Set(routes)].toSorted());
});

test("2,500 random actors, routes and targets: the API answers what the table allows, and tells nothing else", async () => {
  const counts: Record<string, number> = {};
  const note = (key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  // A list is asked for less often than a record, which may be anybody's.
  const asks = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...ASKED.filter((asked) => asked.of !== "own state")) },
    { weight: 1, arbitrary: fc.constantFrom(...ASKED.filter((asked) => asked.of === "own state")) },
  );
  const choices = [fc.constantFrom(...askers), asks, fc.nat(9_999)] as const;
  await fc.assert(
    fc.asyncProperty(...choices, async (asker, asked, at) => {
      const { id, target } = aim(asker, asked, at);
      const allowed =
        (asked.audited === true && isAuditing(asker, at)) ||
        (target !== null && asked.actions.every((action) => isGranted(asker.actor, action, target)));
      const url = asked.url.replace(":id", id);
      const body = asked.body && { ...asked.body(), ...(asked.url.includes(":id") ? {} : { caseId: id }) };
      // Of a version that never was: what is allowed is refused for that, and changes nothing.
      const answer = await asker.send(asked.method, url, body ? { body, headers: { "if-match": 'W/"999"' } } : {});
      const refused = answer.statusCode === 403 || answer.statusCode === 404;
      const foreign = target === null || target.ownerStates.some((state) => state !== asker.actor.state);
      note(`${refused ? "refused" : "allowed"}, ${foreign ? "also another state's" : "own"}`);
      const what = [asked.method, url, asker.actor.kind, asker.actor.state, asker.actor.roles, target];
      expect([...what, refused ? "refused" : "allowed", answer.statusCode < 500]).toEqual([
        ...what,
        allowed ? "allowed" : "refused",
        true,
      ]);
      expect([...what, findLeaks(asker, answer.body, id)]).toEqual([...what, []]);
    }),
    { numRuns: 2_500 },
  );
  process.stderr.write(`Random requests through the API: ${JSON.stringify(counts)}\n`);
  // Of each kind enough: an API that refuses everything would pass otherwise.
  for (const key of [
    "allowed, own",
    "allowed, also another state's",
    "refused, own",
    "refused, also another state's",
  ]) {
    expect([key, (counts[key] ?? 0) > 20]).toEqual([key, true]);
  }
}, 300_000);
