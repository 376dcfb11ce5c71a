import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { listAuditEvents } from "../../src/repositories/audit/audit-events.ts";
import { buildX3p } from "../support/x3p-builder.ts";
import { type FormPart, makeForm } from "./support/make-form.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, makeLab, type Person } from "./support/people.ts";

let api: TestApp;
let technician: Person;
let stranger: Person;
let exhibitId: string;
beforeAll(async () => {
  api = await openTestApp();
  technician = await hire(api, "TT", await makeLab(api, "TT"), "lab_technician");
  stranger = await hire(api, "JM", await makeLab(api, "JM"), "lab_technician");
  ({ exhibitId } = await enterExhibit(technician));
});
afterAll(() => api.close());

let made = 0;
/** A scan that no other test has sent. */
function makeScan(): Uint8Array {
  made += 1;
  const values = Array.from({ length: 64 * 64 }, (_, i) => Math.sin(i / 7 + made) * 1e-6);
  return buildX3p({ width: 64, height: 64, incrementX: 3e-6, incrementY: 3e-6, dataType: "D", values });
}

function upload(person: Person, parts: readonly FormPart[], headers: Record<string, string> = {}) {
  const form = makeForm(parts);
  return api.app.inject({
    method: "POST",
    url: "/v1/acquisitions",
    headers: { authorization: `Bearer ${person.token}`, ...form.headers, ...headers },
    payload: form.body,
  });
}
const fields = (extra: Record<string, string> = {}): FormPart[] =>
  Object.entries({ exhibitId, region: "BreechFace", ...extra }).map(([name, value]) => ({ name, value }));
const file = (content: Uint8Array, fileName = "scan.x3p"): FormPart => ({ name: "file", fileName, content });

const countRows = async (table: string) =>
  Number((await api.deps.sql.query(`select count(*) n from ${table}`)).rows[0]?.n);

describe("uploading a scan as a form", () => {
  test("answers with the acquisition, which is then read, listed and given back byte for byte", async () => {
    const scan = makeScan();
    const response = await upload(technician, [...fields(), file(scan, "Été/ñandú “1”.x3p")]);
    expect([response.statusCode, response.body]).toEqual([201, expect.stringContaining('"stage":"received"')]);
    const acquisition = response.json();
    expect(acquisition).toMatchObject({
      ownerState: "TT",
      exhibitId,
      region: "BreechFace",
      format: "X3P",
      fileName: "ñandú “1”.x3p",
      sizeBytes: scan.length,
      sha256: createHash("sha256").update(scan).digest("hex"),
      inspection: { width: 64, height: 64, incrementX: 3e-6 },
      sameImages: [],
      version: 1,
    });
    expect(response.body).not.toContain("blobKey");
    expect(response.headers.location).toBe(`/v1/acquisitions/${acquisition.id}`);
    expect(response.headers.etag).toBe('W/"1"');

    const read = await technician.send("GET", `/v1/acquisitions/${acquisition.id}`);
    const { sameImages: _none, ...kept } = acquisition;
    expect(read.json()).toEqual(kept);
    const listed = await technician.send("GET", `/v1/acquisitions?exhibitId=${exhibitId}`);
    expect(listed.json().items.map((item: { id: string }) => item.id)).toContain(acquisition.id);

    const original = await technician.send("GET", `/v1/acquisitions/${acquisition.id}/file`);
    expect(original.rawPayload.equals(scan)).toBe(true);
    expect(original.headers).toMatchObject({
      "content-type": "application/zip",
      "content-length": String(scan.length),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-disposition": `attachment; filename="_and_ _1_.x3p"; filename*=UTF-8''%C3%B1and%C3%BA%20%E2%80%9C1%E2%80%9D.x3p`,
    });
    const preview = await technician.send("GET", `/v1/acquisitions/${acquisition.id}/preview.png`);
    expect([preview.statusCode, preview.json().code]).toEqual([404, "NOT_FOUND"]);
  });

  test("wakes the relay, because there is a job", async () => {
    let poked = 0;
    const other = await openTestApp({
      service: {
        poke: () => {
          poked += 1;
        },
      },
    });
    const person = await hire(other, "TT", await makeLab(other, "TT"), "lab_technician");
    const entered = await enterExhibit(person);
    const form = makeForm([
      { name: "exhibitId", value: entered.exhibitId },
      { name: "region", value: "BreechFace" },
      file(makeScan()),
    ]);
    const headers = { authorization: `Bearer ${person.token}`, ...form.headers };
    const response = await other.app.inject({ method: "POST", url: "/v1/acquisitions", headers, payload: form.body });
    expect([response.statusCode, poked]).toEqual([201, 1]);
    const jobs = await hire(other, "TT", person.labId, "national_coordinator");
    const listed = (await jobs.send("GET", "/v1/jobs?state=pending")).json();
    expect(listed.items).toMatchObject([{ name: "assess-quality", payload: { acquisitionId: response.json().id } }]);
    await other.close();
  });

  test("takes a picture with its scale and light", async () => {
    const png = await sharp({
      create: {
        width: 200,
        height: 180,
        channels: 3,
        background: "#8a8a8a",
        noise: { type: "gaussian", mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const extra = { lighting: "ring", micrometresPerPixel: "3.5" };
    const response = await upload(technician, [...fields(extra), file(png, "head.png")]);
    expect(response.json()).toMatchObject({
      format: "PNG",
      lighting: "ring",
      micrometresPerPixel: 3.5,
      scaleKnown: true,
    });
  });

  test("says which earlier acquisition of the lab is the same file", async () => {
    const scan = makeScan();
    const first = await upload(technician, [...fields(), file(scan)]);
    const second = await upload(technician, [...fields(), file(scan, "again.x3p")]);
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({ code: "DUPLICATE_ACQUISITION", existingId: first.json().id });
  });

  test("accepts another state's same file and does not tell whose else it is", async () => {
    const scan = makeScan();
    await upload(technician, [...fields(), file(scan)]);
    const theirs = await enterExhibit(stranger);
    const parts = [...fields(), file(scan)].map((part) =>
      part.name === "exhibitId" ? { name: "exhibitId", value: theirs.exhibitId } : part,
    );
    const response = await upload(stranger, parts);
    expect(response.statusCode).toBe(201);
    expect(response.json().sameImages).toEqual([]);
    const { rows } = await api.deps.sql.query("select 1 from same_images where acquisition_id = $1", [
      response.json().id,
    ]);
    expect(rows.length).toBe(1);
    // Nor does either state's part of the trail; the region's has it.
    const linked = async (filter: object) => {
      const events = await listAuditEvents(api.deps.sql, filter, { limit: 200, after: null });
      const ofThis = events.items.filter((event) => event.targetId === response.json().id);
      return ofThis.map((event) => event.action).includes("acquisition.linked_as_same_image");
    };
    expect([await linked({ ownerState: "TT" }), await linked({ ownerState: "JM" })]).toEqual([false, false]);
    expect(await linked({ targetId: response.json().id })).toBe(true);
  });
});

describe("a form that is refused", () => {
  const refuse = async (parts: readonly FormPart[], status: number, code: string) => {
    const before = await countRows("acquisitions");
    const response = await upload(technician, parts);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(await countRows("acquisitions")).toBe(before);
    return response.json();
  };

  test("names fields that are missing, wrong or unknown", async () => {
    const parts: FormPart[] = [
      { name: "region", value: "Nowhere" },
      { name: "regionIndex", value: "many" },
      { name: "colour", value: "red" },
    ];
    const { errors } = await refuse([...parts, file(makeScan())], 400, "VALIDATION_FAILED");
    expect(errors.map((entry: { field: string }) => entry.field).sort()).toEqual([
      "colour",
      "exhibitId",
      "region",
      "regionIndex",
    ]);
  });

  test("has no file", async () => {
    const { errors } = await refuse(fields(), 400, "VALIDATION_FAILED");
    expect(errors).toEqual([
      { field: "file", message: "The form has no file; send it as the last part, with a file name." },
    ]);
  });

  test("has its file before its fields", async () => {
    const { errors } = await refuse([file(makeScan()), ...fields()], 400, "VALIDATION_FAILED");
    expect(errors).toContainEqual({ field: "exhibitId", message: "Required; send a string.", problem: "required" });
  });

  test("has a field twice", async () => {
    const { errors } = await refuse([...fields(), ...fields(), file(makeScan())], 400, "VALIDATION_FAILED");
    expect(errors[0].field).toBe("exhibitId");
  });

  test("is for an exhibit of another state", async () => {
    const theirs = await enterExhibit(stranger);
    await refuse(
      [{ name: "exhibitId", value: theirs.exhibitId }, { name: "region", value: "BreechFace" }, file(makeScan())],
      404,
      "NOT_FOUND",
    );
  });

  test.each<[string, Uint8Array, string, number, string]>([
    ["an empty file", new Uint8Array(0), "scan.x3p", 422, "UPLOAD_EMPTY"],
    ["text", new TextEncoder().encode("a,b,c\n1,2,3\n"), "scan.csv", 415, "FORMAT_UNKNOWN"],
    [
      "a picture called X3P",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]),
      "scan.x3p",
      415,
      "FORMAT_MISMATCH",
    ],
    ["a file above the limit", new Uint8Array(4 * 1024 * 1024 + 1).fill(7), "scan.x3p", 413, "UPLOAD_TOO_LARGE"],
  ])("holds %s, and a refusal is kept", async (_name, content, fileName, status, code) => {
    const before = await countRows("refusals");
    await refuse([...fields(), file(content, fileName)], status, code);
    expect(await countRows("refusals")).toBe(before + 1);
    const listed = (await technician.send("GET", "/v1/refusals?limit=1")).json();
    expect(listed.items[0]).toMatchObject({ code, fileName, exhibitId, actorId: technician.id });
  });

  test("breaks off before its end", async () => {
    const whole = makeForm([...fields(), file(makeScan())]);
    const response = await api.app.inject({
      method: "POST",
      url: "/v1/acquisitions",
      headers: { authorization: `Bearer ${technician.token}`, ...whole.headers },
      payload: whole.body.subarray(0, whole.body.length - 500),
    });
    expect([response.statusCode, response.json().code]).toEqual([409, "UPLOAD_INCOMPLETE"]);
  });

  test.each([
    ["text/plain", "hello", 415, "MEDIA_TYPE_UNSUPPORTED"],
    ["application/json", "{", 400, "VALIDATION_FAILED"],
    ["application/json", "[]", 400, "VALIDATION_FAILED"],
    ["multipart/form-data", "no boundary", 400, "VALIDATION_FAILED"],
    ["multipart/form-data; boundary=x", "--x\r\nContent-Disp", 400, "VALIDATION_FAILED"],
  ])("is %s %p", async (type, payload, status, code) => {
    const headers = { authorization: `Bearer ${technician.token}`, "content-type": type };
    const response = await api.app.inject({ method: "POST", url: "/v1/acquisitions", headers, payload });
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });
});

describe("an upload with an Idempotency-Key", () => {
  const key = () => ({ "idempotency-key": `key-${Math.random().toString(36).slice(2)}-${Date.now()}` });

  test("sent again is answered as the first time and received once", async () => {
    const scan = makeScan();
    const headers = key();
    const first = await upload(technician, [...fields(), file(scan)], headers);
    const before = await countRows("acquisitions");
    const again = await upload(technician, [...fields(), file(scan)], headers);
    expect([again.statusCode, again.headers["idempotency-replayed"], again.headers.location]).toEqual([
      201,
      "true",
      first.headers.location,
    ]);
    expect(again.json()).toEqual(first.json());
    expect(await countRows("acquisitions")).toBe(before);
  });

  test("with another file is refused", async () => {
    const headers = key();
    expect((await upload(technician, [...fields(), file(makeScan())], headers)).statusCode).toBe(201);
    const other = await upload(technician, [...fields(), file(makeScan())], headers);
    expect([other.statusCode, other.json().code]).toEqual([409, "IDEMPOTENCY_KEY_REUSED"]);
  });

  test("repeats the refusal of a bad file", async () => {
    const headers = key();
    const bad = new TextEncoder().encode(`nonsense ${Math.random()}`);
    const first = await upload(technician, [...fields(), file(bad)], headers);
    const before = await countRows("refusals");
    const again = await upload(technician, [...fields(), file(bad)], headers);
    expect([again.statusCode, again.json(), again.headers["idempotency-replayed"]]).toEqual([
      first.statusCode,
      first.json(),
      "true",
    ]);
    expect(await countRows("refusals")).toBe(before);
  });

  test("that was never read to its end may be sent again", async () => {
    const headers = key();
    const refused = await upload(technician, [{ name: "region", value: "BreechFace" }, file(makeScan())], headers);
    expect(refused.statusCode).toBe(400);
    expect((await upload(technician, [...fields(), file(makeScan())], headers)).statusCode).toBe(201);
  });
});
