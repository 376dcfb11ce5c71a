/** `ribin report verify` as somebody runs it who was handed a report: offline with kept keys, and against the service. */
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { makeWorld, reachHit } from "../http/support/evidence-world.ts";
import { openTestApp, type TestApp } from "../http/support/open-test-app.ts";
import { makeFolder } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin, runRibin, runRibinJson } from "../support/ribin-process.ts";

jest.setTimeout(300_000);

let api: TestApp;
let url: string;
let folder: string;
let withdrawReport: () => Promise<unknown>;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  api = await openTestApp();
  url = await api.app.listen({ port: 0, host: "127.0.0.1" });
  folder = await makeFolder();
  const world = await makeWorld(api);
  await reachHit(world);
  const { investigator, examiner } = world.tt;
  const body = { linkageId: world.linkageId, kind: "hit" };
  const { id } = (await investigator.send("POST", "/v1/reports", { body })).json<{ id: string }>();
  for (const [name, path] of [
    ["report.pdf", "/pdf"],
    ["report.json", "/json"],
    ["report.jws", "/signature"],
    ["answer.json", ""],
  ] as const) {
    await writeFile(at(name), (await investigator.send("GET", `/v1/reports/${id}${path}`)).rawPayload);
  }
  await writeFile(at("keys.json"), (await api.app.inject("/v1/keys")).body);
  withdrawReport = () =>
    examiner.send("POST", `/v1/reports/${id}/withdraw`, { body: { reason: "The exhibits were mixed up." } });
});
afterAll(() => api.close());

const offline = (file: string) => [
  ...["report", "verify", at(file), "--keys", at("keys.json")],
  ...(file.startsWith("answer") ? [] : ["--signature", at("report.jws")]),
];

describe("ribin report verify", () => {
  test.each([
    ["report.pdf", "pdf"],
    ["report.json", "json"],
    ["answer.json", "json"],
  ])("knows %s offline, with nothing but the kept keys", async (file, form) => {
    const found = await runRibinJson<object>(offline(file));
    expect(found).toMatchObject({
      status: "issued and unchanged",
      form,
      kind: "hit",
      issuingState: "TT",
      language: "en",
      signatureChecked: true,
      serverAsked: false,
    });
  });

  test("reads an answer that was laid out anew: its content is what was signed", async () => {
    const answer = JSON.parse(await readFile(at("answer.json"), "utf8"));
    await writeFile(at("answer-spaced.json"), JSON.stringify(answer, null, 2));
    expect(await runRibin(offline("answer-spaced.json"), {})).toMatch(/issued and unchanged\n {2}hit report RIBIN-/);
  });

  test("finds one changed byte, wherever it is", async () => {
    for (const name of ["report.pdf", "report.json", "report.jws"]) {
      const bytes = await readFile(at(name));
      for (const place of [0, Math.floor(bytes.length / 3), bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[place] = changed[place]! ^ 1;
        await writeFile(at("changed"), changed);
        const args =
          name === "report.jws"
            ? ["report", "verify", at("report.pdf"), "--keys", at("keys.json"), "--signature", at("changed")]
            : ["report", "verify", at("changed"), "--keys", at("keys.json"), "--signature", at("report.jws")];
        expectRefusal(await captureRibin(args), "REPORT_NOT_VERIFIED");
      }
    }
    const answer = await readFile(at("answer.json"), "utf8");
    await writeFile(at("answer-changed.json"), answer.replace('"kind":"hit"', '"kind":"lead"'));
    expect(expectRefusal(await captureRibin(offline("answer-changed.json")), "REPORT_NOT_VERIFIED")).toMatch(/"kind"/);
  });

  test("needs keys that the report was signed with", async () => {
    const other = { kty: "OKP", crv: "Ed25519", x: "A".repeat(43) };
    await writeFile(at("others.json"), JSON.stringify({ keys: [other] }));
    const args = ["report", "verify", at("answer.json"), "--keys", at("others.json")];
    expect(expectRefusal(await captureRibin(args), "REPORT_NOT_VERIFIED")).toMatch(/not among the given/);
    expect(expectRefusal(await captureRibin(["report", "verify", at("report.pdf")]), "USAGE")).toMatch(/--keys/);
    const bare = ["report", "verify", at("report.pdf"), "--keys", at("keys.json")];
    expect(expectRefusal(await captureRibin(bare), "USAGE")).toMatch(/--signature/);
  });

  test("openssl and cut alone say the same, as docs/reports.md tells", async () => {
    const doc = await readFile(new URL("../../docs/reports.md", import.meta.url), "utf8");
    const [, script = ""] = /```sh\n# openssl alone\n([\s\S]*?)```/.exec(doc) ?? [];
    expect(script).toContain("openssl pkeyutl");
    const run = (file: string) => spawnSync("sh", ["-c", script], { cwd: folder, env: { ...process.env, PDF: file } });
    const genuine = run("report.pdf");
    expect([genuine.status, genuine.stdout.toString()]).toEqual([
      0,
      expect.stringMatching(/Signature Verified Successfully[\s\S]*the file is the signed one/),
    ]);
    await writeFile(at("other.pdf"), Buffer.concat([await readFile(at("report.pdf")), Buffer.from("\n")]));
    expect(run("other.pdf").status).not.toBe(0);
  });

  test("asks the service for a withdrawal, and sends it the hash only", async () => {
    const args = ["report", "verify", at("report.pdf"), "--server", url];
    expect(await runRibinJson<object>(args)).toMatchObject({
      status: "issued and unchanged",
      number: null,
      signatureChecked: false,
      serverAsked: true,
    });
    await writeFile(at("changed"), "%PDF-1.7 of somebody else");
    const unknown = ["report", "verify", at("changed"), "--server", url];
    const refused = await captureRibin(unknown);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^REPORT_NOT_VERIFIED: .*never issued/)]);
    await withdrawReport();
    const keyed = [...offline("report.pdf"), "--keys", `${url}/v1/keys`, "--server", url, "--json"];
    const withdrawn = await captureRibin(keyed);
    expect(withdrawn.code).toBe(1);
    expect(withdrawn.stderr).toMatch(/^REPORT_WITHDRAWN: /m);
    expect(JSON.parse(withdrawn.stdout)).toMatchObject({ status: "withdrawn", withdrawnAt: expect.any(String) });
  });
});
