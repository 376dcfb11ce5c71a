import { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { encodeCanonically, hashBytes } from "../../domain/report-statement.ts";
import { findKeptDocument } from "../../repositories/reports/reports.ts";
import type { Deps } from "../deps.ts";
import { findReadableReport } from "./find-readable-report.ts";
import { nameReportFile, type OpenedReport } from "./open-report-pdf.ts";

/**
 * The document in its canonical form, the very bytes whose hash is signed. Errors: NOT_FOUND, FORBIDDEN (also: it shows case facts
 * whose release has ended), EVIDENCE_ALTERED.
 */
export async function openReportJson(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<OpenedReport> {
  const { report, signature, withdrawal, ended } = await findReadableReport(deps, context, input.id);
  if (ended.includes(true)) {
    throw new RibinError("FORBIDDEN", "The release under which this report shows another state's case has ended.");
  }
  const bytes = Buffer.from(encodeCanonically(await findKeptDocument(deps.sql, report.id)));
  const sha256 = hashBytes(bytes);
  if (signature !== null && signature.jsonSha256 !== sha256) {
    throw new RibinError("EVIDENCE_ALTERED", "The kept document is not the one that was signed.");
  }
  return {
    stream: Readable.from([bytes]),
    fileName: nameReportFile(report.number, withdrawal, "json"),
    withdrawnAt: withdrawal?.withdrawnAt ?? null,
    contentType: "application/json",
    sizeBytes: bytes.length,
    sha256,
  };
}
