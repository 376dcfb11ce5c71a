import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export const IMPORT_FORMATS = ["xml", "csv", "bundle"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export interface Import {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly format: ImportFormat;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** "applying": it was begun, and may be asked for again where it broke off. */
  readonly state: "previewed" | "applying" | "applied";
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly appliedBy: string | null;
  readonly appliedAt: Date | null;
}

const importSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string(),
  format: z.enum(IMPORT_FORMATS),
  file_name: z.string(),
  size_bytes: z.coerce.number(),
  sha256: z.string(),
  state: z.enum(["previewed", "applying", "applied"]),
  created_by: z.string(),
  created_at: z.date(),
  applied_by: z.string().nullable(),
  applied_at: z.date().nullable(),
});

function toImport(row: unknown): Import {
  const r = importSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    format: r.format,
    fileName: r.file_name,
    sizeBytes: r.size_bytes,
    sha256: r.sha256,
    state: r.state,
    createdBy: r.created_by,
    createdAt: r.created_at,
    appliedBy: r.applied_by,
    appliedAt: r.applied_at,
  };
}

/** At state "previewed". */
export async function insertImport(
  tx: SqlExecutor,
  row: Omit<Import, "state" | "appliedBy" | "appliedAt">,
): Promise<Import> {
  const { rows } = await tx.query(
    `insert into imports (id, owner_state, lab_id, format, file_name, size_bytes, sha256, state, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'previewed', $8, $9) returning *`,
    [
      row.id,
      row.ownerState,
      row.labId,
      row.format,
      row.fileName,
      row.sizeBytes,
      row.sha256,
      row.createdBy,
      row.createdAt,
    ],
  );
  return toImport(rows[0]);
}

export async function findImport(tx: SqlExecutor, id: string): Promise<Import | null> {
  const { rows } = await tx.query("select * from imports where id = $1", [id]);
  return rows[0] === undefined ? null : toImport(rows[0]);
}

export async function beginImport(tx: SqlExecutor, id: string): Promise<void> {
  await tx.query("update imports set state = 'applying' where id = $1 and state = 'previewed'", [id]);
}

/** Null where another request was faster. */
export async function endImport(tx: SqlExecutor, id: string, by: string, at: Date): Promise<Import | null> {
  const { rows } = await tx.query(
    `update imports set state = 'applied', applied_by = $2, applied_at = $3
     where id = $1 and state = 'applying' returning *`,
    [id, by, at],
  );
  return rows[0] === undefined ? null : toImport(rows[0]);
}

/** Newest first. */
export async function listImports(tx: SqlExecutor, ownerState: StateCode, page: PageRequest): Promise<Page<Import>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from imports where owner_state = $1
       and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(toImport), page, (row) => [row.createdAt.toISOString(), row.id]);
}
