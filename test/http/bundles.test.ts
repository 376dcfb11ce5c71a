/** Bundles of islands with poor lines: made without a server, sent later, opened by the region only. */
import { randomBytes, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { gatherBundle } from "../../src/cli/bundle/gather-bundle.ts";
import type { BundleManifest } from "../../src/domain/exchange/bundle-manifest.ts";
import type { Signer } from "../../src/ports/signer.ts";
import { writeBundle } from "../../src/usecases/exchange/write-bundle.ts";
import { openTestSigner } from "../support/test-signer.ts";
import { buildX3p } from "../support/x3p-builder.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { sendImport } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import type { Person } from "./support/people.ts";

let api: TestApp;
let bb: Staff;
let jm: Staff;
let station: Signer;
let keyId: string;
let recipient: string;
let folder: string;

const register = (person: Person, signer: Signer) =>
  person.send("POST", "/v1/bundle-keys", {
    body: { labId: person.labId, name: "Outpost", publicKey: signer.publicKey },
  });

beforeAll(async () => {
  api = await openTestApp();
  [bb, jm] = [await hireStaff(api, "BB"), await hireStaff(api, "JM")];
  station = await openTestSigner();
  keyId = (await register(bb.coordinator, station)).json().id;
  recipient = (await api.app.inject({ method: "GET", url: "/v1/bundle-recipients" })).json().recipients[0];
  folder = await mkdtemp(join(tmpdir(), "ribin-bundle-"));
}, 240_000);
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;
function makeScan(side: number): Uint8Array {
  made += 1;
  const values = Array.from({ length: side * side }, (_, i) => Math.cos(i / 5 + made) * 1e-6);
  return buildX3p({ width: side, height: side, incrementX: 25e-6, incrementY: 25e-6, dataType: "D", values });
}

const SMALL = 64;
/** 2.6 MB of numbers that do not repeat. */
const LARGE = 570;

/** One case with two exhibits and scans of the first, a region each, from a CSV and a folder; two of them are larger together than one may be. */
async function gather(caseNumber: string, change: Partial<BundleManifest> = {}, regions = ["BreechFace"]) {
  const names = regions.map((_region, i) => (i === 0 ? "scan.x3p" : `scan-${i}.x3p`));
  for (const name of names) await writeFile(join(folder, name), makeScan(regions.length === 1 ? SMALL : LARGE));
  await writeFile(
    join(folder, "exhibits.csv"),
    `caseNumber,eventType,place,exhibitNumber,type,calibre\n${caseNumber},homicide,Tè a mouye,CC-1,cartridge case,9mm\n${caseNumber},homicide,Tè a mouye,CC-2,bullet,\n`,
  );
  await writeFile(
    join(folder, "files.csv"),
    [
      "file,caseNumber,exhibitNumber,region",
      ...names.map((name, i) => `${name},${caseNumber},CC-1,${regions[i]}`),
      "",
    ].join("\n"),
  );
  const gathered = await gatherBundle({
    state: "BB",
    recipient,
    exhibits: join(folder, "exhibits.csv"),
    files: join(folder, "files.csv"),
    folder,
    now: new Date(),
  });
  return { ...gathered, manifest: { ...gathered.manifest, ...change } };
}

async function makeBundle(
  caseNumber: string,
  options: { signer?: Signer; change?: Partial<BundleManifest>; files?: Uint8Array[] } = {},
): Promise<Buffer> {
  const { manifest, paths } = await gather(caseNumber, options.change);
  const open = (index: number) =>
    options.files === undefined ? createReadStream(paths[index] ?? "") : Readable.from([options.files[index]]);
  return buffer(await writeBundle(options.signer ?? station, manifest, open));
}
const send = (bundle: Uint8Array, person = bb.technician) => sendImport(api, person, bundle, { format: "bundle" });
const apply = (id: string, person = bb.technician) =>
  person.send("POST", `/v1/imports/${id}/application`, { body: {} });
const listKept = async () => {
  const keys: string[] = [];
  for await (const { key } of api.deps.blobs.listBlobs("imports")) keys.push(key);
  return keys;
};

describe("a bundle", () => {
  test("becomes evidence when a person applies it, a replay changes nothing, and nothing of it is left behind", async () => {
    const caseNumber = randomUUID();
    const bundle = await makeBundle(caseNumber);
    const preview = await send(bundle);
    expect([preview.statusCode, preview.json().outcomes]).toEqual([201, { new: 4 }]);
    const applied = (await apply(preview.json().id)).json();
    expect(applied).toMatchObject({ state: "applied", results: { created: 4 } });
    const [found] = (await bb.technician.send("GET", `/v1/cases?caseNumber=${caseNumber}`)).json().items;
    const exhibits = (await bb.technician.send("GET", `/v1/exhibits?caseId=${found.id}`)).json().items;
    const first = exhibits.find((item: { exhibitNumber: string }) => item.exhibitNumber === "CC-1");
    const [acquisition] = (await bb.technician.send("GET", `/v1/acquisitions?exhibitId=${first.id}`)).json().items;
    expect(acquisition).toMatchObject({ fileName: "scan.x3p", region: "BreechFace" });
    expect(await listKept()).toEqual([]);

    const changed = Buffer.from(bundle);
    changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1;
    expect((await send(changed)).json().code).toBe("BUNDLE_UNREADABLE");
    const replay = await send(bundle);
    expect([replay.statusCode, replay.json().id]).toEqual([201, preview.json().id]);
    expect((await apply(preview.json().id)).json()).toEqual(applied);
    expect((await bb.technician.send("GET", `/v1/acquisitions?exhibitId=${first.id}`)).json().items.length).toBe(1);
  }, 60_000);

  test("larger than a scan may be comes in pieces, and goes on where its line broke", async () => {
    const caseNumber = randomUUID();
    const { manifest, paths } = await gather(caseNumber, {}, ["BreechFace", "FiringPinImpression"]);
    const bundle = await buffer(await writeBundle(station, manifest, (index) => createReadStream(paths[index] ?? "")));
    expect(bundle.length).toBeGreaterThan(api.deps.limits.maxUploadBytes);
    const base64 = (word: string) => Buffer.from(word).toString("base64");
    const tus = { "tus-resumable": "1.0.0" };
    const begun = await bb.technician.send("POST", "/v1/uploads", {
      headers: {
        ...tus,
        "upload-length": String(bundle.length),
        "upload-metadata": `filename ${base64("a.ribin")},purpose ${base64("import")}`,
      },
    });
    expect(begun.statusCode).toBe(201);
    const { pathname } = new URL(String(begun.headers.location), "http://x");
    const sendFrom = (from: number, to?: number) =>
      bb.technician.send("PATCH", pathname, {
        headers: { ...tus, "upload-offset": String(from), "content-type": "application/offset+octet-stream" },
        body: bundle.subarray(from, to),
      });
    expect((await sendFrom(0, 3_000_000)).statusCode).toBe(204);
    expect((await sendFrom(3_000_000)).statusCode).toBe(204);
    const body = { format: "bundle", uploadId: pathname.split("/").at(-1) };
    const preview = await bb.technician.send("POST", "/v1/imports", { body });
    expect([preview.statusCode, preview.json().outcomes]).toEqual([201, { new: 5 }]);
    expect((await apply(preview.json().id)).json()).toMatchObject({ state: "applied", results: { created: 5 } });
  }, 60_000);

  test("that breaks off while it is applied goes on from there", async () => {
    const caseNumber = randomUUID();
    const { id } = (await send(await makeBundle(caseNumber))).json();
    const { pool } = api.deps;
    const broken = { ...pool, runTask: () => Promise.reject(new Error("the power failed")) };
    (api.deps as { pool: typeof pool }).pool = broken as typeof pool;
    expect((await apply(id)).statusCode).toBe(500);
    (api.deps as { pool: typeof pool }).pool = pool;
    expect((await bb.technician.send("GET", `/v1/imports/${id}`)).json()).toMatchObject({
      state: "applying",
      results: { created: 3 },
    });
    expect((await listKept()).length).toBe(1);
    expect((await apply(id)).json()).toMatchObject({ state: "applied", results: { created: 4 } });
    expect(await listKept()).toEqual([]);
  }, 60_000);

  test("in conflict with what is here is shown and merges nothing", async () => {
    const caseNumber = randomUUID();
    await bb.technician.send("POST", "/v1/cases", { body: { caseNumber, eventType: "suicide" } });
    const { id, outcomes } = (await send(await makeBundle(caseNumber))).json();
    expect(outcomes).toEqual({ conflict: 4 });
    expect((await apply(id)).json().results).toEqual({ conflict: 4 });
  });
});

describe("a bundle is refused, recorded, and leaves nothing", () => {
  const countEvents = async (code: string) =>
    Number(
      (
        await api.deps.sql.query(
          "select count(*) as n from audit_events where action = 'import.refused' and detail ->> 'code' = $1",
          [code],
        )
      ).rows[0]?.n,
    );
  const refuse = async (bundle: Uint8Array, code: string, person = bb.technician) => {
    const before = await countEvents(code);
    const refused = await send(bundle, person);
    expect([refused.json().code, await countEvents(code)]).toEqual([code, before + 1]);
    expect(await listKept()).toEqual([]);
  };

  test("where a byte of it changed, wherever", async () => {
    const bundle = await makeBundle(randomUUID());
    for (const index of [0, 60, 180, 260, Math.floor(bundle.length / 2), bundle.length - 1]) {
      const changed = Buffer.from(bundle);
      changed[index] = (changed[index] ?? 0) ^ 1;
      await refuse(changed, "BUNDLE_UNREADABLE");
    }
  });

  test("where it was cut", async () => {
    const bundle = await makeBundle(randomUUID());
    for (const length of [1, 150, 300, Math.floor(bundle.length / 2), bundle.length - 1])
      await refuse(bundle.subarray(0, length), "BUNDLE_UNREADABLE");
    await refuse(randomBytes(5_000), "BUNDLE_UNREADABLE");
  });

  test("where its key is unknown, another state's or revoked", async () => {
    await refuse(await makeBundle(randomUUID(), { signer: await openTestSigner() }), "BUNDLE_KEY_REFUSED");
    const theirs = await openTestSigner();
    await register(jm.coordinator, theirs);
    await refuse(await makeBundle(randomUUID(), { signer: theirs }), "BUNDLE_KEY_REFUSED");
    await refuse(
      await makeBundle(randomUUID(), { signer: theirs, change: { state: "BB" } }),
      "IMPORT_WRONG_STATE",
      jm.technician,
    );
    const old = await openTestSigner();
    const { id } = (await register(bb.coordinator, old)).json();
    const bundle = await makeBundle(randomUUID(), { signer: old });
    expect((await bb.coordinator.send("DELETE", `/v1/bundle-keys/${id}`)).statusCode).toBe(200);
    await refuse(bundle, "BUNDLE_KEY_REFUSED");
  });

  test("where it names a good key and another signed it", async () => {
    const liar: Signer = { ...(await openTestSigner()), keyId };
    await refuse(await makeBundle(randomUUID(), { signer: liar }), "BUNDLE_KEY_REFUSED");
  });

  test("where it was made for another region, and passed on", async () => {
    const other = await identityToRecipient(await generateX25519Identity());
    await refuse(await makeBundle(randomUUID(), { change: { recipient: other } }), "BUNDLE_UNREADABLE");
  });

  test("where its number is another bundle's", async () => {
    const id = randomUUID();
    await send(await makeBundle(randomUUID(), { change: { id } }));
    const kept = await listKept();
    const refused = await send(await makeBundle(randomUUID(), { change: { id } }));
    expect([refused.json().code, await listKept()]).toEqual(["BUNDLE_INVALID", kept]);
    for (const key of kept) await api.deps.blobs.deleteBlob(key);
  });

  test("where its station says what no contract takes", async () => {
    await refuse(
      await makeBundle(randomUUID(), {
        change: { records: [{ kind: "case", place: "row 2", value: { caseNumber: "1", suspect: "J. D." } }] },
      }),
      "IMPORT_INVALID",
    );
  });
});

describe("bundle keys", () => {
  test("are the national coordinator's, of the own state", async () => {
    const { publicKey } = await openTestSigner();
    const body = { labId: bb.technician.labId, name: "x", publicKey };
    for (const person of [bb.technician, bb.examiner, jm.coordinator]) {
      expect((await person.send("POST", "/v1/bundle-keys", { body })).statusCode).toBe(403);
    }
    expect(
      (await bb.coordinator.send("POST", "/v1/bundle-keys", { body: { ...body, publicKey: "short" } })).json().errors[0]
        .field,
    ).toBe("publicKey");
    expect(
      (await bb.coordinator.send("POST", "/v1/bundle-keys", { body: { ...body, publicKey: station.publicKey } })).json()
        .code,
    ).toBe("DUPLICATE_RECORD");
    expect((await jm.coordinator.send("DELETE", `/v1/bundle-keys/${keyId}`)).statusCode).toBe(404);
    expect((await bb.technician.send("DELETE", `/v1/bundle-keys/${keyId}`)).statusCode).toBe(403);
    expect((await jm.coordinator.send("GET", "/v1/bundle-keys")).body).not.toContain(keyId);
    expect((await bb.technician.send("GET", "/v1/bundle-keys")).body).toContain(keyId);
    expect((await bb.coordinator.send("GET", "/v1/bundle-keys")).body).not.toContain("PRIVATE");
  });
});

describe("what an island gathers", () => {
  test.each<[string, string, string, RegExp]>([
    [
      "a fault in the exhibits",
      "caseNumber,eventType,exhibitNumber,type\n1,duel,1,bullet\n",
      "file,caseNumber\n",
      /row 2, eventType/,
    ],
    [
      "a file that climbs",
      "caseNumber,exhibitNumber,type\n1,1,bullet\n",
      "file,caseNumber,exhibitNumber,region\n../../etc/passwd,1,1,LEA\n",
      /row 2, file/,
    ],
    [
      "a region that is none",
      "caseNumber,exhibitNumber,type\n1,1,bullet\n",
      "file,caseNumber,exhibitNumber,region\nscan.x3p,1,1,Side\n",
      /row 2, region/,
    ],
    ["an unknown column", "caseNumber,exhibitNumber,type\n1,1,bullet\n", "file,witness\nscan.x3p,x\n", /witness/],
  ])("with %s is not made, and the place is named", async (_name, exhibits, files, words) => {
    await writeFile(join(folder, "scan.x3p"), makeScan(SMALL));
    await writeFile(join(folder, "e.csv"), exhibits);
    await writeFile(join(folder, "f.csv"), files);
    const input = {
      state: "BB" as const,
      recipient,
      exhibits: join(folder, "e.csv"),
      files: join(folder, "f.csv"),
      folder,
      now: new Date(),
    };
    await expect(gatherBundle(input)).rejects.toMatchObject({
      code: "IMPORT_INVALID",
      message: expect.stringMatching(words),
    });
  });
});
