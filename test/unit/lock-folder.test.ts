import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, utimes, writeFile } from "node:fs/promises";
import { tmpdir, uptime } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { lockFolder } from "../../src/adapters/storage/lock-folder.ts";

const makeFolder = () => mkdtemp(join(tmpdir(), "ribin-lock-"));
const inUse = { code: "CONFIGURATION_INVALID", message: expect.stringContaining("is in use by process") };

describe("lockFolder", () => {
  it("gives the folder to one at a time, within a process too", async () => {
    const folder = await makeFolder();
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject(inUse);
    await release();
    await (await lockFolder(folder))();
  });

  it("refuses while another process lives, and takes over from one that is gone", async () => {
    const folder = await makeFolder();
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    const path = join(folder, "ribin.lock");
    await writeFile(path, `${other.pid}\n`);
    await expect(lockFolder(folder)).rejects.toMatchObject(inUse);
    const gone = once(other, "exit");
    other.kill("SIGKILL");
    await gone;
    const release = await lockFolder(folder);
    expect(await readFile(path, "utf8")).toBe(`${process.pid}\n`);
    await release();
  });

  it("takes over a lock from before the machine's restart, whoever has that number now", async () => {
    const folder = await makeFolder();
    const path = join(folder, "ribin.lock");
    await writeFile(path, `${process.ppid}\n`);
    const before = Date.now() / 1_000 - uptime() - 60;
    await utimes(path, before, before);
    await (await lockFolder(folder))();
  });
});
