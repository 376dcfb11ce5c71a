import {
  encodeCanonically,
  hashBytes,
  joinSignature,
  makeSigningInput,
  type ReportStatement,
} from "../../domain/report-statement.ts";
import type { Signer } from "../../ports/signer.ts";
import type { ReportSignature } from "../../repositories/reports/report-signatures.ts";
import type { Report } from "../../repositories/reports/reports.ts";

/** Signs both forms of a report: its PDF by the file's hash, its document by that of the canonical form. */
export function signReport(signer: Signer, report: Report): ReportSignature {
  const statement: ReportStatement = {
    format: "ribin-report/1",
    issuedAt: report.createdAt.toISOString(),
    issuingState: report.ownerState,
    jsonSha256: hashBytes(encodeCanonically(report.document)),
    kind: report.kind,
    language: report.document.language,
    number: report.number,
    pdfSha256: report.pdfSha256,
    reportId: report.id,
  };
  const input = makeSigningInput(signer.keyId, statement);
  return {
    reportId: report.id,
    ownerState: report.ownerState,
    kind: statement.kind,
    language: statement.language,
    pdfSha256: statement.pdfSha256,
    jsonSha256: statement.jsonSha256,
    keyId: signer.keyId,
    jws: joinSignature(input, signer.sign(Buffer.from(input))),
    issuedAt: report.createdAt,
  };
}
