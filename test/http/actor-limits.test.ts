import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createMemoryRequestCounter } from "../../src/adapters/limits/memory-request-counter.ts";
import type { ApiConfig } from "../../src/api/api-config.ts";
import { buildApp } from "../../src/api/build-app.ts";
import type { App } from "../../src/api/fastify-types.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { PASSWORD } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
let jm: Staff;
const opened: App[] = [];
beforeAll(async () => {
  api = await openTestApp();
  [tt, jm] = [await hireStaff(api, "TT"), await hireStaff(api, "JM")];
});
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});
afterAll(() => api.close());

/** Another API process over the same database, with narrower limits and a counter that may be another process's too. */
async function openLimited(config: Partial<ApiConfig>, requestCounter = createMemoryRequestCounter()): Promise<App> {
  const app = await buildApp({ ...api.service, requestCounter, config: { ...api.service.config, ...config } });
  opened.push(app);
  return app;
}

const ask = (app: App, { token }: { token: string }, remoteAddress = "127.0.0.1") =>
  app.inject({ url: "/v1/me", remoteAddress, headers: { authorization: `Bearer ${token}` } });

test("a person's requests are counted together from wherever they come, and another's are not among them", async () => {
  const app = await openLimited({ requestsPerMinuteOfToken: 3 });
  const answers = [];
  for (let i = 1; i <= 5; i++) answers.push(await ask(app, tt.technician, `192.0.2.${i}`));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429, 429]);
  expect(answers[0]?.headers).toMatchObject({ "ratelimit-limit": "3", "ratelimit-remaining": "2" });
  const refused = answers[3];
  expect(refused?.json()).toMatchObject({ code: "TOO_MANY_REQUESTS", status: 429, remedy: expect.any(String) });
  expect(refused?.json().detail).toMatch(/^The limit of 3 requests a minute for whoever asks here is reached/);
  const seconds = Number(refused?.headers["retry-after"]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect((await ask(app, tt.examiner)).statusCode).toBe(200);
});

test("a second sign-in of a person is the same person", async () => {
  const app = await openLimited({ requestsPerMinuteOfToken: 3 });
  const again = await api.app.inject({
    method: "POST",
    url: "/v1/sessions",
    payload: { email: tt.technician.email, password: PASSWORD },
  });
  const second = { token: String(again.json().token) };
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask(app, i % 2 ? second : tt.technician)).statusCode);
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test("a state's people are counted together, and another state's are not held up by them", async () => {
  const app = await openLimited({ requestsPerMinuteOfState: 4 });
  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push((await ask(app, i % 2 ? tt.technician : tt.examiner)).statusCode);
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  expect((await ask(app, tt.examiner)).json().detail).toContain("all people and stations of TT together");
  expect((await ask(app, jm.examiner)).statusCode).toBe(200);
});

test("one wild program does not use up what its state may ask", async () => {
  const app = await openLimited({ requestsPerMinuteOfToken: 2, requestsPerMinuteOfState: 5 });
  for (let i = 0; i < 20; i++) await ask(app, tt.technician);
  expect((await ask(app, tt.technician)).statusCode).toBe(429);
  expect([(await ask(app, tt.examiner)).statusCode, (await ask(app, tt.examiner)).statusCode]).toEqual([200, 200]);
});

test("processes that count together have one limit", async () => {
  const counter = createMemoryRequestCounter();
  const config = { requestsPerMinuteOfToken: 3 };
  const [one, other] = [await openLimited(config, counter), await openLimited(config, counter)];
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask(i % 2 ? one : other, tt.technician)).statusCode);
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test("who has no token is counted by address alone, and health is not counted", async () => {
  const app = await openLimited({ requestsPerMinuteOfToken: 1, requestsPerMinuteOfState: 1 });
  for (let i = 0; i < 3; i++) expect((await app.inject({ url: "/v1/me" })).statusCode).toBe(401);
  for (let i = 0; i < 3; i++) expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
});
