import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { listRefusals } from "../../src/repositories/acquisitions/refusals.ts";
import { listSameImages } from "../../src/repositories/acquisitions/same-images.ts";
import { listAuditEvents } from "../../src/repositories/audit/audit-events.ts";
import { makeIncomingKey } from "../../src/usecases/acquisitions/blob-keys.ts";
import { receiveAcquisition } from "../../src/usecases/acquisitions/receive-acquisition.ts";
import { sweepIncoming } from "../../src/usecases/acquisitions/sweep-incoming.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("receiving evidence", (getSql) => {
  let pipeline: Pipeline;
  let jamaican: RequestContext;
  let barbadian: RequestContext;
  beforeAll(async () => {
    pipeline = await openPipeline(getSql());
    jamaican = await pipeline.hire("JM", "lab_technician");
    barbadian = await pipeline.hire("BB", "lab_technician");
  });
  afterAll(() => pipeline.close());

  const refusals = async () => (await listRefusals(getSql(), { ownerState: "JM" }, { limit: 100, after: null })).items;

  test("the same file from the same lab is refused, naming the first; from another state it is the same image, never a match", async () => {
    const bytes = makeScan(4, 1);
    const exhibit = await pipeline.enterExhibit(jamaican);
    const { acquisition } = await pipeline.receive(jamaican, exhibit, bytes);
    const before = (await refusals()).length;
    await expect(pipeline.receive(jamaican, await pipeline.enterExhibit(jamaican), bytes)).rejects.toMatchObject({
      code: "DUPLICATE_ACQUISITION",
      extra: { existingId: acquisition.id },
    });
    expect(await refusals()).toHaveLength(before + 1);
    const foreign = await pipeline.receive(barbadian, await pipeline.enterExhibit(barbadian), bytes);
    expect(foreign.sameAs).toEqual([{ acquisitionId: acquisition.id, ownerState: "JM" }]);
    expect(await listSameImages(getSql(), acquisition.id)).toEqual([
      { acquisitionId: foreign.acquisition.id, ownerState: "BB" },
    ]);
    await pipeline.runAll();
    const { rows } = await getSql().query(
      "select 1 from candidates where acquisition_a = any ($1::uuid[]) and acquisition_b = any ($1::uuid[])",
      [[acquisition.id, foreign.acquisition.id]],
    );
    expect(rows).toEqual([]);
    expect(await pipeline.listKeys("incoming")).toEqual([]);
  });

  test("of the same file sent four times at once one is kept, and the others are told which", async () => {
    const bytes = makeScan(5, 1);
    const exhibit = await pipeline.enterExhibit(jamaican);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => pipeline.receive(jamaican, exhibit, bytes)),
    );
    const kept = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value.acquisition.id] : []));
    const lost = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(kept).toHaveLength(1);
    expect(lost.map((error) => [error.code, error.extra.existingId])).toEqual(
      Array.from({ length: 3 }, () => ["DUPLICATE_ACQUISITION", kept[0]]),
    );
    expect(await pipeline.listKeys("incoming")).toEqual([]);
  });

  test("of many files sent at once no more are whole in memory than there are threads to read them", async () => {
    const { deps } = pipeline;
    let held = 0;
    let most = 0;
    const blobs: typeof deps.blobs = {
      ...deps.blobs,
      readBlob: (key) => {
        held += 1;
        most = Math.max(most, held);
        return deps.blobs.readBlob(key);
      },
    };
    const pool: typeof deps.pool = {
      ...deps.pool,
      runTask: (task, input, options) =>
        deps.pool.runTask(task, input, options).finally(() => {
          held -= 1;
        }),
    };
    const exhibit = await pipeline.enterExhibit(jamaican);
    const files = Array.from({ length: 7 }, (_, index) => makeScan(20 + index, 1));
    // One of them cannot be read: its place is free again.
    files[2] = Buffer.from("no zip at all");
    const outcomes = await Promise.allSettled(
      files.map((bytes) =>
        receiveAcquisition({ ...deps, blobs, pool }, jamaican, {
          exhibitId: exhibit.id,
          region: "BreechFace",
          fileName: "scan.x3p",
          body: Readable.from([bytes]),
        }),
      ),
    );
    expect(outcomes.map((each) => each.status).filter((status) => status === "rejected")).toHaveLength(1);
    expect([most, held]).toEqual([deps.pool.threads, 0]);
  });

  test("two labs that send the same file at once are linked", async () => {
    const bytes = makeScan(6, 1);
    const [ours, theirs] = await Promise.all([
      pipeline.receive(jamaican, await pipeline.enterExhibit(jamaican), bytes),
      pipeline.receive(barbadian, await pipeline.enterExhibit(barbadian), bytes),
    ]);
    expect(await listSameImages(getSql(), ours.acquisition.id)).toEqual([
      { acquisitionId: theirs.acquisition.id, ownerState: "BB" },
    ]);
    expect(await listSameImages(getSql(), theirs.acquisition.id)).toHaveLength(1);
  });

  const valid = makeScan(7, 1);

  test.each<[string, Uint8Array, string, string]>([
    ["nothing", new Uint8Array(0), "scan.x3p", "UPLOAD_EMPTY"],
    ["text with an X3P's name", Buffer.from("no zip at all"), "scan.x3p", "X3P_NOT_ZIP"],
    ["half a scan", valid.subarray(0, valid.length / 2), "scan.x3p", "X3P_ZIP_TRUNCATED"],
    ["a scan with an image's name", valid, "scan.png", "FORMAT_MISMATCH"],
    ["more than the limit", new Uint8Array(20_000_001), "scan.x3p", "UPLOAD_TOO_LARGE"],
    ["a format that is not supported", Buffer.from("GIF89a and more"), "scan.gif", "FORMAT_UNKNOWN"],
  ])("%s is refused with its code, its record and nothing else", async (_name, bytes, fileName, code) => {
    const exhibit = await pipeline.enterExhibit(jamaican);
    const stored = await pipeline.listKeys("acquisitions");
    await expect(pipeline.receive(jamaican, exhibit, bytes, { fileName })).rejects.toMatchObject({ code });
    const [refusal] = await refusals();
    expect(refusal).toMatchObject({
      code,
      exhibitId: exhibit.id,
      fileName,
      actorId: jamaican.actor.id,
      requestId: "test",
    });
    expect(refusal?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const trail = await listAuditEvents(getSql(), { targetId: refusal?.id ?? "" }, { limit: 9, after: null });
    expect(trail.items.map((event) => event.action)).toEqual(["acquisition.refused"]);
    expect(await pipeline.listKeys("incoming")).toEqual([]);
    expect(await pipeline.listKeys("acquisitions")).toEqual(stored);
    const { rows } = await getSql().query("select 1 from acquisitions where exhibit_id = $1", [exhibit.id]);
    expect(rows).toEqual([]);
  });

  test("a line that is cut in the middle of an upload leaves nothing", async () => {
    const exhibit = await pipeline.enterExhibit(jamaican);
    const body = Readable.from(
      (async function* () {
        yield valid.subarray(0, 1000);
        throw new Error("the line was cut");
      })(),
    );
    const before = (await refusals()).length;
    await expect(pipeline.receive(jamaican, exhibit, valid, { body })).rejects.toThrow("the line was cut");
    expect(await pipeline.listKeys("incoming")).toEqual([]);
    expect(await refusals()).toHaveLength(before);
  });

  test("a region that the exhibit has not, and another state's exhibit, are refused before a byte is read", async () => {
    const exhibit = await pipeline.enterExhibit(jamaican);
    await expect(pipeline.receive(jamaican, exhibit, valid, { region: "LEA" })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      errors: [{ field: "region" }],
    });
    await expect(pipeline.receive(jamaican, exhibit, valid, { regionIndex: 1 })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      errors: [{ field: "regionIndex" }],
    });
    await expect(pipeline.receive(barbadian, exhibit, valid)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a crash between the row and the file's last move loses nothing; an orphan is swept after a day", async () => {
    const exhibit = await pipeline.enterExhibit(jamaican);
    const { acquisition } = await pipeline.receive(jamaican, exhibit, makeScan(9, 1));
    // As the crash would have left them.
    await pipeline.deps.blobs.moveBlob(acquisition.blobKey, makeIncomingKey(acquisition.id));
    await pipeline.deps.blobs.putBlob(makeIncomingKey("0190a000-0000-7000-8000-000000000001"), valid, null);
    await pipeline.runAll();
    expect((await pipeline.read(acquisition.id)).stage).toBe("verified");
    expect(await pipeline.deps.blobs.statBlob(acquisition.blobKey)).not.toBeNull();
    const later = { ...pipeline.deps, clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } };
    const soon = { ...pipeline.deps, clock: { now: () => new Date() } };
    await pipeline.deps.blobs.moveBlob(acquisition.blobKey, makeIncomingKey(acquisition.id));
    expect(await sweepIncoming(soon)).toBe(0);
    expect(await pipeline.listKeys("incoming")).toHaveLength(2);
    expect(await sweepIncoming(later)).toBe(1);
    expect(await pipeline.listKeys("incoming")).toEqual([]);
    expect(await pipeline.deps.blobs.statBlob(acquisition.blobKey)).not.toBeNull();
  });
});
