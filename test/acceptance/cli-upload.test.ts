/** `ribin upload` against a running service, as a station of a lab would send its scans. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { makeBreechFaceX3p, makeFolder, photographBreechFace, writeBulletStudy } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin, runRibin, runRibinJson } from "../support/ribin-process.ts";
import { enterExhibit, openServedWorld, type Person, type ServedWorld } from "../support/served-world.ts";

jest.setTimeout(600_000);

interface Uploaded {
  readonly id: string;
  readonly stage: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  readonly regionIndex: number | null;
  readonly micrometresPerPixel: number | null;
  readonly lighting: string;
  readonly scaleKnown: boolean;
}

let world: ServedWorld;
let technician: Person;
let folder: string;
let exhibitId: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  world = await openServedWorld();
  const labId = await world.makeLab("TT");
  technician = await world.hire("TT", labId, "lab_technician");
  ({ exhibitId } = await enterExhibit(technician));
  folder = await makeFolder();
  const coordinator = await world.hire("TT", labId, "national_coordinator");
  const station = await coordinator.send("POST", "/v1/stations", { labId, name: "Confocal 1" });
  await writeFile(at("station.token"), `${station.body.token}\n`);
  await writeFile(at("person.token"), technician.token);
  await writeFile(at("wrong.token"), "ribin_wrong");
  await writeFile(at("scan.x3p"), makeBreechFaceX3p({ firearm: 61, firing: 1 }));
});

const upload = (file: string, exhibit: string, ...more: string[]) => [
  "upload",
  at(file),
  "--server",
  world.url(),
  "--token-file",
  at("station.token"),
  "--exhibit",
  exhibit,
  ...more,
];

describe("ribin upload", () => {
  test("--wait follows a scan to its candidates", async () => {
    const args = upload("scan.x3p", exhibitId, "--region", "BreechFace", "--wait", "--json");
    const { code, stdout, stderr } = await captureRibin(args);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^sent \(bytes\): \d+ of \d+$/m)]);
    expect(stderr).toMatch(/^stages: 5 of 5$/m);
    const made = JSON.parse(stdout) as Uploaded;
    const bytes = await readFile(at("scan.x3p"));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(made).toMatchObject({ stage: "verified", sha256, sizeBytes: bytes.length, fileName: "scan.x3p" });
    const kept = await technician.send("GET", `/v1/acquisitions/${made.id}/file`);
    expect(Buffer.compare(kept.bytes, bytes)).toBe(0);
  });

  test("takes a session's token too, lands with their index, and images with scale and lighting", async () => {
    const bullet = await technician.make("/v1/exhibits", {
      caseId: (await enterExhibit(technician)).caseId,
      exhibitNumber: "B",
      type: "bullet",
    });
    const land = join(await writeBulletStudy([31]), "B31-1-L2.x3p");
    const person = ["--server", world.url(), "--token-file", at("person.token"), "--exhibit", bullet];
    const made = await runRibinJson<Uploaded>(["upload", land, ...person, "--region", "LEA", "--index", "2"]);
    expect(made).toMatchObject({ regionIndex: 2, stage: "received" });
    await writeFile(at("photo.png"), await photographBreechFace({ firearm: 61, firing: 2 }).image.png().toBuffer());
    const image = ["--region", "BreechFace", "--micrometres-per-pixel", "12.5", "--lighting", "ring"];
    const photo = await runRibinJson<Uploaded>(upload("photo.png", exhibitId, ...image));
    expect(photo).toMatchObject({ micrometresPerPixel: 12.5, lighting: "ring", scaleKnown: true });
    await writeFile(at("bare.jpg"), await photographBreechFace({ firearm: 61, firing: 3 }).image.jpeg().toBuffer());
    const bare = await runRibinJson<Uploaded>(upload("bare.jpg", exhibitId, "--region", "BreechFace"));
    expect(bare).toMatchObject({ micrometresPerPixel: null, scaleKnown: false });
    await writeFile(at("plain.x3p"), makeBreechFaceX3p({ firearm: 61, firing: 4 }));
    const text = await runRibin(upload("plain.x3p", exhibitId, "--region", "BreechFace"), {});
    expect(text).toMatch(/^Received as [0-9a-f-]{36}, SHA-256 [0-9a-f]{64}\.\n$/);
  });

  test("passes the server's refusals on, in one line", async () => {
    const region = ["--region", "BreechFace"];
    await writeFile(at("cut.x3p"), (await readFile(at("scan.x3p"))).subarray(0, 9_000));
    const stranger = await world.hire("JM", await world.makeLab("JM"), "lab_technician");
    const { exhibitId: foreign } = await enterExhibit(stranger);
    const wrongToken = upload("scan.x3p", exhibitId, ...region).map((arg) =>
      arg === at("station.token") ? at("wrong.token") : arg,
    );
    for (const [args, code] of [
      [upload("scan.x3p", exhibitId, ...region), "DUPLICATE_ACQUISITION"],
      [upload("cut.x3p", exhibitId, ...region), "X3P_ZIP_TRUNCATED"],
      [wrongToken, "UNAUTHENTICATED"],
      [upload("scan.x3p", "7", ...region), "VALIDATION_FAILED"],
      [upload("scan.x3p", foreign, ...region), "NOT_FOUND"],
      [upload("scan.x3p", exhibitId, "--region", "LEA", "--index", "1"), "VALIDATION_FAILED"],
    ] as const) {
      const run = await captureRibin(args);
      // What was sent before the refusal was told as progress.
      const lines = run.stderr.split("\n").filter((line) => !line.startsWith("sent (bytes): "));
      expectRefusal({ ...run, stderr: lines.join("\n") }, code);
    }
    const { items } = (await technician.send("GET", "/v1/refusals?limit=50")).body;
    expect(items?.map((item) => item.code)).toEqual(
      expect.arrayContaining(["DUPLICATE_ACQUISITION", "X3P_ZIP_TRUNCATED"]),
    );
  });
});
