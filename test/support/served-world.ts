/** The embedded service as a process, and people of states who speak plain HTTP with it, as any client would. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { unpackTestDatabase } from "./open-test-sql.ts";
import { killAllRibin, type ProcessEnvironment, type RibinProcess, runRibin, startRibin } from "./ribin-process.ts";
import { QUEUE_REVIEW } from "./state-work.ts";
import { waitUntil } from "./wait-until.ts";

export interface Answer {
  readonly status: number;
  /** The parsed JSON; of anything else nothing. */
  readonly body: Readonly<Record<string, unknown>> & { readonly items?: readonly Record<string, unknown>[] };
  readonly bytes: Buffer;
  readonly headers: Headers;
}

/** What a person types to sign in. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface Person extends Credentials {
  readonly token: string;
  readonly labId: string;
  send(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Sends and gives the id of what was made; throws with the answer otherwise. */
  make(path: string, body: object): Promise<string>;
}

export interface ServedWorld {
  readonly environment: ProcessEnvironment;
  url(): string;
  /** Starts the process on the world's folder (again). */
  start(): Promise<void>;
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
  /** All that its processes have written. */
  output(): string;
  readonly regional: Person;
  makeLab(state: string): Promise<string>;
  hire(state: string, labId: string, ...roles: string[]): Promise<Person>;
  hireNamed(who: { name: string; state: string; labId: string; roles: readonly string[] }): Promise<Person>;
}

const folders: string[] = [];
afterAll(async () => {
  killAllRibin();
  // A process that was just killed may still be closing its files.
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

export async function openServedWorld(settings: ProcessEnvironment = {}): Promise<ServedWorld> {
  const folder = await mkdtemp(join(tmpdir(), "ribin-served-"));
  folders.push(folder);
  const environment = {
    RIBIN_DATA_DIR: folder,
    RIBIN_PORT: "0",
    RIBIN_THREADS: "2",
    RIBIN_SIGN_INS_PER_MINUTE: "1000",
    RIBIN_REQUESTS_PER_MINUTE: "100000",
    RIBIN_TOKEN_REQUESTS_PER_MINUTE: "100000",
    RIBIN_STATE_REQUESTS_PER_MINUTE: "100000",
    // The machine of a test may be busy with other tests; that is not what is tested.
    RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0",
    ...settings,
  };
  // A folder of the caller's own may have little room.
  if (!settings.DATABASE_URL && !settings.RIBIN_DATA_DIR) await unpackTestDatabase(join(folder, "database"));
  const coordinator = { email: "coordinator@ribin.example", password: `pw-${randomUUID()}` };
  const named = ["--email", coordinator.email, "--name", "Coordinator", "--state", "TT"];
  // Before the service: one process at a time holds the folder.
  await runRibin(["account", "create", ...named, "--roles", "regional_coordinator"], environment, coordinator.password);
  let server: RibinProcess;
  const servers: RibinProcess[] = [];
  let url = "";
  const signIn = async (who: Credentials, labId: string) => {
    const { body } = await request(url, null, "POST", "/v1/sessions", who);
    const person = makePerson(() => url, String(body.token), labId, who);
    await person.make("/v1/me/work-purpose", QUEUE_REVIEW);
    return person;
  };
  const start = async () => {
    server = startRibin(["serve"], environment);
    servers.push(server);
    url = String((await server.waitForLine("listening", 60_000)).url);
  };
  const employ = async (who: Credentials, account: { labId: string } & Record<string, unknown>) => {
    const made = await regional.send("POST", "/v1/accounts", { ...account, email: who.email });
    const accepted = { token: made.body.invitationToken, password: who.password };
    await regional.send("POST", "/v1/invitations/acceptance", accepted);
    return signIn(who, account.labId);
  };
  await start();
  const regional = await signIn(coordinator, "");
  return {
    environment,
    url: () => url,
    start,
    stop: (signal) => server.stop(signal),
    output: () => servers.map((one) => one.output()).join("\n"),
    regional,
    makeLab: (state) => regional.make("/v1/labs", { state, name: `Lab of ${state} ${randomUUID()}`, contact: "lab" }),
    hire: (state, labId, ...roles) =>
      employ(
        { email: `${randomUUID()}@ribin.example`, password: `pw-${randomUUID()}` },
        { name: roles.join(), state, labId, roles },
      ),
    hireNamed: (account) =>
      employ(
        { email: `${account.name.toLowerCase().replace(" ", ".")}@ribin.example`, password: `pw-${randomUUID()}` },
        account,
      ),
  };
}

function makePerson(url: () => string, token: string, labId: string, who: Credentials): Person {
  const send: Person["send"] = (...what) => request(url(), token, ...what);
  return {
    ...who,
    token,
    labId,
    send,
    async make(path, body) {
      const answer = await send("POST", path, body);
      if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.bytes.toString()}`);
      return String(answer.body.id);
    },
  };
}

async function request(
  url: string,
  token: string | null,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const json = body === undefined || body instanceof FormData || ArrayBuffer.isView(body) ? {} : JSON_TYPE;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...json, ...headers },
    ...(body === undefined ? {} : { body: json === JSON_TYPE ? JSON.stringify(body) : (body as FormData) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    body: isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : {},
  };
}

const JSON_TYPE = { "content-type": "application/json" };

/** Enters a case and a cartridge case of it; gives both ids. */
export async function enterExhibit(
  technician: Person,
  facts: object = {},
): Promise<{ caseId: string; exhibitId: string }> {
  const caseId = await technician.make("/v1/cases", {
    caseNumber: randomUUID(),
    eventType: "shooting/wounding",
    ...facts,
  });
  const exhibit = { caseId, exhibitNumber: "1", type: "cartridge case", calibre: "9mm Luger" };
  return { caseId, exhibitId: await technician.make("/v1/exhibits", exhibit) };
}

/** Sends one scan as a form. */
export function sendScan(
  technician: Person,
  exhibitId: string,
  scan: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData();
  form.set("exhibitId", exhibitId);
  form.set("region", "BreechFace");
  form.set("file", new Blob([new Uint8Array(scan)]), "scan.x3p");
  return technician.send("POST", "/v1/acquisitions", form, headers);
}

export async function waitUntilVerified(technician: Person, ids: readonly string[]): Promise<void> {
  const isVerified = async (id: string) => {
    const { body } = await technician.send("GET", `/v1/acquisitions/${id}`);
    if (body.stage === "failed") throw new Error(`Acquisition ${id} failed: ${body.stageNote}`);
    return body.stage === "verified";
  };
  await waitUntil(async () => (await Promise.all(ids.map(isVerified))).every(Boolean), 240_000, 300);
}
