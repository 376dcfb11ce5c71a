/** The embedded service killed at bad moments: what was acknowledged is there afterwards and goes on, nothing is half there. */
import { createHash, randomUUID } from "node:crypto";
import { request as openRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, jest, test } from "@jest/globals";
import { EXAMINATION } from "../http/support/evidence-world.ts";
import { makeBreechFaceX3p } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin, runRibinJson } from "../support/ribin-process.ts";
import {
  enterExhibit,
  openServedWorld,
  type Person,
  type ServedWorld,
  sendScan,
  waitUntilVerified,
} from "../support/served-world.ts";

jest.setTimeout(600_000);

const OCTETS = "application/offset+octet-stream";
const TUS = { "tus-resumable": "1.0.0" };
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const scans = [1, 2, 3, 4].map((n) => makeBreechFaceX3p({ firearm: 50 + (n % 2), firing: n }));

let world: ServedWorld;
let technician: Person;
let examiner: Person;
/** Ids of acquisitions that were acknowledged, with the bytes that were sent. */
const acknowledged = new Map<string, Uint8Array>();
beforeAll(async () => {
  world = await openServedWorld();
  const labId = await world.makeLab("TT");
  technician = await world.hire("TT", labId, "lab_technician");
  examiner = await world.hire("TT", labId, "firearms_examiner");
});

async function killAndRestart(): Promise<void> {
  expect(await world.stop("SIGKILL")).toBeNull();
  await world.start();
}

/** Sends `bytes` as a PATCH of which the last quarter never comes, and leaves the connection open. */
function beginPatch(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const headers = {
    ...TUS,
    authorization: `Bearer ${technician.token}`,
    "upload-offset": offset,
    "content-type": OCTETS,
    "content-length": bytes.length,
  };
  const patch = openRequest(`${world.url()}${path}`, { method: "PATCH", headers });
  // The connection breaks when the service is killed.
  patch.on("error", () => {});
  return new Promise((done) => {
    patch.write(bytes.subarray(0, Math.floor(bytes.length * 0.75)), () => done());
  });
}

test("a resumable upload goes on where it stood", async () => {
  const [scan] = scans as [Uint8Array];
  const { exhibitId } = await enterExhibit(technician);
  const created = await technician.send("POST", "/v1/uploads", undefined, {
    ...TUS,
    "upload-length": String(scan.length),
    "upload-metadata": `filename ${Buffer.from("scan.x3p").toString("base64")}`,
  });
  expect(created.status).toBe(201);
  const path = new URL(created.headers.get("location") ?? "", world.url()).pathname;
  const third = Math.floor(scan.length / 3);
  const patch = (offset: number, bytes: Uint8Array) =>
    technician.send("PATCH", path, bytes, { ...TUS, "upload-offset": String(offset), "content-type": OCTETS });
  expect((await patch(0, scan.subarray(0, third))).status).toBe(204);
  await beginPatch(path, third, scan.subarray(third));
  await sleep(300);
  await killAndRestart();

  const uploadId = path.split("/").at(-1);
  const early = await technician.send("POST", "/v1/acquisitions", { exhibitId, region: "BreechFace", uploadId });
  expect(early.body.code).toBe("UPLOAD_INCOMPLETE");
  const offset = Number((await technician.send("HEAD", path, undefined, TUS)).headers.get("upload-offset"));
  expect(offset).toBeGreaterThanOrEqual(third);
  expect(offset).toBeLessThan(scan.length);
  expect((await patch(offset, scan.subarray(offset))).status).toBe(204);
  const made = await technician.send("POST", "/v1/acquisitions", { exhibitId, region: "BreechFace", uploadId });
  expect([made.status, made.body.sha256]).toEqual([201, sha256(scan)]);
  acknowledged.set(String(made.body.id), scan);
});

test("acquisitions that were acknowledged are processed to the end, over three kills", async () => {
  for (const scan of scans.slice(1)) {
    const { exhibitId } = await enterExhibit(technician);
    const received = await sendScan(technician, exhibitId, scan);
    expect(received.status).toBe(201);
    acknowledged.set(String(received.body.id), scan);
    // Somewhere within the steps of this or an earlier one; each restart has time to take up and lose a step.
    await sleep(700);
    await killAndRestart();
  }
  const ids = [...acknowledged.keys()];
  await waitUntilVerified(technician, ids);
  // An examiner is shown what is beside an exhibit once it is documented.
  for (const id of ids) {
    const { exhibitId } = (await technician.send("GET", `/v1/acquisitions/${id}`)).body;
    const documented = await examiner.send("POST", `/v1/exhibits/${exhibitId}/examinations`, EXAMINATION);
    expect(documented.status).toBe(201);
  }
  for (const [id, scan] of acknowledged) {
    const file = await technician.send("GET", `/v1/acquisitions/${id}/file`);
    expect([file.status, sha256(file.bytes)]).toEqual([200, sha256(scan)]);
    const { body } = await examiner.send("GET", `/v1/acquisitions/${id}/candidates?limit=50`);
    const others = body.items?.map((item) => item.otherAcquisitionId) ?? [];
    expect([...others].sort()).toEqual(ids.filter((other) => other !== id).sort());
    for (const item of body.items ?? []) expect(typeof item.score).toBe("number");
  }
});

test("a form that was cut off by the kill left nothing; sent again with its key it is received once", async () => {
  const scan = makeBreechFaceX3p({ firearm: 53, firing: 1 });
  const { exhibitId } = await enterExhibit(technician);
  const key = { "idempotency-key": randomUUID() };
  const before = (await technician.send("GET", "/v1/acquisitions?limit=50")).body.items?.length ?? 0;
  const sent = sendScan(technician, exhibitId, scan, key).then(
    (answer) => answer.status,
    () => "broken",
  );
  await sleep(30);
  await killAndRestart();
  const first = await sent;
  const second = await sendScan(technician, exhibitId, scan, key);
  // Where it had been written already, it is named; where not, it is received now. It is never "still running".
  expect([201, 409]).toContain(second.status);
  if (second.status === 409) expect(second.body.code).toBe("DUPLICATE_ACQUISITION");
  const id = String(second.body.id ?? second.body.existingId);
  expect([201, "broken"]).toContain(first);
  const { items = [] } = (await technician.send("GET", "/v1/acquisitions?limit=50")).body;
  expect(items.length).toBe(before + 1);
  expect(items.filter((item) => item.sha256 === sha256(scan)).map((item) => item.id)).toEqual([id]);
  await waitUntilVerified(technician, [id]);
});

test("one process holds the folder; after an orderly end no job has failed", async () => {
  const refused = expectRefusal(await captureRibin(["jobs", "list"], world.environment), "CONFIGURATION_INVALID");
  expect(refused).toMatch(/in use by process \d+/);
  expectRefusal(await captureRibin(["serve"], world.environment), "CONFIGURATION_INVALID");
  expect(await world.stop("SIGTERM")).toBe(0);
  expect(await runRibinJson<unknown[]>(["jobs", "list"], world.environment)).toEqual([]);
  const migrated = await captureRibin(["migrate"], world.environment);
  expect([migrated.code, migrated.stdout]).toEqual([0, "The database is up to date.\n"]);
});
