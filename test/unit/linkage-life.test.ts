import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Conclusion, ReviewDecision } from "../../src/domain/vocabulary.ts";
import { confirmHit } from "../../src/usecases/review/confirm-hit.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { agree, enterEvidence, enterExhibit, openWorld, propose, type World } from "../support/decision-world.ts";
import { documentEverything, prepareConclusion } from "../support/review-steps.ts";
import { openTestSql } from "../support/test-sql.ts";

const REASONS = "The striated marks agree over the whole of the breech face.";
let world: World;
let people: Record<"technician" | "examiner" | "verifier" | "abroadTechnician" | "abroad", RequestContext>;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  people = {
    technician: await world.hire("JM", "lab_technician"),
    examiner: await world.hire("JM", "firearms_examiner"),
    verifier: await world.hire("JM", "verifier"),
    abroadTechnician: await world.hire("BB", "lab_technician"),
    abroad: await world.hire("BB", "firearms_examiner"),
  };
  await agree(world.deps, await world.hire("TT", "regional_coordinator"), "JM", "BB");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

async function openLinkage(): Promise<string> {
  const jamaican = await enterEvidence(world.deps, people.technician);
  const barbadian = await enterEvidence(world.deps, people.abroadTechnician);
  return (await propose(world.deps, jamaican, barbadian)).linkageId;
}

/** Each acts on the version that it reads, as a client with an ETag does. */
async function versionOf(linkageId: string, by: RequestContext = people.examiner): Promise<number> {
  return (await readLinkage(world.deps, by, { id: linkageId })).version;
}
async function review(by: RequestContext, linkageId: string, decision: ReviewDecision, reasons = REASONS) {
  const expectedVersion = await versionOf(linkageId);
  return reviewCandidate(world.deps, by, { linkageId, expectedVersion, decision, reasons });
}
async function conclude(by: RequestContext, linkageId: string, conclusion: Conclusion, reasons = REASONS) {
  const expectedVersion = await versionOf(linkageId);
  await documentEverything(world.deps.sql);
  await prepareConclusion(world.deps.sql, linkageId, by.actor.id);
  const basis = conclusion === "elimination" ? ("class" as const) : null;
  return recordConclusion(world.deps, by, { linkageId, expectedVersion, conclusion, basis, reasons });
}
async function confirm(by: RequestContext, linkageId: string) {
  return confirmHit(world.deps, by, { linkageId, expectedVersion: await versionOf(linkageId) });
}
async function stateOf(linkageId: string): Promise<string> {
  return (await readLinkage(world.deps, people.examiner, { id: linkageId })).state;
}

describe("the life of a linkage", () => {
  test("candidate, lead, microscopy, blind verification abroad, hit", async () => {
    const id = await openLinkage();
    expect((await review(people.examiner, id, "lead")).linkage.state).toBe("lead");
    const first = await conclude(people.examiner, id, "identification");
    expect([first.conclusion.part, first.linkage.state]).toEqual(["first", "under microscopy"]);
    await expect(confirm(people.examiner, id)).rejects.toMatchObject({ code: "VERIFICATION_MISSING" });
    const second = await conclude(people.abroad, id, "identification");
    expect([second.conclusion.part, second.linkage.state]).toEqual(["verification", "under microscopy"]);
    const hit = await confirm(people.examiner, id);
    expect(hit.linksNewCases).toBe(true);
    const read = await readLinkage(world.deps, people.abroad, { id });
    expect(read).toMatchObject({ state: "hit", hitId: hit.id });
    expect(read.conclusions.map((row) => row.part)).toEqual(["first", "verification"]);
    await expect(confirm(people.examiner, id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("a disagreement goes to consultation; both originals and its outcome are kept", async () => {
    const id = await openLinkage();
    await review(people.examiner, id, "lead");
    await conclude(people.examiner, id, "identification");
    expect((await conclude(people.verifier, id, "inconclusive_a")).linkage.state).toBe("consultation");
    await expect(confirm(people.examiner, id)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await conclude(people.verifier, id, "identification")).linkage.state).toBe("under microscopy");
    await confirm(people.examiner, id);
    const { conclusions } = await readLinkage(world.deps, people.examiner, { id });
    expect(conclusions.map((row) => [row.part, row.conclusion])).toEqual([
      ["first", "identification"],
      ["verification", "inconclusive_a"],
      ["consultation", "identification"],
    ]);
  });

  test.each([
    ["elimination", "eliminated"],
    ["inconclusive_c", "inconclusive"],
  ] as const)("a consultation may end in %s, and then no hit is confirmed", async (outcome, state) => {
    const id = await openLinkage();
    await review(people.examiner, id, "lead");
    await conclude(people.examiner, id, "identification");
    await conclude(people.verifier, id, "elimination");
    const alone = await conclude(people.examiner, id, outcome);
    // The verifier eliminated: to that the other one agrees; to anything else both come.
    if (outcome === "elimination") expect(alone.linkage.state).toBe(state);
    else {
      expect(alone.linkage.state).toBe("consultation");
      expect((await conclude(people.verifier, id, outcome)).linkage.state).toBe(state);
    }
    await expect(confirm(people.examiner, id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test.each([
    ["elimination", "eliminated"],
    ["inconclusive_b", "inconclusive"],
    ["unsuitable", "inconclusive"],
  ] as const)("two agreeing conclusions of %s end it", async (conclusion, state) => {
    const id = await openLinkage();
    await review(people.examiner, id, "lead");
    await conclude(people.examiner, id, conclusion);
    await conclude(people.verifier, id, conclusion);
    expect(await stateOf(id)).toBe(state);
  });

  test("one person alone makes no hit of a disagreement: an identification takes two people", async () => {
    const id = await openLinkage();
    const third = await world.hire("JM", "verifier");
    await review(people.examiner, id, "lead");
    await conclude(people.examiner, id, "identification");
    await conclude(people.verifier, id, "elimination");
    await expect(conclude(people.examiner, id, "identification")).rejects.toMatchObject({ code: "SAME_EXAMINER" });
    await expect(conclude(people.verifier, id, "elimination")).rejects.toMatchObject({ code: "SAME_EXAMINER" });
    expect((await conclude(third, id, "identification")).linkage.state).toBe("under microscopy");
    expect((await confirm(people.examiner, id)).linkageId).toBe(id);
  });

  test("where neither original identified, a consultation's identification waits for a second person's", async () => {
    const id = await openLinkage();
    await review(people.examiner, id, "lead");
    await conclude(people.examiner, id, "inconclusive_a");
    await conclude(people.verifier, id, "inconclusive_b");
    expect((await conclude(people.examiner, id, "identification")).linkage.state).toBe("consultation");
    await expect(confirm(people.examiner, id)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(conclude(people.examiner, id, "identification")).rejects.toMatchObject({ code: "SAME_EXAMINER" });
    expect((await conclude(people.abroad, id, "identification")).linkage.state).toBe("under microscopy");
    expect((await confirm(people.examiner, id)).linkageId).toBe(id);
  });

  test.each(["elimination", "inconclusive_b"] as const)(
    "what two people concluded at the microscope (%s) is not undone by a review of images",
    async (conclusion) => {
      const id = await openLinkage();
      await review(people.examiner, id, "lead");
      await conclude(people.examiner, id, conclusion);
      await conclude(people.verifier, id, conclusion);
      const ended = await stateOf(id);
      await expect(review(people.abroad, id, "lead")).rejects.toMatchObject({ code: "CONFLICT" });
      expect(await stateOf(id)).toBe(ended);
    },
  );

  test("reviews are repeated and all kept, until microscopy starts", async () => {
    const id = await openLinkage();
    await review(people.examiner, id, "inconclusive_a");
    await review(people.abroad, id, "lead");
    await review(people.examiner, id, "elimination");
    await review(people.abroad, id, "lead");
    await conclude(people.examiner, id, "identification");
    await expect(review(people.abroad, id, "lead")).rejects.toMatchObject({ code: "CONFLICT" });
    const { reviews } = await readLinkage(world.deps, people.examiner, { id });
    expect(reviews.map((row) => row.decision)).toEqual(["inconclusive_a", "lead", "elimination", "lead"]);
  });

  test("the first examiner cannot verify, and a candidate takes no conclusion", async () => {
    const id = await openLinkage();
    await expect(conclude(people.examiner, id, "identification")).rejects.toMatchObject({ code: "CONFLICT" });
    await review(people.examiner, id, "lead");
    await conclude(people.examiner, id, "identification");
    await expect(conclude(people.examiner, id, "identification")).rejects.toMatchObject({ code: "SAME_EXAMINER" });
    expect((await readLinkage(world.deps, people.examiner, { id })).conclusions).toHaveLength(1);
  });

  test("a verifier verifies, but does not open the microscopy", async () => {
    const id = await openLinkage();
    await expect(review(people.verifier, id, "lead")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await review(people.examiner, id, "lead");
    await expect(conclude(people.verifier, id, "identification")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test.each(["", "   ", "ok", "...........", "1234567890123"])("reasons of %p are none", async (reasons) => {
    const id = await openLinkage();
    await expect(review(people.examiner, id, "lead", reasons)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    await review(people.examiner, id, "lead", "Les stries concordent sur toute la face.");
    await expect(conclude(people.examiner, id, "identification", reasons)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
    });
  });

  test("a second hit between the same two cases says that it links no new ones; a hit within a case is refused", async () => {
    const jamaican = await enterEvidence(world.deps, people.technician);
    const barbadian = await enterEvidence(world.deps, people.abroadTechnician);
    const another = await enterExhibit(world.deps, people.abroadTechnician, barbadian.case, {
      exhibit: { exhibitNumber: "E2" },
    });
    const toHit = async (linkageId: string, verifier: RequestContext) => {
      for (const decide of [
        () =>
          reviewCandidate(world.deps, people.abroad, {
            linkageId,
            expectedVersion: 1,
            decision: "lead",
            reasons: REASONS,
          }),
        () =>
          recordConclusion(world.deps, people.abroad, {
            linkageId,
            expectedVersion: 2,
            conclusion: "identification",
            reasons: REASONS,
          }),
        () => prepareConclusion(world.deps.sql, linkageId, verifier.actor.id),
        () =>
          recordConclusion(world.deps, verifier, {
            linkageId,
            expectedVersion: 3,
            conclusion: "identification",
            reasons: REASONS,
          }),
      ]) {
        await decide();
      }
      return confirmHit(world.deps, people.abroad, { linkageId, expectedVersion: 4 });
    };
    const first = await propose(world.deps, jamaican, barbadian);
    const second = await propose(world.deps, jamaican, another);
    const within = await propose(world.deps, barbadian, another);
    expect((await toHit(first.linkageId, people.verifier)).linksNewCases).toBe(true);
    expect((await toHit(second.linkageId, people.verifier)).linksNewCases).toBe(false);
    const colleague = await world.hire("BB", "verifier");
    await documentEverything(world.deps.sql);
    await expect(toHit(within.linkageId, colleague)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
