/** The embedded service whose disk for files is full: nothing is taken that cannot be kept, and the work goes on when there is room. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { makeBreechFaceX3p } from "../support/evidence-files.ts";
import { enterExhibit, openServedWorld, sendScan, waitUntilVerified } from "../support/served-world.ts";
import { mountSmallFolder } from "../support/small-folder.ts";
import { waitUntil } from "../support/wait-until.ts";

const SIZE_MB = 16;
const small = mountSmallFolder(SIZE_MB);

(small ? describe : describe.skip)("a full disk", () => {
  afterAll(() => small?.remove());
  const filler = join(small?.path ?? "", "filler");
  const fill = () => {
    try {
      writeFileSync(filler, Buffer.alloc((SIZE_MB + 1) * 2 ** 20));
    } catch (error) {
      // As far as it goes.
      expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
      return;
    }
    throw new Error("The disk is not full.");
  };

  test("refuses uploads with 503 and lets jobs wait, and both go on when there is room", async () => {
    const data = mkdtempSync(join(tmpdir(), "ribin-full-"));
    symlinkSync(small?.path ?? "", join(data, "files"));
    const world = await openServedWorld({ RIBIN_DATA_DIR: data });
    const technician = await world.hire("TT", await world.makeLab("TT"), "lab_technician");
    const { exhibitId } = await enterExhibit(technician);
    const scan = makeBreechFaceX3p({ firearm: 71, firing: 1 });

    fill();
    const refused = await sendScan(technician, exhibitId, scan);
    expect([refused.status, refused.body.code]).toEqual([503, "UNAVAILABLE"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await technician.send("GET", "/v1/acquisitions?limit=50")).body.items).toEqual([]);
    const ready = await technician.send("GET", "/readyz");
    expect([ready.status, ready.body.parts]).toEqual([
      503,
      expect.arrayContaining([expect.objectContaining({ name: "blob store", ready: false })]),
    ]);

    rmSync(filler);
    const received = await sendScan(technician, exhibitId, scan);
    expect(received.status).toBe(201);
    fill();
    const jobs = async () => (await technician.send("GET", "/v1/jobs?limit=50")).body.items ?? [];
    await waitUntil(
      async () => (await jobs()).some(({ reason }) => String(reason).includes("no space is left")),
      60_000,
      200,
    );
    expect((await jobs()).filter(({ state }) => state === "failed")).toEqual([]);
    rmSync(filler);
    await waitUntilVerified(technician, [String(received.body.id)]);
    expect((await jobs()).filter(({ state }) => state === "failed")).toEqual([]);
    expect(await world.stop("SIGTERM")).toBe(0);
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  }, 240_000);
});
