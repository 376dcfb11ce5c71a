import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { CONCLUSIONS, type Conclusion, ROLES } from "../../src/domain/vocabulary.ts";
import { readAuditEvents } from "../../src/usecases/audit/read-audit-events.ts";
import { issueReport } from "../../src/usecases/reports/issue-report.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { listHits } from "../../src/usecases/review/list-hits.ts";
import { listLinkages } from "../../src/usecases/review/list-linkages.ts";
import { readCandidateEvidence } from "../../src/usecases/review/read-candidate-evidence.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { agree, enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { documentEverything, prepareConclusion } from "../support/review-steps.ts";
import { openTestSql } from "../support/test-sql.ts";

const SECRET = "ONLYTHEFIRSTEXAMINERKNOWS";
let world: World;
let technician: RequestContext;
let abroad: RequestContext;
let first: RequestContext;
let readers: RequestContext[];

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  technician = await world.hire("JM", "lab_technician");
  abroad = await world.hire("BB", "lab_technician");
  first = await world.hire("JM", "firearms_examiner");
  readers = [
    await world.hire("BB", ...ROLES),
    await world.hire("JM", ...ROLES),
    await world.hire("JM", "verifier"),
    await world.hire("TT", "regional_coordinator"),
    await world.hire("TT", "auditor"),
  ];
  await agree(world.deps, await world.hire("TT", "regional_coordinator"), "JM", "BB");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

/** A linkage at the moment between the first conclusion and its verification. */
async function openVerification(conclusion: Conclusion) {
  const jamaican = await enterEvidence(world.deps, technician);
  const barbadian = await enterEvidence(world.deps, abroad);
  const { linkageId, candidateId } = await propose(world.deps, jamaican, barbadian);
  const reasons = "The images call for a look at the microscope.";
  await reviewCandidate(world.deps, first, { linkageId, expectedVersion: 1, decision: "lead", reasons });
  await recordConclusion(world.deps, first, {
    linkageId,
    expectedVersion: 2,
    conclusion,
    basis: conclusion === "elimination" ? "class" : null,
    reasons: `${SECRET} saw this.`,
  });
  return { linkageId, candidateId, acquisitionId: barbadian.acquisitionId };
}

/** Everything that a person can read about a linkage, refusals included. */
async function readEverything(by: RequestContext, at: Awaited<ReturnType<typeof openVerification>>): Promise<string> {
  const { deps } = world;
  const page = { limit: 200 };
  const readings = [
    () => readLinkage(deps, by, { id: at.linkageId }),
    () => listLinkages(deps, by, { ...page }),
    () => listLinkages(deps, by, { ...page, sort: "score" }),
    () => listCandidates(deps, by, { ...page, acquisitionId: at.acquisitionId }),
    () => readCandidateEvidence(deps, by, { id: at.candidateId }),
    () => listHits(deps, by, { ...page }),
    () => issueReport(deps, by, { linkageId: at.linkageId, kind: "lead" }),
    () => issueReport(deps, by, { linkageId: at.linkageId, kind: "hit" }),
    () => readAuditEvents(deps, by, { ...page, targetId: at.linkageId }),
    () => readAuditEvents(deps, by, { ...page }),
  ];
  const seen: unknown[] = [];
  for (const read of readings) {
    seen.push(await read().catch((error: Error) => `${error.name}: ${error.message}`));
  }
  return JSON.stringify(seen);
}

/** What depends on the moment or on random ids, and so differs between two linkages whatever was concluded. */
function maskIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replaceAll(/RIBIN-\d{4}-\d{6}/g, "NUMBER");
}

describe("blind verification", () => {
  test.each(["identification", "elimination"] as const)(
    "nobody but the first examiner can read that it was %s",
    async (conclusion) => {
      const at = await openVerification(conclusion);
      for (const reader of readers) {
        const seen = await readEverything(reader, at);
        expect(seen).not.toContain(SECRET);
        expect(seen).not.toContain(`"conclusion":"`);
        if (conclusion === "identification") expect(seen).not.toContain("identification");
      }
      // The same words reach the first examiner: the search above would have found them.
      const own = await readEverything(first, at);
      expect(own).toContain(SECRET);
      expect(own).toContain(`"conclusion":"${conclusion}"`);
    },
  );

  test("what a verifier reads is the same whatever the first examiner concluded", async () => {
    const readings: string[] = [];
    const coordinator = await world.hire("BB", "national_coordinator");
    const readTrail = async (reader: RequestContext, targetId: string) => {
      const { items } = await readAuditEvents(world.deps, reader, { limit: 200, targetId });
      return items.map(({ seq: _, ...event }) => event);
    };
    for (const conclusion of CONCLUSIONS) {
      // A new one each time, who is asked for having the fewest to do.
      const verifier = await world.hire("BB", "verifier", "national_coordinator");
      const { linkageId } = await openVerification(conclusion);
      const linkage = await readLinkage(world.deps, verifier, { id: linkageId });
      const [own, told] = [await readTrail(verifier, linkageId), await readTrail(coordinator, linkageId)];
      // Whoever examines is not even told who is asked; the trail of who does not is the same in each case too.
      expect([own, told].map((events) => JSON.stringify(events).includes("verification.assigned"))).toEqual([
        false,
        true,
      ]);
      readings.push(maskIds(JSON.stringify([linkage, own, told])));
    }
    expect(readings[0]).toContain("linkage.read");
    expect(readings[0]).toContain("under microscopy");
    expect(readings[0]).toContain(`"firstConclusionRecorded":true`);
    expect(new Set(readings).size).toBe(1);
  });

  test("after the verification both conclusions are read by both", async () => {
    const { linkageId } = await openVerification("identification");
    const verifier = await world.hire("BB", "verifier");
    const reasons = "The marks agree in the aperture shear as well.";
    await documentEverything(world.deps.sql);
    await prepareConclusion(world.deps.sql, linkageId, verifier.actor.id);
    const verification = { linkageId, expectedVersion: 3, conclusion: "identification", reasons } as const;
    await recordConclusion(world.deps, verifier, verification);
    for (const reader of [first, verifier]) {
      const { conclusions } = await readLinkage(world.deps, reader, { id: linkageId });
      expect(conclusions.map((row) => row.part)).toEqual(["first", "verification"]);
      expect(conclusions[0]!.reasons).toContain(SECRET);
    }
  });
});
