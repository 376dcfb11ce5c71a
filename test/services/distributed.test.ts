/** API and workers as processes of their own on PostgreSQL, Redis and an S3 store, and what happens when one of them falls. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { killAllRibin, type RibinProcess, startRibin } from "../support/ribin-process.ts";
import {
  enterPeople,
  makeScan,
  makeStores,
  readStoresEnvironment,
  type Stores,
  type Technician,
} from "../support/service-world.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Leases and tickets run out after a minute; then the work goes on. */
const RECOVERY_MS = 200_000;

const servers = readStoresEnvironment();
/** Enough firings that a fast machine is still in the middle of them when something is taken away. */
const MANY = [1, 2, 3, 4, 5, 6, 7, 8];

(servers ? describe : describe.skip)("the distributed service", () => {
  let stores: Stores;
  let api: RibinProcess;
  let worker: RibinProcess;
  let technician: Technician;
  let asTechnicianOf: (baseUrl: string) => Promise<Technician>;

  const startApi = () => startRibin(["serve"], { ...stores.environment, RIBIN_WORKERS: "off" });
  const startWorker = () => startRibin(["work"], stores.environment);
  const urlOf = async (server: RibinProcess) => String((await server.waitForLine("listening")).url);

  beforeAll(async () => {
    if (!servers) return;
    stores = await makeStores(servers);
    asTechnicianOf = await enterPeople(stores.environment);
    api = startApi();
    worker = startWorker();
    technician = await asTechnicianOf(await urlOf(api));
    await worker.waitForLine("working");
  }, 60_000);

  afterAll(async () => {
    killAllRibin();
    await stores?.drop();
  });

  const stageOf = async (id: string) =>
    (await technician.client.get<{ stage: string }>(`/v1/acquisitions/${id}`)).stage;
  const areVerified = async (ids: readonly string[]) =>
    (await Promise.all(ids.map(stageOf))).every((stage) => stage === "verified");
  /** Those of the acquisitions' own steps: the second net goes on behind them. */
  const jobsOf = (ids: readonly string[]) =>
    stores.query(
      `select name, state, attempt, payload->>'acquisitionId' as id from jobs
       where payload->>'acquisitionId' = any($1) and not payload ? 'cause' and name <> 'sweep-gallery'`,
      [ids],
    );
  const someJobIsActive = async (ids: readonly string[]) =>
    (await jobsOf(ids)).some((job) => job.state === "active" && job.name !== "assess-quality");

  const untilVerified = (ids: readonly string[], ms = 60_000) => waitUntil(() => areVerified(ids), ms, 300);

  /** Every step of each is done once, and each pair of them was compared once. */
  async function expectFinished(ids: readonly string[]): Promise<void> {
    const jobs = await jobsOf(ids);
    expect(jobs.filter((job) => job.state !== "done")).toEqual([]);
    expect(jobs).toHaveLength(4 * ids.length);
    const pairs = await stores.query(
      `select count(*)::integer as candidates, count(comparisons.candidate_id)::integer as comparisons
         from candidates left join comparisons on comparisons.candidate_id = candidates.id
         where acquisition_a = any($1) and acquisition_b = any($1)`,
      [ids],
    );
    const count = (ids.length * (ids.length - 1)) / 2;
    expect(pairs).toEqual([{ candidates: count, comparisons: count }]);
  }

  test("what the API receives, a worker process takes through every step", async () => {
    const ids = [await technician.upload(1, 1), await technician.upload(1, 2)];
    await untilVerified(ids);
    await expectFinished(ids);
  }, 120_000);

  test("a second API process sees the same, and hands out what the first received", async () => {
    const other = startApi();
    const elsewhere = await asTechnicianOf(await urlOf(other));
    const id = await elsewhere.upload(2, 1);
    await untilVerified([id]);
    const [here, there] = [technician.client, technician.client.withToken(elsewhere.client.token ?? "")];
    expect(await there.get(`/v1/acquisitions/${id}`)).toMatchObject({ id });
    expect(here.baseUrl).not.toBe(elsewhere.client.baseUrl);
    const bytes = await there.getBytes(`/v1/acquisitions/${id}/file`);
    expect(Buffer.compare(bytes, await elsewhere.client.getBytes(`/v1/acquisitions/${id}/file`))).toBe(0);
    expect(await other.stop("SIGTERM")).toBe(0);
  }, 120_000);

  test("a resumable upload that one API process began is finished by another", async () => {
    const bytes = makeScan(5, 1);
    const other = startApi();
    const [begun, finished] = [technician.client.baseUrl, await urlOf(other)];
    const headers = {
      authorization: `Bearer ${technician.client.token}`,
      "tus-resumable": "1.0.0",
    };
    const created = await fetch(`${begun}/v1/uploads`, {
      method: "POST",
      headers: {
        ...headers,
        "idempotency-key": randomUUID(),
        "upload-length": String(bytes.length),
        "upload-metadata": `filename ${btoa("scan.x3p")}`,
      },
    });
    expect(created.status).toBe(201);
    const path = new URL(created.headers.get("location") ?? "", begun).pathname;
    const send = async (server: string, from: number, to: number) => {
      const body = bytes.slice(from, to);
      const sent = await fetch(`${server}${path}`, {
        method: "PATCH",
        headers: { ...headers, "content-type": "application/offset+octet-stream", "upload-offset": String(from) },
        body,
      });
      expect([sent.status, sent.headers.get("upload-offset")]).toEqual([204, String(to)]);
    };
    await send(begun, 0, 100_000);
    const asked = await fetch(`${finished}${path}`, { method: "HEAD", headers });
    expect(asked.headers.get("upload-offset")).toBe("100000");
    await send(finished, 100_000, bytes.length);

    const { id } = await technician.client.post<{ id: string }>("/v1/acquisitions", {
      uploadId: path.split("/").at(-1),
      exhibitId: await technician.enterExhibit(),
      region: "BreechFace",
    });
    expect(Buffer.compare(await technician.client.getBytes(`/v1/acquisitions/${id}/file`), bytes)).toBe(0);
    await untilVerified([id]);
    expect(await other.stop("SIGTERM")).toBe(0);
  }, 120_000);

  test(
    "everything goes on when Redis loses all it holds in the middle",
    async () => {
      const ids: string[] = [];
      for (const firing of MANY) ids.push(await technician.upload(3, firing));
      await waitUntil(() => someJobIsActive(ids), 60_000);
      await stores.flushRedis();
      expect(await areVerified(ids)).toBe(false);
      await sleep(500);
      await stores.flushRedis();
      expect(await areVerified(ids)).toBe(false);
      await untilVerified(ids, RECOVERY_MS);
      await expectFinished(ids);
    },
    RECOVERY_MS + 60_000,
  );

  test(
    "a job whose worker is killed in the middle is taken up by another, and written once",
    async () => {
      const ids: string[] = [];
      for (const firing of MANY) ids.push(await technician.upload(4, firing));
      await waitUntil(() => someJobIsActive(ids), 60_000);
      expect(await worker.stop("SIGKILL")).toBeNull();
      worker = startWorker();
      await worker.waitForLine("working");
      await untilVerified(ids, RECOVERY_MS);
      await expectFinished(ids);
      expect((await jobsOf(ids)).map((job) => Number(job.attempt))).toContain(2);
    },
    RECOVERY_MS + 60_000,
  );

  test("told to stop, both end in order", async () => {
    expect(await Promise.all([api.stop("SIGTERM"), worker.stop("SIGTERM")])).toEqual([0, 0]);
  }, 60_000);
});
