import { z } from "zod";
import { type Language, languageSchema } from "../../domain/language.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface ReportSignature {
  readonly reportId: string;
  readonly ownerState: StateCode;
  readonly kind: "lead" | "hit";
  readonly language: Language;
  readonly pdfSha256: string;
  readonly jsonSha256: string;
  readonly keyId: string;
  /** Compact JWS: what is signed, and the signature. */
  readonly jws: string;
  readonly issuedAt: Date;
}

const rowSchema = z.object({
  report_id: z.string(),
  owner_state: stateCodeSchema,
  kind: z.enum(["lead", "hit"]),
  language: languageSchema,
  pdf_sha256: z.string(),
  json_sha256: z.string(),
  key_id: z.string(),
  jws: z.string(),
  issued_at: z.date(),
});

function parseSignature(row: unknown): ReportSignature {
  const r = rowSchema.parse(row);
  return {
    reportId: r.report_id,
    ownerState: r.owner_state,
    kind: r.kind,
    language: r.language,
    pdfSha256: r.pdf_sha256,
    jsonSha256: r.json_sha256,
    keyId: r.key_id,
    jws: r.jws,
    issuedAt: r.issued_at,
  };
}

export async function insertReportSignature(tx: SqlExecutor, row: ReportSignature): Promise<void> {
  await tx.query(
    `insert into report_signatures (report_id, owner_state, kind, language, pdf_sha256, json_sha256, key_id, jws, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.reportId,
      row.ownerState,
      row.kind,
      row.language,
      row.pdfSha256,
      row.jsonSha256,
      row.keyId,
      row.jws,
      row.issuedAt,
    ],
  );
}

/** Null for a report of before reports were signed. */
export async function findReportSignature(tx: SqlExecutor, reportId: string): Promise<ReportSignature | null> {
  const { rows } = await tx.query("select * from report_signatures where report_id = $1", [reportId]);
  return rows[0] === undefined ? null : parseSignature(rows[0]);
}

/** What is told of a report to whoever holds the very bytes of one of its two forms. */
export interface HashedReport
  extends Pick<ReportSignature, "pdfSha256" | "kind" | "ownerState" | "issuedAt" | "keyId"> {
  /** Null while it stands. */
  readonly withdrawnAt: Date | null;
}

const hashedSchema = rowSchema
  .pick({ pdf_sha256: true, kind: true, owner_state: true, issued_at: true, key_id: true })
  .extend({ withdrawn_at: z.date().nullable() });

/** The report one of whose two forms has this hash, and since when it is withdrawn; null where there is none. */
export async function findReportOfHash(tx: SqlExecutor, sha256: string): Promise<HashedReport | null> {
  const { rows } = await tx.query("select * from report_of_hash($1)", [sha256]);
  if (rows[0] === undefined) return null;
  const r = hashedSchema.parse(rows[0]);
  return {
    pdfSha256: r.pdf_sha256,
    kind: r.kind,
    ownerState: r.owner_state,
    issuedAt: r.issued_at,
    keyId: r.key_id,
    withdrawnAt: r.withdrawn_at,
  };
}
