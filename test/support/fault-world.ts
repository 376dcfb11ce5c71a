/** API and workers as processes on servers of the test's own, which it may take away in the middle of anything. */
import { createHash } from "node:crypto";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { createHttpClient } from "../../src/cli/http-client.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { EFFECTS } from "./fault-effects.ts";
import { openFaultyProxy } from "./faulty-proxy.ts";
import { describeS3, makeOwnPostgres, makeOwnRedis, makeOwnS3 } from "./own-servers.ts";
import { captureRibin, type ProcessEnvironment, type RibinProcess, startRibin } from "./ribin-process.ts";
import { enterPeople, makeScan, makeStores, makeTechnician, type Technician } from "./service-world.ts";
import { waitUntil } from "./wait-until.ts";

/** What was acknowledged, with the SHA-256 of what was sent. */
export type Acknowledged = Map<string, string>;

/** In metres: what is tested is not the numerics. */
export const COARSE = 12.5e-6;

export const hashBytes = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export async function openFaultWorld(settings: { postgres?: Readonly<Record<string, string | number>> } = {}) {
  const [postgres, redis, s3] = [await makeOwnPostgres(settings.postgres), await makeOwnRedis(), await makeOwnS3()];
  await Promise.all([postgres.start(), redis.start(), s3.start()]);
  const proxy = await openFaultyProxy({ host: "127.0.0.1", port: s3.port });
  const stores = await makeStores({ databaseUrl: postgres.url, redisUrl: redis.url, s3: describeS3(proxy.port) });
  const environment: ProcessEnvironment = {
    ...stores.environment,
    RIBIN_SIGN_INS_PER_MINUTE: "1000",
    // The machine of a test may be busy with other tests; that is not what is tested.
    RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0",
  };
  const asTechnicianOf = await enterPeople(environment);
  const acknowledged: Acknowledged = new Map();
  const processes = new Set<RibinProcess>();

  const start = (command: "serve" | "work", more: ProcessEnvironment) => {
    const begun = startRibin([command], { ...environment, ...more });
    processes.add(begun);
    return begun;
  };

  return {
    postgres,
    redis,
    s3,
    proxy,
    environment,
    databaseUrl: String(environment.DATABASE_URL),
    query: stores.query,
    flushRedis: stores.flushRedis,
    acknowledged,
    /** What any process said of a fault that nobody foresaw. */
    listUnforeseen: () =>
      [...processes].flatMap(({ lines }) =>
        lines.filter(({ code, msg }) => code === "INTERNAL" || msg === "an error was not caught; closing"),
      ),
    /** The API without workers. */
    async startApi(more: ProcessEnvironment = {}) {
      const process = start("serve", { RIBIN_WORKERS: "off", ...more });
      return { process, url: String((await process.waitForLine("listening", 60_000)).url) };
    },
    async startWorker(more: ProcessEnvironment = {}) {
      const worker = start("work", more);
      await worker.waitForLine("working", 60_000);
      return worker;
    },
    asTechnicianOf,
    /** The same person in the same session, at another process. */
    moveTo: (technician: Technician, url: string) =>
      makeTechnician(createHttpClient(url).withToken(technician.client.token ?? "")),
    async upload(technician: Technician, firearm: number, firing: number): Promise<string> {
      const id = await technician.upload(firearm, firing, COARSE);
      acknowledged.set(id, hashBytes(makeScan(firearm, firing, COARSE)));
      return id;
    },
    async close() {
      await Promise.all([...processes].map((one) => one.stop("SIGKILL")));
      await proxy.close();
      await stores.drop().catch(() => {});
      await Promise.all([postgres.remove(), redis.remove(), s3.remove()]);
    },
  };
}
export type FaultWorld = Awaited<ReturnType<typeof openFaultWorld>>;

/** Waits until every step of them is done, the second net's passes too, and says how many seconds it took. */
export async function untilDone(world: FaultWorld, ids: Iterable<string>, ms: number): Promise<number> {
  const from = performance.now();
  const open = "select 1 from jobs where state <> 'done' limit 1";
  const verified = `select count(*)::int as n from acquisitions where id = any($1::uuid[]) and stage = 'verified'`;
  const all = [...ids];
  await waitUntil(
    async () => {
      const failed = await world.query("select name, reason from jobs where state = 'failed'");
      if (failed.length > 0) throw new Error(`A job failed: ${JSON.stringify(failed)}`);
      const [row] = await world.query(verified, [all]);
      return row?.n === all.length && (await world.query(open)).length === 0;
    },
    ms,
    200,
  );
  return (performance.now() - from) / 1_000;
}

/** Lets steps end only when it is released: whoever is at one stands in the transaction of its result. */
export async function holdSteps(world: FaultWorld, held: readonly { name: string; acquisitionId: string | null }[]) {
  const sql = openPostgres(world.databaseUrl, { poolSize: 1, statementTimeout: 300_000 });
  await sql.query(`create table if not exists held_steps (name text not null, acquisition_id text);
    create or replace function hold_step() returns trigger language plpgsql security definer as $$
      begin
        if new.state = 'done' and exists (select from public.held_steps h where h.name = new.name
            and (h.acquisition_id is null or h.acquisition_id = new.payload->>'acquisitionId')) then
          perform pg_advisory_xact_lock_shared(7007);
        end if;
        return new;
      end $$;
    create or replace trigger hold_step before update on jobs for each row execute function hold_step()`);
  for (const { name, acquisitionId } of held) {
    await sql.query("insert into held_steps values ($1, $2)", [name, acquisitionId]);
  }
  // Of the session: the pool has one connection.
  await sql.query("select pg_advisory_lock(7007)", []);
  return {
    untilHeld: (count: number) => waitUntil(async () => (await countWaiting(sql)) === count, 60_000, 100),
    async release() {
      await sql.query("delete from held_steps", []);
      await sql.query("select pg_advisory_unlock(7007)", []);
      await sql.close();
    },
  };
}

async function countWaiting(sql: Sql): Promise<number> {
  const { rows } = await sql.query(
    "select count(*)::int as n from pg_locks where locktype = 'advisory' and objid = 7007 and not granted",
    [],
  );
  return Number(rows[0]?.n);
}

/**
 * What must hold whatever was taken away: each acknowledged acquisition is there with its bytes, each step of each was done once, each
 * pair was compared once, and nothing failed. Gives what does not hold.
 */
export async function listLosses(world: FaultWorld, technician: Technician): Promise<string[]> {
  const losses: string[] = [];
  for (const [id, sha256] of world.acknowledged) {
    const bytes = await technician.client.getBytes(`/v1/acquisitions/${id}/file`);
    if (hashBytes(bytes) !== sha256) losses.push(`${id} has other bytes`);
  }
  for (const [what, text] of Object.entries(EFFECTS)) {
    const rows = await world.query(text, [[...world.acknowledged.keys()]]);
    if (rows.length > 0) losses.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return losses;
}

/** What `ribin audit verify` says: its exit code, and what a person would read. */
export async function verifyTrail(world: FaultWorld): Promise<{ code: number | null; said: string }> {
  const { code, stdout, stderr } = await captureRibin(["audit", "verify"], world.environment);
  return { code, said: `${stdout}${stderr}` };
}
