import type { ReportDocument, ReportSide } from "../domain/report.ts";
import type { Report } from "../repositories/reports.ts";

export interface ReportView {
  readonly id: string;
  readonly number: string;
  readonly kind: "lead" | "hit";
  readonly linkageId: string;
  readonly hitId: string | null;
  readonly issuedTo: string;
  readonly document: ReportDocument;
  /** The document is shown without case facts whose release has ended since it was issued. */
  readonly factsWithheld: boolean;
  readonly pdfSha256: string;
  readonly createdAt: Date;
}

/** `ended`: the sides whose case facts are withheld now. */
export function viewReport(report: Report, ended: readonly [boolean, boolean]): ReportView {
  const [a, b] = report.document.sides;
  const show = (side: ReportSide, isEnded: boolean) => (isEnded ? { ...side, caseFacts: null } : side);
  return {
    id: report.id,
    number: report.number,
    kind: report.kind,
    linkageId: report.linkageId,
    hitId: report.hitId,
    issuedTo: report.issuedTo,
    document: { ...report.document, sides: [show(a, ended[0]), show(b, ended[1])] },
    factsWithheld: ended.includes(true),
    pdfSha256: report.pdfSha256,
    createdAt: report.createdAt,
  };
}
