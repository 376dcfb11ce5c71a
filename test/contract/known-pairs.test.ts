/** How blind known pairs were judged: `known_pair_outcomes` against what was done, and who is told of it. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import {
  discloseKnownPair,
  insertKnownPair,
  listKnownPairs,
  listOutcomes,
} from "../../src/repositories/proficiency/known-pairs.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { type Evidence, enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { asRequest } from "../support/request-deps.ts";
import { documentEverything, prepareConclusion } from "../support/review-steps.ts";
import { describeEachSql } from "../support/test-sql.ts";

const HOUR = 3_600_000;
type Opinion = "identification" | "inconclusive_a" | "elimination";

describeEachSql("outcomes of known pairs", (getSql) => {
  let world: World;
  let technician: RequestContext;
  let coordinator: RequestContext;
  let examiners: readonly [RequestContext, RequestContext];
  let auditor: RequestContext;
  let others: Record<string, RequestContext>;
  let began: Date;
  const asking = (by: RequestContext | null) => asRequest(world.deps, getSql(), by);

  beforeAll(async () => {
    world = await openWorld(getSql());
    technician = await world.hire("JM", "lab_technician");
    coordinator = await world.hire("JM", "national_coordinator");
    examiners = [await world.hire("JM", "firearms_examiner"), await world.hire("JM", "firearms_examiner")];
    auditor = await world.hire("BB", "auditor");
    others = {
      examiner: examiners[0],
      "another state's coordinator": await world.hire("BB", "national_coordinator"),
      "regional coordinator": await world.hire("BB", "regional_coordinator"),
    };
    began = world.clock.now();
  });
  afterAll(() => world.close());

  /** Two exhibits of two cases, seeded by the coordinator as a request does. */
  async function seed(sameFirearm: boolean): Promise<{ pairId: string; left: Evidence; right: Evidence }> {
    const [left, right] = [await enterEvidence(world.deps, technician), await enterEvidence(world.deps, technician)];
    const pairId = randomUUID();
    const exhibits = { exhibitA: left.exhibit.id, exhibitB: right.exhibit.id };
    const row = { id: pairId, ownerState: "JM", labId: world.labs.JM.id, ...exhibits, sameFirearm } as const;
    const seeded = { source: "test_fire", seededBy: coordinator.actor.id, createdAt: world.clock.now() } as const;
    expect(await insertKnownPair(asking(coordinator).sql, { ...row, ...seeded })).toBe(true);
    return { pairId, left, right };
  }
  async function lead(pair: { left: Evidence; right: Evidence }, decision: "lead" | "elimination" = "lead") {
    const { linkageId } = await propose(world.deps, pair.left, pair.right);
    await documentEverything(getSql());
    world.clock.advance(HOUR);
    const given = { linkageId, expectedVersion: 1, decision, reasons: "By the images." };
    await reviewCandidate(asking(examiners[0]), examiners[0], given);
    return linkageId;
  }
  async function conclude(by: RequestContext, linkageId: string, conclusion: Opinion) {
    world.clock.advance(HOUR);
    await prepareConclusion(getSql(), linkageId, by.actor.id);
    const { version } = await readLinkage(asking(by), by, { id: linkageId });
    const given = { linkageId, expectedVersion: version, conclusion, reasons: "At the microscope." };
    const basis = conclusion === "elimination" ? { basis: "class" as const } : {};
    await recordConclusion(asking(by), by, { ...given, ...basis });
  }
  /** What `by` is told of the pairs seeded since; without names and moments. */
  async function told(by: RequestContext | null, since: Date, state: "JM" | "BB" | null = null) {
    const outcomes = await listOutcomes(asking(by).sql, state, since, new Date(world.clock.now().getTime() + 1));
    return outcomes
      .map(({ look, opinion, sameFirearm }) => `${sameFirearm ? "same" : "different"} ${look} ${opinion}`)
      .sort();
  }
  const begin = () => {
    world.clock.advance(HOUR);
    return world.clock.now();
  };

  test("a first conclusion and its verification each count for what they said, with the hours they took", async () => {
    const since = begin();
    const linkageId = await lead(await seed(true));
    await conclude(examiners[0], linkageId, "elimination");
    await conclude(examiners[1], linkageId, "inconclusive_a");
    expect(await told(auditor, since)).toEqual(["same first elimination", "same verification inconclusive_a"]);
    const [outcome] = (await listOutcomes(asking(auditor).sql, null, since, world.clock.now())).filter(
      ({ look }) => look === "first",
    );
    const hours = (from: Date | null | undefined, to: Date | null | undefined) =>
      (to!.getTime() - from!.getTime()) / HOUR;
    expect(outcome).toMatchObject({ labId: world.labs.JM.id, labName: world.labs.JM.name });
    expect(hours(outcome?.proposedAt, outcome?.firstReviewedAt)).toBe(1);
    expect(hours(outcome?.proposedAt, outcome?.concludedAt)).toBe(2);
  });

  test("what was never proposed, waits, or ended by its images is told as that", async () => {
    const since = begin();
    await seed(true);
    await lead(await seed(true));
    await lead(await seed(false), "elimination");
    expect(await told(auditor, since)).toEqual([
      "different first elimination",
      "same first not_proposed",
      "same first pending",
    ]);
  });

  test("what was concluded after somebody was told counts for nothing; what was before stays", async () => {
    const since = begin();
    const linkageId = await lead(await seed(true));
    await conclude(examiners[0], linkageId, "identification");
    const told1 = await told(auditor, since);
    world.clock.advance(HOUR);
    const disclosed = { linkageId, askedFor: "hit", to: examiners[0].actor.id, at: world.clock.now() } as const;
    expect(await discloseKnownPair(asking(examiners[0]).sql, disclosed)).toBe(true);
    expect(await discloseKnownPair(asking(examiners[0]).sql, disclosed)).toBe(true);
    await conclude(examiners[1], linkageId, "elimination");
    expect(told1).toEqual(["same first identification"]);
    expect(await told(auditor, since)).toEqual(told1);
    // Of casework nothing is disclosed.
    const [left, right] = [await enterEvidence(world.deps, technician), await enterEvidence(world.deps, technician)];
    const casework = (await propose(world.deps, left, right)).linkageId;
    expect(await discloseKnownPair(asking(examiners[0]).sql, { ...disclosed, linkageId: casework })).toBe(false);
  });

  test("an exhibit is of one known pair, on either side", async () => {
    const { left, right } = await seed(true);
    const third = await enterEvidence(world.deps, technician);
    const row = { ownerState: "JM", labId: world.labs.JM.id, sameFirearm: true, source: "simulated" } as const;
    const seeded = { ...row, seededBy: coordinator.actor.id, createdAt: world.clock.now() };
    for (const exhibitA of [left.exhibit.id, right.exhibit.id]) {
      const pair = { ...seeded, id: randomUUID(), exhibitA, exhibitB: third.exhibit.id };
      expect(await insertKnownPair(asking(coordinator).sql, pair)).toBe(false);
    }
    const forged = { ...seeded, id: randomUUID(), exhibitA: third.exhibit.id };
    const fourth = await enterEvidence(world.deps, technician);
    // In another's name, or by who coordinates nothing, the database takes none.
    for (const by of [auditor, examiners[0], technician]) {
      const pair = { ...forged, exhibitB: fourth.exhibit.id };
      await expect(insertKnownPair(asking(by).sql, pair)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("auditors are told of every state's, coordinators of their own, nobody else anything", async () => {
    const all = await told(auditor, began);
    expect(all.length).toBeGreaterThan(5);
    expect(await told(auditor, began, "BB")).toEqual([]);
    expect(await told(coordinator, began)).toEqual(all);
    expect(await told(coordinator, began, "JM")).toEqual(all);
    for (const [name, person] of Object.entries(others)) {
      expect([name, await told(person, began), await told(person, began, "JM")]).toEqual([name, [], []]);
    }
    expect([await told(null, began), await told(null, began, "JM")]).toEqual([[], []]);
    const page = { limit: 100, after: null };
    const seen = async (by: RequestContext | null) => (await listKnownPairs(asking(by).sql, null, page)).items.length;
    expect(await seen(auditor)).toBe(await seen(coordinator));
    expect(await seen(auditor)).toBeGreaterThan(5);
    for (const person of [...Object.values(others), null]) expect(await seen(person)).toBe(0);
  });
});
