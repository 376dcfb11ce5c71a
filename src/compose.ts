/** The only place that picks adapters: what the settings name, or the embedded member of each pair. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "prom-client";
import { createAgeBundleOpener } from "./adapters/age/age-bundle-opener.ts";
import { createArgon2Hasher } from "./adapters/argon2/argon2-hasher.ts";
import { createMemoryRequestCounter } from "./adapters/limits/memory-request-counter.ts";
import { openRedisRequestCounter } from "./adapters/limits/redis-request-counter.ts";
import { openSmtpMailer } from "./adapters/mail/smtp-mailer.ts";
import { meterStore } from "./adapters/metrics/metered-store.ts";
import { createPromMeters } from "./adapters/metrics/prom-meters.ts";
import { openIdProvider } from "./adapters/openid/openid-provider.ts";
import { createTotpCodes } from "./adapters/otp/totp-codes.ts";
import { findPackageRoot } from "./adapters/package-root.ts";
import { createListedPasswords } from "./adapters/passwords/listed-passwords.ts";
import { createPdfReportRenderer } from "./adapters/pdf/pdf-report-renderer.ts";
import { createPinoLog } from "./adapters/pino/pino-log.ts";
import { openDatabaseClock } from "./adapters/postgres/database-clock.ts";
import { openPglite } from "./adapters/postgres/open-pglite.ts";
import { openPostgres } from "./adapters/postgres/open-postgres.ts";
import { openReplica } from "./adapters/postgres/open-replica.ts";
import { prepareDatabase } from "./adapters/postgres/prepare-database.ts";
import { openBullQueue } from "./adapters/queue/bull-queue.ts";
import { openInProcessQueue } from "./adapters/queue/in-process-queue.ts";
import { createAesSecretBox } from "./adapters/secrets/aes-secret-box.ts";
import { parseSecretKeys } from "./adapters/secrets/parse-secret-keys.ts";
import { readKeyFile } from "./adapters/secrets/read-key-file.ts";
import { openSetUpCodeFile } from "./adapters/set-up/folder-set-up-code-file.ts";
import { openFolderImagePyramids } from "./adapters/sharp/folder-image-pyramids.ts";
import { createSharpPictureCleaner } from "./adapters/sharp/sharp-picture-cleaner.ts";
import { openEd25519Signer } from "./adapters/signing/ed25519-signer.ts";
import { lockFolder } from "./adapters/storage/lock-folder.ts";
import { openFolderUploadStore, openS3UploadStore } from "./adapters/storage/upload-store.ts";
import { openFolderSweepCache } from "./adapters/sweep/folder-sweep-cache.ts";
import { createGuardedSender } from "./adapters/webhooks/guarded-sender.ts";
import type { UploadStore } from "./api/api-config.ts";
import { composeAnalysis } from "./compose-analysis.ts";
import { composeDumper } from "./compose-backup.ts";
import { composeLikelihoods } from "./compose-likelihoods.ts";
import { composeVectorMemory } from "./compose-search.ts";
import { type ComposedStore, composeStore, openRawStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import type { JobName } from "./jobs/catalog.ts";
import { listJobsOf, nameShare } from "./jobs/queues.ts";
import { PROGRAM, requireAsker } from "./ports/asker.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import type { DatabaseDumper } from "./ports/database-copies.ts";
import type { JobQueue } from "./ports/job-queue.ts";
import type { Log } from "./ports/log.ts";
import type { RequestCounter } from "./ports/request-counter.ts";
import type { SetUpCodeFile } from "./ports/set-up-code-file.ts";
import type { OwnerSql, Sql } from "./ports/sql.ts";
import type { Deps } from "./usecases/deps.ts";

export interface ComposedService {
  readonly config: Config;
  /** Of this program, as package.json states it. */
  readonly version: string;
  /** Where `npm run build` puts the pages of the workbench. */
  readonly workbenchFolder: string;
  /** For the program's own work: jobs, the operator's command line. */
  readonly deps: Deps;
  /** For the API: the same, but every query is made in the name of who asks, and none in nobody's. */
  readonly apiDeps: Deps;
  readonly queue: JobQueue;
  /** Names of the jobs that the workers of this process take; null: all. */
  readonly jobShare: readonly JobName[] | null;
  readonly uploadStore: UploadStore;
  readonly requestCounter: RequestCounter;
  readonly store: ComposedStore;
  /** What this process measures of itself. */
  readonly registry: Registry;
  /** Copies the database, as whoever owns it. */
  readonly dumper: DatabaseDumper;
  /** By which a fresh region is set up. */
  readonly setUpCode: SetUpCodeFile;
  /** Closes the queue first, which waits for running jobs up to the given milliseconds, then what they stand on. */
  close(graceMs?: number): Promise<void>;
}

type Close = (graceMs?: number) => Promise<void>;

/**
 * Opens everything that the settings name and brings the database up to this version. Where a part cannot be opened, those opened
 * before are closed again and the part's error is thrown. `overrides` are for tests.
 */
export async function composeService(
  config: Config,
  overrides: Partial<Pick<Deps, "clock" | "log">> = {},
): Promise<ComposedService> {
  const log = overrides.log ?? createPinoLog(config.logLevel);
  const closers: Close[] = [];
  const close: Close = async (graceMs) => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne(graceMs);
  };
  try {
    if (config.traceEndpoint !== null) {
      // Loaded only here: it is a sixth of all that a process reads when it starts.
      const { startTracing } = await import("./adapters/tracing/start-tracing.ts");
      keep(closers, startTracing(config.traceEndpoint, readVersion()));
    }
    if (config.databaseUrl === null) closers.push(await lockFolder(config.dataDir));
    const login = keep(closers, await openSql(config, log));
    const { applied } = await prepareDatabase(login, config.ownerDatabaseUrl);
    if (applied.length > 0) log.info({ applied }, "the database was brought up to date");
    const sql = login.under(() => PROGRAM);
    const { databaseReadUrl: readUrl } = config;
    const replica = readUrl === null ? null : keep(closers, await openReplica(readUrl, { primary: sql, log }));
    const clock = overrides.clock ?? (await openClock(config, sql, log, closers));
    const store = await composeStore(config, keep(closers, await openRawStore(config)), { sql, clock, log });
    const { meters, registry } = createPromMeters();
    const { pool, embedder } = keep(closers, await composeAnalysis(config));
    const queue = keep(closers, openQueue(config, log));
    const signer = await openEd25519Signer({ pem: config.signingKey, dataDir: config.dataDir });
    const deps: Deps = {
      sql,
      ...(replica === null ? {} : { replica }),
      blobs: meterStore(store.blobs, meters),
      meters,
      pool,
      embedder,
      sweepCache: openFolderSweepCache(join(config.cacheDir, "sweep")),
      imagePyramids: openFolderImagePyramids(join(config.cacheDir, "pyramids")),
      pictures: createSharpPictureCleaner(),
      vectorMemory: config.searchMemoryBytes === 0 ? null : keep(closers, composeVectorMemory(config, log)),
      log,
      clock,
      passwords: createArgon2Hasher(),
      commonPasswords: createListedPasswords(),
      secretBox: createAesSecretBox(() => readSecretKeys(config, log)),
      oneTimeCodes: createTotpCodes(),
      identityProviders: config.openIdProviders.map((provider) =>
        openIdProvider(provider, config.openIdRedirectUrl ?? ""),
      ),
      reportRenderer: createPdfReportRenderer(),
      signer,
      bundleOpener: createAgeBundleOpener({ keys: config.bundleKeys, dataDir: config.dataDir }),
      delivery: composeDelivery(config, closers),
      likelihoods: composeLikelihoods(),
      limits: {
        maxUploadBytes: config.maxUploadBytes,
        sessionHours: config.sessionHours,
        sessionIdleMinutes: config.sessionIdleMinutes,
        invitationHours: config.invitationHours,
        secondFactorRequired: config.secondFactor === "required",
        candidatesVerified: config.candidatesVerified,
        candidatesProposed: config.candidatesProposed,
      },
    };
    const apiDeps: Deps = { ...deps, sql: login.under(requireAsker) };
    return {
      config,
      version: readVersion(),
      workbenchFolder: join(findPackageRoot(), "dist/web"),
      deps,
      apiDeps,
      queue,
      jobShare: listJobsOf(config.queues),
      uploadStore: openUploads(config),
      requestCounter: keep(closers, openRequestCounter(config, log)),
      store,
      dumper: composeDumper(config, login),
      registry,
      setUpCode: openSetUpCodeFile(config.dataDir),
      close,
    };
  } catch (error) {
    await close(0);
    throw error;
  }
}

function composeDelivery(config: Config, closers: Close[]): Deps["delivery"] {
  return {
    mailer: config.smtp === null ? null : keep(closers, openSmtpMailer(config.smtp)),
    webhooks: createGuardedSender({ networks: config.webhookNetworks }),
    publicUrl: config.publicUrl,
    gatherSeconds: config.mailGatherSeconds,
  };
}

function keep<T extends { close: Close }>(closers: Close[], part: T): T {
  closers.push((graceMs) => part.close(graceMs));
  return part;
}

async function readSecretKeys(config: Config, log: Log): Promise<readonly Uint8Array[]> {
  if (config.secretKey === null) {
    const path = join(config.dataDir, "secret.key");
    return readKeyFile(path, () =>
      log.warn(
        { path },
        "a key was made for the secrets of second factors; keep it, and set RIBIN_SECRET_KEY for several processes",
      ),
    );
  }
  return parseSecretKeys(config.secretKey) ?? [];
}

async function openSql(config: Config, log: Log): Promise<OwnerSql> {
  const onRefused = (error: Error) => log.error({ err: error }, "the database refused what the code had allowed");
  if (config.databaseUrl === null) return openPglite(join(config.dataDir, "database"), { onRefused });
  return openPostgres(config.databaseUrl, {
    onRefused,
    onIdleError: (error) => log.warn({ err: error }, "a connection to PostgreSQL broke and is replaced"),
  });
}

/** The embedded database has no clock but this machine's. */
async function openClock(config: Config, sql: Sql, log: Log, closers: Close[]): Promise<Clock> {
  return config.databaseUrl === null ? systemClock : keep(closers, await openDatabaseClock(sql, log));
}

function openUploads(config: Config): UploadStore {
  if (config.s3 === null) return openFolderUploadStore(join(config.dataDir, "uploads"), config.uploadExpiryHours);
  return openS3UploadStore(config.s3, config.uploadExpiryHours);
}

function openQueue(config: Config, log: Log): JobQueue {
  const { redisUrl, queues } = config;
  if (redisUrl === null) return openInProcessQueue(log);
  const share = nameShare(queues);
  return openBullQueue({ redisUrl, log, ...(share === null ? {} : { share }) });
}

function openRequestCounter(config: Config, log: Log): RequestCounter {
  const { redisUrl } = config;
  return redisUrl === null ? createMemoryRequestCounter() : openRedisRequestCounter({ redisUrl, log });
}

function readVersion(): string {
  return String(JSON.parse(readFileSync(join(findPackageRoot(), "package.json"), "utf8")).version);
}
