import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { verifyExport } from "../../src/cli/audit/verify-export.ts";
import { hashText } from "../../src/domain/audit-record.ts";
import { RibinError } from "../../src/domain/errors.ts";
import type { PublicKey } from "../../src/domain/signing-key.ts";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import type { Signer } from "../../src/ports/signer.ts";
import { listLinks, tryChainLock } from "../../src/repositories/audit/audit-chain.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { chainAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { exportAudit } from "../../src/usecases/audit/export-audit.ts";
import { signAuditHead } from "../../src/usecases/audit/sign-audit-head.ts";
import { openTestSigner } from "../support/test-signer.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("an exported audit trail", (getSql) => {
  const clock = { now: () => new Date("2026-03-02T08:00:00.123Z") };
  let signer: Signer;
  let keys: readonly PublicKey[];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ribin-export-"));
    signer = await openTestSigner();
    keys = [{ id: signer.keyId, publicKey: signer.publicKey }];
    const sql = getSql();
    const owners: readonly StateCode[][] = [["TT"], ["JM", "TT"], [], ["JM"], ["BB"], ["JM", "BB"]];
    for (let n = 0; n < 36; n++) {
      const context = {
        actor: { kind: "account" as const, id: "José\u2028", state: "JM" as const, labId: null, roles: [] },
        requestId: `r${n}`,
      };
      const ownerStates = owners[n % owners.length] ?? [];
      const event = {
        at: clock.now(),
        action: "case.read",
        targetKind: "case",
        targetId: String(n),
        ownerStates,
      } as const;
      await insertAuditEvent(sql, context, { ...event, detail: { note: "caña 🔎\n" } });
      if (n % 10 === 0) {
        await chainAuditEvents({ sql });
        await signAuditHead({ sql, clock, signer }, 0);
      }
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function write(state: StateCode | null): Promise<string> {
    const path = join(folder, `${state ?? "all"}.jsonl`);
    let text = "";
    for await (const part of exportAudit({ sql: getSql(), clock, signer }, state)) text += part;
    await writeFile(path, text);
    return path;
  }

  test("is whole, of the region and of each state alone; a state's holds no other state's event", async () => {
    expect(await verifyExport(await write(null), keys)).toMatchObject({
      whole: true,
      state: null,
      records: 37,
      chains: { BB: 12, JM: 18, TT: 12 },
    });
    for (const [state, records] of [
      ["JM", 18],
      ["BB", 12],
      ["GY", 0],
    ] as const) {
      const path = await write(state);
      const verdict = await verifyExport(path, keys);
      expect(verdict).toMatchObject({ whole: true, state, records, firstBroken: null });
      expect(verdict.heads).toBeGreaterThan(5);
      const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.includes('"record":'));
      for (const line of lines) expect(JSON.parse(line).record.ownerStates).toContain(state);
    }
  });

  test("holds the very text that was hashed and signed, for whoever checks it without this program", async () => {
    const lines = (await readFile(await write(null), "utf8")).split("\n");
    for (const line of lines) {
      const [, hash, record] = /^\{"hash":"(.{64})","record":(.*)\}$/.exec(line) ?? [];
      if (record !== undefined) expect(hashText(record)).toBe(hash);
      if (line.includes('"head":')) expect(hashText(JSON.parse(line).head)).toBe(JSON.parse(line).hash);
    }
    expect(lines.filter((line) => line.includes('"record":'))).toHaveLength(37);
  });

  test("with any one byte changed is refused or broken", async () => {
    const random = createRandom(8);
    const changed = join(folder, "changed.jsonl");
    for (const state of [null, "JM"] as const) {
      const bytes = await readFile(await write(state));
      for (let round = 0; round < 400; round++) {
        const at = Math.floor(random.uniform() * bytes.length);
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random.uniform() * 8));
        await writeFile(changed, copy);
        const found = await verifyExport(changed, keys).then(
          ({ whole }) => !whole,
          (error: unknown) => error instanceof RibinError && error.code === "AUDIT_EXPORT_INVALID",
        );
        expect([state, at, bytes.subarray(at - 20, at + 20).toString(), found]).toEqual([
          state,
          at,
          expect.anything(),
          true,
        ]);
      }
    }
  });

  test("is broken where the heads that sign it, or the last ones, were taken away, however well the end counts", async () => {
    const lines = (await readFile(await write(null), "utf8")).trimEnd().split("\n");
    const isHead = (line: string) => line.includes('"head":');
    const last = lines.findLastIndex((line) => line.includes('"record":'));
    const records = lines.filter((line) => line.includes('"record":')).length;
    const stripped = join(folder, "stripped.jsonl");
    for (const kept of [
      lines.filter((line) => !isHead(line)),
      lines.filter((line, at) => at < last || !isHead(line)),
    ]) {
      const end = JSON.stringify({ end: { records, heads: kept.filter(isHead).length } });
      await writeFile(stripped, `${[...kept.slice(0, -1), end].join("\n")}\n`);
      const verdict = await verifyExport(stripped, keys);
      expect([verdict.broken, verdict.firstBroken?.reason]).toEqual([1, expect.stringMatching(/sign/)]);
    }
  });

  test("ends with its head although another process chains and signs at that moment, and whatever is chained meanwhile", async () => {
    const sql = getSql();
    const event = { at: clock.now(), action: "case.read", targetKind: "case", targetId: "late" } as const;
    const context = {
      actor: { kind: "account" as const, id: "José", state: "JM" as const, labId: null, roles: [] },
      requestId: "late",
    };
    const record = () => insertAuditEvent(sql, context, { ...event, ownerStates: ["JM"] });
    // Holds the lock of whoever chains until the export has come that far.
    let free = () => {};
    const held = sql.transaction(async (tx) => {
      await tryChainLock(tx);
      if (sql.dialect === "postgres") await new Promise<void>((done) => (free = done));
    });
    await record();
    const path = join(folder, "busy.jsonl");
    const parts: string[] = [];
    setTimeout(() => free(), 200);
    for await (const part of exportAudit({ sql, clock, signer }, null)) {
      parts.push(part);
      if (parts.length > 1) continue;
      await record();
      await chainAuditEvents({ sql });
    }
    await held;
    await writeFile(path, parts.join(""));
    expect(await verifyExport(path, keys)).toMatchObject({ whole: true });
    expect(parts.join("").trimEnd().split("\n").at(-2)).toContain('"head":');
  });

  test("of one state reads nothing of the others', however many of theirs stand between", async () => {
    const { rows } = await getSql().query("select max(position)::int as last from audit_chain", []);
    const links = await listLinks(getSql(), "BB", 0, Number(rows[0]?.last));
    expect([...links.values()].map((of) => of.some(({ chain }) => chain === "BB"))).toEqual(Array(12).fill(true));
  });

  test("with a line taken out, doubled or moved, cut off, or under another key is refused or broken", async () => {
    const path = await write(null);
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    const broken = async (changed: readonly string[], with_ = keys) => {
      const file = join(folder, "changed.jsonl");
      await writeFile(file, `${changed.join("\n")}\n`);
      return verifyExport(file, with_).then(
        ({ firstBroken }) => firstBroken?.reason,
        (error: RibinError) => error.message,
      );
    };
    expect(await broken(lines)).toBeUndefined();
    for (let at = 1; at < lines.length - 1; at++) {
      expect([at, await broken(lines.toSpliced(at, 1))]).toEqual([at, expect.any(String)]);
      expect([at, await broken(lines.toSpliced(at, 0, lines[at] ?? ""))]).toEqual([at, expect.any(String)]);
    }
    expect(await broken(lines.slice(0, -1))).toMatch(/cut off/);
    expect(await broken([])).toMatch(/begins an export|cut off|no line/);
    expect(await broken(lines.slice(1))).toMatch(/begins an export/);
    const { keyId: id, publicKey } = await openTestSigner();
    expect(await broken(lines, [{ id, publicKey }])).toMatch(/none of those published/);
    await expect(verifyExport(join(folder, "none"), keys)).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  });
});
