/** What those who write events notice of the step that chains them. */
import type { RequestContext } from "../../src/domain/context.ts";
import { STATE_CODES } from "../../src/domain/vocabulary.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { chainAllAuditEvents, chainAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import type { Table } from "../support/bench.ts";
import { findMean, findQuantile } from "../support/mark-statistics.ts";

/** The bench's pool has one connection more. */
export const WRITERS = 3;
const EVENTS = 2_000;
const ROUNDS = 3;
const CONTEXT: RequestContext = {
  actor: { kind: "account", id: "bench", state: null, labId: null, roles: [] },
  requestId: "bench",
};

/** Milliseconds a transaction of one event, alone and with chaining beside it. */
export async function measureWriters(sql: Sql): Promise<Table> {
  const times = { alone: [] as number[], beside: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.alone.push(...(await writeEvents(sql)));
    let writing = true;
    const chaining = (async () => {
      while (writing) await chainAuditEvents({ sql });
    })();
    times.beside.push(...(await writeEvents(sql)));
    writing = false;
    await chaining;
  }
  await chainAllAuditEvents({ sql });
  const row = (name: string, values: readonly number[]) => [
    name,
    values.length,
    findQuantile(values, 0.5).toFixed(2),
    findQuantile(values, 0.99).toFixed(2),
    findMean(values).toFixed(2),
  ];
  return {
    head: ["events written", "transactions", "ms, median", "ms, 99 %", "ms, mean"],
    rows: [row("with none chained beside", times.alone), row("while chaining without a pause", times.beside)],
  };
}

async function writeEvents(sql: Sql): Promise<number[]> {
  const times: number[] = [];
  const write = async (writer: number) => {
    for (let n = writer; n < EVENTS; n += WRITERS) {
      const started = performance.now();
      const ownerStates = [STATE_CODES[n % STATE_CODES.length] ?? "TT"];
      const event = {
        at: new Date(),
        action: "case.read",
        targetKind: "case",
        targetId: String(n),
        ownerStates,
      } as const;
      await sql.transaction((tx) => insertAuditEvent(tx, CONTEXT, event));
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return times;
}
