/** Technicians who go on uploading whatever happens, as a client with patience does, and keep account of what was acknowledged. */
import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";

const PAUSE_MS = 250;
/** Coarse marks: what is measured is not the numerics. */
const PITCH = 12.5e-6;
const FIREARMS = 8;

export interface Answers {
  /** 503 with a code and Retry-After. */
  turnedAway: number;
  /** No answer at all: the connection broke, or nobody listens. */
  broken: number;
  /** Any other answer of 500 and above, in words. */
  readonly bare: string[];
}

export interface Uploads {
  /** Acquisitions that were acknowledged, with the SHA-256 of what was sent. */
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly answers: Answers;
  /** Sends what is under way to its end. */
  stop(): Promise<void>;
}

export interface UploadOptions {
  readonly url: string;
  readonly token: string;
  readonly people: number;
  /** False where enough wait already. */
  readonly mayBegin: () => boolean;
}

export function uploadOn({ url, token, people, mayBegin }: UploadOptions): Uploads {
  const acknowledged = new Map<string, string>();
  const answers: Answers = { turnedAway: 0, broken: 0, bare: [] };
  const surfaces = Array.from({ length: FIREARMS }, (_, i) =>
    simulateBreechFaceFiring(simulateFirearm(1 + i), i, { pitch: PITCH }),
  );
  let stopped = false;
  let made = 0;

  /** Sends until it is answered with something else than "later". */
  async function persist(
    path: string,
    makeBody: () => string | FormData,
    type?: string,
  ): Promise<Record<string, unknown>> {
    const key = randomUUID();
    for (;;) {
      const answer = await send(path, makeBody(), key, type);
      if (answer !== null) return answer;
      await sleep(PAUSE_MS);
    }
  }

  async function send(path: string, body: string | FormData, key: string, type?: string) {
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
    const json = type === undefined ? {} : { "content-type": type };
    let status = 0;
    let text = "";
    let retryAfter: string | null = null;
    try {
      const response = await fetch(`${url}${path}`, { method: "POST", headers: { ...headers, ...json }, body });
      [status, retryAfter] = [response.status, response.headers.get("retry-after")];
      text = await response.text();
    } catch {
      answers.broken += 1;
      return null;
    }
    const told = readJson(text);
    if (status < 300) return told;
    if (status === 503 && told.code === "UNAVAILABLE" && retryAfter !== null) answers.turnedAway += 1;
    else if (status >= 500) answers.bare.push(`${status} ${text.slice(0, 300)}`);
    else if (told.code === "DUPLICATE_ACQUISITION") return { id: told.existingId };
    // It was written, and its answer was lost with the process that wrote it.
    else if (told.code === "DUPLICATE_RECORD") return { id: null };
    else if (told.code !== "IDEMPOTENCY_IN_PROGRESS") throw new Error(`POST ${path}: ${status} ${text.slice(0, 500)}`);
    return null;
  }

  async function uploadOne(): Promise<void> {
    const serial = made++;
    const scan = writeX3p(surfaces[serial % FIREARMS] as (typeof surfaces)[number], { creator: `bench ${serial}` });
    const sha256 = createHash("sha256").update(scan).digest("hex");
    const exhibitId = await enterExhibit();
    const { id } = await persist("/v1/acquisitions", () => {
      const form = new FormData();
      form.set("exhibitId", exhibitId);
      form.set("region", "BreechFace");
      form.set("file", new Blob([new Uint8Array(scan)]), "scan.x3p");
      return form;
    });
    acknowledged.set(String(id), sha256);
  }

  async function enterExhibit(): Promise<string> {
    for (;;) {
      const { id: caseId } = await enter("/v1/cases", { caseNumber: randomUUID(), eventType: "shooting/wounding" });
      if (caseId === null) continue;
      const exhibit = { caseId, exhibitNumber: "1", type: "cartridge case", category: "CE", calibre: "9mm Luger" };
      const { id } = await enter("/v1/exhibits", exhibit);
      if (id !== null) return String(id);
    }
  }

  const enter = (path: string, facts: object) => persist(path, () => JSON.stringify(facts), "application/json");

  async function work(): Promise<void> {
    while (!stopped) {
      if (mayBegin()) await uploadOne();
      else await sleep(PAUSE_MS);
    }
  }

  const working = Array.from({ length: people }, work);
  return {
    acknowledged,
    answers,
    async stop() {
      stopped = true;
      await Promise.all(working);
    },
  };
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
