import { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Deps } from "../deps.ts";
import { findReadableReport } from "./find-readable-report.ts";

/** The detached signature of both forms; it shows nothing of the content. Errors: NOT_FOUND, FORBIDDEN, FILE_NOT_FOUND. */
export async function openReportSignature(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<{ stream: Readable; fileName: string; contentType: string; sizeBytes: number }> {
  const { report, signature } = await findReadableReport(deps, context, input.id);
  if (signature === null) {
    throw new RibinError(
      "FILE_NOT_FOUND",
      "The report is of before reports were signed; issue it anew to have it signed.",
    );
  }
  const bytes = Buffer.from(signature.jws);
  return {
    stream: Readable.from([bytes]),
    fileName: `${report.number}.jws`,
    contentType: "application/jose",
    sizeBytes: bytes.length,
  };
}
