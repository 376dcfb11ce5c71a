import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { writeTypes } from "../../scripts/write-api-client.mjs";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

test("the workbench's client is what the API's description makes (npm run web:api)", async () => {
  const description = (await api.app.inject("/openapi.json")).json();
  const written = readFileSync(join(findPackageRoot(), "src/web/api/schema.d.ts"), "utf8");
  expect(await writeTypes(description)).toBe(written);
});
