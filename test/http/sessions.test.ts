import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let person: Person;
beforeAll(async () => {
  api = await openTestApp();
  person = await hire(api, "TT", await makeLab(api, "TT"), "firearms_examiner", "verifier");
});
afterAll(() => api.close());

const signIn = (body: unknown) => sendAs(api, null)("POST", "/v1/sessions", { body });

describe("signing in", () => {
  test("gives a token, its end and the account, and is kept by no cache", async () => {
    const response = await signIn({ email: person.email.toUpperCase(), password: PASSWORD });
    expect(response.statusCode).toBe(201);
    expect(response.headers["cache-control"]).toBe("no-store");
    const body = response.json();
    expect(body.token).toMatch(/^rbs_/);
    expect(new Date(body.expiresAt).getTime()).toBeGreaterThan(Date.now());
    expect(body.account).toMatchObject({ id: person.id, ownerState: "TT", roles: ["firearms_examiner", "verifier"] });
    expect(JSON.stringify(body)).not.toContain("argon2");
  });

  test("says the same of a wrong password and of an unknown address", async () => {
    const wrong = await signIn({ email: person.email, password: "not the password" });
    const unknown = await signIn({ email: "nobody@ribin.example", password: PASSWORD });
    for (const response of [wrong, unknown]) {
      expect(response.statusCode).toBe(401);
      expect(response.headers["content-type"]).toContain("application/problem+json");
      expect(response.json()).toMatchObject({ code: "SIGN_IN_FAILED", status: 401, title: "Sign-in failed" });
    }
    const said = (response: typeof wrong) => ({ ...response.json<object>(), instance: "" });
    expect(said(wrong)).toEqual(said(unknown));
  });

  test("names the fields that are missing or too many", async () => {
    const response = await signIn({ email: "x@y.example", passwort: "x" });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: "VALIDATION_FAILED",
      errors: [
        { field: "password", message: "Required; send a string." },
        { field: "passwort", message: "This field is not known here; remove it or correct its name." },
      ],
    });
  });

  test("refuses what no database holds, before it asks one", async () => {
    const response = await signIn({ email: "a\u0000@y.example", password: PASSWORD });
    expect([response.statusCode, response.json().errors[0].field]).toEqual([400, "email"]);
  });
});

describe("a session", () => {
  test("says whose it is", async () => {
    const response = await person.send("GET", "/v1/me");
    expect(response.json()).toEqual({
      kind: "account",
      id: person.id,
      state: "TT",
      name: "Zoë Ramírez",
      email: person.email,
      labId: person.labId,
      roles: ["firearms_examiner", "verifier"],
    });
  });

  test("is refused from the moment it is ended", async () => {
    const { token } = (await signIn({ email: person.email, password: PASSWORD })).json();
    const send = sendAs(api, token);
    expect((await send("GET", "/v1/me")).statusCode).toBe(200);
    const ended = await send("DELETE", "/v1/sessions/current");
    expect([ended.statusCode, ended.body]).toEqual([204, ""]);
    const after = await send("GET", "/v1/me");
    expect(after.statusCode).toBe(401);
    expect(after.headers["www-authenticate"]).toBe("Bearer");
    expect(after.json().code).toBe("UNAUTHENTICATED");
  });

  test.each([
    ["nothing", ""],
    ["another scheme", "Basic abc"],
    ["no token", "Bearer"],
    ["a short token", "Bearer rbs_short"],
    ["a token that nobody has", `Bearer rbs_${"x".repeat(43)}`],
    ["a very long token", `Bearer ${"y".repeat(3000)}`],
  ])("is not made of %s", async (_name, authorization) => {
    const response = await sendAs(api, null)("GET", "/v1/me", { headers: { authorization } });
    expect([response.statusCode, response.json().code]).toEqual([401, "UNAUTHENTICATED"]);
  });
});
