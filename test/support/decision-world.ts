/** Two states with people, and one pair of exhibits between them: what the tests of decisions and sharing start from. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { createPdfReportRenderer } from "../../src/adapters/pdf/pdf-report-renderer.ts";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { type RequestContext, SYSTEM_ACTOR } from "../../src/domain/context.ts";
import type { Role, StateCode } from "../../src/domain/vocabulary.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { insertAcquisition } from "../../src/repositories/acquisitions/acquisitions.ts";
import { insertCandidates, linkCandidates } from "../../src/repositories/correlation/candidates.ts";
import { insertComparisons } from "../../src/repositories/correlation/comparisons.ts";
import type { Case } from "../../src/repositories/evidence/cases.ts";
import type { Exhibit } from "../../src/repositories/evidence/exhibits.ts";
import { insertLinkages } from "../../src/repositories/review/linkages.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { type CreateCaseInput, createCase } from "../../src/usecases/evidence/create-case.ts";
import { type CreateExhibitInput, createExhibit } from "../../src/usecases/evidence/create-exhibit.ts";
import { createLab } from "../../src/usecases/people/create-lab.ts";
import { createOperatorAccount } from "../../src/usecases/people/create-operator-account.ts";
import { actorOf } from "../../src/usecases/reports/compose-report.ts";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { createRelease } from "../../src/usecases/sharing/create-release.ts";
import { ACCESS_LIMITS, type AccessParts, openAccessParts } from "./access-parts.ts";
import { documentEverything } from "./review-steps.ts";
import { stateWork } from "./state-work.ts";
import { openTestSigner } from "./test-signer.ts";

const DAY = 86_400_000;
export const SYSTEM: RequestContext = { actor: SYSTEM_ACTOR, requestId: "test" };

export type TestDeps = Pick<Deps, "sql" | "clock" | "blobs" | "reportRenderer" | "limits" | "likelihoods" | "signer"> &
  AccessParts &
  Pick<Deps, "pool">;

export interface TestClock {
  now(): Date;
  advance(milliseconds: number): void;
}

/** Real parts on a fresh database; the clock stands still unless it is moved. Nothing here draws a comparison. */
export async function openWorld(sql: Sql) {
  let time = Date.parse("2026-03-02T08:00:00.000Z");
  const clock: TestClock = {
    now: () => new Date(time),
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
  const folder = await mkdtemp(join(tmpdir(), "ribin-decisions-"));
  const deps: TestDeps = {
    sql,
    clock,
    ...openAccessParts(),
    blobs: await openFilesystemStore(folder),
    reportRenderer: createPdfReportRenderer(),
    likelihoods: [],
    signer: await openTestSigner(),
    limits: { maxUploadBytes: 1e9, ...ACCESS_LIMITS, candidatesVerified: 200, candidatesProposed: 20 },
    get pool(): Deps["pool"] {
      throw new Error("These candidates have no prepared marks; nothing is to be drawn.");
    },
  };
  const labs = { JM: await openLab(deps, "JM"), BB: await openLab(deps, "BB"), TT: await openLab(deps, "TT") };
  const hire = async (state: "JM" | "BB" | "TT", ...roles: Role[]): Promise<RequestContext> => {
    const account = await createOperatorAccount(deps, SYSTEM, {
      state,
      labId: labs[state].id,
      email: `${randomBytes(6).toString("hex")}@${state.toLowerCase()}.example`,
      name: `Person of ${state}`,
      roles,
      password: "a long enough password",
    });
    return stateWork(deps, { actor: actorOf(account), requestId: "test" });
  };
  return {
    deps,
    clock,
    labs,
    hire,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

function openLab(deps: TestDeps, state: StateCode) {
  return createLab(deps, SYSTEM, { state, name: `Lab of ${state}`, contact: `lab@${state.toLowerCase()}.example` });
}

const CASE: Omit<CreateCaseInput, "caseNumber"> = {
  originatingAgency: null,
  agencyReference: null,
  eventType: "homicide",
  occurredOn: null,
  place: null,
  restricted: false,
  highProfile: false,
  comment: null,
};
const EXHIBIT: Omit<CreateExhibitInput, "caseId"> = {
  exhibitNumber: "E1",
  type: "cartridge case",
  category: "CE",
  parentExhibitId: null,
  castPolarity: null,
  calibre: "9mm Luger",
  characteristics: {},
  comment: null,
};

export interface Evidence {
  readonly case: Case;
  readonly exhibit: Exhibit;
  readonly acquisitionId: string;
}

/** A case with one exhibit and one verified acquisition of it, entered by `technician`. */
export async function enterEvidence(
  deps: TestDeps,
  technician: RequestContext,
  given: { case?: Partial<CreateCaseInput>; exhibit?: Partial<CreateExhibitInput>; fileName?: string } = {},
): Promise<Evidence> {
  const entered = await createCase(deps, technician, { ...CASE, caseNumber: uuidv7(), ...given.case });
  return enterExhibit(deps, technician, entered, given);
}

export async function enterExhibit(
  deps: TestDeps,
  technician: RequestContext,
  entered: Case,
  given: { exhibit?: Partial<CreateExhibitInput>; fileName?: string } = {},
): Promise<Evidence> {
  const exhibit = await createExhibit(deps, technician, { ...EXHIBIT, caseId: entered.id, ...given.exhibit });
  const acquisitionId = uuidv7();
  await deps.blobs.putBlob(`acquisitions/${acquisitionId}`, new TextEncoder().encode("original"), null);
  await deps.blobs.putBlob(`previews/${acquisitionId}`, new TextEncoder().encode("picture"), null);
  await insertAcquisition(deps.sql, {
    id: acquisitionId,
    ownerState: entered.ownerState,
    labId: entered.labId,
    exhibitId: exhibit.id,
    region: "BreechFace",
    regionIndex: null,
    lighting: "unknown",
    micrometresPerPixel: null,
    fileName: given.fileName ?? "scan.x3p",
    format: "X3P",
    sizeBytes: 8,
    sha256: randomBytes(32).toString("hex"),
    blobKey: `acquisitions/${acquisitionId}`,
    inspection: { width: 2, height: 2, incrementX: 1e-6, incrementY: 1e-6, shareMissing: 0 },
    scaleKnown: true,
    createdBy: technician.actor.id,
    createdByKind: "account",
    createdAt: deps.clock.now(),
  });
  await deps.sql.query("update acquisitions set stage = 'verified', preview_key = $2 where id = $1", [
    acquisitionId,
    `previews/${acquisitionId}`,
  ]);
  return { case: entered, exhibit, acquisitionId };
}

/** The candidate and the linkage that the search and the comparison would have proposed; `score` null: not comparable. */
export async function propose(
  deps: TestDeps,
  left: Evidence,
  right: Evidence,
  score: number | null = 0.9,
): Promise<{ linkageId: string; candidateId: string }> {
  const [a, b] = [left, right].sort((x, y) => (x.exhibit.id < y.exhibit.id ? -1 : 1)) as [Evidence, Evidence];
  const [p, q] = [left, right].sort((x, y) => (x.acquisitionId < y.acquisitionId ? -1 : 1)) as [Evidence, Evidence];
  const pair = { exhibitA: a.exhibit.id, exhibitB: b.exhibit.id };
  const candidateId = uuidv7();
  const now = deps.clock.now();
  await insertCandidates(deps.sql, [
    {
      id: candidateId,
      acquisitionA: p.acquisitionId,
      acquisitionB: q.acquisitionId,
      stateA: p.case.ownerState,
      stateB: q.case.ownerState,
      modelId: "model",
      modelVersion: "1",
      similarity: 0.8,
      createdAt: now,
    },
  ]);
  const [{ id: linkageId }] = await insertLinkages(deps.sql, [{ id: uuidv7(), ...pair, score: score ?? 0 }], now);
  await linkCandidates(deps.sql, [linkageId]);
  await documentEverything(deps.sql);
  const method = { method: "breech-face-cells", methodVersion: "1", comparable: score !== null };
  await insertComparisons(deps.sql, [
    {
      ...method,
      id: uuidv7(),
      candidateId,
      marks: null,
      remarks: [],
      reason: score === null ? "The overlap is under 20 %." : null,
      score,
      correlation: score === null ? null : 0.5,
      cellsUsable: score === null ? null : 30,
      cellsCongruent: score === null ? null : 20,
      outcome: { ...method, score },
      createdAt: now,
    },
  ]);
  return { linkageId, candidateId };
}

export function release(deps: TestDeps, coordinator: RequestContext, caseId: string, toState: StateCode, days = 30) {
  const expiresAt = new Date(deps.clock.now().getTime() + days * DAY);
  return createRelease(deps, coordinator, { caseId, toState, purpose: "Joint investigation", expiresAt });
}

export function agree(deps: TestDeps, regional: RequestContext, ...states: [StateCode, StateCode]) {
  return createAgreement(deps, regional, { states, validUntil: null });
}
