import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { openAcquisitionImage } from "../../src/usecases/acquisitions/open-acquisition-image.ts";
import { readAuditEvents } from "../../src/usecases/audit/read-audit-events.ts";
import type { CreateExhibitInput } from "../../src/usecases/evidence/create-exhibit.ts";
import { readCase } from "../../src/usecases/evidence/read-case.ts";
import { readExhibit } from "../../src/usecases/evidence/read-exhibit.ts";
import { updateCase } from "../../src/usecases/evidence/update-case.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { listLinkages } from "../../src/usecases/review/list-linkages.ts";
import { readCandidateEvidence } from "../../src/usecases/review/read-candidate-evidence.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { createRelease } from "../../src/usecases/sharing/create-release.ts";
import { listAgreements } from "../../src/usecases/sharing/list-agreements.ts";
import { listReleases } from "../../src/usecases/sharing/list-releases.ts";
import { withdrawAgreement } from "../../src/usecases/sharing/withdraw-agreement.ts";
import { withdrawRelease } from "../../src/usecases/sharing/withdraw-release.ts";
import {
  agree,
  enterEvidence,
  enterExhibit,
  openWorld,
  propose,
  release,
  type World,
} from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

const DAY = 86_400_000;
let world: World;
let jm: Record<"technician" | "coordinator" | "examiner", RequestContext>;
let bb: Record<"technician" | "examiner" | "verifier" | "investigator" | "coordinator", RequestContext>;
let regional: RequestContext;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  const { hire } = world;
  jm = {
    technician: await hire("JM", "lab_technician"),
    coordinator: await hire("JM", "national_coordinator"),
    examiner: await hire("JM", "firearms_examiner"),
  };
  bb = {
    technician: await hire("BB", "lab_technician"),
    examiner: await hire("BB", "firearms_examiner"),
    verifier: await hire("BB", "verifier"),
    investigator: await hire("BB", "investigator"),
    coordinator: await hire("BB", "national_coordinator"),
  };
  regional = await hire("TT", "regional_coordinator");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

const denied = (code: string) => expect.objectContaining({ code });
const seeImage = (by: RequestContext, id: string, variant: "original" | "preview" = "preview") =>
  openAcquisitionImage(world.deps, by, { id, variant });

describe("releases", () => {
  test("a release opens a case to one state, for its time, and each read is recorded", async () => {
    const { deps, clock } = world;
    const { case: secret, exhibit } = await enterEvidence(deps, jm.technician, { case: { comment: "a working note" } });
    await expect(readCase(deps, bb.examiner, { id: secret.id })).rejects.toEqual(denied("NOT_FOUND"));
    const given = await release(deps, jm.coordinator, secret.id, "BB", 2);
    const read = await readCase(deps, bb.examiner, { id: secret.id });
    expect(read).toMatchObject({ caseNumber: secret.caseNumber, comment: null });
    await readExhibit(deps, bb.investigator, { id: exhibit.id });
    const trail = await readAuditEvents(deps, jm.coordinator, { limit: 50, actorId: bb.examiner.actor.id });
    expect(trail.items.map((event) => event.action)).toEqual(["access.denied", "case.read"]);
    // Nobody but the named state; no write; not for a technician.
    const trinidad = await world.hire("TT", "firearms_examiner");
    await expect(readCase(deps, trinidad, { id: secret.id })).rejects.toEqual(denied("NOT_FOUND"));
    await expect(readCase(deps, bb.technician, { id: secret.id })).rejects.toEqual(denied("NOT_FOUND"));
    const change = { id: secret.id, expectedVersion: 1, changes: { place: "elsewhere" } };
    await expect(updateCase(deps, bb.examiner, change)).rejects.toEqual(denied("FORBIDDEN"));
    await expect(release(deps, bb.coordinator, secret.id, "TT")).rejects.toEqual(denied("FORBIDDEN"));
    clock.advance(2 * DAY);
    await expect(readCase(deps, bb.examiner, { id: secret.id })).rejects.toEqual(denied("NOT_FOUND"));
    expect((await withdrawRelease(deps, jm.coordinator, { id: given.id })).withdrawnAt).toEqual(clock.now());
    await expect(withdrawRelease(deps, jm.coordinator, { id: given.id })).rejects.toEqual(denied("CONFLICT"));
  });

  test("both states list it; a third does not", async () => {
    const { deps } = world;
    const { case: secret } = await enterEvidence(deps, jm.technician);
    const given = await release(deps, jm.coordinator, secret.id, "BB");
    for (const by of [jm.coordinator, bb.examiner]) {
      const page = await listReleases(deps, by, { limit: 10, caseId: secret.id });
      expect(page.items.map((row) => row.id)).toEqual([given.id]);
    }
    const trinidad = await world.hire("TT", "national_coordinator");
    expect((await listReleases(deps, trinidad, { limit: 10 })).items).toEqual([]);
    await expect(withdrawRelease(deps, trinidad, { id: given.id })).rejects.toEqual(denied("NOT_FOUND"));
  });

  test.each([
    ["in the past", -1],
    ["at once", 0],
    ["after more than a year", 367],
    ["never", Number.NaN],
  ])("a release that ends %s is refused", async (_, days) => {
    const { case: secret } = await enterEvidence(world.deps, jm.technician);
    await expect(release(world.deps, jm.coordinator, secret.id, "BB", days)).rejects.toEqual(
      denied("VALIDATION_FAILED"),
    );
  });

  test("a release to the own state or without a purpose is refused", async () => {
    const { deps, clock } = world;
    const { case: secret } = await enterEvidence(deps, jm.technician);
    const given = { caseId: secret.id, purpose: "Inquiry", expiresAt: new Date(clock.now().getTime() + DAY) };
    const refused = denied("VALIDATION_FAILED");
    await expect(createRelease(deps, jm.coordinator, { ...given, toState: "JM" })).rejects.toEqual(refused);
    await expect(createRelease(deps, jm.coordinator, { ...given, toState: "BB", purpose: " " })).rejects.toEqual(
      refused,
    );
    await expect(createRelease(deps, jm.examiner, { ...given, toState: "BB" })).rejects.toEqual(denied("FORBIDDEN"));
  });
});

describe("agreements", () => {
  test("open the picture of what stands in a candidate with the own state, and nothing else", async () => {
    const { deps } = world;
    const theirs = await enterEvidence(deps, jm.technician, { fileName: "case-17.x3p" });
    const unrelated = await enterEvidence(deps, jm.technician);
    const own = await enterEvidence(deps, bb.technician);
    const { candidateId, linkageId } = await propose(deps, theirs, own);
    const decision = {
      linkageId,
      expectedVersion: 1,
      decision: "lead",
      reasons: "The marks agree well enough.",
    } as const;
    await expect(seeImage(bb.examiner, theirs.acquisitionId)).rejects.toEqual(denied("NOT_FOUND"));
    await expect(readCandidateEvidence(deps, bb.examiner, { id: candidateId })).rejects.toEqual(denied("FORBIDDEN"));
    await expect(reviewCandidate(deps, bb.examiner, decision)).rejects.toEqual(denied("FORBIDDEN"));
    const agreement = await agree(deps, regional, "JM", "BB");
    const seen = await seeImage(bb.verifier, theirs.acquisitionId);
    expect([await text(seen.stream), seen.contentType, seen.sizeBytes]).toEqual(["picture", "image/png", 7]);
    expect(seen.fileName).toBe(`${theirs.acquisitionId}.png`);
    await expect(seeImage(bb.verifier, theirs.acquisitionId, "original")).rejects.toEqual(denied("FORBIDDEN"));
    await expect(seeImage(bb.investigator, theirs.acquisitionId)).rejects.toEqual(denied("NOT_FOUND"));
    await expect(seeImage(bb.verifier, unrelated.acquisitionId)).rejects.toEqual(denied("NOT_FOUND"));
    const evidence = await readCandidateEvidence(deps, bb.examiner, { id: candidateId });
    expect(evidence.comparisons).toHaveLength(1);
    expect((await reviewCandidate(deps, bb.examiner, decision)).linkage.state).toBe("lead");
    const trail = await readAuditEvents(deps, jm.coordinator, { limit: 50, targetId: theirs.acquisitionId });
    expect(trail.items.map((event) => event.action)).toContain("acquisition.image_read");
    await withdrawAgreement(deps, regional, { id: agreement.id });
    await expect(seeImage(bb.verifier, theirs.acquisitionId)).rejects.toEqual(denied("NOT_FOUND"));
    const { reviews } = await readLinkage(deps, jm.examiner, { id: linkageId });
    expect(reviews.map((row) => row.reasons)).toEqual([null]);
    await release(deps, jm.coordinator, theirs.case.id, "BB");
    const original = await seeImage(bb.verifier, theirs.acquisitionId, "original");
    expect([await text(original.stream), original.fileName]).toEqual(["original", "case-17.x3p"]);
  });

  test("are one for a pair of states, in order, until they end", async () => {
    const { deps, clock } = world;
    const until = new Date(clock.now().getTime() + DAY);
    const agreement = await createAgreement(deps, regional, { states: ["TT", "BB"], validUntil: until });
    expect([agreement.stateA, agreement.stateB]).toEqual(["BB", "TT"]);
    const again = createAgreement(deps, regional, { states: ["BB", "TT"], validUntil: null });
    await expect(again).rejects.toEqual(denied("DUPLICATE_RECORD"));
    const alone = createAgreement(deps, regional, { states: ["BB", "BB"], validUntil: null });
    await expect(alone).rejects.toEqual(denied("VALIDATION_FAILED"));
    const past = createAgreement(deps, regional, { states: ["SR", "GY"], validUntil: clock.now() });
    await expect(past).rejects.toEqual(denied("VALIDATION_FAILED"));
    const national = createAgreement(deps, jm.coordinator, { states: ["JM", "TT"], validUntil: null });
    await expect(national).rejects.toEqual(denied("FORBIDDEN"));
    expect((await listAgreements(deps, bb.examiner, { limit: 10 })).items.map((row) => row.id)).toContain(agreement.id);
    expect((await listAgreements(deps, jm.examiner, { limit: 10 })).items.map((row) => row.id)).not.toContain(
      agreement.id,
    );
    const technician = await world.hire("TT", "lab_technician");
    const theirs = await enterEvidence(deps, technician);
    await propose(deps, theirs, await enterEvidence(deps, bb.technician));
    (await seeImage(bb.examiner, theirs.acquisitionId)).stream.destroy();
    clock.advance(DAY);
    await expect(seeImage(bb.examiner, theirs.acquisitionId)).rejects.toEqual(denied("NOT_FOUND"));
  });
});

describe("what leaves its state by release only", () => {
  const LICENSED: Partial<CreateExhibitInput> = { category: "LIC" };

  test.each([
    "restricted case",
    "licensed firearm",
    "cast of a licensed firearm",
    "cast, in an open case, of a restricted one's exhibit",
  ])("a %s", async (kind) => {
    const { deps } = world;
    const agreement = await agree(deps, regional, "JM", "BB");
    let hidden = await enterEvidence(deps, jm.technician, {
      case: { restricted: kind.includes("restricted") },
      exhibit: kind.includes("restricted") ? {} : LICENSED,
    });
    if (kind.startsWith("cast")) {
      const cast: Partial<CreateExhibitInput> = {
        category: "CAST",
        exhibitNumber: "E1-CAST",
        parentExhibitId: hidden.exhibit.id,
        castPolarity: "negative",
      };
      const home = kind.includes("open case") ? (await enterEvidence(deps, jm.technician)).case : hidden.case;
      hidden = await enterExhibit(deps, jm.technician, home, { exhibit: cast });
    }
    const own = await enterEvidence(deps, bb.technician);
    const open = await enterEvidence(deps, jm.technician);
    const { linkageId, candidateId } = await propose(deps, hidden, own, 0.9);
    await propose(deps, open, own, 0.7);
    const ranks = async (by: RequestContext) => {
      const page = await listCandidates(deps, by, { limit: 10, acquisitionId: own.acquisitionId });
      return page.items.map((row) => [row.rank, row.score]);
    };
    const linkages = async (by: RequestContext) => {
      const page = await listLinkages(deps, by, { limit: 200 });
      return page.items.map((row) => row.id);
    };
    // As if it were not there: the second best is first, without a gap.
    const score = (value: number) => expect.closeTo(value, 5);
    expect(await ranks(bb.examiner)).toEqual([[1, score(0.7)]]);
    expect(await linkages(bb.examiner)).not.toContain(linkageId);
    expect(await linkages(regional)).not.toContain(linkageId);
    for (const by of [bb.examiner, bb.coordinator, regional]) {
      await expect(readLinkage(deps, by, { id: linkageId })).rejects.toEqual(denied("NOT_FOUND"));
    }
    await expect(readCandidateEvidence(deps, bb.examiner, { id: candidateId })).rejects.toEqual(denied("NOT_FOUND"));
    await expect(seeImage(bb.examiner, hidden.acquisitionId)).rejects.toEqual(denied("NOT_FOUND"));
    // The owner works with it.
    expect(await linkages(jm.examiner)).toContain(linkageId);
    expect((await readLinkage(deps, jm.examiner, { id: linkageId })).imagesPermitted).toBe(true);
    await release(deps, jm.coordinator, hidden.case.id, "BB");
    expect(await ranks(bb.examiner)).toEqual([
      [1, score(0.9)],
      [2, score(0.7)],
    ]);
    expect(await linkages(bb.examiner)).toContain(linkageId);
    expect((await readLinkage(deps, bb.examiner, { id: linkageId })).imagesPermitted).toBe(true);
    await withdrawAgreement(deps, regional, { id: agreement.id });
  });

  test("a case that becomes restricted disappears from the other state's queue at once", async () => {
    const { deps } = world;
    const theirs = await enterEvidence(deps, jm.technician);
    const { linkageId } = await propose(deps, theirs, await enterEvidence(deps, bb.technician));
    await readLinkage(deps, bb.examiner, { id: linkageId });
    const change = { id: theirs.case.id, expectedVersion: 1, changes: { restricted: true } };
    await updateCase(deps, jm.technician, change);
    await expect(readLinkage(deps, bb.examiner, { id: linkageId })).rejects.toEqual(denied("NOT_FOUND"));
  });
});
