/** What an attacker would try who can send requests: text that would be SQL, markup or a header, and a clock held against sign-in. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { TEXTS } from "../support/fuzz/hostile-values.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, NEW_CASE } from "./support/people.ts";

type Paths = Readonly<
  Record<string, { get?: { parameters?: { name: string; in: string; schema: { type?: string; enum?: unknown[] } }[] } }>
>;

let api: TestApp;
let tt: Staff;
beforeAll(async () => {
  api = await openTestApp();
  tt = await hireStaff(api, "TT");
});
afterAll(() => api.close());

describe("text that a program may take for its own", () => {
  /** Blanks at the ends are removed, NUL is refused, and half of a pair of letters cannot be stored: those have tests of their own. */
  const kept = TEXTS.filter((text) => text.trim() === text && text !== "" && !/[\0\ud800-\udfff]/.test(text)).filter(
    (text) => text.length <= 300,
  );

  test("is kept and given back as the text that it is, and does nothing", async () => {
    expect(kept.length).toBeGreaterThan(15);
    const countTables = "select count(*) as n from information_schema.tables where table_schema = 'public'";
    const tables = (await api.deps.sql.query(countTables)).rows;
    for (const [i, text] of kept.entries()) {
      const body = { ...NEW_CASE, caseNumber: `${i} ${text}`.slice(0, 100).trim(), place: text, comment: text };
      const made = await tt.technician.send("POST", "/v1/cases", { body });
      expect([text, made.statusCode]).toEqual([text, 201]);
      const read = await tt.technician.send("GET", `/v1/cases/${made.json<{ id: string }>().id}`);
      expect(read.json()).toMatchObject({ caseNumber: body.caseNumber, place: text, comment: text });
      expect(read.headers).toMatchObject({
        "content-type": expect.stringContaining("application/json"),
        "x-content-type-options": "nosniff",
      });
      expect(read.headers["x-evil"]).toBeUndefined();
    }
    expect((await api.deps.sql.query(countTables)).rows).toEqual(tables);
  });

  test("widens no list that it is asked with: it finds nothing, or is refused", async () => {
    await enterExhibit(tt.technician);
    const { paths } = (await api.app.inject({ url: "/openapi.json" })).json<{ paths: Paths }>();
    const asked: string[] = [];
    for (const [path, { get }] of Object.entries(paths)) {
      if (path.includes("{")) continue;
      for (const { name, schema } of get?.parameters?.filter((one) => one.in === "query") ?? []) {
        if (schema.type !== "string" || schema.enum !== undefined) continue;
        for (const text of ["' or '1'='1", "%", "x') union select 1 --", "\\"]) {
          const url = `${path}?${name}=${encodeURIComponent(text)}`;
          const answer = await tt.technician.send("GET", url);
          const items = answer.statusCode === 200 ? (answer.json().items?.length ?? 0) : 0;
          expect([url, answer.statusCode < 500, items]).toEqual([url, true, 0]);
          asked.push(url);
        }
      }
    }
    expect(asked.length).toBeGreaterThan(40);
  });
});

test("sign-in takes as long for an address that nobody has and for a disabled account as for a wrong password", async () => {
  const person = await hire(api, "TT", tt.technician.labId, "verifier");
  const gone = await hire(api, "TT", tt.technician.labId, "verifier");
  await api.deps.sql.query("update accounts set disabled_at = now() where id = $1", [gone.id]);
  const addresses = [person.email, gone.email, "nobody-at-all@ribin.example"];
  const times = addresses.map((): number[] => []);
  // Fewer than hold an address. Of this process's processor time, which is what the answer waits for, and not of the clock, which also
  // tells of what else the machine does.
  for (let i = 0; i < 4; i++) {
    for (const [k, email] of addresses.entries()) {
      const begun = process.cpuUsage();
      const payload = { email, password: "six geese over the harbour" };
      const answer = await api.app.inject({ method: "POST", url: "/v1/sessions", payload });
      const { user, system } = process.cpuUsage(begun);
      times[k]?.push(user + system);
      expect([answer.statusCode, answer.json().code]).toEqual([401, "SIGN_IN_FAILED"]);
    }
  }
  const [wrong, disabled, unknown] = times.map((of) => Math.min(...of)) as [number, number, number];
  // Without the hash of nobody's password an unknown address is answered in a tenth of the time.
  expect(unknown / wrong).toBeGreaterThan(0.6);
  expect(unknown / wrong).toBeLessThan(1.6);
  expect(disabled / wrong).toBeGreaterThan(0.6);
  expect(disabled / wrong).toBeLessThan(1.6);
});
