/** What CI makes of the registry's answer about known weaknesses: the script and npm themselves, and a registry that answers as told. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

const ROOT = findPackageRoot();
const cache = mkdtempSync(join(tmpdir(), "ribin-audit-"));
let answer: { status: number; advisories: object };
let registry: Server;
beforeAll(async () => {
  registry = createServer((request, response) => {
    request.resume().on("end", () => {
      const isAudit = request.url === "/-/npm/v1/security/advisories/bulk";
      response.writeHead(isAudit ? answer.status : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(isAudit ? answer.advisories : {}));
    });
  });
  await new Promise<void>((done) => registry.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  await new Promise((done) => registry.close(done));
  rmSync(cache, { recursive: true });
});

function audit(): Promise<{ code: number; text: string }> {
  const { port } = registry.address() as AddressInfo;
  const env = {
    ...process.env,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_cache: cache,
    npm_config_fetch_retries: "0",
  };
  return new Promise((done) => {
    execFile(process.execPath, [join(ROOT, "scripts/audit-packages.mjs")], { cwd: ROOT, env }, (error, stdout) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, text: stdout }),
    );
  });
}

/** npm keeps what it knows of an advisory by its number. */
const weakness = (id: number, severity: string) => ({
  fastify: [
    {
      id,
      url: "https://example.org/1",
      title: "A weakness",
      severity,
      vulnerable_versions: ">=0",
      cwe: [],
      cvss: { score: 0 },
    },
  ],
});

test.each([
  ["a registry without an audit", { status: 405, advisories: {} }, 0, "NOT audited: 405"],
  ["no weakness", { status: 200, advisories: {} }, 0, "audit: 0 packages"],
  ["a moderate one", { status: 200, advisories: weakness(1, "moderate") }, 0, "audit: moderate: fastify"],
  ["a high one", { status: 200, advisories: weakness(2, "high") }, 1, "audit: high: fastify"],
])(
  "%s",
  async (_name, given, code, text) => {
    answer = given;
    const audited = await audit();
    expect(audited).toEqual({ code, text: expect.stringContaining(text) });
  },
  60_000,
);
