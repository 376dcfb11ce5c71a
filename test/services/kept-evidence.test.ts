/** What a comparison used is kept and drawn again as it was, whatever becomes of outlines, preparations and methods. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { mirrorCast } from "../../src/analysis/filter/mirror-cast.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateBulletFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { drawOutlines } from "../../src/usecases/acquisitions/draw-outlines.ts";
import { listOutlines } from "../../src/usecases/acquisitions/list-outlines.ts";
import { redoOutdated } from "../../src/usecases/acquisitions/redo-outdated.ts";
import { updateExhibit } from "../../src/usecases/evidence/update-exhibit.ts";
import { issueReport } from "../../src/usecases/reports/issue-report.ts";
import { listBulletComparisons } from "../../src/usecases/review/list-bullet-comparisons.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { listLinkages } from "../../src/usecases/review/list-linkages.ts";
import { plotBulletComparison } from "../../src/usecases/review/plot-bullet-comparison.ts";
import { plotCandidate } from "../../src/usecases/review/plot-candidate.ts";
import { readAlignedMarks } from "../../src/usecases/review/read-aligned-marks.ts";
import { readCandidateEvidence } from "../../src/usecases/review/read-candidate-evidence.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { startWorkers } from "../../workers/start-workers.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { documentEverything } from "../support/review-steps.ts";
import { describeOneSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

describeOneSql("kept evidence", (getSql) => {
  let pipeline: Pipeline;
  let technician: RequestContext;
  let examiner: RequestContext;
  beforeAll(async () => {
    pipeline = await openPipeline(getSql());
    technician = await pipeline.hire("JM", "lab_technician");
    examiner = await pipeline.hire("JM", "firearms_examiner");
  });
  afterAll(() => pipeline.close());

  const query = async (text: string, values: readonly unknown[] = []) =>
    (await pipeline.deps.sql.query(text, values)).rows;
  const fire = (firearm: number, firing: number) =>
    simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch: 12.5e-6 });
  const enter = async (bytes: Uint8Array, given: Parameters<Pipeline["enterExhibit"]>[1] = {}) => {
    const exhibit = await pipeline.enterExhibit(technician, given);
    return { exhibit, id: (await pipeline.receive(technician, exhibit, bytes)).acquisition.id };
  };
  const candidatesOf = async (acquisitionId: string) => {
    await documentEverything(pipeline.deps.sql);
    return (await listCandidates(pipeline.deps, examiner, { acquisitionId, limit: 50 })).items;
  };
  const evidenceOf = (id: string) => readCandidateEvidence(pipeline.deps, examiner, { id });
  const plot = async (id: string, comparisonId?: string) =>
    Buffer.from(await plotCandidate(pipeline.deps, examiner, { id, comparisonId }));
  const scoreOf = async (linkageId: string | null) =>
    (await listLinkages(pipeline.deps, examiner, { limit: 100 })).items.find((row) => row.id === linkageId)?.bestScore;

  /** A circle about the middle of the image, in metres. */
  const circle = (radius: number) =>
    Array.from({ length: 48 }, (_, i) => ({
      x: radius * Math.cos((i * Math.PI) / 24),
      y: radius * Math.sin((i * Math.PI) / 24),
    }));
  const drawRings = async (acquisitionId: string, ...radii: readonly number[]) =>
    drawOutlines(pipeline.deps, technician, {
      acquisitionId,
      expectedVersion: (await pipeline.read(acquisitionId)).version,
      outlines: [{ part: "BreechFace", rings: radii.map(circle) }],
      reason: "The method took too much for the breech face.",
    });

  test("a corrected outline is compared anew; the older comparison is drawn byte for byte as it was, and counts no longer", async () => {
    const calibre = { exhibit: { calibre: ".45 ACP" } };
    const own = await enter(makeScan(51, 1), calibre);
    await enter(makeScan(51, 2), calibre);
    await pipeline.runAll();
    const [candidate] = await candidatesOf(own.id);
    if (candidate === undefined) throw new Error("no candidate");
    const before = await plot(candidate.id);
    const [first] = (await evidenceOf(candidate.id)).comparisons;
    expect(first).toMatchObject({ standing: true, comparable: true });
    expect(first?.marks?.a).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      preparation: expect.any(String),
      outlineVersion: 1,
    });
    const alignedBefore = await readAlignedMarks(pipeline.deps, examiner, { id: candidate.id });

    await drawRings(own.id, 1.6e-3);
    // Until it is compared by the new outline, nothing counts.
    expect((await candidatesOf(own.id))[0]).toMatchObject({ comparisonId: null, score: null });
    await pipeline.runAll();
    expect(await pipeline.read(own.id)).toMatchObject({ stage: "verified", correctedOutline: 2 });
    const [after] = await candidatesOf(own.id);
    expect(after?.id).toBe(candidate.id);
    expect(after?.comparisonId).not.toBe(candidate.comparisonId);
    expect(after?.cellsUsable ?? 99).toBeLessThan(candidate.cellsUsable ?? 0);
    // The score of the linkage follows the comparison that counts, also down.
    expect(await scoreOf(candidate.linkageId)).toBeCloseTo(after?.score ?? 0, 5);

    const { comparisons } = await evidenceOf(candidate.id);
    expect(comparisons.map((row) => [row.id === first?.id, row.standing])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect((await plot(candidate.id, first?.id)).equals(before)).toBe(true);
    expect((await plot(candidate.id)).equals(before)).toBe(false);
    const alignedAgain = await readAlignedMarks(pipeline.deps, examiner, { id: candidate.id, comparisonId: first?.id });
    expect(alignedAgain).toEqual(alignedBefore);

    const { items } = await listOutlines(pipeline.deps, technician, { acquisitionId: own.id });
    expect(items.map((row) => [row.version, row.standing, row.drawnBy])).toEqual([
      [2, true, technician.actor.id],
      [1, false, null],
    ]);
    const history = await query("select outline_version from feature_history where acquisition_id = $1", [own.id]);
    expect(history).toEqual([{ outline_version: 1 }]);
  });

  test("the aligned marks lie on each other: what B has where A has it correlates as the comparison says", async () => {
    const [candidate] = (
      await candidatesOf((await query("select acquisition_a as id from candidates limit 1"))[0]?.id as string)
    ).filter((row) => row.comparable);
    const { a, b, width, height, increment, pose } = await readAlignedMarks(pipeline.deps, examiner, {
      id: candidate!.id,
    });
    expect([a.length, b.length]).toEqual([width * height, width * height]);
    expect(increment).toBeGreaterThan(1e-6);
    expect(Number.isFinite(pose.angle)).toBe(true);
    let [ab, aa, bb] = [0, 0, 0];
    a.forEach((value, at) => {
      const other = b[at] ?? Number.NaN;
      if (Number.isNaN(value) || Number.isNaN(other)) return;
      ab += value * other;
      aa += value * value;
      bb += other * other;
    });
    expect(ab / Math.sqrt(aa * bb)).toBeCloseTo(candidate?.correlation ?? 0, 1);
  });

  test("a stored mark that was altered is told, and never drawn as if it were the one that was compared", async () => {
    const [row] = await query("select candidate_id as id, mark_key_a as key from comparisons where comparable limit 1");
    const key = String(row?.key);
    const kept = await pipeline.deps.blobs.readBlob(key);
    const altered = Uint8Array.from(kept);
    altered[altered.length - 3] ^= 1;
    await pipeline.deps.blobs.putBlob(key, altered, null);
    const [comparison] = await query("select id from comparisons where mark_key_a = $1", [key]);
    await expect(plot(String(row?.id), String(comparison?.id))).rejects.toMatchObject({ code: "EVIDENCE_ALTERED" });
    await pipeline.deps.blobs.putBlob(key, kept, null);
  });

  /** The mark in the middle of a wide scan, with other things around and within it. */
  function surround(mark: Surface): Surface {
    const side = 600;
    const [left, top] = [Math.floor((side - mark.width) / 2), Math.floor((side - mark.height) / 2)];
    const values = Float32Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [(i % side) - left, Math.floor(i / side) - top];
      const z = x >= 0 && y >= 0 && x < mark.width && y < mark.height ? mark.values[y * mark.width + x] : Number.NaN;
      return z === undefined || Number.isNaN(z) ? 2e-6 * Math.sin(x / 9) * Math.cos(y / 7) : z;
    });
    return { ...mark, width: side, height: side, values };
  }

  test("an outline that the method is not sure of is asked for: nothing is searched before a person drew it, and then all of it is", async () => {
    const calibre = { exhibit: { calibre: ".40 S&W" } };
    const mate = await enter(makeScan(52, 1), calibre);
    const own = await enter(writeX3p(surround(fire(52, 2))), calibre);
    await pipeline.runAll();
    const waiting = await pipeline.read(own.id);
    expect(waiting).toMatchObject({ stage: "outline_needed", stageNote: expect.stringMatching(/[Dd]raw/) });
    expect(waiting.previewKey).not.toBeNull();
    expect(await query("select 1 from features where acquisition_id = $1", [own.id])).toEqual([]);
    expect(await candidatesOf(mate.id)).toEqual([]);
    const { items } = await listOutlines(pipeline.deps, technician, { acquisitionId: own.id });
    expect(items).toMatchObject([{ version: 1, drawnBy: null, remarks: expect.arrayContaining([expect.any(String)]) }]);
    expect(items[0]?.confidence ?? 1).toBeLessThan(0.5);
    // It waits for a person, not for a job.
    expect(await query("select 1 from jobs where state in ('pending', 'queued', 'active')")).toEqual([]);

    await drawRings(own.id, 1.9e-3, 1.05e-3);
    await pipeline.runAll();
    expect((await pipeline.read(own.id)).stage).toBe("verified");
    const [candidate] = await candidatesOf(mate.id);
    expect(candidate).toMatchObject({ otherAcquisitionId: own.id, comparable: true });
    expect(candidate?.score ?? 0).toBeGreaterThan(0.4);
    const trail = await query("select action from audit_events where target_id = $1 order by seq", [own.id]);
    expect(trail.map((row) => row.action)).toEqual([
      "acquisition.received",
      "acquisition.quality_assessed",
      "acquisition.outline_needed",
      "acquisition.outlined",
      "acquisition.features_extracted",
      "acquisition.searched",
      "acquisition.verified",
      "acquisition.swept",
    ]);
  });

  test("what an older method compared is compared again, once, and the older row stays", async () => {
    const calibre = { exhibit: { calibre: ".38 Special" } };
    const own = await enter(makeScan(53, 1), calibre);
    await enter(makeScan(53, 2), calibre);
    await pipeline.runAll();
    const before = await redoOutdated(pipeline.deps);
    expect([before, await query("select key from jobs where state = 'pending'")]).toEqual([{ asked: 0, open: 0 }, []]);
    const [candidate] = await candidatesOf(own.id);
    await query("alter table comparisons disable trigger comparisons_kept");
    await query("update comparisons set method_version = '0.9.0', score = 0.99 where id = $1", [
      candidate?.comparisonId,
    ]);
    await query("alter table comparisons enable trigger comparisons_kept");
    expect((await candidatesOf(own.id))[0]).toMatchObject({ methodVersion: "0.9.0", score: expect.closeTo(0.99, 5) });

    // As when the program starts: nobody asks for it.
    const queue = openInProcessQueue(pipeline.deps.log);
    const workers = await startWorkers({ deps: pipeline.deps, queue });
    await waitUntil(async () => (await candidatesOf(own.id))[0]?.methodVersion === candidate?.methodVersion);
    await workers.close();
    await queue.close();
    const [again] = await candidatesOf(own.id);
    expect(again).toMatchObject({ methodVersion: candidate?.methodVersion, score: candidate?.score });
    expect(await scoreOf(candidate?.linkageId ?? null)).toBeCloseTo(candidate?.score ?? 0, 5);
    expect((await evidenceOf(candidate?.id ?? "")).comparisons.map((row) => [row.methodVersion, row.standing])).toEqual(
      [
        [candidate?.methodVersion, true],
        ["0.9.0", false],
      ],
    );
    expect(await redoOutdated(pipeline.deps)).toEqual({ asked: 0, open: 0 });
    const asked = await query("select count(*)::int as n from jobs where payload ->> 'cause' like 'verify/%'");
    expect(asked).toEqual([{ n: 1 }]);
  });

  test("what an older preparation made ready is prepared again; marks of two versions are never compared meanwhile", async () => {
    const calibre = { exhibit: { calibre: ".32 ACP" } };
    const own = await enter(makeScan(54, 1), calibre);
    const mate = await enter(makeScan(54, 2), calibre);
    await pipeline.runAll();
    const [candidate] = await candidatesOf(own.id);
    await query("update features set preparation_version = '0.9.0' where acquisition_id = any ($1::uuid[])", [
      [own.id, mate.id],
    ]);
    expect((await redoOutdated(pipeline.deps)).asked).toBe(2);
    await pipeline.runAll();
    const rows = await query("select preparation_version from features where acquisition_id = any ($1::uuid[])", [
      [own.id, mate.id],
    ]);
    expect(rows.map((row) => row.preparation_version)).not.toContain("0.9.0");
    // The same bytes by a newer version of the same preparation: nothing else to compare.
    expect((await evidenceOf(candidate?.id ?? "")).comparisons).toHaveLength(1);
    const history = await query(
      "select count(*)::int as n from feature_history where preparation_version = '0.9.0' and acquisition_id = any ($1::uuid[])",
      [[own.id, mate.id]],
    );
    expect(history).toEqual([{ n: 2 }]);
  });

  test("a negative cast is turned back, found with the firearm's other marks, and never put beside its own original", async () => {
    const calibre = { calibre: ".25 ACP" };
    const original = await enter(makeScan(55, 1), { exhibit: calibre });
    const imprint = writeX3p(mirrorCast(fire(55, 1)));
    const cast = await enter(imprint, {
      exhibit: { ...calibre, category: "CAST", parentExhibitId: original.exhibit.id, castPolarity: "negative" },
    });
    const other = await enter(makeScan(55, 2), { exhibit: calibre });
    await pipeline.runAll();
    expect((await candidatesOf(cast.id)).map((row) => row.otherAcquisitionId)).toEqual([other.id]);
    expect((await candidatesOf(original.id)).map((row) => row.otherAcquisitionId)).toEqual([other.id]);
    expect((await candidatesOf(cast.id))[0]?.score ?? 0).toBeGreaterThan(0.4);
  });

  test("a replica that was entered as an original is put right: prepared the other way round, and found", async () => {
    const calibre = { calibre: ".22 LR" };
    const original = await enter(makeScan(56, 1), { exhibit: calibre });
    const other = await enter(makeScan(56, 2), { exhibit: calibre });
    const replica = await enter(writeX3p(mirrorCast(fire(56, 1))), { exhibit: calibre });
    await pipeline.runAll();
    const scoreWith = async (id: string) =>
      (await candidatesOf(replica.id)).find((row) => row.otherAcquisitionId === id)?.score ?? 0;
    expect(await scoreWith(other.id)).toBeLessThan(0.4);
    // It is told for what it looks like, on the candidate, and scored by nothing but how it is.
    expect((await candidatesOf(replica.id)).find((row) => row.otherAcquisitionId === other.id)?.remarks).toEqual([
      expect.stringMatching(/mirrored, inverted replica. Check the category/),
    ]);
    expect((await candidatesOf(original.id)).find((row) => row.otherAcquisitionId === other.id)?.remarks).toEqual([]);
    await updateExhibit(pipeline.deps, technician, {
      id: replica.exhibit.id,
      expectedVersion: 1,
      changes: { category: "CAST", parentExhibitId: original.exhibit.id, castPolarity: "negative" },
    });
    await pipeline.runAll();
    expect(await scoreWith(other.id)).toBeGreaterThan(0.4);
    // Its own original stands no longer beside it, in no list and no queue.
    expect((await candidatesOf(replica.id)).map((row) => row.otherAcquisitionId)).toEqual([other.id]);
    const pairs = (await listLinkages(pipeline.deps, examiner, { limit: 100 })).items.map((row) =>
      row.sides.map((side) => side.exhibitId).sort(),
    );
    expect(pairs).not.toContainEqual([original.exhibit.id, replica.exhibit.id].sort());
  });

  test("two bullets keep the comparison of all their phases, and its lands are drawn from the marks that it used", async () => {
    const ids: string[] = [];
    for (const firing of [1, 2]) {
      const exhibit = await pipeline.enterExhibit(technician, { exhibit: { type: "bullet", calibre: ".44 Magnum" } });
      const lands = simulateBulletFiring(simulateFirearm(57), firing, { pitch: 4e-6 });
      for (const [index, surface] of lands.slice(0, 4).entries()) {
        const { acquisition } = await pipeline.receive(technician, exhibit, writeX3p(surface), {
          region: "LEA",
          regionIndex: index + 1,
        });
        ids.push(acquisition.id);
      }
    }
    await pipeline.runAll();
    const linkageId = (await candidatesOf(ids[0]!))[0]?.linkageId ?? "";
    const rows = await listBulletComparisons(pipeline.deps, examiner, { linkageId });
    const [standing, ...older] = rows;
    expect(rows.map((row) => row.standing)).toEqual([true, ...older.map(() => false)]);
    expect(standing).toMatchObject({
      comparable: true,
      lands: expect.arrayContaining([expect.objectContaining({ side: "b" })]),
    });
    expect(standing?.lands).toHaveLength(8);
    expect(standing?.lands.every((land) => /^[0-9a-f]{64}$/.test(land.sha256 ?? ""))).toBe(true);
    expect(await scoreOf(linkageId)).toBeCloseTo(standing?.score ?? 0, 5);
    const { phases, lands } = (standing ?? { outcome: {} }).outcome as { phases: unknown[]; lands: { a: number }[] };
    expect(phases.length).toBeGreaterThan(1);
    const land = (lands[0]?.a ?? 0) + 1;
    const draw = () =>
      plotBulletComparison(pipeline.deps, examiner, { linkageId, comparisonId: standing?.id, land }).then(Buffer.from);
    const picture = await draw();
    expect(picture.subarray(1, 4).toString()).toBe("PNG");

    // An older version of the method had given another score: it is redone beside it, and the older one is drawn as it was.
    await query("alter table bullet_comparisons disable trigger bullet_comparisons_kept");
    await query("update bullet_comparisons set method_version = '0.9.0', score = 0.99 where id = $1", [standing?.id]);
    await query("delete from bullet_comparisons where id <> $1", [standing?.id]);
    await query("alter table bullet_comparisons enable trigger bullet_comparisons_kept");
    expect((await redoOutdated(pipeline.deps)).asked).toBe(1);
    await pipeline.runAll();
    const redone = await listBulletComparisons(pipeline.deps, examiner, { linkageId });
    expect(redone.map((row) => [row.standing, row.methodVersion])).toEqual([
      [true, standing?.methodVersion],
      [false, "0.9.0"],
    ]);
    expect(await scoreOf(linkageId)).toBeCloseTo(standing?.score ?? 0, 5);

    // A report tells what the linkage's score is of.
    const { version = 0 } =
      (await listLinkages(pipeline.deps, examiner, { limit: 100 })).items.find((row) => row.id === linkageId) ?? {};
    const review = {
      linkageId,
      expectedVersion: version,
      decision: "lead",
      reasons: "The lands agree in one phase.",
    } as const;
    await reviewCandidate(pipeline.deps, examiner, review);
    const report = await issueReport(pipeline.deps, examiner, { linkageId, kind: "lead" });
    expect(report.document.bullets).toMatchObject({
      methodVersion: standing?.methodVersion,
      score: expect.closeTo(standing?.score ?? 0, 5),
      landPairs: expect.any(Number),
    });

    await query("delete from features where acquisition_id = any ($1::uuid[])", [ids]);
    expect((await draw()).equals(picture)).toBe(true);
    await expect(query("delete from bullet_comparisons")).rejects.toThrow(/never changed/);
  }, 180_000);

  test("what an outline cuts away to nothing is no candidate any more, and its linkage has no score", async () => {
    const calibre = { exhibit: { calibre: ".41 Magnum" } };
    const own = await enter(makeScan(58, 1), calibre);
    const mate = await enter(makeScan(58, 2), calibre);
    await pipeline.runAll();
    const [candidate] = await candidatesOf(mate.id);
    expect(await scoreOf(candidate?.linkageId ?? null)).toBeGreaterThan(0.4);
    // The firing pin's hole, of which the scan has no data.
    await drawRings(own.id, 0.6e-3);
    await pipeline.runAll();
    expect(await pipeline.read(own.id)).toMatchObject({ stage: "verified", stageNote: expect.any(String) });
    expect(await candidatesOf(mate.id)).toEqual([]);
    expect(await scoreOf(candidate?.linkageId ?? null)).toBe(0);
    expect((await evidenceOf(candidate?.id ?? "")).comparisons.map((row) => row.standing)).toEqual([false]);
  });

  test("no job has failed", async () => {
    expect(await query("select name, reason from jobs where state = 'failed'")).toEqual([]);
  });
});
