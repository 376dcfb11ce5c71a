/** What states took out of the network, and what was put back: each a record of its own. */
import { z } from "zod";
import { type RemovalReason, removalReasonSchema } from "../../domain/removal.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Removal {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  /** Null: the case with all its exhibits. */
  readonly exhibitId: string | null;
  readonly reasonCode: RemovalReason;
  readonly reason: string;
  readonly removedBy: string;
  readonly removedAt: Date;
  /** Null while it is removed. */
  readonly restoredAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  exhibit_id: z.string().nullable(),
  reason_code: removalReasonSchema,
  reason: z.string(),
  removed_by: z.string(),
  removed_at: z.date(),
  restored_at: z.date().nullable(),
});

function parseRemoval(row: unknown): Removal {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    caseId: r.case_id,
    exhibitId: r.exhibit_id,
    reasonCode: r.reason_code,
    reason: r.reason,
    removedBy: r.removed_by,
    removedAt: r.removed_at,
    restoredAt: r.restored_at,
  };
}

const SELECT = "select r.*, s.restored_at from removals r left join removal_restorations s on s.removal_id = r.id";

/** From here on it is gone: triggers mark the case or exhibit, what hangs on it, and what the search looks at. */
export async function insertRemoval(tx: SqlExecutor, row: Omit<Removal, "restoredAt">): Promise<void> {
  await tx.query(
    `insert into removals (id, owner_state, case_id, exhibit_id, reason_code, reason, removed_by, removed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.ownerState, row.caseId, row.exhibitId, row.reasonCode, row.reason, row.removedBy, row.removedAt],
  );
}

export async function findRemoval(tx: SqlExecutor, id: string): Promise<Removal | null> {
  const { rows } = await tx.query(`${SELECT} where r.id = $1`, [id]);
  return rows[0] === undefined ? null : parseRemoval(rows[0]);
}

/** Whether this very case, or this very exhibit, is removed by a removal of its own. */
export async function hasOpenRemoval(tx: SqlExecutor, caseId: string, exhibitId: string | null): Promise<boolean> {
  const { rows } = await tx.query(
    `${SELECT} where r.case_id = $1 and r.exhibit_id is not distinct from $2::uuid and s.removal_id is null limit 1`,
    [caseId, exhibitId],
  );
  return rows.length > 0;
}

/** False where it was restored before. */
export async function insertRestoration(
  tx: SqlExecutor,
  row: { removalId: string; ownerState: StateCode; reason: string; restoredBy: string; restoredAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into removal_restorations (removal_id, owner_state, reason, restored_by, restored_at)
     values ($1, $2, $3, $4, $5) on conflict (removal_id) do nothing`,
    [row.removalId, row.ownerState, row.reason, row.restoredBy, row.restoredAt],
  );
  return rowCount > 0;
}

/** Newest first; of one state, or of all. */
export async function listRemovals(
  tx: SqlExecutor,
  ownerState: StateCode | null,
  page: PageRequest,
): Promise<Page<Removal>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT} where ($1::text is null or r.owner_state = $1)
       and ($2::timestamptz is null or (r.removed_at, r.id) < ($2, $3::uuid))
     order by r.removed_at desc, r.id desc limit $4`,
    [ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseRemoval), page, (row) => [row.removedAt.toISOString(), row.id]);
}
