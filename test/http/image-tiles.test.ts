/** 2D images as they were received, by tiles: to whom the file may be given, recorded once a viewing, and nothing of it by the picture's agreement. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { QUEUE_REVIEW } from "../support/state-work.ts";
import { type EvidenceWorld, hireStaff, makeWorld, type Staff } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { PASSWORD, type Person, sendAs } from "./support/people.ts";

const SIZE = { width: 1300, height: 700 };
let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
let png: Buffer;
let late = 0;
beforeAll(async () => {
  const limits = { sessionHours: 100, sessionIdleMinutes: 6_000 };
  api = await openTestApp({ deps: { clock: { now: () => new Date(Date.now() + late) } }, limits });
  world = await makeWorld(api);
  bb = await hireStaff(api, "BB");
  png = await sharp({ create: { ...SIZE, channels: 3, background: "#204060" } })
    .png()
    .toBuffer();
  await receive(png);
});
afterAll(() => api.close());

/** JM's acquisition is an image of these bytes from now on. */
async function receive(bytes: Buffer): Promise<void> {
  const id = world.right.acquisitionId;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { rows } = await api.deps.sql.query(
    "update acquisitions set format = 'PNG', sha256 = $2 where id = $1 returning blob_key",
    [id, sha256],
  );
  await api.deps.blobs.putBlob(String(rows[0]?.blob_key), bytes, null);
}

const open = (person: Person, id = world.right.acquisitionId) => person.send("GET", `/v1/acquisitions/${id}/image`);
const tile = (person: Person, viewing: string, [level, column, row] = [0, 0, 0], id = world.right.acquisitionId) =>
  person.send(
    "GET",
    `/v1/acquisitions/${id}/tile?${new URLSearchParams({ viewing, level: `${level}`, column: `${column}`, row: `${row}` })}`,
  );
const viewingOf = async (person: Person) => (await open(person)).json<{ viewing: string }>().viewing;
const countReads = async () =>
  (await api.deps.sql.query("select 1 from audit_events where action = 'acquisition.image_read'")).rowCount;

describe("the own state", () => {
  test("is told of its levels, and gets each tile, level 0 without loss", async () => {
    const answer = await open(world.jm.examiner);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      { tileSize: 512, stretched: false, levels: [SIZE, { width: 650, height: 350 }, { width: 325, height: 175 }] },
    ]);
    const { viewing } = answer.json<{ viewing: string }>();
    const edge = await tile(world.jm.examiner, viewing, [0, 2, 1]);
    expect([edge.statusCode, edge.headers["content-type"], edge.headers["cache-control"]]).toEqual([
      200,
      "image/webp",
      "private, no-store",
    ]);
    const { data, info } = await sharp(edge.rawPayload).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, [...data.subarray(0, 3)]]).toEqual([1300 - 1024, 700 - 512, [0x20, 0x40, 0x60]]);
    for (const place of [
      [0, 3, 0],
      [0, 0, 2],
      [9, 0, 0],
    ]) {
      expect((await tile(world.jm.examiner, viewing, place as [number, number, number])).statusCode).toBe(404);
    }
  });

  test("is refused by name what is no tile, and a viewing that is not its own", async () => {
    const { examiner, verifier } = world.jm;
    const viewing = await viewingOf(examiner);
    for (const [person, given] of [
      [examiner, "none"],
      [examiner, `${viewing}x`],
      [verifier, viewing],
    ] as const) {
      const answer = await tile(person, given);
      expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, "viewing"]);
    }
    expect((await tile(examiner, viewing, [-1, 0, 0])).json().errors[0].field).toContain("level");
    expect((await open(world.jm.investigator)).statusCode).toBe(403);
  });

  test("is told that a surface has no image", async () => {
    const answer = await open(world.tt.examiner, world.left.acquisitionId);
    expect([answer.statusCode, answer.json().code]).toEqual([409, "CONFLICT"]);
  });
});

describe("a viewing ends", () => {
  const ended = async (person: Person, viewing: string) => {
    const answer = await tile(person, viewing);
    expect([answer.statusCode, answer.json().errors?.[0].field]).toEqual([400, "viewing"]);
  };
  const signIn = async (person: Person): Promise<Person> => {
    const payload = { email: person.email, password: PASSWORD };
    const answer = await api.app.inject({ method: "POST", url: "/v1/sessions", payload });
    const { token } = answer.json<{ token: string }>();
    return { ...person, token, send: sendAs(api, token) };
  };

  test("after eight hours", async () => {
    const viewing = await viewingOf(world.jm.examiner);
    late = 7.9 * 3_600_000;
    expect((await tile(world.jm.examiner, viewing)).statusCode).toBe(200);
    late = 8.1 * 3_600_000;
    await ended(world.jm.examiner, viewing);
    late = 0;
  });

  test("with the sign-in in which it was opened", async () => {
    const before = await signIn(world.jm.examiner);
    const viewing = await viewingOf(before);
    expect((await tile(before, viewing)).statusCode).toBe(200);
    expect((await before.send("DELETE", "/v1/sessions/current")).statusCode).toBeLessThan(300);
    expect((await tile(before, viewing)).statusCode).toBe(401);
    await ended(await signIn(world.jm.examiner), viewing);
  });

  test("of another state's image with the purpose under which it was recorded, of the own with none", async () => {
    const body = { caseId: world.right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
    const { id } = (await world.jm.coordinator.send("POST", "/v1/releases", { body })).json<{ id: string }>();
    const [theirs, own] = [await viewingOf(world.tt.examiner), await viewingOf(world.jm.examiner)];
    expect((await tile(world.tt.examiner, theirs)).statusCode).toBe(200);
    for (const person of [world.tt.examiner, world.jm.examiner])
      expect((await person.send("POST", "/v1/me/work-purpose", { body: QUEUE_REVIEW })).statusCode).toBe(201);
    await ended(world.tt.examiner, theirs);
    expect((await tile(world.tt.examiner, await viewingOf(world.tt.examiner))).statusCode).toBe(200);
    expect((await tile(world.jm.examiner, own)).statusCode).toBe(200);
    await world.jm.coordinator.send("POST", `/v1/releases/${id}/withdraw`, { body: {} });
  });
});

test("another state sees it after a release of the case, recorded once, and no longer once that is withdrawn", async () => {
  const { tt, jm } = world;
  expect((await open(bb.examiner)).statusCode).toBe(404);
  // The agreement covers the picture alone.
  const agreed = await open(tt.examiner);
  expect([agreed.statusCode, agreed.json().code]).toEqual([403, "FORBIDDEN"]);
  const body = { caseId: world.right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
  const { id } = (await jm.coordinator.send("POST", "/v1/releases", { body })).json<{ id: string }>();
  const before = await countReads();
  const viewing = await viewingOf(tt.examiner);
  for (const column of [0, 1, 2]) expect((await tile(tt.examiner, viewing, [0, column, 0])).statusCode).toBe(200);
  expect(await countReads()).toBe(before + 1);
  await jm.coordinator.send("POST", `/v1/releases/${id}/withdraw`, { body: {} });
  expect((await tile(tt.examiner, viewing)).statusCode).toBe(403);
  // Released anew, it is seen again by a viewing that is recorded anew.
  const anew = (await jm.coordinator.send("POST", "/v1/releases", { body })).json<{ id: string }>();
  const old = await tile(tt.examiner, viewing);
  expect([old.statusCode, old.json().errors?.[0].field]).toEqual([400, "viewing"]);
  const recorded = await countReads();
  expect((await tile(tt.examiner, await viewingOf(tt.examiner))).statusCode).toBe(200);
  expect(await countReads()).toBe(recorded + 1);
  await jm.coordinator.send("POST", `/v1/releases/${anew.id}/withdraw`, { body: {} });
});

test("a viewing goes on under its release, whichever else there is", async () => {
  const { tt, jm } = world;
  const body = { caseId: world.right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
  const give = async () => (await jm.coordinator.send("POST", "/v1/releases", { body })).json<{ id: string }>().id;
  const first = await give();
  const viewing = await viewingOf(tt.examiner);
  const second = await give();
  expect((await tile(tt.examiner, viewing)).statusCode).toBe(200);
  await jm.coordinator.send("POST", `/v1/releases/${first}/withdraw`, { body: {} });
  expect((await tile(tt.examiner, viewing)).statusCode).toBe(400);
  expect((await tile(tt.examiner, await viewingOf(tt.examiner))).statusCode).toBe(200);
  await jm.coordinator.send("POST", `/v1/releases/${second}/withdraw`, { body: {} });
});

test("an image that cannot be drawn, or is not what was received, is refused in words", async () => {
  await api.deps.imagePyramids.forgetGone(async () => []);
  await api.deps.sql.query("update acquisitions set sha256 = repeat('0', 64) where id = $1", [
    world.right.acquisitionId,
  ]);
  const altered = await open(world.jm.examiner);
  expect([altered.statusCode, altered.json().code]).toEqual([500, "EVIDENCE_ALTERED"]);
  await receive(png.subarray(0, 60));
  const broken = await open(world.jm.examiner);
  expect([broken.statusCode, broken.json().code]).toEqual([422, "IMAGE_UNREADABLE"]);
});

test("of 16 bits the few levels that hold the picture are stretched, and it is said", async () => {
  const raw = Uint16Array.from({ length: 64 * 64 }, (_, i) => 1000 + (i % 64));
  const deep = await sharp(raw, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toBuffer();
  await receive(deep);
  const answer = await open(world.jm.examiner);
  expect(answer.json()).toMatchObject({ stretched: true, levels: [{ width: 64, height: 64 }] });
  const { rawPayload } = await tile(world.jm.examiner, answer.json().viewing);
  const { channels } = await sharp(rawPayload).stats();
  expect([channels[0]!.min < 16, channels[0]!.max > 239]).toEqual([true, true]);
});
