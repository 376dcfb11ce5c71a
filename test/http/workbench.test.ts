/** The pages as they are served, and the session of a browser: a cookie that only the service's own pages can use. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, PASSWORD, type Person } from "./support/people.ts";

let api: TestApp;
let folder: string;
let person: Person;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-pages-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>RIBIN</title>");
  await writeFile(join(folder, "assets/main-1a2b.js"), "export {};");
  api = await openTestApp({ config: { workbenchFolder: folder } });
  person = await hire(api, "TT", await makeLab(api, "TT"), "firearms_examiner");
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ method: "GET", url, headers });

describe("pages", () => {
  test.each(["/", "/queue", "/linkages/019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10", "/sign-in/callback?code=1"])(
    "%s is the one document, without a sign-in",
    async (url) => {
      const page = await get(url);
      expect(page.statusCode).toBe(200);
      expect(page.headers["content-type"]).toMatch(/^text\/html/);
      expect(page.headers["cache-control"]).toBe("no-cache");
    },
  );

  test("nothing inline and nothing of another host may run, and no page frames it", async () => {
    const policy = String((await get("/")).headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toMatch(/https?:/);
  });

  test("what has a hash in its name is kept for a year", async () => {
    const script = await get("/assets/main-1a2b.js");
    expect(script.statusCode).toBe(200);
    expect(script.headers["cache-control"]).toContain("immutable");
  });

  test("a file of a page has what guards it, and not what only a document's answer is obeyed for", async () => {
    const guarded = ["x-content-type-options", "cross-origin-resource-policy"];
    const ofDocuments = ["content-security-policy", "x-frame-options", "referrer-policy"];
    const { headers: script } = await get("/assets/main-1a2b.js");
    const { headers: page } = await get("/queue");
    for (const name of guarded) expect([name, name in script, name in page]).toEqual([name, true, true]);
    for (const name of ofDocuments) expect([name, name in script, name in page]).toEqual([name, false, true]);
  });

  test.each([
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets/none.js",
    "/index.html",
    "/nowhere",
  ])("%s is not found", async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  test("an address of the API that does not exist is no page", async () => {
    const missing = await get("/v1/nothing", { accept: "text/html" });
    expect(missing.statusCode).toBe(404);
    expect(missing.headers["content-type"]).toMatch(/problem\+json/);
  });
});

describe("the session of a browser", () => {
  const signIn = async (headers: Record<string, string>) =>
    api.app.inject({
      method: "POST",
      url: "/v1/sessions",
      headers,
      payload: { email: person.email, password: PASSWORD },
    });
  let cookie: string;
  beforeAll(async () => {
    const response = await signIn({ "x-ribin-workbench": "1" });
    cookie = String(response.headers["set-cookie"]).split(";")[0] ?? "";
  });

  test("the workbench's token is in a cookie that no script reads and no other site sends", async () => {
    const response = await signIn({ "x-ribin-workbench": "1" });
    expect(response.json()).toMatchObject({ token: null, account: { id: person.id } });
    const set = String(response.headers["set-cookie"]);
    expect(set).toMatch(/^ribin_session=rbs_/);
    expect(set).toContain("HttpOnly");
    expect(set).toContain("SameSite=Strict");
    expect(set).toContain("Path=/");
  });

  test("over TLS the cookie is sent over TLS only", async () => {
    const behind = await openTestApp({ config: { trustProxy: true } });
    try {
      const someone = await hire(behind, "TT", await makeLab(behind, "TT"), "auditor");
      const response = await behind.app.inject({
        method: "POST",
        url: "/v1/sessions",
        headers: { "x-ribin-workbench": "1", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1" },
        payload: { email: someone.email, password: PASSWORD },
      });
      expect(String(response.headers["set-cookie"])).toContain("Secure");
    } finally {
      await behind.close();
    }
  });

  test("another client gets its token in the answer and no cookie", async () => {
    const response = await signIn({});
    expect(response.json().token).toMatch(/^rbs_/);
    expect(response.headers["set-cookie"]).toBeUndefined();
  });

  test("the cookie counts where a page of this service asks", async () => {
    expect((await get("/v1/me", { cookie, "sec-fetch-site": "same-origin" })).json()).toMatchObject({
      id: person.id,
      name: "Zoë Ramírez",
      email: person.email,
    });
    expect((await get("/v1/me", { cookie, "x-ribin-workbench": "1" })).statusCode).toBe(200);
  });

  test.each([
    ["a page of another site", { "sec-fetch-site": "cross-site", "x-ribin-workbench": "1" }],
    ["a page of a sibling host", { "sec-fetch-site": "same-site", "x-ribin-workbench": "1" }],
    ["a link in a mail, or an address typed", { "sec-fetch-site": "none" }],
    ["a form of a browser that says nothing", {}],
  ])("it counts for nobody else: %s", async (_who, headers) => {
    expect((await get("/v1/me", { cookie, ...headers } as Record<string, string>)).statusCode).toBe(401);
  });

  test("where a header names a token, the cookie is not looked at", async () => {
    const both = { cookie, "sec-fetch-site": "same-origin", authorization: "Bearer rbs_none_none_none_none_none" };
    expect((await get("/v1/me", both)).statusCode).toBe(401);
  });

  test("signing out ends the session and forgets the cookie", async () => {
    const own = await signIn({ "x-ribin-workbench": "1" });
    const mine = String(own.headers["set-cookie"]).split(";")[0] ?? "";
    const headers = { cookie: mine, "x-ribin-workbench": "1" };
    const out = await api.app.inject({ method: "DELETE", url: "/v1/sessions/current", headers });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers["set-cookie"])).toMatch(/^ribin_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await get("/v1/me", headers)).statusCode).toBe(401);
  });
});
