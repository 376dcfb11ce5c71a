/** The audit trail by the command line alone: a service that ran, its export, and what somebody changed. */
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { captureRibin, killAllRibin, runRibin, runRibinJson, startRibin } from "../support/ribin-process.ts";

jest.setTimeout(240_000);
/** A fresh data folder on a machine that does other things. */
const START_MS = 120_000;

interface Verdict {
  readonly whole: boolean;
  readonly records: number;
  readonly heads: number;
  readonly waiting?: number;
}

let folder: string;
let environment: Record<string, string>;
let keys: string;
let trail: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-audit-"));
  environment = { RIBIN_DATA_DIR: join(folder, "data"), RIBIN_PORT: "0", RIBIN_THREADS: "1" };
  [keys, trail] = [join(folder, "keys.json"), join(folder, "trail.jsonl")];
});
afterAll(async () => {
  killAllRibin();
  await rm(folder, { recursive: true, force: true });
});

test("what the service wrote is chained and signed, by a key of its account alone, and is whole", async () => {
  const server = startRibin(["serve"], environment);
  const url = String((await server.waitForLine("listening", START_MS)).url);
  await server.waitForLine("the audit trail's head was signed", START_MS);
  const answer = await fetch(`${url}/v1/keys`);
  expect(answer.status).toBe(200);
  await writeFile(keys, await answer.text());
  await server.stop("SIGTERM");
  const key = join(folder, "data", "signing", "ed25519.pem");
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(server.lines)).not.toContain((await readFile(key, "utf8")).split("\n")[1]);
  const verdict = await runRibinJson<Verdict>(["audit", "verify", "--keys", keys], environment);
  expect(verdict).toMatchObject({ whole: true, heads: 1, firstBroken: null });
});

test("an export is checked without a database and without settings, and nothing is overwritten", async () => {
  expect(await runRibin(["audit", "export", trail], environment)).toBe(`${trail}\n`);
  expect((await stat(trail)).mode & 0o777).toBe(0o600);
  const verdict = await runRibinJson<Verdict>(["audit", "verify", "--export", trail, "--keys", keys]);
  expect(verdict).toMatchObject({ whole: true, heads: 2, firstBroken: null });
  expect(verdict.records).toBeGreaterThan(0);
  expect(await runRibin(["audit", "verify", "--export", trail, "--keys", keys], {})).toMatch(
    /whole\.\n[\s\S]*Signed up to/,
  );
  const again = await captureRibin(["audit", "export", trail], environment);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("FILE_NOT_WRITABLE")]);
});

test("a changed event is named, and the command fails", async () => {
  const text = await readFile(trail, "utf8");
  const changed = join(folder, "changed.jsonl");
  await writeFile(
    changed,
    text.replace('"position":"1"', '"position":"1"').replace('"actorId":"system"', '"actorId":"System"'),
  );
  const run = await captureRibin(["audit", "verify", "--export", changed, "--keys", keys]);
  expect([run.code, run.stdout, run.stderr]).toEqual([
    1,
    expect.stringContaining("BROKEN at position 1: event "),
    expect.stringMatching(
      /^AUDIT_BROKEN: The first of 1: event \d+ at position 1: its content does not give its hash\./,
    ),
  ]);
});

test.each([
  [["audit"], "takes 1 to 2"],
  [["audit", "rewrite"], "knows: verify"],
  [["audit", "verify", "--export", "x"], "--keys"],
  [["audit", "export", "x", "--state", "XX"], "--state must be one of"],
])("ribin %p is not understood", async (args, words) => {
  const run = await captureRibin(args, environment);
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(words)]);
});
