import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Upload } from "tus-js-client";
import { sweep } from "../../src/api/plugins/sweep.ts";
import { buildX3p } from "../support/x3p-builder.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, makeLab, type Person } from "./support/people.ts";

let api: TestApp;
let base: string;
let technician: Person;
let colleague: Person;
let exhibitId: string;
beforeAll(async () => {
  api = await openTestApp();
  base = await api.app.listen({ host: "127.0.0.1", port: 0 });
  technician = await hire(api, "TT", await makeLab(api, "TT"), "lab_technician");
  colleague = await hire(api, "TT", technician.labId, "lab_technician", "national_coordinator");
  ({ exhibitId } = await enterExhibit(technician));
});
afterAll(() => api.close());

let made = 0;
function makeScan(side = 96): Uint8Array {
  made += 1;
  const values = Array.from({ length: side * side }, (_, i) => Math.sin(i / 5 + made) * 1e-6);
  return buildX3p({ width: side, height: side, incrementX: 3e-6, incrementY: 3e-6, dataType: "D", values });
}

const tus = (person: Person, path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${base}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${person.token}`, "tus-resumable": "1.0.0", ...init.headers },
  });

const nameOf = (fileName: string) => `filename ${Buffer.from(fileName).toString("base64")}`;
const create = (person: Person, size: number, headers: Record<string, string> = {}) =>
  tus(person, "/v1/uploads", {
    method: "POST",
    headers: { "upload-length": String(size), "upload-metadata": nameOf("scan.x3p"), ...headers },
  });
const send = (person: Person, path: string, offset: number, body: Uint8Array) =>
  tus(person, path, {
    method: "PATCH",
    headers: { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
    body: Buffer.from(body),
  });
const locate = (response: Response) => new URL(response.headers.get("location") ?? "", base).pathname;
const idOf = (path: string) => path.split("/").at(-1) ?? "";

describe("a resumable upload", () => {
  test("by a client of the protocol, broken off and resumed, becomes an acquisition", async () => {
    const scan = makeScan(160);
    const options = {
      endpoint: `${base}/v1/uploads`,
      headers: { authorization: `Bearer ${technician.token}` },
      metadata: { filename: "caño.x3p" },
      chunkSize: 32 * 1024,
    };
    const url = await new Promise<string>((resolve, reject) => {
      const first = new Upload(Buffer.from(scan), {
        ...options,
        onError: reject,
        onChunkComplete: () => void first.abort().then(() => resolve(first.url ?? "")),
      });
      first.start();
    });
    const head = await tus(technician, new URL(url).pathname, { method: "HEAD" });
    const offset = Number(head.headers.get("upload-offset"));
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(scan.length);
    await new Promise<void>((resolve, reject) => {
      new Upload(Buffer.from(scan), {
        ...options,
        uploadUrl: url,
        onError: reject,
        onSuccess: () => resolve(),
      }).start();
    });

    const uploadId = idOf(url);
    const response = await technician.send("POST", "/v1/acquisitions", {
      body: { exhibitId, region: "BreechFace", uploadId },
    });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({
      fileName: "caño.x3p",
      sizeBytes: scan.length,
      sha256: createHash("sha256").update(scan).digest("hex"),
    });
    // The bytes are evidence now and lie nowhere else.
    const gone = await tus(technician, new URL(url).pathname, { method: "HEAD" });
    expect(gone.status).toBe(404);
    const again = await technician.send("POST", "/v1/acquisitions", {
      body: { exhibitId, region: "BreechFace", uploadId },
    });
    expect(again.json()).toMatchObject({ code: "DUPLICATE_ACQUISITION", existingId: response.json().id });
  });

  test("says what the protocol can do", async () => {
    const response = await tus(technician, "/v1/uploads", { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("tus-version")).toBe("1.0.0");
    expect(response.headers.get("tus-max-size")).toBe(String(4 * 1024 * 1024));
    expect(response.headers.get("tus-extension")).toContain("termination");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("is its creator's alone, also within one lab", async () => {
    const path = locate(await create(technician, 10));
    for (const init of [{ method: "HEAD" }, { method: "DELETE" }])
      expect((await tus(colleague, path, init)).status).toBe(404);
    expect((await send(colleague, path, 0, randomBytes(10))).status).toBe(404);
    const body = { exhibitId, region: "BreechFace", uploadId: idOf(path) };
    expect((await colleague.send("POST", "/v1/acquisitions", { body })).json().code).toBe("UPLOAD_NOT_FOUND");
    expect((await send(technician, path, 0, randomBytes(10))).status).toBe(204);
  });

  test("needs a sign-in before anything else", async () => {
    const path = locate(await create(technician, 10));
    for (const [method, url] of [
      ["POST", "/v1/uploads"],
      ["OPTIONS", "/v1/uploads"],
      ["HEAD", path],
      ["PATCH", path],
      ["DELETE", path],
    ] as const) {
      const response = await fetch(`${base}${url}`, { method, headers: { "tus-resumable": "1.0.0" } });
      expect([method, response.status]).toEqual([method, 401]);
    }
  });

  test("is not used before all bytes came, and is deleted when given up", async () => {
    const path = locate(await create(technician, 20));
    expect((await send(technician, path, 0, randomBytes(8))).status).toBe(204);
    const body = { exhibitId, region: "BreechFace", uploadId: idOf(path) };
    const early = await technician.send("POST", "/v1/acquisitions", { body });
    expect(early.json()).toMatchObject({ code: "UPLOAD_INCOMPLETE", detail: "8 of 20 bytes have come." });
    expect((await tus(technician, path, { method: "DELETE" })).status).toBe(204);
    expect((await tus(technician, path, { method: "HEAD" })).status).toBe(404);
    expect((await technician.send("POST", "/v1/acquisitions", { body })).json().code).toBe("UPLOAD_NOT_FOUND");
  });
});

describe("an upload of another person", () => {
  test("is not reached by an own upload's address that ends in its id", async () => {
    const scan = makeScan();
    const victim = locate(await create(technician, scan.length));
    await send(technician, victim, 0, scan.subarray(0, 100));
    const own = locate(await create(colleague, scan.length));
    const disguised = `${own}?as=/${idOf(victim)}`;
    const head = await tus(colleague, disguised, { method: "HEAD" });
    expect([head.status, head.headers.get("upload-offset")]).toEqual([200, "0"]);
    expect((await send(colleague, disguised, 0, scan.subarray(0, 50))).headers.get("upload-offset")).toBe("50");
    expect((await tus(colleague, disguised, { method: "DELETE" })).status).toBe(204);
    const kept = await tus(technician, victim, { method: "HEAD" });
    expect([kept.status, kept.headers.get("upload-offset")]).toEqual([200, "100"]);
  });
});

describe("refusals are problem documents", () => {
  const problem = async (response: Response) => {
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const body = (await response.json()) as { code: string; instance: string };
    expect(body.instance).toBe(response.headers.get("x-request-id"));
    return [response.status, body.code];
  };

  test("of a new upload", async () => {
    expect(await problem(await create(technician, 4 * 1024 * 1024 + 1))).toEqual([413, "UPLOAD_TOO_LARGE"]);
    expect(await problem(await create(technician, 0))).toEqual([422, "UPLOAD_EMPTY"]);
    expect(await problem(await create(technician, 5, { "upload-metadata": nameOf(" ") }))).toEqual([
      400,
      "VALIDATION_FAILED",
    ]);
    expect(await problem(await create(technician, 5, { "tus-resumable": "0.2.2" }))).toEqual([
      412,
      "PRECONDITION_FAILED",
    ]);
    const unsized = { "upload-defer-length": "1", "upload-metadata": nameOf("a.x3p") };
    expect(await problem(await tus(technician, "/v1/uploads", { method: "POST", headers: unsized }))).toEqual([
      400,
      "VALIDATION_FAILED",
    ]);
    const examiner = await hire(api, "TT", technician.labId, "firearms_examiner");
    expect(await problem(await create(examiner, 5))).toEqual([403, "FORBIDDEN"]);
  });

  test("of bytes", async () => {
    const path = locate(await create(technician, 10));
    const nowhere = { "upload-offset": "here", "content-type": "application/offset+octet-stream" };
    expect(await problem(await tus(technician, path, { method: "PATCH", headers: nowhere, body: "x" }))).toEqual([
      400,
      "VALIDATION_FAILED",
    ]);
    const json = { "upload-offset": "0", "content-type": "application/json" };
    expect(await problem(await tus(technician, path, { method: "PATCH", headers: json, body: "{}" }))).toEqual([
      400,
      "VALIDATION_FAILED",
    ]);
    expect(await problem(await send(technician, path, 4, randomBytes(6)))).toEqual([409, "CONFLICT"]);
    expect(await problem(await send(technician, path, 0, randomBytes(11)))).toEqual([413, "UPLOAD_TOO_LARGE"]);
    expect(await problem(await send(technician, "/v1/uploads/../../etc/passwd", 0, randomBytes(1)))).toEqual([
      404,
      "NOT_FOUND",
    ]);
    expect(await problem(await send(technician, "/v1/uploads/..%2f..%2fetc%2fpasswd", 0, randomBytes(1)))).toEqual([
      404,
      "UPLOAD_NOT_FOUND",
    ]);
  });

  test("of a file to import above what a bundle may have, or beside others as large", async () => {
    const importer = await hire(api, "TT", technician.labId, "lab_technician");
    const headers = { "upload-metadata": `${nameOf("a.ribin")},purpose ${Buffer.from("import").toString("base64")}` };
    const GIB = 1024 ** 3;
    expect(await problem(await create(importer, 8 * GIB + 1, headers))).toEqual([413, "UPLOAD_TOO_LARGE"]);
    // Above what a scan may have.
    const path = locate(await create(importer, 7 * GIB, headers));
    expect((await send(importer, path, 0, randomBytes(9))).status).toBe(204);
    expect(await problem(await create(importer, 2 * GIB, headers))).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect((await tus(importer, path, { method: "DELETE" })).status).toBe(204);
    // It is forgotten just after the answer was sent.
    let next = await create(importer, 2 * GIB, headers);
    for (let i = 0; i < 20 && next.status === 429; i++) next = await create(importer, 2 * GIB, headers);
    expect(next.status).toBe(201);
  });

  test("of a scan that was sent as a file to import", async () => {
    const headers = { "upload-metadata": `${nameOf("a.x3p")},purpose ${Buffer.from("import").toString("base64")}` };
    const bytes = randomBytes(4 * 1024 * 1024 + 1);
    const path = locate(await create(technician, bytes.length, headers));
    expect((await send(technician, path, 0, bytes)).status).toBe(204);
    const body = { exhibitId, region: "BreechFace", uploadId: idOf(path) };
    const response = await technician.send("POST", "/v1/acquisitions", { body });
    expect([response.statusCode, response.json().code]).toEqual([413, "UPLOAD_TOO_LARGE"]);
    expect((await tus(technician, path, { method: "DELETE" })).status).toBe(204);
  });

  test("of one upload too many", async () => {
    const greedy = await hire(api, "TT", technician.labId, "lab_technician");
    for (let i = 0; i < 64; i++) expect((await create(greedy, 5)).status).toBe(201);
    expect(await problem(await create(greedy, 5))).toEqual([429, "TOO_MANY_REQUESTS"]);
  });
});

test("creating an upload with an Idempotency-Key twice creates one", async () => {
  const key = { "idempotency-key": `upload-${Date.now()}` };
  const first = await create(technician, 7, key);
  // The key is settled just after the answer was sent.
  let second = await create(technician, 7, key);
  for (let i = 0; i < 20 && second.status === 409; i++) second = await create(technician, 7, key);
  expect([second.status, second.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  expect(locate(second)).toBe(locate(first));
});

test("what became nothing is swept away with its bytes, what is young stays", async () => {
  const own = await openTestApp();
  const address = await own.app.listen({ host: "127.0.0.1", port: 0 });
  const person = await hire(own, "TT", await makeLab(own, "TT"), "lab_technician");
  const begin = () =>
    fetch(`${address}/v1/uploads`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${person.token}`,
        "tus-resumable": "1.0.0",
        "upload-length": "9",
        "upload-metadata": nameOf("a.x3p"),
      },
    });
  const old = idOf(locate(await begin()));
  const young = idOf(locate(await begin()));
  await own.deps.sql.query("update uploads set created_at = created_at - interval '25 hours' where id = $1", [old]);
  expect(await sweep(own.service)).toEqual({ uploads: 1, keys: 0 });
  const { rows } = await own.deps.sql.query("select id from uploads");
  expect(rows).toEqual([{ id: young }]);
  const files = await readdir((own.service.uploadStore as unknown as { directory: string }).directory);
  expect(files.filter((name) => name.startsWith(old))).toEqual([]);
  expect(files.filter((name) => name.startsWith(young)).length).toBeGreaterThan(0);
  await own.close();
});
