/** The first account of a fresh region, by the code that the service wrote into its data folder. */
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openSetUpCodeFile } from "../../src/adapters/set-up/folder-set-up-code-file.ts";
import { offerSetUp } from "../../src/usecases/set-up/offer-set-up.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, sendAs } from "./support/people.ts";

const FIRST = {
  name: "Ana Coordinator",
  email: "ana@region.example",
  password: "seven geese over the harbour",
  state: "TT",
};

let api: TestApp;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-set-up-"));
  api = await openTestApp();
});
afterEach(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const file = () => openSetUpCodeFile(folder);
const setUp = (body: object) => sendAs(api, null)("POST", "/v1/set-up", { body });
const isOpen = async () => (await sendAs(api, null)("GET", "/v1/sign-in-methods")).json().setUp;
const readCode = async () => (await file().read()) ?? "";
const said = (answer: { statusCode: number; json(): { code?: string } }) => [answer.statusCode, answer.json().code];

async function listEvents(action: string) {
  const { rows } = await api.deps.sql.query("select detail, target_id from audit_events where action = $1", [action]);
  return rows;
}

describe("a fresh region", () => {
  test("is set up once, by the code that only the service's own account can read", async () => {
    await offerSetUp(api.deps, file());
    expect((await stat(file().path)).mode & 0o777).toBe(0o600);
    expect(await isOpen()).toBe(true);
    const code = await readCode();
    const made = await setUp({ ...FIRST, code });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ email: FIRST.email, ownerState: "TT", roles: ["regional_coordinator"] });
    expect(await listEvents("account.created")).toEqual([
      { detail: { roles: ["regional_coordinator"], passwordSetBy: "set_up_code" }, target_id: made.json().id },
    ]);
    expect(await isOpen()).toBe(false);
    const session = await sendAs(api, null)("POST", "/v1/sessions", {
      body: { email: FIRST.email, password: FIRST.password },
    });
    expect(session.statusCode).toBe(201);
    expect(said(await setUp({ ...FIRST, email: "second@region.example", code }))).toEqual([409, "SET_UP_DONE"]);
  });

  test("names where the code lies in the log, and the code nowhere but in the file", async () => {
    const lines: object[] = [];
    const note = (fields: object, message: string) => lines.push({ fields, message });
    const log = { debug: note, info: note, warn: note, error: note };
    await offerSetUp({ ...api.deps, log } as typeof api.deps, file());
    const code = await readCode();
    expect(JSON.stringify(lines)).toContain(file().path);
    expect(JSON.stringify(lines)).not.toContain(code);
    const { rows } = await api.deps.sql.query("select * from set_up_codes", []);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test("keeps its code over a restart, writes another where the file is lost or strange, and then none", async () => {
    await offerSetUp(api.deps, file());
    const code = await readCode();
    await offerSetUp(api.deps, file());
    expect(await readCode()).toBe(code);
    await writeFile(file().path, "a code of somebody else\n", { mode: 0o644 });
    await offerSetUp(api.deps, file());
    expect(await readCode()).toMatch(/^rbu_[\w-]{43}$/);
    expect((await stat(file().path)).mode & 0o777).toBe(0o600);
    await hire(api, "TT", await makeLab(api, "TT"), "firearms_examiner");
    await offerSetUp(api.deps, file());
    await expect(readFile(file().path)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("refuses a wrong code and records it; a weak password leaves the code open", async () => {
    await offerSetUp(api.deps, file());
    expect(said(await setUp({ ...FIRST, code: `rbu_${"A".repeat(43)}` }))).toEqual([403, "SET_UP_CODE_INVALID"]);
    expect(await listEvents("set_up.refused")).toEqual([{ detail: {}, target_id: "TT" }]);
    const code = await readCode();
    const weak = await setUp({ ...FIRST, password: "password", code });
    expect(said(weak)).toEqual([400, "VALIDATION_FAILED"]);
    expect(weak.json().errors[0].field).toBe("password");
    expect((await setUp({ ...FIRST, state: "XX", code })).json().errors[0].field).toBe("state");
    expect((await setUp({ ...FIRST, code })).statusCode).toBe(201);
  });

  test("has one first coordinator where two with codes of two processes come at once", async () => {
    const other = openSetUpCodeFile(join(folder, "other-process"));
    await offerSetUp(api.deps, file());
    await offerSetUp(api.deps, other);
    const codes = [await readCode(), (await other.read()) ?? ""];
    expect(new Set(codes).size).toBe(2);
    const answers = await Promise.all(
      codes.map((code, i) => setUp({ ...FIRST, email: `person${i}@region.example`, code })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });
});

test("a region that has an account offers no set-up, whatever code there is", async () => {
  await offerSetUp(api.deps, file());
  const code = await readCode();
  await hire(api, "TT", await makeLab(api, "TT"), "firearms_examiner");
  expect(await isOpen()).toBe(false);
  expect(said(await setUp({ ...FIRST, code }))).toEqual([409, "SET_UP_DONE"]);
});

test("one's own ways to sign in are told to oneself, without what a provider calls one", async () => {
  const person = await hire(api, "TT", await makeLab(api, "TT"), "firearms_examiner");
  expect((await person.send("GET", "/v1/me/sign-in")).json()).toEqual({ hasPassword: true, identities: [] });
});
