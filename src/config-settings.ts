/** Every setting, once: its name in the environment, what it must be, its default. `docs/operations.md` is held to this table. */
import { z } from "zod";
import { QUEUE_NAMES, type QueueName } from "./jobs/queues.ts";

export interface Setting<T> {
  readonly schema: z.ZodType<T>;
  /** Completes the sentence "NAME must be …", for the person who set it wrongly. */
  readonly mustBe: string;
  /** As it would stand in the environment; null: unset, and the schema is not asked. */
  readonly fallback: string | null;
  /** Also read from the file that NAME_FILE names, so that a secret need not stand in the environment. */
  readonly secret?: true;
}

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const urlOf = (...protocols: string[]) =>
  z.url().refine((value) => protocols.includes(new URL(value).protocol.slice(0, -1)));

function number(fallback: string, min: number, max: number): Setting<number> {
  return { schema: wholeNumber(min, max), mustBe: `a whole number from ${min} to ${max}`, fallback };
}

function choice<const Words extends readonly string[]>(fallback: Words[number], words: Words): Setting<Words[number]> {
  return { schema: z.enum(words), mustBe: `one of ${words.join(", ")}`, fallback };
}

function text(fallback: string | null, mustBe: string, pattern = /\S/): Setting<string> {
  return { schema: z.string().regex(pattern), mustBe, fallback };
}

const truth: z.ZodType<boolean> = z.enum(["true", "false"]).transform((word) => word === "true");
const flag = (fallback: "true" | "false"): Setting<boolean> => ({ schema: truth, mustBe: "true or false", fallback });

const secret = <T>(setting: Setting<T>): Setting<T> & { secret: true } => ({ ...setting, secret: true });

const GIB = 1024 ** 3;

export const SETTINGS = {
  DATABASE_URL: secret({
    schema: urlOf("postgres", "postgresql"),
    mustBe: "a URL such as postgres://user:password@host:5432/database",
    fallback: null,
  }),
  RIBIN_OWNER_DATABASE_URL: secret({
    schema: urlOf("postgres", "postgresql"),
    mustBe: "a URL such as postgres://owner:password@host:5432/database",
    fallback: null,
  }),
  RIBIN_DATABASE_READ_URL: secret({
    schema: urlOf("postgres", "postgresql"),
    mustBe: "a URL such as postgres://user:password@standby:5432/database",
    fallback: null,
  }),
  REDIS_URL: secret({
    schema: urlOf("redis", "rediss"),
    mustBe: "a URL such as redis://:password@host:6379",
    fallback: null,
  }),
  S3_ENDPOINT: { schema: urlOf("http", "https"), mustBe: "an http or https URL", fallback: null },
  S3_REGION: text("us-east-1", "the name of a region"),
  S3_BUCKET: text(null, "the name of a bucket", /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  S3_ACCESS_KEY_ID: secret(text(null, "an access key id")),
  S3_SECRET_ACCESS_KEY: secret(text(null, "a secret access key")),
  S3_FORCE_PATH_STYLE: flag("true"),
  RIBIN_DATA_DIR: text("./.data", "the path of a folder"),
  RIBIN_CACHE_FOLDER: text(null, "the path of a folder"),
  RIBIN_SIGNING_KEY: secret(text(null, "an Ed25519 private key in PEM (PKCS #8)", /^-----BEGIN PRIVATE KEY-----\s/)),
  RIBIN_STORE_ENCRYPTION: choice("on", ["on", "off"]),
  RIBIN_STORE_KEYS: secret(
    text(
      null,
      "age identities (AGE-SECRET-KEY-1…) separated by commas or lines, of which the first wraps",
      /^(\s*#[^\n]*\n)*\s*AGE-SECRET-KEY-1[0-9A-Z]{58}(\s*[,\s]\s*(#[^\n]*\n\s*)*AGE-SECRET-KEY-1[0-9A-Z]{58})*\s*$/,
    ),
  ),
  RIBIN_POSTGRES_BIN: text(null, "the path of a folder"),
  RIBIN_HOST: text("127.0.0.1", "an address to listen at"),
  RIBIN_PORT: number("8080", 0, 65_535),
  RIBIN_PUBLIC_URL: { schema: urlOf("http", "https"), mustBe: "an http or https URL", fallback: null },
  RIBIN_TRUST_PROXY: flag("false"),
  RIBIN_METRICS: choice("loopback", ["off", "loopback", "all"]),
  OTEL_EXPORTER_OTLP_ENDPOINT: { schema: urlOf("http", "https"), mustBe: "an http or https URL", fallback: null },
  RIBIN_WORKER_METRICS_PORT: number("0", 0, 65_535),
  RIBIN_REQUESTS_PER_MINUTE: number("600", 1, 1_000_000),
  RIBIN_TOKEN_REQUESTS_PER_MINUTE: number("600", 1, 1_000_000),
  RIBIN_STATE_REQUESTS_PER_MINUTE: number("6000", 1, 10_000_000),
  RIBIN_SIGN_INS_PER_MINUTE: number("10", 1, 1_000_000),
  RIBIN_MAX_STREAMS: number("200", 1, 100_000),
  RIBIN_MAX_EVENT_LOOP_DELAY_MS: number("1000", 0, 60_000),
  RIBIN_MAX_MEMORY_MB: {
    schema: z.union([z.literal("auto"), wholeNumber(0, 1_048_576)]),
    mustBe: "auto or a whole number from 0 to 1048576",
    fallback: "auto",
  } satisfies Setting<"auto" | number>,
  RIBIN_MAX_UPLOADS: number("32", 1, 10_000),
  RIBIN_MAX_WAITING_JOBS: number("10000", 1, 10_000_000),
  RIBIN_MAX_UPLOAD_BYTES: number(String(GIB / 2), 1, 5 * GIB),
  RIBIN_UPLOAD_EXPIRY_HOURS: number("24", 1, 720),
  RIBIN_SESSION_HOURS: number("12", 1, 168),
  RIBIN_SESSION_IDLE_MINUTES: number("60", 1, 1_440),
  RIBIN_INVITATION_HOURS: number("72", 1, 720),
  RIBIN_SECOND_FACTOR: choice("optional", ["optional", "required"]),
  RIBIN_SECRET_KEY: secret(
    text(
      null,
      "32 random bytes in base64, or several such keys separated by commas, of which the first seals",
      /^\s*[A-Za-z0-9+/_-]{43}=?\s*(,\s*[A-Za-z0-9+/_-]{43}=?\s*)*$/,
    ),
  ),
  RIBIN_BUNDLE_KEYS: secret(
    text(
      null,
      "age identities (AGE-SECRET-KEY-1…) separated by commas, of which the first is for new bundles",
      /^\s*AGE-SECRET-KEY-1[0-9A-Z]{58}\s*(,\s*AGE-SECRET-KEY-1[0-9A-Z]{58}\s*)*$/,
    ),
  ),
  RIBIN_OPENID_PROVIDERS: secret(text(null, "a list of OpenID providers in JSON")),
  RIBIN_OPENID_REDIRECT_URL: { schema: urlOf("http", "https"), mustBe: "an http or https URL", fallback: null },
  RIBIN_SMTP_URL: secret({
    schema: urlOf("smtp", "smtps"),
    mustBe: "a URL such as smtp://user:password@host:587 or smtps://user:password@host:465",
    fallback: null,
  }),
  RIBIN_SMTP_FROM: text(
    "RIBIN <ribin@localhost>",
    "an e-mail address, also with a name before it",
    /^[^\r\n]*@[^\r\n]+$/,
  ),
  RIBIN_SMTP_TLS: choice("required", ["required", "off"]),
  RIBIN_MAIL_GATHER_SECONDS: number("120", 0, 86_400),
  RIBIN_WEBHOOK_NETWORKS: {
    schema: z
      .string()
      .transform((list) => list.split(",").map((cidr) => cidr.trim()))
      .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()]))),
    mustBe: "networks such as 10.1.0.0/16, separated by commas",
    fallback: null,
  } satisfies Setting<string[]>,
  RIBIN_WORKERS: choice("in-process", ["in-process", "off"]),
  RIBIN_QUEUES: {
    schema: z
      .string()
      .transform((list) => list.split(",").map((name) => name.trim()))
      .pipe(z.array(z.enum(QUEUE_NAMES)).min(1)),
    mustBe: `some of ${QUEUE_NAMES.join(", ")}, separated by commas`,
    fallback: null,
  } satisfies Setting<QueueName[]>,
  RIBIN_THREADS: {
    schema: z.union([z.literal("auto"), wholeNumber(1, 256)]),
    mustBe: "auto or a whole number from 1 to 256",
    fallback: "auto",
  } satisfies Setting<"auto" | number>,
  RIBIN_SEARCH_MEMORY_MB: number("2048", 0, 1_048_576),
  RIBIN_CANDIDATES_VERIFIED: number("200", 1, 10_000),
  RIBIN_CANDIDATES_PROPOSED: number("20", 1, 10_000),
  RIBIN_SHUTDOWN_SECONDS: number("30", 1, 600),
  RIBIN_LOG_LEVEL: choice("info", ["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;
