/** Outlines of an acquisition's parts, one row a version, never changed. Lengths as in `inspection`: metres, or pixels without a scale. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

const outlineSchema = z.object({
  part: z.string(),
  rings: z.array(z.array(z.object({ x: z.number(), y: z.number() }))),
  confidence: z.number(),
});

export interface OutlineVersion {
  readonly id: string;
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  /** 1..n of the acquisition. */
  readonly version: number;
  readonly method: string;
  readonly methodVersion: string;
  /** 0..1. */
  readonly confidence: number;
  readonly outlines: readonly {
    readonly part: string;
    readonly rings: readonly (readonly { readonly x: number; readonly y: number }[])[];
    readonly confidence: number;
  }[];
  readonly remarks: readonly string[];
  /** The account that drew it, with the reason; null where the method did. */
  readonly drawnBy: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  acquisition_id: z.string(),
  owner_state: stateCodeSchema,
  version: z.number(),
  method: z.string(),
  method_version: z.string(),
  confidence: z.number(),
  outlines: z.array(outlineSchema),
  remarks: z.array(z.string()),
  drawn_by: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: z.date(),
});

function parseOutlines(row: unknown): OutlineVersion {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    acquisitionId: r.acquisition_id,
    ownerState: r.owner_state,
    version: r.version,
    method: r.method,
    methodVersion: r.method_version,
    confidence: r.confidence,
    outlines: r.outlines,
    remarks: r.remarks,
    drawnBy: r.drawn_by,
    reason: r.reason,
    createdAt: r.created_at,
  };
}

export type NewOutlines = Omit<OutlineVersion, "version"> & {
  /** Of method and outlines: the method's same outlines are kept once. */
  readonly contentSha256: string;
};

/**
 * Adds the next version and returns it; where the method drew the very same before, returns that one. Call it with the
 * acquisition's row locked (`lockAcquisition`), which makes the versions follow each other.
 */
export async function insertOutlines(tx: SqlExecutor, row: NewOutlines): Promise<OutlineVersion> {
  const { rows } = await tx.query(
    `insert into outlines (id, acquisition_id, owner_state, version, method, method_version, confidence, outlines, remarks,
       content_sha256, drawn_by, reason, created_at)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12
     from outlines where acquisition_id = $2
     on conflict (acquisition_id, content_sha256) where drawn_by is null do nothing returning *`,
    [
      row.id,
      row.acquisitionId,
      row.ownerState,
      row.method,
      row.methodVersion,
      row.confidence,
      JSON.stringify(row.outlines),
      JSON.stringify(row.remarks),
      row.contentSha256,
      row.drawnBy,
      row.reason,
      row.createdAt,
    ],
  );
  if (rows[0] !== undefined) return parseOutlines(rows[0]);
  const same = await tx.query(
    "select * from outlines where acquisition_id = $1 and content_sha256 = $2 and drawn_by is null",
    [row.acquisitionId, row.contentSha256],
  );
  return parseOutlines(same.rows[0]);
}

/** The newest that a person drew, or null: they come before any method's. */
export async function findDrawnOutlines(tx: SqlExecutor, acquisitionId: string): Promise<OutlineVersion | null> {
  const { rows } = await tx.query(
    "select * from outlines where acquisition_id = $1 and drawn_by is not null order by version desc limit 1",
    [acquisitionId],
  );
  return rows[0] === undefined ? null : parseOutlines(rows[0]);
}

/** Every version, newest first. */
export async function listOutlines(tx: SqlExecutor, acquisitionId: string): Promise<readonly OutlineVersion[]> {
  const { rows } = await tx.query("select * from outlines where acquisition_id = $1 order by version desc", [
    acquisitionId,
  ]);
  return rows.map(parseOutlines);
}
