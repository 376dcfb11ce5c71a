import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Language } from "../../domain/language.ts";
import type { Audience, ReportDocument } from "../../domain/report.ts";
import { hashBytes } from "../../domain/report-statement.ts";
import { type LinkageState, STATES, type StateCode } from "../../domain/vocabulary.ts";
import { WORDS } from "../../domain/words/of-language.ts";
import { PROGRAM, runAsking } from "../../ports/asker.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findStandingBulletScores } from "../../repositories/correlation/bullet-comparisons.ts";
import { listCandidatesOfLinkage } from "../../repositories/correlation/candidate-rankings.ts";
import { findStandingComparison } from "../../repositories/correlation/comparisons.ts";
import { type Account, findAccount } from "../../repositories/people/accounts.ts";
import { insertReportSignature } from "../../repositories/reports/report-signatures.ts";
import { insertReport, type Report, takeReportNumber } from "../../repositories/reports/reports.ts";
import { type CandidateOrigin, findCandidateOrigin } from "../../repositories/review/candidate-evidence.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { findHitOfLinkage } from "../../repositories/review/hits.ts";
import { findLinkage, type Linkage, lockLinkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import { describePairAccess, describePairs, type PairAccess } from "../access/describe-pair-access.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { describePurpose } from "../access/require-purpose.ts";
import { makeReportKey } from "../acquisitions/blob-keys.ts";
import { publishSigningKey } from "../audit/publish-signing-key.ts";
import { rateComparison } from "../correlation/rate-comparison.ts";
import type { Deps } from "../deps.ts";
import { refuseKnownPair } from "../proficiency/refuse-known-pair.ts";
import { drawComparison } from "../review/draw-comparison.ts";
import { assertUnmasked, unmaskPair } from "../review/unmask.ts";
import { actorOf, composeReport } from "./compose-report.ts";
import { readHistory } from "./read-history.ts";
import { signReport } from "./sign-report.ts";
import { type ReportView, viewReport } from "./view-report.ts";

export interface IssueReportInput {
  readonly linkageId: string;
  readonly kind: "lead" | "hit";
  /** An account of the actor's own state; the actor where it is left out. */
  readonly issuedTo?: string | undefined;
  /** Where it is left out, a coordinator's report is for a coordinator, any other for an investigator. */
  readonly audience?: Audience | undefined;
  /** Where it is left out, the first language of the actor's state. */
  readonly language?: Language | undefined;
}

const DOCUMENTS = { lead: "lead notice", hit: "hit report" };
const REPORTED_STATES: Readonly<Record<"lead" | "hit", readonly LinkageState[]>> = {
  lead: ["lead", "under microscopy", "consultation"],
  hit: ["hit"],
};

/**
 * Writes the report of a lead or a hit for one reader, as a document and as PDF, both signed and kept as issued.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (reader), CONFLICT (the linkage is no lead, or no hit), RECORD_REMOVED, PRECONDITION_FAILED
 * (the linkage changed while the report was written).
 */
export async function issueReport(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "reportRenderer" | "likelihoods" | "signer">,
  context: RequestContext,
  input: IssueReportInput,
): Promise<ReportView> {
  const linkage = await findLinkage(deps.sql, input.linkageId);
  if (linkage === null) {
    throw await refuseUnseen(deps, context, "hit.read", { kind: "linkage", id: input.linkageId });
  }
  const access = await describePairAccess(deps, context, linkage);
  const subject = { kind: "linkage" as const, id: linkage.id };
  // A stranger to the pair is told NOT_FOUND; an investigator may read hits, not the examiners' queue.
  await authorise(deps, context, "hit.read", access.target, subject);
  await authorise(deps, context, "report.issue", access.target, subject);
  if (!REPORTED_STATES[input.kind].includes(linkage.state)) {
    throw new RibinError("CONFLICT", `A linkage that is "${linkage.state}" has no ${DOCUMENTS[input.kind]}.`);
  }
  await refuseKnownPair(deps, context, linkage.id, "report");
  const reader = await findReader(deps, context, input.issuedTo ?? context.actor.id);
  // It shows the comparison: whoever may still be asked to examine the pair documents the questioned exhibit first.
  await unmaskPair(deps, context, access);
  await assertUnmasked(deps, actorOf(reader), access);
  const candidate =
    (await listCandidatesOfLinkage(deps.sql, linkage.id)).find((row) => row.comparable === true) ?? null;
  const origin = candidate === null ? null : await findCandidateOrigin(deps.sql, candidate.id);
  const sides = orderSides(access.sides, origin);
  const now = deps.clock.now();
  const language = input.language ?? STATES[reader.ownerState].languages[0];
  const hit = await findHitOfLinkage(deps.sql, linkage.id);
  const document = composeReport({
    number: await takeReportNumber(deps.sql, now),
    kind: input.kind,
    language,
    audience: input.audience ?? audienceOf(reader),
    issuedAt: now,
    reader,
    linkageId: linkage.id,
    sides,
    candidate,
    rating: candidate === null ? null : rateComparison(deps.likelihoods, candidate),
    bullets: await findStandingBulletScores(deps.sql, linkage),
    conclusions: await listConclusions(deps.sql, linkage.id),
    history: await readHistory(deps, reader, { linkage, sides, origin, hitAt: hit?.createdAt ?? null }),
  });
  const pdf = await deps.reportRenderer.renderReport(document, await drawFigures(deps, access, origin, language));
  const id = uuidv7();
  const report: Report = {
    id,
    ownerState: reader.ownerState,
    number: document.number,
    kind: input.kind,
    linkageId: linkage.id,
    hitId: input.kind === "hit" ? (hit?.id ?? null) : null,
    issuedTo: reader.id,
    document,
    pdfKey: makeReportKey(id),
    pdfSha256: hashBytes(pdf),
    createdAt: now,
  };
  const signature = signReport(deps.signer, report);
  // The program's own, before anything that it signed can be read; in the name of a person no key is ever added.
  await runAsking(PROGRAM, () => deps.sql.transaction((tx) => publishSigningKey(tx, deps.signer, now)));
  await deps.blobs.putBlob(report.pdfKey, pdf, report.ownerState);
  try {
    await deps.sql.transaction(async (tx) => {
      await lockLinkage(tx, linkage.id, linkage.version);
      await assertUnchanged(deps, tx, context, linkage, access);
      await insertReport(tx, report);
      await insertReportSignature(tx, signature);
      await insertAuditEvent(tx, context, {
        at: now,
        action: "report.issued",
        targetKind: "report",
        targetId: id,
        ownerStates: access.target.ownerStates,
        detail: {
          number: report.number,
          kind: report.kind,
          language: document.language,
          keyId: signature.keyId,
          pdfSha256: signature.pdfSha256,
          jsonSha256: signature.jsonSha256,
          linkageId: linkage.id,
          issuedTo: reader.id,
          casesShown: listForeignCasesShown(document, sides, reader.ownerState),
          ...describePurpose(context),
        },
      });
    });
  } catch (error) {
    // Nothing is kept of a report that was refused. After any other failure its row may stand or not (a connection lost at the commit): the
    // sweep of what nothing names looks, and then decides.
    if (error instanceof RibinError && error.status < 500) await deps.blobs.deleteBlob(report.pdfKey);
    throw error;
  }
  return viewReport({ report, signature, withdrawal: null, ended: [false, false] });
}

/** What the report shows may be shown still, now that it is written: a release may have ended, or other terms may count. */
async function assertUnchanged(
  { clock }: Pick<Deps, "clock">,
  tx: SqlExecutor,
  context: RequestContext,
  linkage: Linkage,
  before: PairAccess,
): Promise<void> {
  const [now] = await describePairs({ sql: tx, clock }, context, [linkage]);
  const permits = (access: PairAccess | undefined) =>
    JSON.stringify([access?.visible, access?.images, access?.removedAt, access?.sides.map(({ released }) => released)]);
  if (permits(now) === permits(before)) return;
  throw new RibinError(
    "PRECONDITION_FAILED",
    "What may be shown changed while the report was written; ask for it anew.",
  );
}

function audienceOf({ roles }: Account): Audience {
  return roles.some((role) => role.endsWith("_coordinator")) ? "coordinator" : "investigator";
}

/** A report stays in the state that asks for it: no onward transfer without the owner's consent. */
async function findReader(deps: Pick<Deps, "sql">, context: RequestContext, id: string): Promise<Account> {
  const reader = await findAccount(deps.sql, id);
  if (reader?.ownerState !== context.actor.state || reader.disabledAt !== null) {
    throw new RibinError("VALIDATION_FAILED", "A report is issued to an active account of your own state.");
  }
  return reader;
}

/** Exhibit A of the report is side A of the comparison that it shows. */
function orderSides(sides: PairAccess["sides"], origin: CandidateOrigin | null): PairAccess["sides"] {
  return origin !== null && origin.exhibitA === sides[1].exhibitId ? [sides[1], sides[0]] : sides;
}

async function drawFigures(
  deps: Pick<Deps, "sql" | "blobs" | "pool">,
  access: PairAccess,
  origin: CandidateOrigin | null,
  language: Language,
): Promise<readonly { caption: string; png: Uint8Array }[]> {
  if (!access.images || origin === null) return [];
  const standing = await findStandingComparison(deps.sql, origin.id);
  const png = standing === null ? null : await drawComparison(deps, standing);
  return png === null ? [] : [{ caption: WORDS[language].labels.figure, png }];
}

/** For their owner to see who was shown them. The reader's own are not named: the other state reads this event too. */
function listForeignCasesShown(
  document: ReportDocument,
  sides: PairAccess["sides"],
  readerState: StateCode,
): readonly string[] {
  const shown = sides.filter((side, at) => side.state !== readerState && document.sides[at]?.caseFacts !== null);
  return shown.flatMap((side) => side.case?.id ?? []);
}
