import type { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Deps } from "../deps.ts";
import { findReadableReport } from "./find-readable-report.ts";

export interface OpenedReport {
  readonly stream: Readable;
  readonly fileName: string;
  readonly contentType: "application/pdf" | "application/json";
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Null while the report stands. */
  readonly withdrawnAt: Date | null;
}

/** The bytes of a withdrawn report stay as they were issued, or nobody could check them; its file says it by its name. */
export function nameReportFile(number: string, withdrawal: object | null, extension: "pdf" | "json"): string {
  return `${number}${withdrawal === null ? "" : "-WITHDRAWN"}.${extension}`;
}

/** The PDF as it was issued. Errors: NOT_FOUND, FORBIDDEN (also: it shows case facts whose release has ended). */
export async function openReportPdf(
  deps: Pick<Deps, "sql" | "clock" | "blobs">,
  context: RequestContext,
  input: { id: string },
): Promise<OpenedReport> {
  const { report, withdrawal, ended } = await findReadableReport(deps, context, input.id);
  if (ended.includes(true)) {
    throw new RibinError("FORBIDDEN", "The release under which this report shows another state's case has ended.");
  }
  const stat = await deps.blobs.statBlob(report.pdfKey);
  if (stat === null) throw new RibinError("FILE_NOT_FOUND", "The file is missing in the store; tell the operator.");
  return {
    stream: await deps.blobs.openBlob(report.pdfKey),
    fileName: nameReportFile(report.number, withdrawal, "pdf"),
    withdrawnAt: withdrawal?.withdrawnAt ?? null,
    contentType: "application/pdf",
    sizeBytes: stat.size,
    sha256: report.pdfSha256,
  };
}
