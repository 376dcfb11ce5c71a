/** An upgrade without a stop: the release of before the newest migration, and this one, on one PostgreSQL, Redis and S3 store. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createHttpClient } from "../../src/cli/http-client.ts";
import { buildReleaseBefore, type Release, readSchemaVersion } from "../support/build-release.ts";
import { EFFECTS } from "../support/fault-effects.ts";
import { COARSE, hashBytes } from "../support/fault-world.ts";
import { captureRibin, killAllRibin, runRibin, startRibin } from "../support/ribin-process.ts";
import {
  enterPeople,
  makeScan,
  makeStores,
  makeTechnician,
  readStoresEnvironment,
  type Stores,
  type Technician,
} from "../support/service-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const servers = readStoresEnvironment();

(servers ? describe : describe.skip)("an upgrade without a stop", () => {
  let stores: Stores;
  let old: Release | null = null;

  beforeAll(async () => {
    if (!servers) return;
    old = await buildReleaseBefore();
    stores = await makeStores(servers);
  }, 120_000);
  afterAll(async () => {
    killAllRibin();
    await stores?.drop();
    await old?.remove();
  });

  test("old and new processes receive and process beside each other, before, during and after the migration; nothing is lost", async () => {
    // Said on stderr: the history is shallow.
    if (old === null) return;
    const { program, schema } = old;
    const environment = {
      ...stores.environment,
      RIBIN_SIGN_INS_PER_MINUTE: "1000",
      RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0",
    };
    const serve = async (of?: string) => {
      const process = startRibin(["serve"], { ...environment, RIBIN_WORKERS: "off" }, of);
      return { process, url: String((await process.waitForLine("listening", 60_000)).url) };
    };
    const work = async (of?: string, ...args: string[]) => {
      const worker = startRibin(["work", ...args], environment, of);
      await worker.waitForLine("working", 60_000);
      return worker;
    };
    const readVersion = async () =>
      Number((await stores.query("select max(version)::int as version from schema_migrations"))[0]?.version);

    const asTechnicianOf = await enterPeople(environment, program);
    expect(await readVersion()).toBe(schema);
    const [oldApi, oldWorker] = await Promise.all([serve(program), work(program)]);
    const atOld = await asTechnicianOf(oldApi.url);
    const acknowledged = new Map<string, string>();
    const upload = async (technician: Technician, firing: number) => {
      const id = await technician.upload(1, firing, COARSE);
      acknowledged.set(id, hashBytes(makeScan(1, firing, COARSE)));
    };
    await upload(atOld, 1);

    // The schema changes under uploads, and under the work on them.
    const migrating = runRibin(["migrate"], environment);
    await Promise.all([migrating, upload(atOld, 2).then(() => upload(atOld, 3))]);
    expect(await readVersion()).toBe(await readSchemaVersion());
    expect(await readVersion()).toBeGreaterThan(schema);

    // One of the new release takes what is received, another one the rest; an old one is started once more, as by a restart.
    const [newApi, , , again] = await Promise.all([
      serve(),
      work(undefined, "--queues", "quality,features,notices"),
      work(undefined, "--queues", "search,second-net,back-fill"),
      work(program),
    ]);
    const atNew = makeTechnician(createHttpClient(newApi.url).withToken(atOld.client.token ?? ""));
    await Promise.all([upload(atOld, 4), upload(atNew, 5)]);
    for (const process of [oldApi.process, oldWorker, again]) expect(await process.stop("SIGTERM")).toBe(0);
    await upload(atNew, 6);

    const ids = [...acknowledged.keys()];
    expect(ids).toHaveLength(6);
    await waitUntil(
      async () => {
        const failed = await stores.query("select name, reason from jobs where state = 'failed'");
        if (failed.length > 0) throw new Error(`A job failed: ${JSON.stringify(failed)}`);
        return (await stores.query("select 1 from jobs where state <> 'done' limit 1")).length === 0;
      },
      120_000,
      200,
    );
    for (const [effect, text] of Object.entries(EFFECTS)) {
      expect([effect, await stores.query(text, [ids])]).toEqual([effect, []]);
    }
    for (const [id, sha256] of acknowledged) {
      expect(hashBytes(await atNew.client.getBytes(`/v1/acquisitions/${id}/file`))).toBe(sha256);
    }
    expect((await captureRibin(["audit", "verify"], environment)).code).toBe(0);
  }, 240_000);
});
