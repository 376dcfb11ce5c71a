/** The parts speak TLS: real servers with certificates of an authority of one's own, and with wrong ones. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { generateX25519Identity } from "age-encryption";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { type Authority, makeAuthority } from "../support/make-certificates.ts";
import { findOwnServers, makeOwnPostgres, makeOwnRedis, makeOwnS3, type OwnServer } from "../support/own-servers.ts";
import { killAllRibin, type ProcessEnvironment, startRibin } from "../support/ribin-process.ts";

if (findOwnServers() === null) test.skip("TLS between the parts: the servers are not installed", () => {});
else {
  let own: Authority;
  let other: Authority;
  let postgres: OwnServer & { url: string };
  let redis: OwnServer & { url: string };
  let s3: OwnServer & { settings: Record<string, string> };
  let folder: string;

  beforeAll(async () => {
    [own, other] = [makeAuthority("Own authority"), makeAuthority("Another authority")];
    // Of this address, and of no name.
    const issue = (owner?: string) => own.issue("IP:127.0.0.1", owner);
    const forPostgres = issue("postgres");
    [postgres, redis, s3] = [
      await makeOwnPostgres({ ssl: "on", ssl_cert_file: forPostgres.cert, ssl_key_file: forPostgres.key }),
      await makeOwnRedis(issue()),
      await makeOwnS3(issue()),
    ];
    await Promise.all([postgres.start(), redis.start(), s3.start()]);
    folder = await mkdtemp(join(tmpdir(), "ribin-service-"));
  }, 60_000);
  afterAll(async () => {
    killAllRibin();
    await Promise.all([postgres?.remove(), redis?.remove(), s3?.remove()]);
    for (const authority of [own, other]) authority?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const databaseUrl = (ca: string, host = "127.0.0.1") =>
    `${postgres.url.replace("127.0.0.1", host)}?sslmode=verify-full&sslrootcert=${encodeURIComponent(ca)}`;

  const serve = async (more: ProcessEnvironment) =>
    startRibin(["serve"], {
      ...s3.settings,
      DATABASE_URL: databaseUrl(own.ca),
      REDIS_URL: redis.url,
      RIBIN_STORE_KEYS: await generateX25519Identity(),
      RIBIN_DATA_DIR: folder,
      RIBIN_PORT: "0",
      RIBIN_THREADS: "1",
      ...more,
    });

  async function askDatabase(url: string): Promise<string> {
    const sql = openPostgres(url, { poolSize: 1 });
    try {
      const { rows } = await sql.query("select version from pg_stat_ssl where pid = pg_backend_pid()", []);
      return String(rows[0]?.version);
    } catch (error) {
      return `${(error as { code: string }).code}: ${(error as Error).message}`;
    } finally {
      await sql.close();
    }
  }

  test("a service whose parts all speak TLS is ready, and its database knows the connection to be encrypted", async () => {
    const api = await serve({ NODE_EXTRA_CA_CERTS: own.ca });
    const { url } = await api.waitForLine("listening", 60_000);
    const ready = await (await fetch(`${String(url)}/readyz`)).json();
    expect(ready).toMatchObject({ ready: true });
    expect(await askDatabase(databaseUrl(own.ca))).toMatch(/^TLSv1\.[23]$/);
    expect(await api.stop("SIGTERM")).toBe(0);
  }, 120_000);

  test("a database with a certificate of another authority, for another name, or with none is refused with a sentence", async () => {
    expect(await askDatabase(databaseUrl(other.ca))).toMatch(
      /^UNAVAILABLE: The database's certificate is not accepted: no authority that is trusted here signed it \(/,
    );
    expect(await askDatabase(databaseUrl(own.ca, "localhost"))).toBe(
      "UNAVAILABLE: The database's certificate is not accepted: it is for another name than the one that the setting states (ERR_TLS_CERT_ALTNAME_INVALID).",
    );
    const open = await makeOwnPostgres();
    await open.start();
    const url = `${open.url}?sslmode=verify-full&sslrootcert=${encodeURIComponent(own.ca)}`;
    expect(await askDatabase(url)).toBe(
      "UNAVAILABLE: The database's certificate cannot be asked for: the server does not speak TLS.",
    );
    await open.remove();
  }, 60_000);

  test("a service that does not trust the authority of Redis and the S3 store says so, of each", async () => {
    const api = await serve({});
    const { url } = await api.waitForLine("listening", 60_000);
    const { parts } = (await (await fetch(`${String(url)}/readyz`)).json()) as { parts: unknown[] };
    const refused = (whose: string) =>
      expect.stringMatching(
        new RegExp(`^${whose} certificate is not accepted: no authority that is trusted here signed it \\(`),
      );
    expect(parts).toEqual([
      { name: "database", ready: true },
      { name: "blob store", ready: false, problem: refused("The S3 store's") },
      { name: "queue", ready: false, problem: refused("Redis'") },
      { name: "models", ready: true },
    ]);
    expect(api.lines.map(({ msg }) => msg)).toContainEqual(refused("Redis'"));
    await api.stop("SIGKILL");
  }, 120_000);
}
