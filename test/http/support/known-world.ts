/** TT's evidence, one of everything that an address can name, for the tests that walk over all routes. */
import { randomBytes, randomUUID } from "node:crypto";
import { insertRequest } from "../../../src/repositories/correlation/correlation-requests.ts";
import { DRAWN, draw, keepPicture } from "../../support/annotation-steps.ts";
import { deriveAll } from "../../support/run-deliveries.ts";
import { type EvidenceWorld, hireStaff, makeWorld, reachHit, type Staff, uploadImage } from "./evidence-world.ts";
import { askForTrace } from "./firearms.ts";
import { makeForm } from "./make-form.ts";
import type { TestApp } from "./open-test-app.ts";
import type { Person } from "./people.ts";
import { enterExhibit, hire } from "./people.ts";

export interface KnownWorld {
  readonly world: EvidenceWorld;
  /** People of a state that has no part in it. */
  readonly bb: Staff;
  readonly regional: Person;
  /** An identifier of TT's evidence for each parameter that a route may have. */
  readonly known: Readonly<Record<string, string>>;
  /** A route's address with these identifiers. */
  fill(url: string): string;
}

/** As a provider's sign-in would have linked it. */
export async function insertIdentity(api: TestApp, person: Person): Promise<string> {
  const id = randomUUID();
  await api.deps.sql.query(
    `insert into identities (id, account_id, issuer, subject, created_at) values ($1::uuid, $2, 'https://idp.example/' || $1::text, 'x', now())`,
    [id, person.id],
  );
  return id;
}

/** A tile is asked for with the viewing that was opened by who asks (`walkReads` opens it). */
export const NO_VIEWING = "viewing=none";
/** Routes that answer of a 2D image alone: their acquisition is the exhibit's other one. */
const OF_IMAGES: ReadonlySet<string> = new Set([
  "/v1/acquisitions/:acquisitionId/image",
  "/v1/acquisitions/:acquisitionId/tile",
]);
/** What a route asks for beside its path. */
const QUERIES: Readonly<Record<string, string>> = {
  "/v1/calendars": "?state=TT&year=2026",
  "/v1/acquisitions/:acquisitionId/tile": `?${NO_VIEWING}&level=0&column=0&row=0`,
};

export async function makeKnownWorld(api: TestApp): Promise<KnownWorld> {
  const world = await makeWorld(api, { case: { place: "Charlotte Street 12", comment: "the widow knows" } });
  const bb = await hireStaff(api, "BB");
  const { tt, left } = world;
  const regional = await hire(api, "TT", tt.technician.labId, "regional_coordinator");
  const hitId = (await reachHit(world)).json<{ id: string }>().id;
  const post = async (person: Person, url: string, body: object) =>
    (await person.send("POST", url, { body })).json<{ id: string }>().id;
  const detail = (await tt.examiner.send("GET", `/v1/linkages/${world.linkageId}`)).json<{
    conclusions: { id: string }[];
  }>();
  const groupId = String((await tt.examiner.send("GET", "/v1/firearm-groups")).json().items[0]?.id);
  const group = (await tt.examiner.send("GET", `/v1/firearm-groups/${groupId}`)).json<{
    members: { memberId: string }[];
  }>();
  const split = { memberIds: [group.members[0]?.memberId], reason: "Another firing pin made it." };
  const release = { caseId: left.case.id, toState: "JM", purpose: "Joint case", expiresAt: tomorrow() };
  const known: Record<string, string> = {
    accountId: tt.examiner.id,
    provider: "provider-of-tt",
    identityId: await insertIdentity(api, tt.examiner),
    stationId: await post(tt.coordinator, "/v1/stations", { labId: tt.technician.labId, name: "Microscope" }),
    caseId: left.case.id,
    exhibitId: left.exhibit.id,
    acquisitionId: left.acquisitionId,
    imageId: (await uploadImage(api, tt.technician, left.exhibit.id)).json<{ id: string }>().id,
    candidateId: world.candidateId,
    linkageId: world.linkageId,
    hitId,
    groupId,
    splitId: await post(tt.examiner, `/v1/firearm-groups/${groupId}/splits`, split),
    annotationId: (await draw(tt.examiner, world)).json<{ id: string }>().id,
    pictureId: (await keepPicture(tt.examiner, world, DRAWN)).json<{ id: string }>().id,
    conclusionId: String(detail.conclusions[0]?.id),
    assignmentId: String(
      (await api.deps.sql.query("select id from verification_assignments where linkage_id = $1", [world.linkageId]))
        .rows[0]?.id,
    ),
    reportId: await post(tt.investigator, "/v1/reports", { linkageId: world.linkageId, kind: "hit" }),
    releaseId: await post(tt.coordinator, "/v1/releases", release),
    agreementId: await post(regional, "/v1/agreements", { states: ["TT", "GY"] }),
    removalId: await removeAnother(tt),
    holdId: await post(tt.coordinator, `/v1/cases/${left.case.id}/legal-holds`, { reason: "A trial is to come." }),
    purgeId: await reviewAnother(tt),
    jobId: String((await api.deps.sql.query("select id from jobs where owner_state = 'TT' limit 1")).rows[0]?.id),
    uploadId: "0".repeat(32),
    sessionId: String(
      (await api.deps.sql.query("select id from sessions where account_id = $1 limit 1", [tt.examiner.id])).rows[0]?.id,
    ),
    correlationId: await recordCorrelation(api, world),
    bundleKeyId: await post(tt.coordinator, "/v1/bundle-keys", {
      labId: tt.technician.labId,
      name: "Outpost",
      publicKey: randomBytes(32).toString("base64url"),
    }),
    importId: (
      await sendImport(
        api,
        tt.technician,
        `caseNumber,eventType,caseComment,exhibitNumber,type\r\n${randomUUID()},homicide,the widow knows,,\r\n`,
      )
    ).json<{ id: string }>().id,
    traceRequestId: await askForTrace(tt),
    webhookId: await post(tt.coordinator, "/v1/webhooks", { url: "https://93.184.216.34/", kinds: ["lead_made"] }),
    ...(await askForReport(api, world)),
  };
  for (const [name, id] of Object.entries(known))
    if (!id || id === "undefined") throw new Error(`There is no ${name}.`);
  const fill = (url: string) =>
    `${url}${QUERIES[url] ?? ""}`.replace(/:([A-Za-z]+)/g, (_, parameter: string) => {
      const name = OF_IMAGES.has(url) ? parameter.replace("acquisitionId", "imageId") : parameter;
      const id = known[name];
      if (id === undefined) throw new Error(`Add an identifier for :${name} to this world.`);
      return id;
    });
  return { world, bb, regional, known, fill };
}

/** Sends a CSV, or what is given, as a form. */
export async function sendImport(
  api: TestApp,
  person: Person,
  content: string | Uint8Array,
  fields: Readonly<Record<string, string>> = {},
  headers: Record<string, string> = {},
) {
  const form = makeForm([
    ...Object.entries({ format: "csv", ...fields }).map(([name, value]) => ({ name, value })),
    { name: "file", fileName: "evidence", content: Buffer.from(content) },
  ]);
  return api.app.inject({
    method: "POST",
    url: "/v1/imports",
    headers: { authorization: `Bearer ${person.token}`, ...form.headers, ...headers },
    payload: form.body,
  });
}

/** Of another exhibit of TT's, which no other state knows. */
async function removeAnother({ technician, coordinator }: Staff): Promise<string> {
  const { exhibitId } = await enterExhibit(technician);
  const body = { reasonCode: "entered_in_error", reason: "It was entered under another case." };
  const removed = await coordinator.send("POST", `/v1/exhibits/${exhibitId}/removal`, { body });
  return removed.json<{ id: string }>().id;
}

/** A purge that waits for the second person, of another exhibit that was removed. */
async function reviewAnother({ technician, coordinator }: Staff): Promise<string> {
  const { exhibitId } = await enterExhibit(technician);
  const removal = { reasonCode: "duplicate", reason: "It was entered twice." };
  await coordinator.send("POST", `/v1/exhibits/${exhibitId}/removal`, { body: removal });
  const body = { exhibitId, reason: "It was entered twice, and is nobody's." };
  return (await coordinator.send("POST", "/v1/purges", { body })).json<{ id: string }>().id;
}

/** JM asks; TT is asked. The request itself is JM's, and TT's identifier is that of its part. */
async function askForReport(api: TestApp, { tt, jm, left, right }: EvidenceWorld) {
  const ask = async (person: Person, caseNumber: string) =>
    person.send("POST", "/v1/report-requests", { body: { caseNumber, purpose: "Charges." } });
  const requestId = (await ask(tt.investigator, left.case.caseNumber)).json<{ id: string }>().id;
  await ask(jm.investigator, right.case.caseNumber);
  await deriveAll(api.deps);
  const parts = (await tt.coordinator.send("GET", "/v1/report-request-parts")).json<{ items: { id: string }[] }>();
  return { requestId, partId: parts.items[0]?.id ?? "" };
}

async function recordCorrelation(api: TestApp, { tt, left }: EvidenceWorld): Promise<string> {
  const id = randomUUID();
  await insertRequest(api.deps.sql, {
    id,
    ownerState: "TT",
    kind: "manual",
    region: "BreechFace",
    acquisitionId: left.acquisitionId,
    parameters: { calibres: "any" },
    reason: "The widow named another calibre.",
    caseNumber: "TT-1",
    purpose: null,
    workPurposeId: null,
    askedByKind: "account",
    askedBy: tt.examiner.id,
    createdAt: new Date(),
  });
  return id;
}

export function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString();
}
