import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { formatErrors } from "../../scripts/write-errors.mjs";
import { ERRORS } from "../../src/domain/errors.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Record<string, unknown> }> };
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, unknown> }>;
}
interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

let api: TestApp;
let document: Document;
let operations: [string, Operation][];
beforeAll(async () => {
  api = await openTestApp();
  document = (await api.app.inject({ url: "/openapi.json" })).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => api.close());

describe("/openapi.json", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result).toEqual({ valid: true });
    expect([validator.version, document.openapi]).toEqual(["3.1", "3.1.0"]);
  });

  test("points at nothing that is not there", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const names = new Set(references.map((match) => match[1]));
    expect(names.size).toBeGreaterThan(10);
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  test("describes every route of the API and of its health", () => {
    const hidden = new Set(["/openapi.json", "/metrics"]);
    const shown = api.app.routeTable
      .filter(({ url }) => !url.startsWith("/docs") && !hidden.has(url))
      .filter(({ method, url }) => method !== "OPTIONS" && (method !== "HEAD" || url.startsWith("/v1/uploads")))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, "{$1}")}`);
    expect(operations.map(([name]) => name).sort()).toEqual(shown.sort());
    expect(shown.length).toBeGreaterThan(40);
  });

  test("names, sums up and sorts every operation, each under its own id", () => {
    const ids = operations.map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map((tag) => tag.name);
    for (const [name, operation] of operations) {
      expect([name, operation.summary?.length ?? 0]).not.toContain(0);
      expect(tags).toContain(operation.tags?.[0]);
    }
    for (const tag of tags) expect(operations.some(([, operation]) => operation.tags?.[0] === tag)).toBe(true);
  });

  test("says what each operation refuses, with codes that exist", () => {
    for (const [name, operation] of operations) {
      const refusals = Object.entries(operation.responses).filter(([status]) => status >= "400");
      const codes = refusals.flatMap(([, { description }]) =>
        [...description.matchAll(/`([A-Z0-9_]+)`/g)].map((match) => match[1]),
      );
      for (const code of codes) expect(Object.keys(ERRORS)).toContain(code);
      expect([name, codes]).toEqual([name, expect.arrayContaining(["INTERNAL"])]);
      const open = operation.security?.length === 0;
      expect([name, codes.includes("UNAUTHENTICATED")]).toEqual([name, !open]);
    }
  });

  test("asks for Idempotency-Key on POST and for If-Match on changes", () => {
    for (const [name, operation] of operations) {
      const headers = (operation.parameters ?? []).filter((parameter) => parameter.in === "header");
      const unkeyed =
        /^POST \/v1\/(sessions(\/second-factor|\/openid(\/completion)?)?|invitations\/acceptance|set-up|openid\/\{provider\}\/back-channel-logout|public\/report-verifications)$/;
      const keyed = name.startsWith("POST ") && !unkeyed.test(name);
      expect([name, headers.some((header) => header.name === "Idempotency-Key")]).toEqual([name, keyed]);
      const guarded =
        (name.startsWith("PATCH ") && !name.includes("/uploads/")) ||
        /\/(reviews|conclusions|corrections|hit|outlines)$/.test(name.replace(/^GET .*/, ""));
      expect([name, headers.some((header) => header.name === "If-Match" && header.required)]).toEqual([name, guarded]);
    }
  });

  test("describes the upload as a form and as JSON", () => {
    const content = document.paths["/v1/acquisitions"]?.post?.requestBody?.content ?? {};
    expect(Object.keys(content).sort()).toEqual(["application/json", "multipart/form-data"]);
    expect(content["multipart/form-data"]?.schema.required).toEqual(["exhibitId", "region", "file"]);
    expect(content["application/json"]?.schema.required).toEqual(["exhibitId", "region", "uploadId"]);
  });
});

describe("the docs page", () => {
  test("answers without a sign-in and takes nothing from elsewhere", async () => {
    const page = await api.app.inject({ url: "/docs" });
    expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(sources.length).toBeGreaterThan(4);
    for (const source of sources) {
      expect(source).toMatch(/^\/docs\//);
      expect((await api.app.inject({ url: source })).statusCode).toBe(200);
    }
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.headers["content-security-policy"]).not.toContain("http");
  });
});

test("docs/errors.md holds every code, as its script writes it", () => {
  const stored = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
  expect(stored).toBe(formatErrors(ERRORS));
  for (const code of Object.keys(ERRORS)) expect(stored).toContain(`\`${code}\``);
});
