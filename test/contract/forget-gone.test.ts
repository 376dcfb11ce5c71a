/** A removal reaches what a worker holds beside the database: packs on its disk and vectors in its memory, without a restart. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { openFolderImagePyramids } from "../../src/adapters/sharp/folder-image-pyramids.ts";
import { openFolderSweepCache } from "../../src/adapters/sweep/folder-sweep-cache.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import type { ImagePyramids } from "../../src/ports/image-pyramids.ts";
import type { VectorMemory } from "../../src/ports/vector-memory.ts";
import { upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import {
  listSweepBuckets,
  listSweepNumbers,
  readSweepRecords,
  upsertSweepRecord,
} from "../../src/repositories/correlation/sweep-records.ts";
import { createVectorSource, readNewVectors } from "../../src/repositories/search/memory-vectors.ts";
import type { SearchSpace } from "../../src/repositories/search/search-spaces.ts";
import { forgetGone } from "../../src/usecases/removal/forget-gone.ts";
import { removeEvidence } from "../../src/usecases/removal/remove-evidence.ts";
import { restoreEvidence } from "../../src/usecases/removal/restore-evidence.ts";
import { decidePurge } from "../../src/usecases/retention/decide-purge.ts";
import { reviewPurge } from "../../src/usecases/retention/review-purge.ts";
import { startForgetting } from "../../workers/start-forgetting.ts";
import { collectLog } from "../support/collect-log.ts";
import { type Evidence, enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { ACCEPT_ALL, openTestMemory } from "../support/open-test-memory.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

const SPACE: SearchSpace = { region: "BreechFace", view: "surface", model: { id: "gone-test", version: "1" } };
const METHOD = { region: "BreechFace" as const, method: "gone-test", methodVersion: "1" };
const QUERY = Float32Array.from({ length: 256 }, (_, i) => (i === 1 ? 1 : 0));

describeEachSql("what a worker holds beside the database", (getSql) => {
  let world: World;
  let folder: string;
  let memory: VectorMemory;
  let pyramids: ImagePyramids;
  let coordinator: RequestContext;
  let leaves: Evidence;
  let stays: Evidence;
  const marks = new Map<string, Buffer>();
  beforeAll(async () => {
    world = await openWorld(getSql());
    folder = await mkdtemp(join(tmpdir(), "ribin-gone-"));
    pyramids = openFolderImagePyramids(join(folder, "pyramids"));
    memory = openTestMemory(2 ** 28);
    coordinator = await world.hire("JM", "national_coordinator");
    const technician = await world.hire("JM", "lab_technician");
    const enter = async () => {
      const evidence = await enterEvidence(world.deps, technician);
      const of = { acquisitionId: evidence.acquisitionId, ownerState: "JM" as const };
      const prepared = { preparedKey: "prepared/1", preparedSha256: null, outlineVersion: 0 };
      const bytes = Buffer.from(`the mark of ${evidence.acquisitionId}`);
      marks.set(evidence.acquisitionId, bytes);
      const createdAt = world.clock.now();
      await upsertSweepRecord(getSql(), { ...of, ...METHOD, ...prepared, bytes, reason: null, createdAt });
      await upsertFeature(getSql(), {
        ...{ ...of, ...prepared, modelId: SPACE.model.id, modelVersion: SPACE.model.version, view: SPACE.view },
        ...{ region: SPACE.region, own: true, vector: QUERY, preparation: "test", preparationVersion: "1", createdAt },
      });
      return evidence;
    };
    [leaves, stays] = [await enter(), await enter()];
  });
  afterAll(async () => {
    await memory.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const keepTiles = async () => {
    const image = { create: { width: 8, height: 8, channels: 3, background: "#777777" } } as const;
    for (const { acquisitionId } of [leaves, stays])
      await pyramids.open(acquisitionId, () => sharp(image).png().toBuffer());
  };
  const listTiles = async () => (await readdir(join(folder, "pyramids"))).filter((name) => name.endsWith(".tif"));
  const cache = () => openFolderSweepCache(folder);
  /** As the second net does. */
  async function readAll(): Promise<void> {
    for (const bucket of await listSweepBuckets(getSql(), METHOD.region, METHOD)) {
      const held = await listSweepNumbers(getSql(), METHOD.region, METHOD, bucket);
      const load = (numbers: readonly number[]) => readSweepRecords(getSql(), METHOD.region, bucket, numbers);
      for await (const _ of cache().readParts({ ...METHOD, bucket }, held, held, load));
    }
  }
  async function isOnDisk(evidence: Evidence): Promise<boolean> {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const reading = Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
    const all = await reading.catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      return null;
    });
    // A file was renamed between the two looks: what is there now says which it is.
    if (all === null) return isOnDisk(evidence);
    return all.some((bytes) => bytes.includes(marks.get(evidence.acquisitionId)!));
  }
  const search = () =>
    memory.search({
      ...{ space: "gone", turning: null, source: createVectorSource(getSql(), SPACE), query: QUERY, most: 10 },
      accepts: ACCEPT_ALL,
      readNew: (horizon) => readNewVectors(getSql(), SPACE, horizon),
    });
  const numberOf = async ({ acquisitionId }: Evidence) =>
    Number(
      (await getSql().query("select number from features where acquisition_id = $1", [acquisitionId])).rows[0]?.number,
    );

  test("goes within the next look after a removal, and comes again with a restoration", async () => {
    await readAll();
    await keepTiles();
    await waitUntil(async () => (await search()) !== null);
    expect([await isOnDisk(leaves), await isOnDisk(stays)]).toEqual([true, true]);
    const number = await numberOf(leaves);
    expect((await search())?.numbers).toContain(number);

    const { log, lines } = collectLog();
    const looking = startForgetting(
      { sql: getSql(), sweepCache: cache(), imagePyramids: pyramids, vectorMemory: memory, log },
      20,
    );
    const { id } = await removeEvidence(world.deps, coordinator, {
      of: { exhibitId: leaves.exhibit.id },
      reasonCode: "court_order",
      reason: "The court ordered that it is removed.",
    });
    await waitUntil(async () => !(await isOnDisk(leaves)));
    await waitUntil(async () => !(await search())?.numbers.includes(number));
    await waitUntil(async () => (await listTiles()).length === 1);
    expect(await listTiles()).toEqual([`${stays.acquisitionId}.tif`]);
    await looking.stop();
    expect([await isOnDisk(stays), (await search())?.numbers]).toEqual([true, [await numberOf(stays)]]);
    expect(lines).toContainEqual(expect.objectContaining({ message: "what was removed is held no longer" }));

    // A pass beside the removal brings nothing of it back.
    await readAll();
    expect(await isOnDisk(leaves)).toBe(false);
    await restoreEvidence(world.deps, coordinator, { removalId: id, reason: "The court lifted its order." });
    await readAll();
    expect([await isOnDisk(leaves), (await search())?.numbers.length]).toEqual([true, 2]);
  });

  test("is held against the database only where something went", async () => {
    const deps = { sql: getSql(), sweepCache: cache(), imagePyramids: pyramids, vectorMemory: memory };
    const first = await forgetGone(deps, null);
    expect(first).toMatchObject({ vectors: 0, records: 0 });
    expect(await forgetGone(deps, first!.gone)).toBeNull();
    await keepTiles();
    const { id: exhibitId } = leaves.exhibit;
    const reason = "The court ordered that it is destroyed.";
    await removeEvidence(world.deps, coordinator, { of: { exhibitId }, reasonCode: "court_order", reason });
    const { id } = await reviewPurge(world.deps, coordinator, { of: { exhibitId }, reason, hitsSettled: null });
    const second = await world.hire("JM", "national_coordinator");
    await decidePurge(world.deps, second, { id, decision: "confirmed", reason });
    await getSql().query("select erase_evidence($1, $2)", [id, world.clock.now()]);
    expect(await forgetGone(deps, first!.gone)).toMatchObject({ vectors: 1, records: 1, images: 1 });
    expect(await isOnDisk(leaves)).toBe(false);
  });
});
