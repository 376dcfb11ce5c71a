import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { ROLES } from "../../src/domain/vocabulary.ts";
import { listAcquisitions } from "../../src/usecases/acquisitions/list-acquisitions.ts";
import { listRefusals } from "../../src/usecases/acquisitions/list-refusals.ts";
import { openAcquisitionImage } from "../../src/usecases/acquisitions/open-acquisition-image.ts";
import { readAcquisition } from "../../src/usecases/acquisitions/read-acquisition.ts";
import { readAuditEvents } from "../../src/usecases/audit/read-audit-events.ts";
import { listCases } from "../../src/usecases/evidence/list-cases.ts";
import { listExhibits } from "../../src/usecases/evidence/list-exhibits.ts";
import { readCase } from "../../src/usecases/evidence/read-case.ts";
import { readExhibit } from "../../src/usecases/evidence/read-exhibit.ts";
import { updateCase } from "../../src/usecases/evidence/update-case.ts";
import { updateExhibit } from "../../src/usecases/evidence/update-exhibit.ts";
import { listAccounts } from "../../src/usecases/people/list-accounts.ts";
import { listLabs } from "../../src/usecases/people/list-labs.ts";
import { issueReport } from "../../src/usecases/reports/issue-report.ts";
import { readReport } from "../../src/usecases/reports/read-report.ts";
import { confirmHit } from "../../src/usecases/review/confirm-hit.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { listHits } from "../../src/usecases/review/list-hits.ts";
import { listLinkages } from "../../src/usecases/review/list-linkages.ts";
import { readCandidateEvidence } from "../../src/usecases/review/read-candidate-evidence.ts";
import { readHit } from "../../src/usecases/review/read-hit.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { listReleases } from "../../src/usecases/sharing/list-releases.ts";
import { withdrawRelease } from "../../src/usecases/sharing/withdraw-release.ts";
import {
  agree,
  type Evidence,
  enterEvidence,
  openWorld,
  propose,
  release,
  type World,
} from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

/** Stands in every fact of the Jamaican case that is text; the date and the event are told by their own values. */
const MARK = "ZQXMARKER";
const SECRETS = [MARK, "1987-06-05", "police-involved shooting", `"urgent":true`];

let world: World;
let jamaicaCoordinator: RequestContext;
let jamaicaExaminer: RequestContext;
let secret: Evidence;
let own: Evidence;
let ids: { linkageId: string; candidateId: string; hitId: string | null };
/** One of each role in Barbados, one with all of them, and the region's two. */
let readers: { by: RequestContext; name: string }[];
let allRoles: RequestContext;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  const { deps, hire } = world;
  const technician = await hire("JM", "lab_technician");
  jamaicaCoordinator = await hire("JM", "national_coordinator");
  jamaicaExaminer = await hire("JM", "firearms_examiner");
  allRoles = await hire("BB", ...ROLES.filter((role) => role !== "auditor" && role !== "regional_coordinator"));
  readers = [{ by: allRoles, name: "all roles of a state" }];
  for (const role of ROLES) readers.push({ by: await hire("BB", role), name: role });
  secret = await enterEvidence(deps, technician, {
    case: {
      caseNumber: `${MARK}/1`,
      originatingAgency: `${MARK} Constabulary`,
      agencyReference: `${MARK}/ref`,
      eventType: "police-involved shooting",
      occurredOn: "1987-06-05",
      place: `${MARK} Street, Kingston`,
      highProfile: true,
      comment: `seen by ${MARK}`,
    },
    exhibit: {
      exhibitNumber: `${MARK}-E1`,
      comment: `given by ${MARK}`,
      characteristics: { headstamp: `${MARK} 9MM`, manufacturer: MARK },
    },
    fileName: `${MARK}-E1.x3p`,
  });
  own = await enterEvidence(deps, allRoles);
  ids = { ...(await propose(deps, secret, own)), hitId: null };
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

/** Every reading of every usecase about the Jamaican evidence and the pair, as text; refusals too. */
async function readEverything(by: RequestContext): Promise<string> {
  const { deps } = world;
  const page = { limit: 200 };
  const caseId = secret.case.id;
  const exhibitId = secret.exhibit.id;
  const id = secret.acquisitionId;
  const seen: unknown[] = [];
  const look = async (reading: Promise<unknown>) => {
    const answer = await reading.catch((error: Error) => `${error.name}: ${error.message}`);
    seen.push(answer);
    return answer;
  };
  await look(readCase(deps, by, { id: caseId }));
  await look(readExhibit(deps, by, { id: exhibitId }));
  await look(readAcquisition(deps, by, { id }));
  await look(listCases(deps, by, page));
  await look(listCases(deps, by, { ...page, caseNumber: secret.case.caseNumber }));
  await look(listExhibits(deps, by, page));
  await look(listExhibits(deps, by, { ...page, caseId }));
  await look(listAcquisitions(deps, by, page));
  await look(listAcquisitions(deps, by, { ...page, exhibitId }));
  await look(listCandidates(deps, by, { ...page, acquisitionId: own.acquisitionId }));
  await look(listCandidates(deps, by, { ...page, acquisitionId: id }));
  await look(readCandidateEvidence(deps, by, { id: ids.candidateId }));
  await look(listLinkages(deps, by, page));
  await look(readLinkage(deps, by, { id: ids.linkageId }));
  await look(listHits(deps, by, page));
  if (ids.hitId !== null) await look(readHit(deps, by, { id: ids.hitId }));
  for (const kind of ["lead", "hit"] as const) {
    const issued = await look(issueReport(deps, by, { linkageId: ids.linkageId, kind }));
    if (typeof issued === "object") await look(readReport(deps, by, { id: (issued as { id: string }).id }));
  }
  for (const variant of ["original", "preview"] as const) {
    await look(openAcquisitionImage(deps, by, { id, variant }).then(({ stream, ...rest }) => stream.destroy() && rest));
  }
  await look(updateCase(deps, by, { id: caseId, expectedVersion: 9, changes: {} }));
  await look(updateExhibit(deps, by, { id: exhibitId, expectedVersion: 9, changes: {} }));
  await look(listReleases(deps, by, page));
  await look(listRefusals(deps, by, page));
  await look(listAccounts(deps, by, page));
  await look(listLabs(deps, by, page));
  await look(readAuditEvents(deps, by, page));
  return JSON.stringify(seen);
}

async function expectNothingLeaks(): Promise<void> {
  for (const { by, name } of readers) {
    const text = await readEverything(by);
    expect({ name, leaked: SECRETS.filter((word) => text.includes(word)) }).toEqual({ name, leaked: [] });
    // The region reads the whole trail, in which ids stand; a state's people learn not even those before a release.
    if (name === "regional_coordinator" || name === "auditor") continue;
    expect({ name, leaked: [secret.case.id, secret.exhibit.id].filter((id) => text.includes(id)) }).toEqual({
      name,
      leaked: [],
    });
  }
}

describe("before a release nothing of the other state's case is told", () => {
  test("to anybody, by a candidate", async () => {
    await expectNothingLeaks();
    const text = await readEverything(allRoles);
    // What is told: that there is a candidate, its scores, calibre, type, category, state and whom to call.
    const listed = await listCandidates(world.deps, allRoles, { limit: 10, acquisitionId: own.acquisitionId });
    expect(listed.items[0]!.other).toEqual({
      state: "JM",
      stateName: "Jamaica",
      lab: "Lab of JM",
      labContact: "lab@jm.example",
      exhibitType: "cartridge case",
      category: "CE",
      calibre: "9x19mm",
      own: false,
      exhibitId: null,
      caseId: null,
      caseFacts: null,
    });
    expect(listed.items[0]!.otherAcquisitionId).toBeNull();
    expect(text).not.toContain(secret.acquisitionId);
  });

  test("nor under an agreement, through a lead, a verification and a hit", async () => {
    const { deps } = world;
    await agree(deps, await world.hire("TT", "regional_coordinator"), "JM", "BB");
    const reasons = "The marks agree over the whole of the breech face.";
    const at = { linkageId: ids.linkageId, reasons };
    await reviewCandidate(deps, jamaicaExaminer, { ...at, expectedVersion: 1, decision: "lead" });
    await expectNothingLeaks();
    // The owner's own report names the owner's case; the trail of it, which both states read, does not.
    await issueReport(deps, jamaicaExaminer, { linkageId: ids.linkageId, kind: "lead" });
    await expectNothingLeaks();
    await recordConclusion(deps, jamaicaExaminer, { ...at, expectedVersion: 2, conclusion: "identification" });
    await recordConclusion(deps, allRoles, { ...at, expectedVersion: 3, conclusion: "identification" });
    ids.hitId = (await confirmHit(deps, jamaicaExaminer, { linkageId: ids.linkageId, expectedVersion: 4 })).id;
    await expectNothingLeaks();
  });

  test("and with a release all of it is, until it is withdrawn: the search above would have found it", async () => {
    const { deps } = world;
    const given = await release(deps, jamaicaCoordinator, secret.case.id, "BB");
    const text = await readEverything(allRoles);
    expect(SECRETS.filter((word) => text.includes(word))).toEqual(SECRETS);
    await withdrawRelease(deps, jamaicaCoordinator, { id: given.id });
    const after = await readEverything(allRoles);
    expect(SECRETS.filter((word) => after.includes(word))).toEqual([]);
  });
});
