/** A purge as its job carries it out, of what two people decided; who may decide is tested elsewhere. */
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { expect } from "@jest/globals";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import type { OwnerSql, SqlExecutor } from "../../src/ports/sql.ts";
import { eraseRows } from "../../src/repositories/retention/erasure.ts";

export interface DecidedPurge {
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly reviewedBy: string;
  readonly decidedBy: string;
  readonly at: Date;
}

export async function confirmPurge(tx: SqlExecutor, of: DecidedPurge): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `insert into purges (id, owner_state, case_id, basis, reason, reviewed_by, reviewed_at) values ($1, $2, $3, 'retention', 'r', $4, $5)`,
    [id, of.ownerState, of.caseId, of.reviewedBy, of.at],
  );
  await tx.query(
    `insert into purge_decisions (purge_id, owner_state, decision, reason, decided_by, decided_at) values ($1, $2, 'confirmed', 'r', $3, $4)`,
    [id, of.ownerState, of.decidedBy, of.at],
  );
  return id;
}

/** Its rows. */
export async function purgeRows(tx: SqlExecutor, of: DecidedPurge): Promise<string> {
  const id = await confirmPurge(tx, of);
  await eraseRows(tx, id, of.at);
  return id;
}

const LONGEST_MS = 10_000;

/** Whether all of these come to wait for a lock of PostgreSQL's, and none of them ends before. */
export async function isHeld(sql: OwnerSql, work: readonly Promise<unknown>[]): Promise<boolean> {
  let ended = false;
  for (const one of work) void one.catch(() => {}).then(() => (ended = true));
  const until = Date.now() + LONGEST_MS;
  while (!ended && Date.now() < until) {
    const { rows } = await sql.query(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows[0]?.n === work.length) return true;
    await setTimeout(20);
  }
  return false;
}

/** What is written while a purge is under way: it waits for its end, and then it is told how each ended. */
export async function writeDuringPurge(
  sql: OwnerSql,
  of: DecidedPurge,
  end: "committed" | "broken off",
  writes: readonly (() => Promise<unknown>)[],
): Promise<unknown[]> {
  const signals = new EventEmitter();
  const begun = once(signals, "begun");
  const purging = sql.transaction(async (tx) => {
    await purgeRows(tx, of);
    const told = once(signals, "end");
    signals.emit("begun");
    await told;
    if (end === "broken off") throw new Error("The purge broke off.");
  });
  await Promise.race([begun, purging]);
  const written = writes.map((write) => write());
  const held = await isHeld(sql, written);
  signals.emit("end");
  await purging.catch(() => {});
  const outcomes = await Promise.allSettled(written);
  expect(held).toBe(true);
  return outcomes;
}
