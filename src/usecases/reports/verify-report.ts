import type { StateCode } from "../../domain/vocabulary.ts";
import { findReportOfHash } from "../../repositories/reports/report-signatures.ts";
import type { Deps } from "../deps.ts";

export interface ReportVerification {
  readonly sha256: string;
  readonly status: "issued and unchanged" | "withdrawn" | "unknown";
  /** All of these null where the hash is unknown. */
  readonly form: "pdf" | "json" | null;
  readonly kind: "lead" | "hit" | null;
  readonly issuingState: StateCode | null;
  readonly issuedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly keyId: string | null;
}

/**
 * What anybody is told who holds a file and not more: whether these bytes were issued, and still stand. Nothing of the content, no number and
 * no person; without the very bytes nobody finds a hash.
 */
export async function verifyReport(
  deps: Pick<Deps, "sql">,
  { sha256 }: { sha256: string },
): Promise<ReportVerification> {
  const found = await findReportOfHash(deps.sql, sha256);
  if (found === null) {
    const nothing = { form: null, kind: null, issuingState: null, issuedAt: null, withdrawnAt: null, keyId: null };
    return { sha256, status: "unknown", ...nothing };
  }
  const { withdrawnAt } = found;
  return {
    sha256,
    status: withdrawnAt === null ? "issued and unchanged" : "withdrawn",
    form: found.pdfSha256 === sha256 ? "pdf" : "json",
    kind: found.kind,
    issuingState: found.ownerState,
    issuedAt: found.issuedAt,
    withdrawnAt,
    keyId: found.keyId,
  };
}
