/** The environment, read once into one frozen value that is passed as an argument. `process.env` is read nowhere else. */
import { readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join, resolve } from "node:path";
import type { z } from "zod";
import { parseOpenIdProviders } from "./config-openid.ts";
import { SETTINGS, type Setting, type SettingName } from "./config-settings.ts";
import { RibinError } from "./domain/errors.ts";
import type { OpenIdProviderConfig } from "./domain/openid-provider.ts";
import { listJobsOf, QUEUE_NAMES, type QueueName } from "./jobs/queues.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface S3Config {
  /** null: Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly forcePathStyle: boolean;
}

export interface Config {
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Of the login that owns the tables, for migrations only; null: `databaseUrl` is that login's. */
  readonly ownerDatabaseUrl: string | null;
  /** Of a standby that answers what searches read in bulk; null: the database does. */
  readonly databaseReadUrl: string | null;
  /** null: tickets stay in the process. */
  readonly redisUrl: string | null;
  /** null: files lie in `dataDir`. */
  readonly s3: S3Config | null;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute: what may be deleted at any time and is made again. */
  readonly cacheDir: string;
  /** PKCS #8 in PEM; null: the key lies in `dataDir`, and is made there where it is missing. */
  readonly signingKey: string | null;
  /** Off: new files are stored as they are. */
  readonly storeEncryption: "on" | "off";
  /** age identities that wrap the keys of stored files; null: one lies in `dataDir`, and is made there when it is first needed. */
  readonly storeKeys: string | null;
  /** Where pg_dump and pg_restore lie; null: where the system looks for programs. */
  readonly postgresBin: string | null;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly metrics: "off" | "loopback" | "all";
  /** Of a receiver of traces (OTLP over HTTP); null: none are made. */
  readonly traceEndpoint: string | null;
  /** 0: a worker tells no metrics. */
  readonly workerMetricsPort: number;
  readonly requestsPerMinute: number;
  /** Of one person or station. */
  readonly requestsPerMinuteOfToken: number;
  /** Of all people and stations of a state together. */
  readonly requestsPerMinuteOfState: number;
  readonly signInsPerMinute: number;
  readonly maxStreams: number;
  readonly maxEventLoopDelayMs: number;
  /** At which requests are turned away; 0: never. */
  readonly maxMemoryBytes: number;
  readonly maxUploads: number;
  readonly maxWaitingJobs: number;
  readonly maxUploadBytes: number;
  readonly uploadExpiryHours: number;
  readonly sessionHours: number;
  readonly sessionIdleMinutes: number;
  readonly invitationHours: number;
  readonly secondFactor: "optional" | "required";
  /** null: a key file in `dataDir`, made when a key is first needed. */
  readonly secretKey: string | null;
  /** age identities that open bundles; null: one lies in the data folder. */
  readonly bundleKeys: string | null;
  readonly openIdProviders: readonly OpenIdProviderConfig[];
  /** Where a provider sends the browser back to; null only where there are no providers. */
  readonly openIdRedirectUrl: string | null;
  /** null: nobody is written to. */
  readonly smtp: { readonly url: string; readonly from: string; readonly tls: "required" | "off" } | null;
  readonly mailGatherSeconds: number;
  /** CIDR of networks within which webhooks may be sent. */
  readonly webhookNetworks: readonly string[];
  readonly workers: "in-process" | "off";
  /** What the workers of this process take. */
  readonly queues: readonly QueueName[];
  readonly threads: number;
  /** That vectors held in memory may take; 0: none are. */
  readonly searchMemoryBytes: number;
  readonly candidatesVerified: number;
  readonly candidatesProposed: number;
  readonly shutdownSeconds: number;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

/**
 * Reads all settings; see docs/operations.md. What is `given`, e.g. on the command line, takes the place of what stands in the environment.
 * @throws RibinError CONFIGURATION_INVALID naming the variable and what it must be, never its value
 */
export function loadConfig(surroundings: Environment = process.env, given: Environment = {}): Config {
  const stated = Object.entries(given).filter(([, value]) => value !== undefined);
  const environment = { ...surroundings, ...Object.fromEntries(stated) };
  const s3 = readS3(environment);
  const threads = readSetting(environment, "RIBIN_THREADS");
  const dataDir = resolve(readSetting(environment, "RIBIN_DATA_DIR"));
  const config: Config = {
    databaseUrl: readOptional(environment, "DATABASE_URL"),
    ownerDatabaseUrl: readOptional(environment, "RIBIN_OWNER_DATABASE_URL"),
    databaseReadUrl: readOptional(environment, "RIBIN_DATABASE_READ_URL"),
    redisUrl: readOptional(environment, "REDIS_URL"),
    s3,
    dataDir,
    cacheDir: resolve(readOptional(environment, "RIBIN_CACHE_FOLDER") ?? join(dataDir, "cache")),
    signingKey: readOptional(environment, "RIBIN_SIGNING_KEY"),
    storeEncryption: readSetting(environment, "RIBIN_STORE_ENCRYPTION"),
    storeKeys: readOptional(environment, "RIBIN_STORE_KEYS"),
    postgresBin: readOptional(environment, "RIBIN_POSTGRES_BIN"),
    host: readSetting(environment, "RIBIN_HOST"),
    port: readSetting(environment, "RIBIN_PORT"),
    publicUrl: readOptional(environment, "RIBIN_PUBLIC_URL")?.replace(/\/+$/, "") ?? null,
    trustProxy: readSetting(environment, "RIBIN_TRUST_PROXY"),
    metrics: readSetting(environment, "RIBIN_METRICS"),
    traceEndpoint: readOptional(environment, "OTEL_EXPORTER_OTLP_ENDPOINT"),
    workerMetricsPort: readSetting(environment, "RIBIN_WORKER_METRICS_PORT"),
    requestsPerMinute: readSetting(environment, "RIBIN_REQUESTS_PER_MINUTE"),
    requestsPerMinuteOfToken: readSetting(environment, "RIBIN_TOKEN_REQUESTS_PER_MINUTE"),
    requestsPerMinuteOfState: readSetting(environment, "RIBIN_STATE_REQUESTS_PER_MINUTE"),
    signInsPerMinute: readSetting(environment, "RIBIN_SIGN_INS_PER_MINUTE"),
    maxStreams: readSetting(environment, "RIBIN_MAX_STREAMS"),
    maxEventLoopDelayMs: readSetting(environment, "RIBIN_MAX_EVENT_LOOP_DELAY_MS"),
    maxMemoryBytes: readMemoryLimit(environment),
    maxUploads: readSetting(environment, "RIBIN_MAX_UPLOADS"),
    maxWaitingJobs: readSetting(environment, "RIBIN_MAX_WAITING_JOBS"),
    maxUploadBytes: readSetting(environment, "RIBIN_MAX_UPLOAD_BYTES"),
    uploadExpiryHours: readSetting(environment, "RIBIN_UPLOAD_EXPIRY_HOURS"),
    sessionHours: readSetting(environment, "RIBIN_SESSION_HOURS"),
    sessionIdleMinutes: readSetting(environment, "RIBIN_SESSION_IDLE_MINUTES"),
    invitationHours: readSetting(environment, "RIBIN_INVITATION_HOURS"),
    secondFactor: readSetting(environment, "RIBIN_SECOND_FACTOR"),
    secretKey: readOptional(environment, "RIBIN_SECRET_KEY"),
    bundleKeys: readOptional(environment, "RIBIN_BUNDLE_KEYS"),
    openIdProviders: parseOpenIdProviders(readOptional(environment, "RIBIN_OPENID_PROVIDERS") ?? "[]"),
    openIdRedirectUrl: readOptional(environment, "RIBIN_OPENID_REDIRECT_URL") ?? defaultRedirectUrl(environment),
    smtp: readSmtp(environment),
    mailGatherSeconds: readSetting(environment, "RIBIN_MAIL_GATHER_SECONDS"),
    webhookNetworks: Object.freeze(readOptional(environment, "RIBIN_WEBHOOK_NETWORKS") ?? []),
    workers: readSetting(environment, "RIBIN_WORKERS"),
    queues: Object.freeze(readOptional(environment, "RIBIN_QUEUES") ?? QUEUE_NAMES),
    threads: threads === "auto" ? availableParallelism() : threads,
    searchMemoryBytes: readSetting(environment, "RIBIN_SEARCH_MEMORY_MB") * 2 ** 20,
    candidatesVerified: readSetting(environment, "RIBIN_CANDIDATES_VERIFIED"),
    candidatesProposed: readSetting(environment, "RIBIN_CANDIDATES_PROPOSED"),
    shutdownSeconds: readSetting(environment, "RIBIN_SHUTDOWN_SECONDS"),
    logLevel: readSetting(environment, "RIBIN_LOG_LEVEL"),
  };
  assertFitTogether(config);
  return Object.freeze(config);
}

/** The page of the service at which its own sign-in ends. */
function defaultRedirectUrl(environment: Environment): string | null {
  const publicUrl = readOptional(environment, "RIBIN_PUBLIC_URL");
  return publicUrl === null ? null : `${publicUrl.replace(/\/+$/, "")}/sign-in/callback`;
}

function assertFitTogether(config: Config): void {
  if (config.openIdProviders.length > 0 && config.openIdRedirectUrl === null) {
    throw invalid(
      "RIBIN_OPENID_PROVIDERS is set but neither RIBIN_OPENID_REDIRECT_URL nor RIBIN_PUBLIC_URL is: a provider must know where to send the browser back to.",
    );
  }
  if (config.ownerDatabaseUrl !== null && config.databaseUrl === null) {
    throw invalid(
      "RIBIN_OWNER_DATABASE_URL is set but DATABASE_URL is not: the embedded database has no logins. Name both, or neither.",
    );
  }
  if (config.databaseReadUrl !== null && config.databaseUrl === null) {
    throw invalid("RIBIN_DATABASE_READ_URL is set but DATABASE_URL is not: the embedded database has no standby.");
  }
  // A key that lies beside one of many processes would be gone with it, and every file with the key.
  if (config.s3 !== null && config.storeEncryption === "on" && config.storeKeys === null) {
    throw invalid(
      "S3_BUCKET is set but RIBIN_STORE_KEYS is not: files are sealed by a key that all processes have (age-keygen makes one). Where the store itself encrypts, set RIBIN_STORE_ENCRYPTION=off.",
    );
  }
  if (config.redisUrl !== null && config.databaseUrl === null) {
    throw invalid(
      "REDIS_URL is set but DATABASE_URL is not: workers on a queue need a database that they can all reach.",
    );
  }
  if (listJobsOf(config.queues) !== null && config.redisUrl === null) {
    throw invalid("RIBIN_QUEUES leaves jobs out but REDIS_URL is not set: no other process would do them.");
  }
  if (config.workers === "off" && config.redisUrl === null) {
    throw invalid("RIBIN_WORKERS is off but REDIS_URL is not set: nothing would process what is uploaded.");
  }
}

/** Of `auto` four fifths of what the machine, or the container, has. */
function readMemoryLimit(environment: Environment): number {
  const megabytes = readSetting(environment, "RIBIN_MAX_MEMORY_MB");
  if (megabytes !== "auto") return megabytes * 2 ** 20;
  // Without a container's limit it is none at all, or larger than any machine.
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return Math.floor(0.8 * Math.min(totalmem(), limit));
}

function readS3(environment: Environment): S3Config | null {
  const bucket = readOptional(environment, "S3_BUCKET");
  const endpoint = readOptional(environment, "S3_ENDPOINT");
  if (bucket === null) {
    if (endpoint !== null) throw invalid("S3_ENDPOINT is set but S3_BUCKET is not: name the bucket.");
    return null;
  }
  return Object.freeze({
    endpoint,
    region: readSetting(environment, "S3_REGION"),
    bucket,
    accessKeyId: readSetting(environment, "S3_ACCESS_KEY_ID"),
    secretAccessKey: readSetting(environment, "S3_SECRET_ACCESS_KEY"),
    forcePathStyle: readSetting(environment, "S3_FORCE_PATH_STYLE"),
  });
}

function readSmtp(environment: Environment): Config["smtp"] {
  const url = readOptional(environment, "RIBIN_SMTP_URL");
  if (url === null) return null;
  const [from, tls] = [readSetting(environment, "RIBIN_SMTP_FROM"), readSetting(environment, "RIBIN_SMTP_TLS")];
  return Object.freeze({ url, from, tls });
}

type Value<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]["schema"]>;

function readSetting<Name extends SettingName>(environment: Environment, name: Name): Value<Name> {
  const setting: Setting<unknown> = SETTINGS[name];
  const raw = readRaw(environment, name, setting) ?? setting.fallback;
  if (raw === null) throw invalid(`${name} is missing: it must be ${setting.mustBe}.`);
  const parsed = setting.schema.safeParse(raw);
  if (!parsed.success) throw invalid(`${name} must be ${setting.mustBe}.`);
  return parsed.data as Value<Name>;
}

function readOptional<Name extends SettingName>(environment: Environment, name: Name): Value<Name> | null {
  return readRaw(environment, name, SETTINGS[name]) === null ? null : readSetting(environment, name);
}

/** An empty variable is an unset one: compose files cannot tell the two apart. */
function readRaw(environment: Environment, name: string, setting: Setting<unknown>): string | null {
  const value = environment[name];
  const file = setting.secret ? environment[`${name}_FILE`] : undefined;
  if (value && file) throw invalid(`${name} and ${name}_FILE are both set: keep one.`);
  if (value) return value;
  if (!file) return null;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw invalid(`${name}_FILE names a file that cannot be read.`, error);
  }
}

function invalid(message: string, cause?: unknown): RibinError {
  return new RibinError("CONFIGURATION_INVALID", message, cause === undefined ? {} : { cause });
}
