/**
 * Servers of a test's own, which it may stop, kill and starve: PostgreSQL, Redis and an S3 store on ports of their own, their data in a
 * folder of their own. They keep what they acknowledge where their process is killed; they are not made for a power failure.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { waitUntil } from "./wait-until.ts";

export interface OwnServer {
  readonly port: number;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it in order, or kills it: then what it had not written down is gone. */
  stop(how?: "in order" | "at once"): Promise<void>;
  isRunning(): boolean;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

const STORE = { bucket: "ribin-test", accessKeyId: "ribin-test", secretAccessKey: "ribin-test-secret" };

interface Recipe {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  readonly signals: { readonly inOrder: NodeJS.Signals; readonly atOnce: NodeJS.Signals };
  answers(): Promise<boolean>;
}

const started = new Set<ChildProcess>();
// A run of tests that ends early leaves nothing running.
process.once("exit", () => {
  for (const child of started) child.kill("SIGKILL");
});

function makeServer(port: number, folder: string, recipe: Recipe): OwnServer {
  let child: ChildProcess | null = null;
  async function stop(how: "in order" | "at once" = "in order"): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill(how === "in order" ? recipe.signals.inOrder : recipe.signals.atOnce);
    await ended;
  }
  return {
    port,
    isRunning: () => child !== null && child.exitCode === null && child.signalCode === null,
    async start() {
      const begun = spawn(recipe.command, recipe.args, {
        env: { PATH: process.env.PATH ?? "", ...recipe.environment },
        stdio: "ignore",
        cwd: folder,
        ...recipe.owner,
      });
      child = begun;
      started.add(begun);
      begun.once("exit", () => started.delete(begun));
      await waitUntil(
        async () => {
          if (begun.exitCode !== null) throw new Error(`${recipe.command} ended with ${begun.exitCode}.`);
          return recipe.answers();
        },
        30_000,
        50,
      );
    },
    stop,
    async remove() {
      await stop("at once");
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** What PostgreSQL may be given beside its own settings, e.g. `max_connections`. */
export async function makeOwnPostgres(settings: Readonly<Record<string, string | number>> = {}) {
  const [port, folder, bin] = [await findFreePort(), mkdtempSync(join(tmpdir(), "ribin-own-pg-")), findPostgres()];
  // It refuses to run as root.
  const owner = process.getuid?.() === 0 ? findAccount("postgres") : undefined;
  const data = join(folder, "data");
  chmodSync(folder, 0o755);
  mkdirSync(data, { mode: 0o700 });
  if (owner !== undefined) chownSync(data, owner.uid, owner.gid);
  const locale = ["--encoding=UTF8", "--locale=C.UTF-8"];
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "ribin", "--auth=trust", "--no-sync", ...locale], {
    stdio: "ignore",
    cwd: data,
    ...owner,
  });
  return serve(port, { folder, data, bin, owner }, settings);
}

/** A streaming standby of an own PostgreSQL that runs. */
export async function makeOwnReplica(primaryUrl: string) {
  const [port, folder, bin] = [await findFreePort(), mkdtempSync(join(tmpdir(), "ribin-own-pg-")), findPostgres()];
  const owner = process.getuid?.() === 0 ? findAccount("postgres") : undefined;
  const data = join(folder, "data");
  chmodSync(folder, 0o755);
  mkdirSync(data, { mode: 0o700 });
  if (owner !== undefined) chownSync(data, owner.uid, owner.gid);
  // -R writes what makes it a standby.
  execFileSync(join(bin, "pg_basebackup"), ["-D", data, "-d", primaryUrl, "-R", "--checkpoint=fast", "--no-sync"], {
    stdio: "ignore",
    cwd: data,
    ...owner,
  });
  return serve(port, { folder, data, bin, owner }, {});
}

interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly bin: string;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

function serve(
  port: number,
  { folder, data, bin, owner }: Cluster,
  settings: Readonly<Record<string, string | number>>,
) {
  const given = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    // Nothing here must outlive the machine; what is committed must outlive the process.
    fsync: "off",
    full_page_writes: "off",
    ...settings,
  };
  const url = `postgres://ribin@127.0.0.1:${port}/postgres`;
  const server = makeServer(port, folder, {
    command: join(bin, "postgres"),
    args: ["-D", data, ...Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    owner,
    // Fast, and immediate: no client is waited for.
    signals: { inOrder: "SIGINT", atOnce: "SIGQUIT" },
    answers: () => answersSql(url),
  });
  return { ...server, url };
}

/** A certificate and its key, in files that the servers may read. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

/** It writes nothing down: every start is an empty one. With a certificate it speaks TLS alone. */
export async function makeOwnRedis(tls?: ServerCertificate) {
  const [port, folder] = [await findFreePort(), mkdtempSync(join(tmpdir(), "ribin-own-redis-"))];
  const encrypted = (each: ServerCertificate) =>
    ["--tls-port", String(port), "--port", "0"].concat([
      "--tls-cert-file",
      each.cert,
      "--tls-key-file",
      each.key,
      "--tls-auth-clients",
      "no",
      "--tls-ca-cert-file",
      each.cert,
    ]);
  const args = [
    ...(tls === undefined ? ["--port", String(port)] : encrypted(tls)),
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const server = makeServer(port, folder, {
    command: "redis-server",
    args: [...args, "--maxmemory-policy", "noeviction"],
    signals: { inOrder: "SIGTERM", atOnce: "SIGKILL" },
    answers: () => answersTcp(port),
  });
  return { ...server, url: `${tls === undefined ? "redis" : "rediss"}://127.0.0.1:${port}` };
}

export async function makeOwnS3(tls?: ServerCertificate) {
  const [port, folder] = [await findFreePort(), mkdtempSync(join(tmpdir(), "ribin-own-s3-"))];
  const [objects, metadata] = [join(folder, "objects"), join(folder, "metadata")];
  mkdirSync(join(objects, STORE.bucket), { recursive: true });
  mkdirSync(metadata);
  const server = makeServer(port, folder, {
    command: "versitygw",
    args: [
      "--port",
      `127.0.0.1:${port}`,
      "--quiet",
      ...(tls === undefined ? [] : ["--cert", tls.cert, "--key", tls.key]),
      "posix",
      "--sidecar",
      metadata,
      objects,
    ],
    environment: { ROOT_ACCESS_KEY: STORE.accessKeyId, ROOT_SECRET_KEY: STORE.secretAccessKey },
    signals: { inOrder: "SIGTERM", atOnce: "SIGKILL" },
    answers: () => answersTcp(port),
  });
  return {
    ...server,
    settings: { ...describeS3(port), ...(tls === undefined ? {} : { S3_ENDPOINT: `https://127.0.0.1:${port}` }) },
  };
}

/** What the program is told of the store behind `port`: its own, or a proxy's. */
export function describeS3(port: number) {
  return {
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_BUCKET: STORE.bucket,
    S3_ACCESS_KEY_ID: STORE.accessKeyId,
    S3_SECRET_ACCESS_KEY: STORE.secretAccessKey,
  };
}

/** Null, said on stderr, where one of the three is not installed. */
export function findOwnServers(): true | null {
  const missing = [
    ...(existsSync("/usr/lib/postgresql") ? [] : ["PostgreSQL"]),
    ...["redis-server", "versitygw"].filter((name) => !isInstalled(name)),
  ];
  if (missing.length === 0) return true;
  process.stderr.write(
    `Faults of servers are left out: ${missing.join(", ")} not installed (test/support/install-servers.sh).\n`,
  );
  return null;
}

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? "").split(":").some((folder) => existsSync(join(folder, command)));
}

function findPostgres(): string {
  const versions = readdirSync("/usr/lib/postgresql").sort((a, b) => Number(a) - Number(b));
  return join("/usr/lib/postgresql", String(versions.at(-1)), "bin");
}

function findAccount(name: string): { uid: number; gid: number } {
  const idOf = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const closed = once(server, "close");
  server.close();
  await closed;
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}

async function answersTcp(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function answersSql(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
