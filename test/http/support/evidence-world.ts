/** Two states with one linkage between them, for the walks over every route: all that an address can name exists. */
import { randomUUID } from "node:crypto";
import sharp from "sharp";
import type { RequestContext } from "../../../src/domain/context.ts";
import { findCase } from "../../../src/repositories/evidence/cases.ts";
import { findExhibit } from "../../../src/repositories/evidence/exhibits.ts";
import { createAgreement } from "../../../src/usecases/sharing/create-agreement.ts";
import { type Evidence, propose, SYSTEM } from "../../support/decision-world.ts";
import { documentEverything, prepareConclusion } from "../../support/review-steps.ts";
import { buildX3p } from "../../support/x3p-builder.ts";
import { makeForm } from "./make-form.ts";
import type { TestApp } from "./open-test-app.ts";
import { enterExhibit, hire, makeLab, type Person } from "./people.ts";

let made = 0;

/** A scan of 1.6 mm that differs from every other. */
function makeScan(side = 64): Uint8Array {
  made += 1;
  const values = Array.from({ length: side * side }, (_, i) => Math.sin(i / 3 + made) * 1e-6);
  return buildX3p({ width: side, height: side, incrementX: 25e-6, incrementY: 25e-6, dataType: "D", values });
}

/** A microscope's picture that differs from every other, of more than one tile. */
async function makeImage(): Promise<Uint8Array> {
  made += 1;
  const create = { width: 800, height: 600, channels: 3, background: { r: made % 256, g: 64, b: 96 } } as const;
  return sharp({ create }).png().toBuffer();
}

/** Uploads a scan as a form. */
export async function uploadScan(
  test: TestApp,
  person: Person,
  exhibitId: string,
  headers: Record<string, string> = {},
) {
  return uploadFile(test, person, exhibitId, { fileName: "scan.x3p", content: makeScan() }, headers);
}

/** The same of a 2D image. */
export async function uploadImage(test: TestApp, person: Person, exhibitId: string) {
  return uploadFile(test, person, exhibitId, { fileName: "picture.png", content: await makeImage() });
}

async function uploadFile(
  test: TestApp,
  person: Person,
  exhibitId: string,
  file: { readonly fileName: string; readonly content: Uint8Array },
  headers: Record<string, string> = {},
) {
  const form = makeForm([
    { name: "exhibitId", value: exhibitId },
    { name: "region", value: "BreechFace" },
    { name: "file", ...file },
  ]);
  return test.app.inject({
    method: "POST",
    url: "/v1/acquisitions",
    headers: { authorization: `Bearer ${person.token}`, ...form.headers, ...headers },
    payload: form.body,
  });
}

export async function enterEvidence(test: TestApp, person: Person, given: { case?: object } = {}): Promise<Evidence> {
  const { caseId, exhibitId } = await enterExhibit(person, given);
  const acquisitionId = (await uploadScan(test, person, exhibitId)).json<{ id: string }>().id;
  const [entered, exhibit] = [await findCase(test.deps.sql, caseId), await findExhibit(test.deps.sql, exhibitId)];
  if (entered === null || exhibit === null) throw new Error("The evidence was not entered.");
  return { case: entered, exhibit, acquisitionId };
}

/** The beginning of an exhibit's chain of custody. */
export const RECEIPT = {
  event: "received",
  occurredAt: "2026-03-01T09:30:00Z",
  fromHolder: "PC 4711",
  toHolder: "Exhibits officer",
  place: "Front desk",
  sealNumber: "A-100",
  sealState: "intact",
  purpose: "Examination",
};

/** When an exhibit was recovered and received. */
export const TIMES = { recoveredAt: "2026-03-01T02:10:00Z", receivedAt: "2026-03-01T09:30:00Z" };
/** What an examiner sees on such an exhibit. */
export const EXAMINATION = {
  suitability: "suitable",
  regions: [
    { region: "BreechFace", suitability: "suitable" },
    { region: "FiringPinImpression", suitability: "limited" },
  ],
  characteristics: { firingPinClass: "Hemispherical", breechFaceClass: ["Parallel"] },
  notes: "Parallel striae over the whole of the breech face.",
};

/** Outlines that such a scan may have. */
export const OUTLINES = {
  outlines: [
    {
      part: "BreechFace",
      rings: [
        [
          { x: -7e-4, y: -7e-4 },
          { x: 7e-4, y: -7e-4 },
          { x: 7e-4, y: 7e-4 },
          { x: -7e-4, y: 7e-4 },
        ],
      ],
    },
  ],
  reason: "The method took the primer's rim for a part of it.",
};

export interface Staff {
  readonly technician: Person;
  readonly examiner: Person;
  readonly verifier: Person;
  readonly investigator: Person;
  readonly coordinator: Person;
}

export async function hireStaff(test: TestApp, state: "TT" | "JM" | "BB"): Promise<Staff> {
  const labId = await makeLab(test, state);
  return {
    technician: await hire(test, state, labId, "lab_technician"),
    examiner: await hire(test, state, labId, "firearms_examiner", "verifier"),
    verifier: await hire(test, state, labId, "firearms_examiner", "verifier"),
    investigator: await hire(test, state, labId, "investigator"),
    coordinator: await hire(test, state, labId, "national_coordinator"),
  };
}

/** TT and JM share a linkage; BB is a stranger to both. `agreed`: TT and JM let each other see images. */
export async function makeWorld(test: TestApp, options: { agreed?: boolean; case?: object } = {}) {
  const [tt, jm] = [await hireStaff(test, "TT"), await hireStaff(test, "JM")];
  const left = await enterEvidence(test, tt.technician, options);
  const right = await enterEvidence(test, jm.technician, options);
  const { linkageId, candidateId } = await propose(test.deps, left, right);
  if (options.agreed !== false) await createAgreement(test.deps, REGIONAL, { states: ["TT", "JM"], validUntil: null });
  return { tt, jm, left, right, linkageId, candidateId };
}
export type EvidenceWorld = Awaited<ReturnType<typeof makeWorld>>;

/** A regional coordinator, for what only one may do. */
export const REGIONAL: RequestContext = {
  ...SYSTEM,
  actor: {
    kind: "account" as const,
    id: randomUUID(),
    state: null,
    labId: null,
    roles: ["regional_coordinator" as const],
  },
};

/** Sends a decision on the version that the person has just read; the exhibit is documented, and the system asked this person. */
export async function decide(
  person: Person,
  linkageId: string,
  part: "reviews" | "conclusions" | "hit",
  body: object = {},
) {
  const { sql } = person.test.deps;
  await documentEverything(sql);
  if (part === "conclusions") await prepareConclusion(sql, linkageId, person.id);
  const read = await person.send("GET", `/v1/linkages/${linkageId}`);
  const headers = { "if-match": String(read.headers.etag) };
  return person.send("POST", `/v1/linkages/${linkageId}/${part}`, { body, headers });
}

/** Lead, two blind conclusions and the hit, by two examiners of two states. */
export async function reachHit({ tt, jm, linkageId }: EvidenceWorld) {
  await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
  await decide(tt.examiner, linkageId, "conclusions", {
    conclusion: "identification",
    reasons: "Individual marks agree.",
  });
  await decide(jm.examiner, linkageId, "conclusions", {
    conclusion: "identification",
    reasons: "Individual marks agree.",
  });
  return decide(tt.examiner, linkageId, "hit");
}
