/** The API on real parts: PGlite, files in a temporary folder, argon2. Heavy analysis and the relay are left to other suites. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryRequestCounter } from "../../../src/adapters/limits/memory-request-counter.ts";
import { createPdfReportRenderer } from "../../../src/adapters/pdf/pdf-report-renderer.ts";
import { openFolderImagePyramids } from "../../../src/adapters/sharp/folder-image-pyramids.ts";
import { createSharpPictureCleaner } from "../../../src/adapters/sharp/sharp-picture-cleaner.ts";
import { openFilesystemStore } from "../../../src/adapters/storage/filesystem-store.ts";
import { createSealedStore } from "../../../src/adapters/storage/sealed/sealed-store.ts";
import { openFolderUploadStore } from "../../../src/adapters/storage/upload-store.ts";
import { openFolderSweepCache } from "../../../src/adapters/sweep/folder-sweep-cache.ts";
import type { ApiConfig, ApiService, Readiness } from "../../../src/api/api-config.ts";
import { buildApp } from "../../../src/api/build-app.ts";
import type { App } from "../../../src/api/fastify-types.ts";
import { type Asker, requireAsker } from "../../../src/ports/asker.ts";
import { systemClock } from "../../../src/ports/clock.ts";
import type { Deps } from "../../../src/usecases/deps.ts";
import { ACCESS_LIMITS, openAccessParts } from "../../support/access-parts.ts";
import { openTestSql } from "../../support/open-test-sql.ts";
import { openTestSigner } from "../../support/test-signer.ts";
import { makeTestStoreKeys } from "../../support/test-store-keys.ts";
import { openDirectPool } from "./direct-pool.ts";

const TEST_CONFIG: ApiConfig = {
  version: "0.0.0-test",
  publicUrl: null,
  trustProxy: false,
  requestsPerMinute: 100_000,
  requestsPerMinuteOfToken: 100_000,
  requestsPerMinuteOfState: 100_000,
  signInsPerMinute: 1_000,
  metrics: "loopback",
  maxOpenStreams: 20,
  uploadExpiryHours: 24,
  maxEventLoopDelayMs: 0,
  maxMemoryBytes: 0,
  maxUploads: 32,
  maxWaitingJobs: 10_000,
  workbenchFolder: null,
};

const ALL_READY: readonly Readiness[] = [
  { name: "database", ready: true },
  { name: "blob store", ready: true },
  { name: "queue", ready: true },
  { name: "models", ready: true },
];

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: object;
}

export interface TestApp {
  readonly app: App;
  readonly deps: Deps;
  readonly service: ApiService;
  /** What the API logged. */
  readonly lines: LogLine[];
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly config?: Partial<ApiConfig>;
  readonly limits?: Partial<Deps["limits"]>;
  readonly service?: Partial<ApiService>;
  readonly deps?: Partial<Deps>;
  /** In whose name the API asks the database; as the service does, where it is left out. */
  readonly whoAsks?: () => Asker;
}

export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), "ribin-http-"));
  const lines: LogLine[] = [];
  const write = (level: LogLine["level"]) => (fields: object, message: string) =>
    void lines.push({ level, message, fields });
  const sql = await openTestSql();
  const deps: Deps = {
    sql,
    blobs: createSealedStore(await openFilesystemStore(join(folder, "blobs")), makeTestStoreKeys()),
    pool: openDirectPool(),
    sweepCache: openFolderSweepCache(join(folder, "sweep")),
    imagePyramids: openFolderImagePyramids(join(folder, "pyramids")),
    pictures: createSharpPictureCleaner(),
    vectorMemory: null,
    embedder: { models: [], embed: () => Promise.reject(new Error("The API embeds nothing.")), close: async () => {} },
    clock: systemClock,
    ...openAccessParts(),
    reportRenderer: createPdfReportRenderer(),
    signer: await openTestSigner(),
    likelihoods: [],
    log: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") },
    limits: {
      maxUploadBytes: 4 * 1024 * 1024,
      ...ACCESS_LIMITS,
      candidatesVerified: 100,
      candidatesProposed: 10,
      ...options.limits,
    },
    ...options.deps,
  };
  // As compose.ts has it: the API asks in the name of who asks; the tests look at the tables as their owner.
  const service: ApiService = {
    deps: Object.assign(Object.create(deps), { sql: sql.under(options.whoAsks ?? requireAsker) }),
    config: { ...TEST_CONFIG, ...options.config },
    uploadStore: openFolderUploadStore(join(folder, "uploads"), 24),
    requestCounter: createMemoryRequestCounter(),
    checkReady: async () => ALL_READY,
    ...options.service,
  };
  const app = await buildApp(service);
  const close = async () => {
    await app.close();
    await deps.sql.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, deps, service, lines, close };
}
