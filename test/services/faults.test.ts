/** API and workers as processes, and what they stand on taken away in the middle: nothing acknowledged is lost, nothing is done twice. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { openBullQueue } from "../../src/adapters/queue/bull-queue.ts";
import type { JobTicket } from "../../src/ports/job-queue.ts";
import { collectLog } from "../support/collect-log.ts";
import {
  COARSE,
  type FaultWorld,
  hashBytes,
  holdSteps,
  listLosses,
  openFaultWorld,
  untilDone,
  verifyTrail,
} from "../support/fault-world.ts";
import { findOwnServers } from "../support/own-servers.ts";
import type { RibinProcess } from "../support/ribin-process.ts";
import { makeScan, type Technician } from "../support/service-world.ts";
import { waitUntil } from "../support/wait-until.ts";

/**
 * Until all that was acknowledged is processed. That the service is well within 30 s of each fault is what the bench measures; here a busy
 * machine computes as well.
 */
const RECOVERY_S = 80;
const WAIT_MS = 90_000;
const CLOCK = pathToFileURL(fileURLToPath(new URL("../support/shifted-clock.mjs", import.meta.url))).href;

(findOwnServers() ? describe : describe.skip)("faults", () => {
  let world: FaultWorld;
  let api: Awaited<ReturnType<FaultWorld["startApi"]>>;
  let worker: RibinProcess;
  let technician: Technician;
  let firing = 0;

  beforeAll(async () => {
    world = await openFaultWorld({ postgres: { max_connections: 40 } });
    api = await world.startApi();
    technician = await world.asTechnicianOf(api.url);
    worker = await world.startWorker();
  }, 120_000);
  afterAll(() => world?.close());

  const upload = () => world.upload(technician, 3, firing++);
  const uploadAll = async (count: number) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) ids.push(await upload());
    return ids;
  };
  /** One request as a client sends it, without trying again. */
  const ask = async (
    method = "GET",
    path = "/v1/cases",
    body?: string | FormData,
    headers: Record<string, string> = {},
  ) => {
    const authorization = `Bearer ${technician.client.token}`;
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  };
  const makeForm = (exhibitId: string, scan: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.set("exhibitId", exhibitId);
    form.set("region", "BreechFace");
    form.set("file", new Blob([scan]), "scan.x3p");
    return form;
  };
  const expectTurnedAway = ({ status, headers, body }: Awaited<ReturnType<typeof ask>>) => {
    expect([status, body.code, headers.get("content-type")]).toEqual([
      503,
      "UNAVAILABLE",
      expect.stringContaining("application/problem+json"),
    ]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  };
  const stateOf = async (name: string, id: string) =>
    (
      await world.query(
        "select state, attempt, max_attempts, reason from jobs where name = $1 and payload->>'acquisitionId' = $2 and not payload ? 'cause'",
        [name, id],
      )
    )[0];

  test("a worker that is killed in the middle of each of the steps: another does each of them, once", async () => {
    await worker.stop("SIGTERM");
    const names = ["assess-quality", "extract-features", "search-candidates", "verify-candidates", "sweep-gallery"];
    // The last one comes as far as the parts of its pass.
    const ids = await uploadAll(names.length + 1);
    const held = names.map((name, i) => ({ name, acquisitionId: ids[i] ?? "" }));
    const hold = await holdSteps(world, [...held, { name: "sweep-shard", acquisitionId: null }]);
    const doomed = await world.startWorker({ RIBIN_THREADS: "8" });
    // One acquisition at each step, in the transaction of its result.
    await hold.untilHeld(ids.length);
    await doomed.stop("SIGKILL");
    const from = performance.now();
    await hold.release();
    worker = await world.startWorker({ RIBIN_THREADS: "2" });
    await untilDone(world, ids, WAIT_MS);
    expect((performance.now() - from) / 1_000).toBeLessThan(RECOVERY_S);
    for (const [i, name] of names.entries()) {
      const job = await stateOf(name, ids[i] ?? "");
      expect(job).toMatchObject({ state: "done", reason: null });
      // Where the machine is slow a step that is held for 30 s ends as one that the database kept for too long, and is begun anew.
      expect(Number(job?.attempt)).toBeGreaterThanOrEqual(2);
    }
    expect(await listLosses(world, technician)).toEqual([]);
  }, 240_000);

  test("PostgreSQL killed and started again: requests are turned away with 503, and all goes on", async () => {
    const ids = await uploadAll(3);
    await world.postgres.stop("at once");
    const refused = await Promise.all([
      ask(),
      ask("POST", "/v1/cases", JSON.stringify({}), { "content-type": "application/json" }),
    ]);
    for (const answer of refused) expectTurnedAway(answer);
    expect((await ask("GET", "/readyz")).body).toMatchObject({
      ready: false,
      parts: expect.arrayContaining([expect.objectContaining({ name: "database", ready: false })]),
    });
    expect((await ask("GET", "/healthz")).status).toBe(200);
    await world.postgres.start();
    const from = performance.now();
    await waitUntil(async () => (await ask()).status === 200, WAIT_MS, 100);
    expect((performance.now() - from) / 1_000).toBeLessThan(30);
    ids.push(await upload());
    expect(await untilDone(world, ids, WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 240_000);

  test("PostgreSQL stopped in order while steps end, and started after a while", async () => {
    const ids = await uploadAll(3);
    await waitUntil(async () => (await world.query("select from jobs where state = 'active'")).length > 0, 20_000, 5);
    await world.postgres.stop("in order");
    await sleep(3_000);
    await world.postgres.start();
    expect(await untilDone(world, ids, WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 240_000);

  test("PostgreSQL without a connection to spare: 503, and 200 when there is one", async () => {
    const greedy: pg.Client[] = [];
    const takeAll = async () => {
      for (;;) {
        const client = new pg.Client({ connectionString: world.databaseUrl });
        client.on("error", () => {});
        try {
          await client.connect();
        } catch {
          return;
        }
        greedy.push(client);
      }
    };
    try {
      // The service's own connections go too, and others have their places at once; where it was faster, once more.
      let answer = await ask();
      for (let tries = 0; answer.status === 200 && tries < 5; tries++) {
        await takeAll();
        await greedy[0]?.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ribin-core'",
        );
        await takeAll();
        answer = await ask();
      }
      expectTurnedAway(answer);
    } finally {
      await Promise.all(greedy.map((client) => client.end()));
    }
    const from = performance.now();
    await waitUntil(async () => (await ask()).status === 200, 20_000, 50);
    expect((performance.now() - from) / 1_000).toBeLessThan(30);
    expect(await untilDone(world, [await upload()], WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 120_000);

  test("Redis stopped: uploads are taken meanwhile; started again empty, the work goes on", async () => {
    await world.redis.stop("at once");
    const ids = await uploadAll(2);
    await sleep(1_000);
    expect((await ask("GET", "/readyz")).body.parts).toContainEqual(
      expect.objectContaining({ name: "queue", ready: false }),
    );
    await world.redis.start();
    expect(await untilDone(world, ids, WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 120_000);

  test("Redis flushed with tickets in it: they are handed out again at once, not when they are stale", async () => {
    const ids = await uploadAll(4);
    await waitUntil(async () => (await world.query("select from jobs where state = 'queued'")).length > 1, 20_000, 5);
    await world.flushRedis();
    expect(await untilDone(world, ids, WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 120_000);

  test("tickets that come twice, late and in the wrong order change nothing", async () => {
    const queue = openBullQueue({ redisUrl: String(world.environment.REDIS_URL), log: collectLog().log });
    const sendAll = async (ids: readonly string[], again: string) => {
      const jobs = await world.query(
        "select id, name, attempt, priority from jobs where payload->>'acquisitionId' = any($1) order by created_at desc",
        [ids],
      );
      const tickets = jobs.flatMap(({ id, name, attempt, priority }) =>
        [Number(attempt), 1, 2].map(
          (each, i): JobTicket => ({
            ticketId: `${id}_${again}_${i}`,
            jobId: String(id),
            attempt: each,
            name: String(name),
            priority: priority as JobTicket["priority"],
          }),
        ),
      );
      await queue.addTickets(tickets);
      return tickets.length;
    };
    const ids = await uploadAll(2);
    let sent = 0;
    for (let n = 0; n < 10; n++) {
      sent += await sendAll(ids, `during-${n}`);
      await sleep(100);
    }
    await untilDone(world, ids, WAIT_MS);
    sent += await sendAll(ids, "after");
    expect(sent).toBeGreaterThan(50);
    await waitUntil(async () => {
      const { waiting, active } = await queue.countTickets();
      return waiting + active === 0;
    }, 30_000);
    await queue.close(0);
  }, 120_000);

  test("the S3 store away: an upload is turned away whole, jobs wait without losing a try, and go on when it is back", async () => {
    const exhibitId = await technician.enterExhibit();
    const scan = makeScan(4, 1, COARSE);
    const id = await upload();
    await world.proxy.setMode("refuse");
    expectTurnedAway(await ask("POST", "/v1/acquisitions", makeForm(exhibitId, scan)));
    expect(await world.query("select id from acquisitions where exhibit_id = $1", [exhibitId])).toEqual([]);
    const waiting = async () =>
      (
        await world.query(
          "select max_attempts, reason from jobs where payload->>'acquisitionId' = $1 and max_attempts > 4",
          [id],
        )
      )[0];
    await waitUntil(async () => (await waiting()) !== undefined, 30_000, 100);
    expect(await waiting()).toMatchObject({ reason: "UNAVAILABLE: The S3 store does not answer." });
    await world.proxy.setMode("cut");
    expectTurnedAway(await ask("POST", "/v1/acquisitions", makeForm(exhibitId, scan)));
    await world.proxy.setMode("slow");
    expect((await ask("POST", "/v1/acquisitions", makeForm(exhibitId, scan))).status).toBe(201);
    await world.proxy.setMode("pass");
    expect(await untilDone(world, [id], WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 180_000);

  test("a worker told to stop in the middle hands back what it cannot end, and another goes on at once", async () => {
    await worker.stop("SIGTERM");
    const id = await upload();
    await world.proxy.setMode("half-open");
    const told = await world.startWorker({ RIBIN_SHUTDOWN_SECONDS: "1" });
    await waitUntil(async () => (await world.query("select from jobs where state = 'active'")).length > 0, 20_000, 5);
    const from = performance.now();
    expect(await told.stop("SIGTERM")).toBe(0);
    expect((performance.now() - from) / 1_000).toBeLessThan(15);
    const open = await world.query(
      "select state, attempt, max_attempts, reason, leased_until from jobs where payload->>'acquisitionId' = $1 and state <> 'done'",
      [id],
    );
    expect(open).toEqual([
      {
        state: "pending",
        attempt: 2,
        max_attempts: 5,
        reason: "JOB_FAILED: the worker was told to stop before it was done; another one goes on.",
        leased_until: null,
      },
    ]);
    await world.proxy.setMode("pass");
    worker = await world.startWorker();
    expect(await untilDone(world, [id], WAIT_MS)).toBeLessThan(RECOVERY_S);
  }, 180_000);

  test("the API killed in the middle of an upload: the same request, sent again, is received once", async () => {
    const exhibitId = await technician.enterExhibit();
    const scan = makeScan(4, 2, COARSE);
    const key = { "idempotency-key": randomUUID() };
    await world.proxy.setMode("slow");
    const sent = ask("POST", "/v1/acquisitions", makeForm(exhibitId, scan), key).then(
      ({ status }) => status,
      () => "broken",
    );
    await waitUntil(
      async () =>
        (await world.query("select from idempotency_keys where key = $1", [key["idempotency-key"]])).length > 0,
      10_000,
      5,
    );
    await api.process.stop("SIGKILL");
    expect(await sent).toBe("broken");
    await world.proxy.setMode("pass");
    api = await world.startApi();
    technician = world.moveTo(technician, api.url);
    const from = performance.now();
    let answer = await ask("POST", "/v1/acquisitions", makeForm(exhibitId, scan), key);
    while (answer.status === 409 && answer.body.code === "IDEMPOTENCY_IN_PROGRESS") {
      await sleep(500);
      answer = await ask("POST", "/v1/acquisitions", makeForm(exhibitId, scan), key);
    }
    expect((performance.now() - from) / 1_000).toBeLessThan(RECOVERY_S);
    const id = answer.body.id ?? answer.body.existingId;
    expect(await world.query("select id, sha256 from acquisitions where exhibit_id = $1", [exhibitId])).toEqual([
      { id, sha256: hashBytes(scan) },
    ]);
    world.acknowledged.set(id, hashBytes(scan));
    await untilDone(world, [id], WAIT_MS);
  }, 180_000);

  test("a clock that is hours off, and jumps: nobody's leases, sessions or retries follow it", async () => {
    await Promise.all([worker.stop("SIGTERM"), api.process.stop("SIGTERM")]);
    const folder = mkdtempSync(join(tmpdir(), "ribin-clock-"));
    const file = (name: string) => join(folder, name);
    const shift = (name: string, hours: number) => writeFileSync(file(name), String(hours * 3_600_000));
    const withClock = (name: string) => ({ NODE_OPTIONS: `--import=${CLOCK}`, RIBIN_TEST_CLOCK: file(name) });
    shift("ahead", 5);
    shift("behind", -5);
    api = await world.startApi(withClock("ahead"));
    const workers = await Promise.all([world.startWorker(withClock("ahead")), world.startWorker(withClock("behind"))]);
    // The session that was begun by the right clock, an hour of rest allowed.
    technician = world.moveTo(technician, api.url);
    const ids: string[] = [];
    for (const hours of [-30, 30, 0]) {
      ids.push(await upload());
      for (const name of ["ahead", "behind"]) shift(name, hours);
      await sleep(300);
    }
    expect(await untilDone(world, ids, WAIT_MS)).toBeLessThan(RECOVERY_S);
    // Nobody took up what another was at.
    const attempts = await world.query("select attempt from jobs where payload->>'acquisitionId' = any($1)", [ids]);
    expect(new Set(attempts.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    // The process says in its own log what it takes the time for.
    const logged = workers.flatMap(({ lines }) =>
      lines.map(({ time }) => Math.abs(Date.parse(String(time)) - Date.now())),
    );
    expect(Math.max(...logged)).toBeGreaterThan(4 * 3_600_000);
  }, 180_000);

  test("after all of it nothing is lost, nothing was done twice, the bytes are the same and the trail is whole", async () => {
    const losses = await listLosses(world, technician).catch((error: unknown) => [String(error)]);
    // With what the processes said, where any of them met something that nobody foresaw.
    expect({ losses, unforeseen: world.listUnforeseen() }).toEqual({ losses: [], unforeseen: [] });
    // Its chain is made by workers within a second.
    await waitUntil(async () => (await world.query("select from audit_unchained")).length === 0, 20_000);
    expect(await verifyTrail(world)).toMatchObject({ code: 0 });
    expect(world.acknowledged.size).toBeGreaterThan(20);
  }, 60_000);
});
