import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Readiness } from "../../src/api/api-config.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { NEW_CASE, sendAs } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
beforeAll(async () => {
  api = await openTestApp();
  tt = await hireStaff(api, "TT");
});
afterAll(() => api.close());

describe("refusals", () => {
  test.each([
    ["GET", "/", 404, "NOT_FOUND"],
    ["GET", "/v1/nothing", 404, "NOT_FOUND"],
    ["GET", "/v1/cases/not-an-id", 400, "VALIDATION_FAILED"],
    ["GET", "/v1/cases/019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10", 404, "NOT_FOUND"],
    ["DELETE", "/v1/cases/019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10", 405, "METHOD_NOT_ALLOWED"],
    ["PATCH", "/v1/hits", 405, "METHOD_NOT_ALLOWED"],
    ["GET", "/v1/%zz", 400, "VALIDATION_FAILED"],
  ] as const)("%s %s is %d %s, as a problem document", async (method, url, status, code) => {
    const response = await tt.technician.send(method, url);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(response.headers["content-type"]).toContain("application/problem+json");
    expect(Object.keys(response.json())).toEqual(
      expect.arrayContaining(["type", "title", "status", "detail", "code", "remedy", "instance"]),
    );
    expect(response.json().instance).toBe(response.headers["x-request-id"]);
  });

  test("of a method name those that are possible", async () => {
    const response = await tt.technician.send("DELETE", "/v1/cases");
    expect([response.statusCode, response.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });

  test.each([
    ["application/json", "{", 400, "VALIDATION_FAILED"],
    ["application/json", "", 400, "VALIDATION_FAILED"],
    ["application/json", "null", 400, "VALIDATION_FAILED"],
    ["application/json", '{"__proto__": {"admin": true}}', 400, "VALIDATION_FAILED"],
    ["application/xml", "<case/>", 415, "MEDIA_TYPE_UNSUPPORTED"],
    ["text/plain", "case", 415, "MEDIA_TYPE_UNSUPPORTED"],
    ["application/json", `{"comment": "${"x".repeat(1024 * 1024)}"}`, 413, "UPLOAD_TOO_LARGE"],
  ])("answer a body of %s that is wrong", async (type, payload, status, code) => {
    const headers = { authorization: `Bearer ${tt.technician.token}`, "content-type": type };
    const response = await api.app.inject({ method: "POST", url: "/v1/cases", headers, payload });
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  test("hide what nobody foresaw, and the log holds it", async () => {
    const broken = await openTestApp();
    const staff = await hireStaff(broken, "TT");
    await broken.deps.sql.query("alter table cases rename column place to spot");
    const response = await staff.technician.send("POST", "/v1/cases", {
      body: { ...NEW_CASE, caseNumber: "X-1", place: "Charlotte Street 12" },
      headers: { "idempotency-key": "broken-service", "x-request-id": "request-of-a-test" },
    });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      type: "urn:ribin:error:INTERNAL",
      title: "The service failed",
      status: 500,
      detail: "The service failed",
      detailSaid: [{ sentence: "The service failed", code: "refusal", values: { refusal: "INTERNAL" } }],
      code: "INTERNAL",
      remedy: "Tell the operator the request id; the log holds the cause.",
      instance: "request-of-a-test",
    });
    const line = broken.lines.find((entry) => entry.level === "error");
    expect(line).toMatchObject({
      message: "request failed",
      fields: { requestId: "request-of-a-test", route: "/v1/cases", code: "INTERNAL" },
    });
    expect(JSON.stringify(line)).toContain("place");
    expect(JSON.stringify(broken.lines)).not.toContain("Charlotte");
    // The key of a request that failed is free again.
    expect((await broken.deps.sql.query("select * from idempotency_keys")).rows).toEqual([]);
    await broken.close();
  });
});

describe("request ids", () => {
  test("of the caller come back and stand in the audit trail", async () => {
    const headers = { "x-request-id": "lab-7:upload.42" };
    const created = await tt.technician.send("POST", "/v1/cases", {
      body: { ...NEW_CASE, caseNumber: "TT-ID" },
      headers,
    });
    expect(created.headers["x-request-id"]).toBe("lab-7:upload.42");
    const { rows } = await api.deps.sql.query("select request_id from audit_events where target_id = $1", [
      created.json().id,
    ]);
    expect(rows).toEqual([{ request_id: "lab-7:upload.42" }]);
  });

  test.each(["short", "with blank inside it", "line\u0001break-line", "x".repeat(101), "<script>alert(1)"])(
    "are made anew instead of %p",
    async (given) => {
      const response = await api.app.inject({ url: "/healthz", headers: { "x-request-id": given } });
      expect(response.headers["x-request-id"]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    },
  );
});

test("behind a proxy, limits count by the address that the proxy wrote, not by what the client put before it", async () => {
  const proxied = await openTestApp({ config: { trustProxy: true, signInsPerMinute: 3 } });
  const signIn = async (forwarded: string) => {
    const payload = { email: "nobody@example.org", password: "not a password" };
    const headers = { "x-forwarded-for": forwarded };
    return (await proxied.app.inject({ method: "POST", url: "/v1/sessions", headers, payload })).statusCode;
  };
  const statuses: number[] = [];
  for (let guess = 1; guess <= 4; guess++) statuses.push(await signIn(`198.51.100.${guess}, 203.0.113.9`));
  const elsewhere = await signIn("203.0.113.10");
  await proxied.close();
  expect([...statuses, elsewhere]).toEqual([401, 401, 401, 429, 401]);
});

test("every answer carries the headers of a guarded service", async () => {
  for (const url of ["/healthz", "/v1/me", "/nothing", "/docs", "/openapi.json"]) {
    const { headers } = await api.app.inject({ url });
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "strict-transport-security": expect.stringContaining("max-age"),
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers.server).toBeUndefined();
  }
});

test("the log has a line a request, by its pattern, without tokens", async () => {
  api.lines.length = 0;
  await tt.technician.send("GET", "/v1/cases/019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10?x=1");
  const line = api.lines.find((entry) => entry.message === "request");
  expect(line?.fields).toMatchObject({
    method: "GET",
    route: "/v1/cases/:caseId",
    status: 404,
    actor: tt.technician.id,
  });
  expect(JSON.stringify(api.lines)).not.toMatch(/019a2b5e|rbs_/);
});

describe("limits", () => {
  test("of sign-ins are stricter than those of requests, and say when to come back", async () => {
    const strict = await openTestApp({ config: { signInsPerMinute: 3, requestsPerMinute: 10 } });
    const signIn = () =>
      sendAs(strict, null)("POST", "/v1/sessions", { body: { email: "x@y.example", password: "z" } });
    const codes: string[] = [];
    for (let i = 0; i < 5; i++) codes.push((await signIn()).json().code);
    expect(codes).toEqual([...Array(3).fill("SIGN_IN_FAILED"), ...Array(2).fill("TOO_MANY_REQUESTS")]);
    const refused = await signIn();
    expect([refused.statusCode, refused.headers["content-type"]]).toEqual([
      429,
      "application/problem+json; charset=utf-8",
    ]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await sendAs(strict, null)("GET", "/v1/me")).statusCode);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    // Whoever watches the service is not counted.
    for (let i = 0; i < 12; i++) expect((await strict.app.inject({ url: "/healthz" })).statusCode).toBe(200);
    await strict.close();
  });

  test("of the event loop turn requests away, but not the question for health", async () => {
    const busy = await openTestApp({ config: { maxEventLoopDelayMs: 1 } });
    const until = Date.now() + 4_000;
    let status = 0;
    while (status !== 503 && Date.now() < until) {
      const stop = Date.now() + 60;
      while (Date.now() < stop);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const response = await busy.app.inject({ url: "/v1/me" });
      status = response.statusCode;
      if (status === 503) {
        expect(response.json()).toMatchObject({ code: "UNAVAILABLE", detail: "The service is busy." });
        expect(response.headers["retry-after"]).toBe("5");
        expect((await busy.app.inject({ url: "/healthz" })).statusCode).toBe(200);
      }
    }
    expect(status).toBe(503);
    await busy.close();
  });
});

describe("health", () => {
  test("says that the process is up, in its version", async () => {
    expect((await api.app.inject({ url: "/healthz" })).json()).toEqual({ status: "up", version: "0.0.0-test" });
  });

  test("says that all parts are ready, or what is missing", async () => {
    expect((await api.app.inject({ url: "/readyz" })).json()).toMatchObject({
      ready: true,
      parts: expect.arrayContaining([{ name: "models", ready: true }]),
    });
    const parts: Readiness[] = [
      { name: "database", ready: true },
      { name: "queue", ready: false, problem: "Redis does not answer." },
    ];
    const ill = await openTestApp({ service: { checkReady: async () => parts } });
    const response = await ill.app.inject({ url: "/readyz" });
    expect([response.statusCode, response.json()]).toEqual([503, { ready: false, parts }]);
    await ill.close();
  });
});

describe("metrics", () => {
  test("count requests and jobs, for this machine only", async () => {
    await tt.technician.send("GET", "/v1/me");
    const local = await api.app.inject({ url: "/metrics", remoteAddress: "127.0.0.1" });
    expect(local.headers["content-type"]).toContain("text/plain");
    expect(local.body).toMatch(/ribin_http_request_seconds_count\{method="GET",route="\/v1\/me",status="200"\} \d/);
    expect(local.body).toContain("process_cpu_seconds_total");
    const elsewhere = await api.app.inject({ url: "/metrics", remoteAddress: "10.1.2.3" });
    expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([404, "NOT_FOUND"]);
    const proxied = await api.app.inject({
      url: "/metrics",
      remoteAddress: "127.0.0.1",
      headers: { "x-forwarded-for": "10.1.2.3" },
    });
    expect(proxied.statusCode).toBe(404);
  });

  test("are off, or open, where the settings say so", async () => {
    const queue = {
      addTickets: async () => {},
      startProcessing: async () => {},
      noticeLoss: async () => {},
      countTickets: async () => ({ waiting: 3, active: 1 }),
      checkReady: async () => {},
      close: async () => {},
    };
    const [off, all] = [
      await openTestApp({ config: { metrics: "off" } }),
      await openTestApp({ config: { metrics: "all" }, service: { queue } }),
    ];
    expect((await off.app.inject({ url: "/metrics" })).statusCode).toBe(404);
    await all.deps.sql.query(
      `insert into jobs (id, name, payload, payload_version, key, owner_state, state, max_attempts, run_after, request_id, created_at)
       values (gen_random_uuid(), 'assess-quality', '{}', 1, 'k', 'TT', 'failed', 1, now(), 'r', now())`,
    );
    const open = await all.app.inject({ url: "/metrics", remoteAddress: "10.1.2.3" });
    expect(open.body).toContain('ribin_jobs{name="assess-quality",state="failed"} 1');
    expect(open.body).toContain('ribin_queue_tickets{state="waiting"} 3');
    await off.close();
    await all.close();
  });
});

test("an answer that breaks its own contract is an error, not a leak", async () => {
  const own = await openTestApp();
  const staff = await hireStaff(own, "TT");
  const created = await staff.technician.send("POST", "/v1/cases", { body: { ...NEW_CASE, caseNumber: "X-2" } });
  await own.deps.sql.query("update cases set event_type = 'witness name in the wrong column' where id = $1", [
    created.json().id,
  ]);
  const response = await staff.technician.send("GET", `/v1/cases/${created.json().id}`);
  expect([response.statusCode, response.json().code, response.body.includes("witness")]).toEqual([
    500,
    "INTERNAL",
    false,
  ]);
  await own.close();
});

test("a client that speaks no HTTP, or leaves, disturbs nobody", async () => {
  const own = await openTestApp();
  const address = new URL(await own.app.listen({ host: "127.0.0.1", port: 0 }));
  const say = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(address.port), "127.0.0.1", () => socket.write(text));
      let heard = "";
      socket.on("data", (chunk) => {
        heard += chunk;
        socket.end();
      });
      socket.on("close", () => resolve(heard));
      setTimeout(() => socket.destroy(), 500);
    });
  expect(await say("\u0016\u0003\u0001\u0002\u0000\u0001")).toContain("400");
  await say("POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  expect((await fetch(`${address.origin}/healthz`)).status).toBe(200);
  expect(own.lines.filter((line) => line.level === "error")).toEqual([]);
  await own.close();
});
