import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../src/domain/context.ts";
import { insertComparisons } from "../../src/repositories/correlation/comparisons.ts";
import { listAcquisitions } from "../../src/usecases/acquisitions/list-acquisitions.ts";
import { readAcquisition } from "../../src/usecases/acquisitions/read-acquisition.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { type ListLinkagesInput, listLinkages } from "../../src/usecases/review/list-linkages.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { enterEvidence, openWorld, propose, release, type World } from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

const HOUR = 3_600_000;
let world: World;
let technician: RequestContext;
let examiner: RequestContext;
let abroadTechnician: RequestContext;
let abroad: RequestContext;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  technician = await world.hire("JM", "lab_technician");
  examiner = await world.hire("JM", "firearms_examiner");
  abroadTechnician = await world.hire("BB", "lab_technician");
  abroad = await world.hire("BB", "firearms_examiner");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

const denied = (code: string) => expect.objectContaining({ code });

async function listAll(by: RequestContext, input: Partial<ListLinkagesInput> = {}) {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await listLinkages(world.deps, by, { limit: 2, ...input, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

describe("the queue", () => {
  test("ages what nobody has looked at, and is urgent for those who may know why", async () => {
    const { deps, clock } = world;
    const urgent = await enterEvidence(deps, technician, { case: { highProfile: true } });
    const { linkageId } = await propose(deps, urgent, await enterEvidence(deps, abroadTechnician));
    const lookAt = async (by: RequestContext) => {
      const { ageHours, urgent, overdue } = await readLinkage(deps, by, { id: linkageId });
      return [ageHours, urgent, overdue];
    };
    clock.advance(24 * HOUR);
    expect(await lookAt(examiner)).toEqual([24, true, false]);
    clock.advance(0.5 * HOUR);
    expect(await lookAt(examiner)).toEqual([24.5, true, true]);
    // That the Jamaican case is of high profile is a fact of it.
    expect(await lookAt(abroad)).toEqual([24.5, false, false]);
    clock.advance(24 * HOUR);
    expect(await lookAt(abroad)).toEqual([48.5, false, true]);
    const reasons = "The images do not agree in the class characteristics.";
    const elimination = { linkageId, expectedVersion: 1, decision: "elimination", reasons } as const;
    await expect(reviewCandidate(deps, examiner, elimination)).rejects.toEqual(denied("FORBIDDEN"));
    await release(deps, await world.hire("BB", "national_coordinator"), (await otherCase(linkageId)).id, "JM");
    await reviewCandidate(deps, examiner, elimination);
    expect(await lookAt(examiner)).toEqual([48.5, true, false]);
  });

  async function otherCase(linkageId: string): Promise<{ id: string }> {
    const { rows } = await world.deps.sql.query(
      "select case when state_a = 'BB' then case_a else case_b end as id from linkages where id = $1",
      [linkageId],
    );
    return { id: String(rows[0]!.id) };
  }

  test("is read oldest first or best score first, by pages, equal scores included", async () => {
    const { deps, clock } = world;
    const own = await enterEvidence(deps, technician);
    for (const score of [0.3, 0.7, 0.7, 0.7, 0.1, 0.125]) {
      clock.advance(1000);
      await propose(deps, own, await enterEvidence(deps, technician), score);
    }
    const byAge = await listAll(examiner);
    const times = byAge.map((row) => row.createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const byScore = await listAll(examiner, { sort: "score" });
    const scores = byScore.map((row) => row.bestScore);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const ids = (rows: typeof byAge) => rows.map((row) => row.id).sort();
    expect(ids(byScore)).toEqual(ids(byAge));
    expect(new Set(ids(byAge)).size).toBe(byAge.length);
    const wrong = await listLinkages(deps, examiner, { limit: 1 });
    const crossed = listLinkages(deps, examiner, { limit: 1, sort: "score", cursor: wrong.nextCursor! });
    await expect(crossed).rejects.toEqual(denied("CURSOR_INVALID"));
  });

  test("is narrowed by state, and is each state's own; the region sees all, without case facts", async () => {
    const { deps } = world;
    const { linkageId } = await propose(
      deps,
      await enterEvidence(deps, technician),
      await enterEvidence(deps, technician),
    );
    const decision = {
      linkageId,
      expectedVersion: 1,
      decision: "lead",
      reasons: "The marks agree well enough.",
    } as const;
    await reviewCandidate(deps, examiner, decision);
    const leads = await listAll(examiner, { states: ["lead"] });
    expect(leads.map((row) => row.id)).toContain(linkageId);
    expect(new Set(leads.map((row) => row.state))).toEqual(new Set(["lead"]));
    expect((await listAll(abroad)).map((row) => row.id)).not.toContain(linkageId);
    await expect(readLinkage(deps, abroad, { id: linkageId })).rejects.toEqual(denied("NOT_FOUND"));
    const regional = await world.hire("TT", "regional_coordinator");
    const everything = await listAll(regional);
    expect(everything.map((row) => row.id)).toContain(linkageId);
    expect(
      everything.flatMap((row) => row.sides.map((side) => side.caseFacts)).filter((facts) => facts !== null),
    ).toEqual([]);
    await expect(listAll(technician)).rejects.toEqual(denied("FORBIDDEN"));
  });
});

describe("the candidates of an acquisition", () => {
  test("are ranked by verified score, dense, in either direction, the not comparable last with the reason", async () => {
    const { deps } = world;
    // Between others in time, so that it is the smaller id of some pairs and the larger of the rest.
    const before = [await enterEvidence(deps, technician), await enterEvidence(deps, abroadTechnician)];
    const query = await enterEvidence(deps, technician);
    const after = [await enterEvidence(deps, technician), await enterEvidence(deps, technician)];
    await propose(deps, query, before[0]!, 0.5);
    await propose(deps, query, before[1]!, 0.9);
    await propose(deps, query, after[0]!, 0.5);
    await propose(deps, query, after[1]!, null);
    const page = await listCandidates(deps, examiner, { limit: 10, acquisitionId: query.acquisitionId });
    expect(page.items.map((row) => [row.rank, row.score, row.comparable, row.other.state])).toEqual([
      [1, expect.closeTo(0.9, 5), true, "BB"],
      [2, 0.5, true, "JM"],
      [2, 0.5, true, "JM"],
      [null, null, false, "JM"],
    ]);
    expect(page.items.at(-1)!.reason).toBe("The overlap is under 20 %.");
    expect(page.items.map((row) => row.otherAcquisitionId === null)).toEqual([true, false, false, false]);
    const first = await listCandidates(deps, examiner, { limit: 3, acquisitionId: query.acquisitionId });
    const rest = await listCandidates(deps, examiner, {
      limit: 3,
      acquisitionId: query.acquisitionId,
      cursor: first.nextCursor!,
    });
    expect([...first.items, ...rest.items]).toEqual(page.items);
    await expect(listCandidates(deps, abroad, { limit: 3, acquisitionId: query.acquisitionId })).rejects.toEqual(
      denied("NOT_FOUND"),
    );
  });

  test("are ranked by the newest comparison; the older one stays in the evidence", async () => {
    const { deps, clock } = world;
    const query = await enterEvidence(deps, technician);
    const { candidateId } = await propose(deps, query, await enterEvidence(deps, technician), 0.25);
    clock.advance(1000);
    await insertComparisons(deps.sql, [
      {
        id: uuidv7(),
        candidateId,
        marks: null,
        remarks: [],
        method: "breech-face-cells",
        methodVersion: "2",
        comparable: true,
        reason: null,
        score: 0.75,
        correlation: 0.5,
        cellsUsable: 30,
        cellsCongruent: 25,
        outcome: {},
        createdAt: clock.now(),
      },
    ]);
    const page = await listCandidates(deps, examiner, { limit: 10, acquisitionId: query.acquisitionId });
    expect(page.items.map((row) => [row.rank, row.score, row.methodVersion])).toEqual([[1, 0.75, "2"]]);
  });
});

test("acquisitions are read without the keys of their files, listed by exhibit and stage, and not found abroad", async () => {
  const { deps } = world;
  const { acquisitionId, exhibit } = await enterEvidence(deps, technician);
  const read = await readAcquisition(deps, technician, { id: acquisitionId });
  expect(read).toMatchObject({ stage: "verified", hasPreview: true, fileName: "scan.x3p" });
  expect(JSON.stringify(read)).not.toContain("previews/");
  const found = await listAcquisitions(deps, technician, { limit: 10, exhibitId: exhibit.id, stage: "verified" });
  expect(found.items.map((row) => row.id)).toEqual([acquisitionId]);
  expect((await listAcquisitions(deps, technician, { limit: 10, stage: "failed" })).items).toEqual([]);
  await expect(readAcquisition(deps, abroadTechnician, { id: acquisitionId })).rejects.toEqual(denied("NOT_FOUND"));
  await expect(readAcquisition(deps, technician, { id: uuidv7() })).rejects.toEqual(denied("NOT_FOUND"));
  const elsewhere = listAcquisitions(deps, abroadTechnician, { limit: 10, exhibitId: exhibit.id });
  await expect(elsewhere).rejects.toEqual(denied("NOT_FOUND"));
});
