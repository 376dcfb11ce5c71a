/** A region as it lies on the disk: what is stored, what is logged, and what a backup brings back. */
import { createHash, randomUUID } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openFolderPlace } from "../../src/cli/backup/folder-place.ts";
import { verifyBackup } from "../../src/usecases/backup/verify-backup.ts";
import { findInFiles, readFilesBelow } from "../support/list-files.ts";
import { captureRibin, type ProcessEnvironment, runRibinJson, startRibin } from "../support/ribin-process.ts";
import {
  enterExhibit,
  openServedWorld,
  type Person,
  type ServedWorld,
  sendScan,
  waitUntilVerified,
} from "../support/served-world.ts";
import { makeScan } from "../support/service-world.ts";

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/**
 * What stands in every scan, and in every picture. Of seven bytes at least: of four, one sealed file of some megabytes in a hundred holds
 * one by chance.
 */
const IN_FILES = ["main.xml", "\x89PNG\r\n\x1a\n", "\0\0\0\rIHDR", "%PDF-1."].map((word) =>
  Buffer.from(word, "latin1"),
);

describe("a region that ran, and was stopped", () => {
  let world: ServedWorld;
  let folder = "";
  let backups = "";
  let technician: Person;
  const scans = [makeScan(1, 1), makeScan(1, 2)];
  const ids: string[] = [];
  const secrets = new Set<string>();
  const caseNumber = `case-${randomUUID()}`;

  /** Whatever an answer gives once: tokens, secrets, codes. */
  function keepSecrets(value: unknown, name = ""): void {
    if (typeof value === "string" && /token|secret|challenge|code|uri|url/i.test(name) && value.length >= 8)
      secrets.add(value);
    else if (Array.isArray(value)) for (const one of value) keepSecrets(one, name);
    else if (typeof value === "object" && value !== null)
      for (const [member, inner] of Object.entries(value)) keepSecrets(inner, member);
  }

  beforeAll(async () => {
    // Everything that may be told is told.
    world = await openServedWorld({ RIBIN_LOG_LEVEL: "trace", RIBIN_THREADS: "1" });
    folder = String(world.environment.RIBIN_DATA_DIR);
    backups = await mkdtemp(join(tmpdir(), "ribin-backups-"));
    const lab = await world.makeLab("JM");
    technician = await world.hire("JM", lab, "lab_technician");
    const coordinator = await world.hire("JM", lab, "national_coordinator");
    for (const person of [world.regional, technician, coordinator]) secrets.add(person.password).add(person.token);
    for (const scan of scans) {
      const { exhibitId } = await enterExhibit(technician, { caseNumber: `${caseNumber}-${ids.length}` });
      ids.push(String((await sendScan(technician, exhibitId, scan)).body.id));
    }
    await trySecrets(coordinator, lab);
    await waitUntilVerified(technician, ids);
    await world.stop("SIGTERM");
  }, 240_000);
  afterAll(() => rm(backups, { recursive: true, force: true }));

  /** Each way by which a secret comes in or goes out, rightly and wrongly. */
  async function trySecrets(coordinator: Person, labId: string): Promise<void> {
    const begun = await coordinator.send("POST", "/v1/me/second-factor", { password: coordinator.password });
    expect(begun.status).toBe(201);
    await coordinator.send("POST", "/v1/me/second-factor/confirmation", { code: "000000" });
    const station = await coordinator.send("POST", "/v1/stations", { name: "Microscope", labId });
    expect(station.status).toBe(201);
    const hook = await coordinator.send("POST", "/v1/webhooks", {
      url: "https://hook.example/x",
      kinds: ["clock.due"],
    });
    const invited = await world.regional.send("POST", "/v1/accounts", {
      name: "Somebody",
      email: `${randomUUID()}@ribin.example`,
      state: "JM",
      labId,
      roles: ["lab_technician"],
    });
    for (const { body } of [begun, station, hook, invited]) keepSecrets(body);
    const workbench = await fetch(`${world.url()}/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-ribin-workbench": "1" },
      body: JSON.stringify({ email: technician.email, password: technician.password }),
    });
    const [cookie = ""] = workbench.headers.getSetCookie();
    const [value = ""] = cookie.split(";");
    expect(value.length).toBeGreaterThan(20);
    secrets.add(value.slice(value.indexOf("=") + 1));
    await fetch(`${world.url()}/v1/me`, { headers: { cookie: value, "x-ribin-workbench": "1" } });
    // What is typed where it does not belong is no less a secret.
    const stray = `stray-${randomUUID()}`;
    secrets.add(stray);
    await fetch(`${world.url()}/v1/me?token=${stray}`, { headers: { authorization: `Bearer ${stray}` } });
    await fetch(`${world.url()}/v1/invitations/acceptance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: stray, password: stray }),
    });
    await fetch(`${world.url()}/v1/sessions`, { method: "POST", body: `{"password": "${stray}"` });
    await fetch(`${world.url()}/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: technician.email, password: stray }),
    });
  }

  test("no log line has a secret, a case fact or a key", async () => {
    const output = world.output();
    expect(output.length).toBeGreaterThan(2_000);
    for (const { path, bytes } of await readFilesBelow(folder)) {
      if (/\.(key|keys|pem)$/.test(path)) {
        for (const line of bytes.toString("latin1").split("\n"))
          if (/^[A-Za-z0-9+/=-]{30,}$/.test(line)) secrets.add(line);
      }
    }
    expect(secrets.size).toBeGreaterThanOrEqual(12);
    expect([...secrets].filter((secret) => output.includes(secret)).map((secret) => secret.slice(0, 4))).toEqual([]);
    expect(output).not.toContain(caseNumber);
    expect(output).not.toMatch(/AGE-SECRET-KEY|PRIVATE KEY|Bearer |password=/);
  });

  test("nothing that a lab sent, and nothing made of it, lies in the store as it is", async () => {
    const files = await readFilesBelow(join(folder, "files"));
    // Two scans, their marks and pictures.
    expect(files.length).toBeGreaterThanOrEqual(6);
    expect(
      await findInFiles(join(folder, "files"), [
        ...IN_FILES,
        ...scans.map((scan) => Buffer.from(scan.subarray(0, 64))),
      ]),
    ).toEqual([]);
    for (const { bytes } of files)
      expect(bytes.subarray(0, 35).toString()).toBe("age-encryption.org/v1\n-> ribin-key ");
    expect((await stat(join(folder, "keys", "store.keys"))).mode & 0o777).toBe(0o600);
    // The resumable uploads and the cache apart, it lies nowhere else either.
    expect(await findInFiles(join(folder, "uploads"), IN_FILES)).toEqual([]);
  });

  test("ribin keys renews the keys, and every file is under a new one", async () => {
    const before = await runRibinJson<{ id: string; of: string }[]>(["keys", "list"], world.environment);
    expect(before.map(({ of }) => of)).toEqual(["JM"]);
    const files = (await readFilesBelow(join(folder, "files"))).length;
    const rotated = await runRibinJson(["keys", "rotate"], world.environment);
    expect(rotated).toMatchObject({ renewed: ["JM"], looked: files, resealed: files, sealed: 0, leftPlain: 0 });
    const names = (await readFilesBelow(join(folder, "files"))).map(({ bytes }) => bytes.subarray(35, 71).toString());
    expect([new Set(names).size, names.includes(before[0]?.id ?? "?")]).toEqual([1, false]);
    expect(await captureRibin(["keys", "reseal", "--state", "JM"], world.environment)).toMatchObject({ code: 2 });
    expect(await captureRibin(["keys", "list"], { ...world.environment, RIBIN_STORE_ENCRYPTION: "off" })).toMatchObject(
      {
        code: 1,
        stderr: expect.stringContaining("sealed already"),
      },
    );
  }, 240_000);

  test("a backup shares with the one before what did not change, and tells of nobody's evidence", async () => {
    const first = await runRibinJson<{ id: string; files: number; copied: number; rows: number }>(
      ["backup", backups],
      world.environment,
    );
    expect(first).toMatchObject({ database: "pglite", sealed: true, copied: first.files });
    expect(first.rows).toBeGreaterThan(100);
    // Files younger than the margin of clocks are copied once more, and are the same bytes.
    const pool = (await readdir(join(backups, "files"), { recursive: true })).length;
    const second = await runRibinJson<{ files: number }>(["backup", backups], world.environment);
    expect(second.files).toBe(first.files);
    expect((await readdir(join(backups, "files"), { recursive: true })).length).toBe(pool);
    expect(await verifyBackup(openFolderPlace(backups), first.id)).toMatchObject({ id: first.id });
    expect(await runRibinJson(["backup", "verify", backups])).toMatchObject({ files: first.files });
    expect(await findInFiles(backups, [...IN_FILES, caseNumber, technician.email, "AGE-SECRET-KEY"])).toEqual([]);
  }, 240_000);

  describe("restored into an empty system", () => {
    let target = "";
    let environment: ProcessEnvironment;
    beforeAll(async () => {
      target = await mkdtemp(join(tmpdir(), "ribin-restored-"));
      environment = { ...world.environment, RIBIN_DATA_DIR: target };
    });
    afterAll(() => rm(target, { recursive: true, force: true, maxRetries: 10 }));

    test("without the operator's key nothing is restored", async () => {
      const { code, stderr } = await captureRibin(["restore", backups], environment);
      expect([code, stderr]).toEqual([1, expect.stringContaining("STORE_KEY_MISSING")]);
      expect(await readdir(join(target, "database")).catch(() => [])).toEqual([]);
    });

    test("where a byte of the backup was changed, nothing is served", async () => {
      await cp(join(folder, "keys"), join(target, "keys"), { recursive: true });
      const broken = await mkdtemp(join(tmpdir(), "ribin-broken-"));
      await cp(backups, broken, { recursive: true });
      const [one] = (await readFilesBelow(join(broken, "files"))).toSorted((a, b) => a.path.localeCompare(b.path));
      await writeFile(
        String(one?.path),
        Buffer.concat([one?.bytes.subarray(0, -1) ?? Buffer.alloc(0), Buffer.from("x")]),
      );
      const { code, stderr } = await captureRibin(["restore", broken], environment);
      expect([code, stderr]).toEqual([1, expect.stringContaining("BACKUP_BROKEN")]);
      await expect(verifyBackup(openFolderPlace(broken), null)).rejects.toMatchObject({ code: "BACKUP_BROKEN" });
      expect(await readdir(join(target, "database")).catch(() => [])).toEqual([]);
      await rm(broken, { recursive: true, force: true });
    }, 60_000);

    test("it is the same, compared whole, and what was acknowledged is there byte by byte", async () => {
      const restored = await runRibinJson<{ files: number; evidence: number; auditEvents: number; rows: number }>(
        ["restore", backups],
        environment,
      );
      expect(restored.files).toBe((await readFilesBelow(join(folder, "files"))).length);
      expect(restored.evidence).toBeGreaterThanOrEqual(6);
      expect(restored.auditEvents).toBeGreaterThan(10);
      const again = await captureRibin(["restore", backups], environment);
      expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("RESTORE_NOT_EMPTY")]);
      const service = startRibin(["serve"], environment);
      const url = String((await service.waitForLine("listening", 60_000)).url);
      for (const [at, id] of ids.entries()) {
        const answer = await fetch(`${url}/v1/acquisitions/${id}/file`, {
          headers: { authorization: `Bearer ${technician.token}` },
        });
        const bytes = Buffer.from(await answer.arrayBuffer());
        expect([answer.status, hash(bytes)]).toEqual([200, hash(scans[at] as Uint8Array)]);
        expect(Number(answer.headers.get("content-length"))).toBe(scans[at]?.length);
      }
      await service.stop("SIGTERM");
    }, 240_000);

    test("a service without the key does not start", async () => {
      const [file, text] = [join(target, "keys", "store.keys"), await readFile(join(target, "keys", "store.keys"))];
      await rm(file);
      const { code, stderr } = await captureRibin(["serve"], environment);
      expect([code, stderr]).toEqual([1, expect.stringContaining("STORE_KEY_MISSING")]);
      await writeFile(file, text, { mode: 0o600 });
    });
  });
});
