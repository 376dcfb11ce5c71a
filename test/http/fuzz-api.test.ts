/**
 * The API attacked by its own description: the kept requests, those that once were a fault among them, and fresh ones from a seed that is
 * printed, as people of three states and as nobody. No answer of 500 or above, only refusals with a code, none slower than two seconds, none
 * that tells of the program's inside. `npm run bench -- fuzz --target api` goes on for as long as it is told.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { type Attackers, openAttackers } from "../support/fuzz/attack-api.ts";
import { readCorpus } from "../support/fuzz/corpus.ts";
import { type FuzzRequest, listOperations, makeRequest, type Operation } from "../support/fuzz/describe-requests.ts";
import { readSeed } from "../support/fuzz/read-seed.ts";
import { makeKnownWorld } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

const seed = readSeed("fuzz-api");
const FRESH = 300;
let api: TestApp;
let attackers: Attackers;
let operations: readonly Operation[];
beforeAll(async () => {
  api = await openTestApp();
  attackers = openAttackers(api, await makeKnownWorld(api));
  operations = listOperations((await api.app.inject({ url: "/openapi.json" })).json());
});
afterAll(() => api.close());

test("each kept request is answered, or refused with a code", async () => {
  const requests = readCorpus("api").map(({ name, bytes }) => ({
    name,
    request: JSON.parse(Buffer.from(bytes).toString()) as FuzzRequest,
  }));
  for (const { name, request } of requests) {
    expect(attackers.who).toContain(request.who);
    const { fault } = await attackers.send(request);
    expect([name, fault]).toEqual([name, null]);
  }
});

test("and so are fresh ones, made of the API's description and spoilt", async () => {
  const random = createRandom(seed);
  const files = readCorpus("x3p").map(({ bytes }) => bytes);
  const source = { operations, who: attackers.who, known: attackers.known, files };
  const statuses = new Set<string>();
  expect(operations.length).toBeGreaterThan(100);
  for (let i = 0; i < FRESH; i++) {
    const request = makeRequest(random, source);
    const { fault, outcome } = await attackers.send(request);
    statuses.add(outcome);
    if (fault !== null) throw new Error(`${fault} Seed ${seed}: ${JSON.stringify(request).slice(0, 8_000)}`);
  }
  // The walk reaches what lies behind sign-in, contracts and permissions.
  expect([...statuses]).toEqual(expect.arrayContaining(["200", "400", "403", "404"]));
  expect((await api.app.inject({ url: "/healthz" })).statusCode).toBe(200);
});
