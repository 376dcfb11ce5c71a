/** Exchange by the command line alone: an island's bundle, XML and CSV, and a state's archive into another system. */
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { captureRibin, runRibinJson } from "../support/ribin-process.ts";
import { openServedWorld, type Person, type ServedWorld } from "../support/served-world.ts";

jest.setTimeout(300_000);

let world: ServedWorld;
let folder: string;
let technician: Person;
let coordinator: Person;
let asTechnician: string[];
let asCoordinator: string[];
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-exchange-"));
  world = await openServedWorld();
  const labId = await world.makeLab("BB");
  technician = await world.hire("BB", labId, "lab_technician");
  coordinator = await world.hire("BB", labId, "national_coordinator");
  await writeFile(at("technician"), technician.token);
  await writeFile(at("coordinator"), coordinator.token);
  asTechnician = ["--server", world.url(), "--token-file", at("technician")];
  asCoordinator = ["--server", world.url(), "--token-file", at("coordinator")];
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("an island's bundle is made without a server, sent later, kept, and known when it comes again", async () => {
  await writeFile(at("scan.x3p"), writeX3p(simulateBreechFaceFiring(simulateFirearm(7), 1)));
  await writeFile(
    at("exhibits.csv"),
    "caseNumber,eventType,exhibitNumber,type,calibre\nBB-1,homicide,CC-1,cartridge case,9mm\n",
  );
  await writeFile(at("files.csv"), "file,caseNumber,exhibitNumber,region\nscan.x3p,BB-1,CC-1,BreechFace\n");
  const key = await runRibinJson<{ publicKey: string }>(["bundle", "key", at("station.pem")]);
  expect((await stat(at("station.pem"))).mode & 0o777).toBe(0o600);
  const registered = await coordinator.send("POST", "/v1/bundle-keys", {
    labId: technician.labId,
    name: "Outpost",
    publicKey: key.publicKey,
  });
  expect(registered.status).toBe(201);
  const { body } = await technician.send("GET", "/v1/bundle-recipients");
  const [recipient = ""] = body.recipients as string[];
  const make = [
    "bundle",
    "make",
    at("out.age"),
    "--state",
    "BB",
    "--exhibits",
    at("exhibits.csv"),
    "--files",
    at("files.csv"),
  ];
  const made = await runRibinJson([
    "bundle",
    "make",
    ...make.slice(2),
    "--folder",
    folder,
    "--key",
    at("station.pem"),
    "--recipient",
    recipient,
  ]);
  expect(made).toMatchObject({ records: 2, files: 1, state: "BB" });
  expect((await readFile(at("out.age"))).includes("BB-1")).toBe(false);

  const send = ["bundle", "import", at("out.age"), ...asTechnician];
  expect(await runRibinJson(send)).toMatchObject({ state: "previewed", outcomes: { new: 3 }, acknowledged: false });
  expect(await runRibinJson([...send, "--apply"])).toMatchObject({
    state: "applied",
    results: { created: 3 },
    acknowledged: true,
  });
  expect(await runRibinJson([...send, "--apply"])).toMatchObject({
    state: "applied",
    results: { created: 3 },
    acknowledged: true,
  });
  const bytes = await readFile(at("out.age"));
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  await writeFile(at("changed.age"), bytes);
  const changed = await captureRibin(["bundle", "import", at("changed.age"), ...asTechnician]);
  expect([changed.code, changed.stderr]).toEqual([1, expect.stringContaining("BUNDLE_UNREADABLE")]);
});

test("evidence is exported and imported again as XML and as CSV, and conflicts are told", async () => {
  for (const name of ["evidence.xml", "evidence.csv"]) {
    expect((await captureRibin(["exchange", "export", at(name), ...asCoordinator])).code).toBe(0);
    const again = await runRibinJson(["exchange", "import", at(name), ...asTechnician, "--apply"]);
    expect(again).toMatchObject({ results: { same: 2 }, acknowledged: true });
  }
  await writeFile(at("conflict.csv"), "caseNumber,eventType,exhibitNumber,type\nBB-1,robbery,CC-1,cartridge case\n");
  const told = await captureRibin(["exchange", "import", at("conflict.csv"), ...asTechnician]);
  expect(told.stdout).toMatch(/2 conflict[\s\S]*CONFLICT at row 2: case: eventType/);
  await writeFile(at("wrong.csv"), "caseNumber,eventType,exhibitNumber,type\nBB-1,duel,CC-1,cartridge case\n");
  const refused = await captureRibin(["exchange", "import", at("wrong.csv"), ...asTechnician]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("row 2, eventType")]);
});

test("all that the state owns goes into another system, and a changed byte is named", async () => {
  await world.stop("SIGTERM");
  const exported = await runRibinJson(["state", "export", at("archive"), "--state", "BB"], world.environment);
  expect(exported).toMatchObject({ state: "BB", notExported: expect.any(Array) });
  expect((await stat(at("archive"))).mode & 0o777).toBe(0o700);
  const { keyId } = await runRibinJson<{ keyId: string }>(["state", "verify", at("archive")]);
  const elsewhere = { RIBIN_DATA_DIR: at("elsewhere"), RIBIN_THREADS: "1" };
  expect(
    await runRibinJson(["state", "import", at("archive"), "--keys", at("archive/keys.json")], elsewhere),
  ).toMatchObject({ state: "BB", keyId });
  const again = await captureRibin(["state", "import", at("archive"), "--keys", at("archive/keys.json")], elsewhere);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("STATE_NOT_EMPTY")]);
  expect((await captureRibin(["audit", "verify"], elsewhere)).stdout).toContain("whole");
  const cases = join(at("archive"), "records", "cases.jsonl");
  await writeFile(cases, (await readFile(cases, "utf8")).replace("homicide", "homicidf"));
  const broken = await captureRibin(["state", "verify", at("archive")]);
  expect([broken.code, broken.stderr]).toEqual([
    1,
    expect.stringContaining("ARCHIVE_BROKEN: records/cases.jsonl was changed"),
  ]);
});
