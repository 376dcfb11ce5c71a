/** The whole pipeline on a fresh database: real pool, real model, real store; jobs run when a test lets them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { v7 as uuidv7 } from "uuid";
import { findThread, openPiscinaPool } from "../../src/adapters/compute/piscina-pool.ts";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { openFolderImagePyramids } from "../../src/adapters/sharp/folder-image-pyramids.ts";
import { createSharpPictureCleaner } from "../../src/adapters/sharp/sharp-picture-cleaner.ts";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { openFolderSweepCache } from "../../src/adapters/sweep/folder-sweep-cache.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { type Acquisition, findAcquisition } from "../../src/repositories/acquisitions/acquisitions.ts";
import type { Exhibit } from "../../src/repositories/evidence/exhibits.ts";
import {
  type ReceiveAcquisitionInput,
  receiveAcquisition,
} from "../../src/usecases/acquisitions/receive-acquisition.ts";
import type { AnalysisTasks } from "../../src/usecases/analysis/tasks.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { type CreateCaseInput, createCase } from "../../src/usecases/evidence/create-case.ts";
import { type CreateExhibitInput, createExhibit } from "../../src/usecases/evidence/create-exhibit.ts";
import { relayOutbox } from "../../src/usecases/jobs/relay-outbox.ts";
import { runJob } from "../../src/usecases/jobs/run-job.ts";
import { registerModels } from "../../src/usecases/models/register-models.ts";
import { PROCESSORS } from "../../workers/processors.ts";
import { collectLog } from "./collect-log.ts";
import { openWorld } from "./decision-world.ts";
import { openTestSigner } from "./test-signer.ts";

export async function openPipeline(sql: Sql) {
  const world = await openWorld(sql);
  const folder = await mkdtemp(join(tmpdir(), "ribin-pipeline-"));
  const { log, lines } = collectLog();
  const deps: Deps = {
    sql,
    clock: world.deps.clock,
    passwords: world.deps.passwords,
    commonPasswords: world.deps.commonPasswords,
    secretBox: world.deps.secretBox,
    oneTimeCodes: world.deps.oneTimeCodes,
    identityProviders: world.deps.identityProviders,
    bundleOpener: world.deps.bundleOpener,
    delivery: world.deps.delivery,
    reportRenderer: world.deps.reportRenderer,
    signer: await openTestSigner(),
    likelihoods: world.deps.likelihoods,
    limits: { ...world.deps.limits, maxUploadBytes: 20_000_000 },
    blobs: await openFilesystemStore(folder),
    sweepCache: openFolderSweepCache(join(folder, "sweep")),
    imagePyramids: openFolderImagePyramids(join(folder, "pyramids")),
    pictures: createSharpPictureCleaner(),
    vectorMemory: null,
    embedder: await openOnnxEmbedder(),
    pool: openPiscinaPool<AnalysisTasks>({ filename: findThread("analysis-thread"), threads: 2 }),
    log,
  };
  await registerModels(deps);

  /** A case with one exhibit, of the state of `by`. */
  async function enterExhibit(
    by: RequestContext,
    given: { case?: Partial<CreateCaseInput>; exhibit?: Partial<CreateExhibitInput> } = {},
  ): Promise<Exhibit> {
    const entered = await createCase(deps, by, { ...CASE, caseNumber: uuidv7(), ...given.case });
    return createExhibit(deps, by, { ...EXHIBIT, caseId: entered.id, ...given.exhibit });
  }

  const receive = (
    by: RequestContext,
    exhibit: Exhibit,
    bytes: Uint8Array,
    given: Partial<ReceiveAcquisitionInput> = {},
  ) => {
    // In parts, as from a socket.
    const body = Readable.from(splitBytes(bytes));
    const input = { exhibitId: exhibit.id, region: "BreechFace" as const, fileName: "scan.x3p", body, ...given };
    return receiveAcquisition(deps, by, input);
  };

  /** Runs what the outbox holds, one job after the other, until nothing is due; by a worker of `as`. */
  async function runAll(as: Deps = deps): Promise<void> {
    const tickets: Parameters<typeof runJob>[1][] = [];
    const queue = {
      ...openInProcessQueue(log),
      addTickets: async (added: readonly (typeof tickets)[0][]) => void tickets.push(...added),
    };
    while ((await relayOutbox(deps, queue)) > 0) {
      for (const ticket of tickets.splice(0)) await runJob(as, ticket, PROCESSORS);
    }
  }

  async function read(id: string): Promise<Acquisition> {
    const found = await findAcquisition(sql, id);
    if (found === null) throw new Error(`No acquisition ${id}.`);
    return found;
  }

  async function listKeys(prefix: string): Promise<string[]> {
    const keys: string[] = [];
    for await (const blob of deps.blobs.listBlobs(prefix)) keys.push(blob.key);
    return keys.sort();
  }

  return {
    ...world,
    deps,
    lines,
    enterExhibit,
    receive,
    read,
    runAll,
    listKeys,
    close: async () => {
      await deps.pool.close();
      await deps.embedder.close();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Pipeline = Awaited<ReturnType<typeof openPipeline>>;

const CASE: Omit<CreateCaseInput, "caseNumber"> = {
  originatingAgency: null,
  agencyReference: null,
  eventType: "shooting/wounding",
  occurredOn: null,
  place: null,
  restricted: false,
  highProfile: false,
  comment: null,
};
const EXHIBIT: Omit<CreateExhibitInput, "caseId"> = {
  exhibitNumber: "1",
  type: "cartridge case",
  category: "CE",
  parentExhibitId: null,
  castPolarity: null,
  calibre: "9mm Luger",
  characteristics: {},
  comment: null,
};

/** One scan of a firing of the firearm; the same arguments are the same bytes. */
export const makeScan = (firearm: number, firing: number) =>
  writeX3p(simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch: 12.5e-6 }), { creator: "test" });

function* splitBytes(bytes: Uint8Array): Generator<Uint8Array> {
  const part = 64 * 1024;
  for (let at = 0; at < bytes.length; at += part) yield bytes.subarray(at, at + part);
}
