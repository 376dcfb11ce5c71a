import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { RibinError } from "../../src/domain/errors.ts";
import type { ReviewDecision } from "../../src/domain/vocabulary.ts";
import { updateCase } from "../../src/usecases/evidence/update-case.ts";
import { confirmHit } from "../../src/usecases/review/confirm-hit.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import {
  type Evidence,
  enterEvidence,
  enterExhibit,
  openWorld,
  propose,
  type World,
} from "../support/decision-world.ts";
import { prepareConclusion } from "../support/review-steps.ts";
import { describeEachSql } from "../support/test-sql.ts";

const REASONS = "The marks agree over the whole of the breech face.";

/** How many of the racing calls won, and the codes of those that lost. */
async function race(calls: readonly Promise<unknown>[]): Promise<{ won: number; lost: readonly string[] }> {
  const outcomes = await Promise.allSettled(calls);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  const lost = reasons.map((reason) => (reason instanceof RibinError ? reason.code : String(reason)));
  return { won: outcomes.length - lost.length, lost };
}

describeEachSql("decisions that race", (getSql) => {
  let world: World;
  let technician: RequestContext;
  let examiners: RequestContext[];

  beforeAll(async () => {
    world = await openWorld(getSql());
    technician = await world.hire("JM", "lab_technician");
    examiners = [];
    for (let index = 0; index < 4; index++) examiners.push(await world.hire("JM", "firearms_examiner"));
  });
  afterAll(() => world.close());

  async function openLinkage(left?: Evidence, right?: Evidence): Promise<string> {
    const a = left ?? (await enterEvidence(world.deps, technician));
    const b = right ?? (await enterEvidence(world.deps, technician));
    return (await propose(world.deps, a, b)).linkageId;
  }
  const review = (by: RequestContext, linkageId: string, expectedVersion: number, decision: ReviewDecision) =>
    reviewCandidate(world.deps, by, { linkageId, expectedVersion, decision, reasons: REASONS });
  const identify = (by: RequestContext, linkageId: string, expectedVersion: number) =>
    recordConclusion(world.deps, by, { linkageId, expectedVersion, conclusion: "identification", reasons: REASONS });

  async function count(table: "reviews" | "conclusions" | "hits", linkageId: string): Promise<number> {
    return (await getSql().query(`select 1 from ${table} where linkage_id = $1`, [linkageId])).rowCount;
  }

  test("of four reviews of one version one is recorded, and the others are told to read again", async () => {
    const id = await openLinkage();
    const decisions = ["lead", "elimination", "inconclusive_a", "lead"] as const;
    const outcome = await race(examiners.map((by, at) => review(by, id, 1, decisions[at]!)));
    expect(outcome).toEqual({ won: 1, lost: Array(3).fill("PRECONDITION_FAILED") });
    const read = await readLinkage(world.deps, examiners[0]!, { id });
    expect([read.version, read.reviews.length]).toEqual([2, 1]);
    const kept = { lead: "lead", elimination: "eliminated", inconclusive_a: "inconclusive" }[
      read.reviews[0]!.decision as "lead" | "elimination" | "inconclusive_a"
    ];
    expect(read.state).toBe(kept);
  });

  test("two first conclusions: one; two verifications: one; and nothing was overwritten", async () => {
    const id = await openLinkage();
    await review(examiners[0]!, id, 1, "lead");
    const firsts = await race([identify(examiners[0]!, id, 2), identify(examiners[1]!, id, 2)]);
    expect(firsts).toEqual({ won: 1, lost: ["PRECONDITION_FAILED"] });
    await prepareConclusion(getSql(), id, examiners[2]!.actor.id);
    // Who was asked, twice at once.
    const seconds = await race([identify(examiners[2]!, id, 3), identify(examiners[2]!, id, 3)]);
    expect(seconds).toEqual({ won: 1, lost: ["PRECONDITION_FAILED"] });
    expect(await count("conclusions", id)).toBe(2);
  });

  test("a hit is confirmed once", async () => {
    const id = await openLinkage();
    await review(examiners[0]!, id, 1, "lead");
    await identify(examiners[0]!, id, 2);
    await prepareConclusion(getSql(), id, examiners[1]!.actor.id);
    await identify(examiners[1]!, id, 3);
    const confirm = (by: RequestContext) => confirmHit(world.deps, by, { linkageId: id, expectedVersion: 4 });
    expect(await race(examiners.map(confirm))).toEqual({ won: 1, lost: Array(3).fill("PRECONDITION_FAILED") });
    expect(await count("hits", id)).toBe(1);
  });

  test("of two hits at once between the same cases exactly one links new cases", async () => {
    const left = await enterEvidence(world.deps, technician);
    const right = await enterEvidence(world.deps, technician);
    const more = await enterExhibit(world.deps, technician, right.case, { exhibit: { exhibitNumber: "E2" } });
    const ids = [await openLinkage(left, right), await openLinkage(left, more)];
    for (const id of ids) {
      await review(examiners[0]!, id, 1, "lead");
      await identify(examiners[0]!, id, 2);
      await prepareConclusion(getSql(), id, examiners[1]!.actor.id);
      await identify(examiners[1]!, id, 3);
    }
    const hits = await Promise.all(
      ids.map((id) => confirmHit(world.deps, examiners[0]!, { linkageId: id, expectedVersion: 4 })),
    );
    expect(hits.map((hit) => hit.linksNewCases).sort()).toEqual([false, true]);
  });

  test("two corrections of one case: the second is told to read again", async () => {
    const { case: entered } = await enterEvidence(world.deps, technician);
    const correct = (place: string) =>
      updateCase(world.deps, technician, { id: entered.id, expectedVersion: 1, changes: { place } });
    expect(await race([correct("Kingston"), correct("Montego Bay")])).toEqual({
      won: 1,
      lost: ["PRECONDITION_FAILED"],
    });
  });

  test("two cases corrected at once to one number: the second is refused by its code", async () => {
    const cases = [await enterEvidence(world.deps, technician), await enterEvidence(world.deps, technician)];
    const rename = (evidence: Evidence) =>
      updateCase(world.deps, technician, {
        id: evidence.case.id,
        expectedVersion: 1,
        changes: { caseNumber: "2026/RACE" },
      });
    expect(await race(cases.map(rename))).toEqual({ won: 1, lost: ["DUPLICATE_RECORD"] });
  });

  test("decisions, hits and reports are never changed or deleted", async () => {
    const sql = getSql();
    await expect(sql.query("delete from conclusions")).rejects.toThrow(/never changed or deleted/);
    await expect(sql.query("update reviews set decision = 'lead'")).rejects.toThrow(/never changed or deleted/);
    await expect(sql.query("update hits set links_new_cases = true")).rejects.toThrow(/never changed or deleted/);
  });
});
