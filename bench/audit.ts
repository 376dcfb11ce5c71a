/**
 * A trail of many events: how long chaining and verifying it take, and what of that is the reading. Needs PostgreSQL.
 *   npm run bench -- audit [--count 1000000]
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEd25519Signer } from "../src/adapters/signing/ed25519-signer.ts";
import { systemClock } from "../src/ports/clock.ts";
import type { Sql } from "../src/ports/sql.ts";
import { chainAuditEvents } from "../src/usecases/audit/chain-audit-events.ts";
import { readAuditEntries } from "../src/usecases/audit/read-audit-entries.ts";
import { signAuditHead } from "../src/usecases/audit/sign-audit-head.ts";
import { verifyAudit } from "../src/usecases/audit/verify-audit.ts";
import { measureWriters, WRITERS } from "./audit/measure-writers.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { createBenchDatabase } from "./support/servers.ts";

/** Events between two heads. */
const HEAD_EVERY = 10_000;
const ROUNDS = 3;

export async function measureAudit(args: readonly string[]): Promise<Report> {
  const count = readOptions(args, ["count"]).readNumber("count", 1_000_000);
  const folder = await mkdtemp(join(tmpdir(), "ribin-bench-audit-"));
  const database = await createBenchDatabase();
  const { sql } = database;
  try {
    const signer = await openEd25519Signer({ pem: null, dataDir: folder });
    const writers = await measureWriters(sql);
    await insertEvents(sql, count);
    const chaining = await timeOf(() => chainAll(sql, signer));
    tell(`audit: ${count} chained in ${chaining.toFixed(1)} s`);
    await sql.query("vacuum analyze", []);
    const rounds = { reading: [] as number[], verifying: [] as number[], processor: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.reading.push(await timeOf(() => readAll(sql)));
      const used = process.cpuUsage();
      rounds.verifying.push(await timeOf(() => assertWhole(sql)));
      const { user, system } = process.cpuUsage(used);
      rounds.processor.push((user + system) / 1e6);
      tell(
        `audit: read in ${rounds.reading.at(-1)?.toFixed(1)} s, verified in ${rounds.verifying.at(-1)?.toFixed(1)} s`,
      );
    }
    const found = await breakOne(sql, count);
    const [reading, verifying] = [findQuantile(rounds.reading, 0.5), findQuantile(rounds.verifying, 0.5)];
    return {
      title: "The audit trail: chaining and verifying",
      notes: [
        `${count} events of the 22 states (one in five of two states, one in twenty of none), inserted as a set and then chained, signed and verified by the code of the service; a head every ${HEAD_EVERY} events. Verifying is what \`ribin audit verify\` does on the database; reading is the same pages and rows, without a hash, a signature or a check. Medians of ${ROUNDS} rounds. Then one byte of one event in the middle was changed with the triggers off: ${found}.`,
        `Writers: ${WRITERS} at a time, each transaction one event, without and with a process that chains beside them, in turns.`,
      ],
      tables: [
        {
          head: [
            "events",
            "chaining, s",
            "reading, s",
            "verifying, s",
            "to reading",
            "least, s",
            "most, s",
            "s of processor, Node",
          ],
          rows: [
            [
              count,
              chaining.toFixed(1),
              reading.toFixed(1),
              verifying.toFixed(1),
              (verifying / reading).toFixed(2),
              Math.min(...rounds.verifying).toFixed(1),
              Math.max(...rounds.verifying).toFixed(1),
              findQuantile(rounds.processor, 0.5).toFixed(1),
            ],
          ],
        },
        writers,
      ],
    };
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** As the service writes them: who reads what of whom, with some details. */
async function insertEvents(sql: Sql, count: number): Promise<void> {
  await sql.query(
    `insert into audit_events
       (at, actor_kind, actor_id, actor_state, action, target_kind, target_id, owner_states, request_id, detail)
     select timestamptz '2026-01-01T00:00:00Z' + n * interval '29 milliseconds', 'account', gen_random_uuid()::text,
       codes[1 + n % 22], (array['case.read', 'candidate.read', 'acquisition.image_read', 'linkage.read'])[1 + n % 4],
       'case', gen_random_uuid()::text,
       case when n % 20 = 0 then '{}' when n % 5 = 0 then array[codes[1 + n % 22], codes[1 + (n + 7) % 22]] else array[codes[1 + n % 22]] end,
       'req-' || n, jsonb_build_object('version', n % 9, 'fields', array['place', 'comment'])
     from generate_series(1, $1::int) as n, (select array_agg(code order by code) as codes from states) as s`,
    [count],
  );
  tell(`audit: ${count} events inserted`);
}

async function chainAll(sql: Sql, signer: Parameters<typeof signAuditHead>[0]["signer"]): Promise<void> {
  let since = HEAD_EVERY;
  for (;;) {
    const chained = (await chainAuditEvents({ sql })) ?? 0;
    since += chained;
    if (since >= HEAD_EVERY || chained === 0) {
      await signAuditHead({ sql, clock: systemClock, signer }, 0);
      since = 0;
    }
    if (chained === 0) return;
  }
}

async function readAll(sql: Sql): Promise<void> {
  let bytes = 0;
  for await (const page of readAuditEntries({ sql })) for (const { kind } of page) bytes += kind.length;
  if (bytes === 0) throw new Error("There was nothing to read.");
}

async function assertWhole(sql: Sql): Promise<void> {
  const { whole, firstBroken } = await verifyAudit({ sql });
  if (!whole) throw new Error(`The trail is broken: ${firstBroken?.reason}`);
}

async function breakOne(sql: Sql, count: number): Promise<string> {
  const { rows } = await sql.query("select seq::text from audit_chain where position = $1", [Math.ceil(count / 2)]);
  await sql.transaction(async (tx) => {
    await tx.query("set local session_replication_role = replica", []);
    await tx.query("update audit_events set request_id = request_id || ' ' where seq = $1", [rows[0]?.seq]);
  });
  const { firstBroken, broken } = await verifyAudit({ sql });
  const right = firstBroken?.seq === rows[0]?.seq && broken === 1;
  return right ? "it was named, and nothing else" : `it was NOT named (${firstBroken?.reason ?? "nothing found"})`;
}
