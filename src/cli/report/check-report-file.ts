import { RibinError } from "../../domain/errors.ts";
import { checkSignature, type ReportStatement } from "../../domain/report-statement.ts";
import type { PublicKey } from "../../domain/signing-key.ts";
import type { ReportFile } from "./read-report-file.ts";

export interface CheckedReport {
  readonly form: "pdf" | "json";
  readonly keyId: string;
  readonly statement: ReportStatement;
}

/** Holds a file against its signature, with the keys and nothing else. Errors: REPORT_NOT_VERIFIED. */
export function checkReportFile(file: ReportFile, jws: string, keys: readonly PublicKey[]): CheckedReport {
  const { keyId, statement } = checkSignature(jws, keys);
  if (file.factsWithheld) {
    throw new RibinError(
      "REPORT_NOT_VERIFIED",
      "Case facts are withheld in this copy; only the whole document was signed.",
    );
  }
  const form = file.sha256 === statement.pdfSha256 ? "pdf" : file.sha256 === statement.jsonSha256 ? "json" : null;
  if (form === null) {
    throw new RibinError(
      "REPORT_NOT_VERIFIED",
      "The file is not the one that was signed: something in it was changed.",
    );
  }
  for (const [name, value] of Object.entries(file.said)) {
    if (statement[name as keyof ReportStatement] !== value) {
      throw new RibinError("REPORT_NOT_VERIFIED", `"${name}" is not what was signed.`);
    }
  }
  return { form, keyId, statement };
}
