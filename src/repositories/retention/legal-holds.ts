import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** Nothing of the case is purged while it stands. */
export interface LegalHold {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly reason: string;
  /** Null: until it is ended. */
  readonly until: Date | null;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly endedAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  reason: z.string(),
  until: z.date().nullable(),
  placed_by: z.string(),
  placed_at: z.date(),
  ended_at: z.date().nullable(),
});

function parseHold(row: unknown): LegalHold {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    caseId: r.case_id,
    reason: r.reason,
    until: r.until,
    placedBy: r.placed_by,
    placedAt: r.placed_at,
    endedAt: r.ended_at,
  };
}

const SELECT = "select h.*, e.ended_at from legal_holds h left join legal_hold_ends e on e.hold_id = h.id";

export async function insertHold(tx: SqlExecutor, hold: Omit<LegalHold, "endedAt">): Promise<void> {
  await tx.query(
    `insert into legal_holds (id, owner_state, case_id, reason, until, placed_by, placed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [hold.id, hold.ownerState, hold.caseId, hold.reason, hold.until, hold.placedBy, hold.placedAt],
  );
}

export async function findHold(tx: SqlExecutor, id: string): Promise<LegalHold | null> {
  const { rows } = await tx.query(`${SELECT} where h.id = $1`, [id]);
  return rows[0] === undefined ? null : parseHold(rows[0]);
}

/** False where it was ended before. */
export async function insertHoldEnd(
  tx: SqlExecutor,
  end: { holdId: string; ownerState: StateCode; reason: string; endedBy: string; endedAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into legal_hold_ends (hold_id, owner_state, reason, ended_by, ended_at) values ($1, $2, $3, $4, $5)
     on conflict (hold_id) do nothing`,
    [end.holdId, end.ownerState, end.reason, end.endedBy, end.endedAt],
  );
  return rowCount > 0;
}

/** Newest first; of one state, or of all. */
export async function listHolds(
  tx: SqlExecutor,
  ownerState: StateCode | null,
  page: PageRequest,
): Promise<Page<LegalHold>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT} where ($1::text is null or h.owner_state = $1)
       and ($2::timestamptz is null or (h.placed_at, h.id) < ($2, $3::uuid))
     order by h.placed_at desc, h.id desc limit $4`,
    [ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseHold), page, (row) => [row.placedAt.toISOString(), row.id]);
}
