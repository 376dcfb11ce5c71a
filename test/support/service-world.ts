/** What the tests between processes stand on: a fresh database, a Redis database, a bucket, people, and simulated scans. */
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { Redis } from "ioredis";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { hirePerson, signInAs } from "../../src/cli/demo/hire-person.ts";
import { createHttpClient, type HttpClient } from "../../src/cli/http-client.ts";
import { type ProcessEnvironment, runRibin } from "./ribin-process.ts";
import { readTestS3 } from "./test-s3.ts";

/** Not the one in which the contract suites work. */
const REDIS_DATABASE = 7;

export interface Stores {
  readonly environment: ProcessEnvironment;
  /** Loses everything that Redis holds for the service. */
  flushRedis(): Promise<void>;
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** Null, said on stderr, where one of the three servers is not named. */
export function readStoresEnvironment(): { databaseUrl: string; redisUrl: string; s3: ProcessEnvironment } | null {
  const { RIBIN_TEST_DATABASE_URL: databaseUrl, RIBIN_TEST_REDIS_URL: redisUrl } = process.env;
  const s3 = readTestS3();
  if (!databaseUrl || !redisUrl || s3 === null) {
    process.stderr.write(
      "The distributed service is left out: it needs RIBIN_TEST_DATABASE_URL, _REDIS_URL and _S3_*.\n",
    );
    return null;
  }
  return {
    databaseUrl,
    redisUrl,
    s3: {
      S3_ENDPOINT: s3.endpoint ?? "",
      S3_BUCKET: s3.bucket,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    },
  };
}

export async function makeStores(servers: NonNullable<ReturnType<typeof readStoresEnvironment>>): Promise<Stores> {
  const admin = openPostgres(servers.databaseUrl, { poolSize: 1 });
  const name = `ribin_test_${randomUUID().replaceAll("-", "")}`;
  await admin.query(`create database ${name}`);
  const databaseUrl = Object.assign(new URL(servers.databaseUrl), { pathname: `/${name}` }).href;
  const redisUrl = Object.assign(new URL(servers.redisUrl), { pathname: `/${REDIS_DATABASE}` }).href;
  const sql = openPostgres(databaseUrl, { poolSize: 2 });
  const redis = new Redis(redisUrl);
  // Some tests stop it.
  redis.on("error", () => {});
  await redis.flushdb();
  const folder = await mkdtemp(join(tmpdir(), "ribin-service-"));
  return {
    environment: {
      ...servers.s3,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      RIBIN_DATA_DIR: folder,
      RIBIN_STORE_KEYS: await generateX25519Identity(),
      RIBIN_PORT: "0",
      RIBIN_THREADS: "1",
      // The tests ask again and again from one address.
      RIBIN_REQUESTS_PER_MINUTE: "100000",
      RIBIN_TOKEN_REQUESTS_PER_MINUTE: "100000",
      RIBIN_STATE_REQUESTS_PER_MINUTE: "100000",
    },
    flushRedis: async () => {
      await redis.flushdb();
    },
    query: async (text, values = []) => (await sql.query(text, values)).rows,
    drop: async () => {
      redis.disconnect();
      await sql.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

/** Makes a coordinator by the command line, and over the API a lab, a technician and a case with one exhibit. */
export async function enterPeople(
  environment: ProcessEnvironment,
  program?: string,
): Promise<(baseUrl: string) => Promise<Technician>> {
  const coordinator = { email: "coordinator@ribin.example", password: `pw-${randomUUID()}` };
  const args = [
    "--email",
    coordinator.email,
    "--name",
    "Coordinator",
    "--state",
    "TT",
    "--roles",
    "regional_coordinator",
  ];
  await runRibin(["account", "create", ...args], environment, coordinator.password, program);
  return async (baseUrl) => {
    const regional = await signInAs(createHttpClient(baseUrl), coordinator);
    const lab = await regional.post<{ id: string }>("/v1/labs", { state: "TT", name: randomUUID(), contact: "lab" });
    const technician = { email: `${randomUUID()}@ribin.example`, password: `pw-${randomUUID()}` };
    const account = { state: "TT", labId: lab.id, name: "Technician", roles: ["lab_technician"] } as const;
    return makeTechnician(await hirePerson(regional, account, technician));
  };
}

export interface Technician {
  readonly client: HttpClient;
  /** Enters a case with one exhibit and gives the exhibit's id. */
  enterExhibit(): Promise<string>;
  /** Enters a case and an exhibit, uploads one simulated scan to it and gives the acquisition's id. */
  upload(firearm: number, firing: number, pitch?: number): Promise<string>;
}

/** One simulated scan of a breech face, as an X3P file. */
export function makeScan(firearm: number, firing: number, pitch?: number): Uint8Array<ArrayBuffer> {
  const surface = simulateBreechFaceFiring(simulateFirearm(firearm), firing, pitch === undefined ? {} : { pitch });
  return new Uint8Array(writeX3p(surface, { creator: "test" }));
}

/** Who is signed in as `client` says. */
export function makeTechnician(client: HttpClient): Technician {
  async function enterExhibit(): Promise<string> {
    const made = await client.post<{ id: string }>("/v1/cases", {
      caseNumber: randomUUID(),
      originatingAgency: "Police",
      eventType: "shooting/wounding",
    });
    const exhibit = await client.post<{ id: string }>("/v1/exhibits", {
      caseId: made.id,
      exhibitNumber: "1",
      type: "cartridge case",
      category: "CE",
      calibre: "9mm Luger",
    });
    return exhibit.id;
  }

  return {
    client,
    enterExhibit,
    async upload(firearm, firing, pitch) {
      const form = new FormData();
      form.set("exhibitId", await enterExhibit());
      form.set("region", "BreechFace");
      form.set("file", new Blob([makeScan(firearm, firing, pitch)]), "scan.x3p");
      return (await client.postForm<{ id: string }>("/v1/acquisitions", form)).id;
    },
  };
}
