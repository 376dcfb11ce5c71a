/** A service on servers of its own for a bench: database, folder, people who upload. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createArgon2Hasher } from "../../src/adapters/argon2/argon2-hasher.ts";
import { createListedPasswords } from "../../src/adapters/passwords/listed-passwords.ts";
import { type Credentials, hirePerson, signInAs } from "../../src/cli/demo/hire-person.ts";
import { createHttpClient, type HttpClient } from "../../src/cli/http-client.ts";
import { SYSTEM_ACTOR } from "../../src/domain/context.ts";
import type { Role, StateCode } from "../../src/domain/vocabulary.ts";
import { systemClock } from "../../src/ports/clock.ts";
import { createOperatorAccount } from "../../src/usecases/people/create-operator-account.ts";
import { type BenchDatabase, createBenchDatabase } from "./servers.ts";

export interface ServiceLab {
  readonly database: BenchDatabase;
  readonly folder: string;
  /** For processes of the program: one thread each, nothing limited that an operator could lift. */
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

export async function openServiceLab(): Promise<ServiceLab> {
  const database = await createBenchDatabase();
  const folder = await mkdtemp(join(tmpdir(), "ribin-bench-"));
  return {
    database,
    folder,
    environment: {
      DATABASE_URL: database.url,
      RIBIN_DATA_DIR: folder,
      RIBIN_PORT: "0",
      RIBIN_REQUESTS_PER_MINUTE: "1000000",
      RIBIN_TOKEN_REQUESTS_PER_MINUTE: "1000000",
      RIBIN_STATE_REQUESTS_PER_MINUTE: "1000000",
      RIBIN_SIGN_INS_PER_MINUTE: "1000",
      RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0",
    },
    drop: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Technician {
  readonly client: HttpClient;
  /** Enters a case with one exhibit and gives the exhibit's id. */
  enterExhibit(): Promise<string>;
  /** Uploads a scan of its breech face and gives the acquisition's id. */
  upload(exhibitId: string, scan: Uint8Array): Promise<string>;
}

export interface Staff {
  readonly state: StateCode;
  readonly technician: Technician;
  readonly examiner: HttpClient;
  readonly examinerSignIn: Credentials;
}

/** A lab's technician and examiner of each state, all states agreeing to share, made over the API by a coordinator who was made beside it, as the command line does. */
export async function enterRegion(
  lab: ServiceLab,
  url: string,
  states: readonly StateCode[],
): Promise<readonly Staff[]> {
  const server = createHttpClient(url);
  const credentials = { email: "coordinator@ribin.example", password: randomUUID() };
  const context = { actor: SYSTEM_ACTOR, requestId: "bench" };
  const person = {
    name: "Coordinator",
    state: states[0] ?? "TT",
    labId: null,
    roles: ["regional_coordinator"],
  } as const;
  const account = { ...credentials, ...person };
  await createOperatorAccount(accessParts(lab), context, account);
  const regional = await signInAs(server, credentials);
  const staff: Staff[] = [];
  for (const state of states) staff.push(await enterLab(regional, state));
  for (const [index, first] of states.entries()) {
    for (const second of states.slice(index + 1)) await regional.post("/v1/agreements", { states: [first, second] });
  }
  return staff;
}

/** The staff of one lab, of one state. */
export async function enterStaff(lab: ServiceLab, url: string): Promise<Staff> {
  const [staff] = await enterRegion(lab, url, ["TT"]);
  if (staff === undefined) throw new Error("Nobody was hired.");
  return staff;
}

async function enterLab(regional: HttpClient, state: StateCode): Promise<Staff> {
  const contact = `lab-${state.toLowerCase()}@ribin.example`;
  const lab = { state, name: `Laboratory of the bench, ${state}`, contact };
  const { id: labId } = await regional.post<{ id: string }>("/v1/labs", lab);
  const hire = async (title: string, roles: readonly Role[]) => {
    const own = { email: `${title}-${state.toLowerCase()}@ribin.example`, password: randomUUID() };
    return { own, client: await hirePerson(regional, { state, labId, name: title, roles }, own) };
  };
  const { client } = await hire("technician", ["lab_technician"]);
  const examiner = await hire("examiner", ["firearms_examiner", "verifier"]);
  return { state, technician: makeTechnician(client), examiner: examiner.client, examinerSignIn: examiner.own };
}

function accessParts(lab: ServiceLab) {
  const limits = {
    maxUploadBytes: 1e9,
    sessionHours: 12,
    sessionIdleMinutes: 720,
    invitationHours: 1,
    secondFactorRequired: false,
    candidatesVerified: 200,
    candidatesProposed: 20,
  };
  const passwords = createArgon2Hasher();
  return { sql: lab.database.sql, clock: systemClock, passwords, commonPasswords: createListedPasswords(), limits };
}

function makeTechnician(client: HttpClient): Technician {
  return {
    client,
    async enterExhibit() {
      const entered = await client.post<{ id: string }>("/v1/cases", {
        caseNumber: randomUUID(),
        originatingAgency: "Police",
        eventType: "shooting/wounding",
      });
      const exhibit = await client.post<{ id: string }>("/v1/exhibits", {
        caseId: entered.id,
        exhibitNumber: "1",
        type: "cartridge case",
        category: "CE",
        calibre: "9mm Luger",
      });
      return exhibit.id;
    },
    async upload(exhibitId, scan) {
      const form = new FormData();
      form.set("exhibitId", exhibitId);
      form.set("region", "BreechFace");
      form.set("file", new Blob([new Uint8Array(scan)]), "scan.x3p");
      return (await client.postForm<{ id: string }>("/v1/acquisitions", form)).id;
    },
  };
}
