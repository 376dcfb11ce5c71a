import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Language } from "../../domain/language.ts";
import type { ReportDocument, ReportSide } from "../../domain/report.ts";
import type { Saying } from "../../domain/sayings.ts";
import type { ReadableReport } from "./find-readable-report.ts";

export interface ReportView {
  readonly id: string;
  readonly number: string;
  readonly kind: "lead" | "hit";
  readonly language: Language;
  readonly linkageId: string;
  readonly hitId: string | null;
  readonly issuedTo: string;
  readonly document: ReportDocument;
  /** The sentences of methods in it, by their codes: the document itself is as it was signed. */
  readonly subclassSaid: readonly Saying[];
  readonly likelihoodSaid: readonly Saying[];
  /** The document is shown without case facts whose release has ended since it was issued: it is not the one that was signed. */
  readonly factsWithheld: boolean;
  readonly pdfSha256: string;
  /** Of the document in its canonical form; null, with the signature, for a report of before reports were signed. */
  readonly jsonSha256: string | null;
  readonly keyId: string | null;
  /** Compact JWS over the statement that names both hashes. */
  readonly signature: string | null;
  /** Null while the report stands. */
  readonly withdrawn: { readonly at: Date; readonly reason: string } | null;
  readonly createdAt: Date;
}

/** `ended`: the sides whose case facts are withheld now. */
export function viewReport({ report, signature, withdrawal, ended }: ReadableReport): ReportView {
  const [a, b] = report.document.sides;
  const show = (side: ReportSide, isEnded: boolean) => (isEnded ? { ...side, caseFacts: null, custody: null } : side);
  const timeline = report.document.timeline.filter(({ side }) => side === null || !ended[side]);
  const { subclassRisk = null, likelihood = null } = report.document.comparison ?? {};
  return {
    id: report.id,
    number: report.number,
    kind: report.kind,
    language: report.document.language,
    linkageId: report.linkageId,
    hitId: report.hitId,
    issuedTo: report.issuedTo,
    document: { ...report.document, sides: [show(a, ended[0]), show(b, ended[1])], timeline },
    subclassSaid: explainSentences(subclassRisk),
    likelihoodSaid: explainSentences(likelihood !== null && "reason" in likelihood ? likelihood.reason : null),
    factsWithheld: ended.includes(true),
    pdfSha256: report.pdfSha256,
    jsonSha256: signature?.jsonSha256 ?? null,
    keyId: signature?.keyId ?? null,
    signature: signature?.jws ?? null,
    withdrawn: withdrawal === null ? null : { at: withdrawal.withdrawnAt, reason: withdrawal.reason },
    createdAt: report.createdAt,
  };
}
