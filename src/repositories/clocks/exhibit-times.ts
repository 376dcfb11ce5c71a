import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** When an exhibit was recovered and when its lab received it. A newer record replaces an older one, which stays. */
export interface ExhibitTimes {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly exhibitId: string;
  readonly recoveredAt: Date | null;
  readonly receivedAt: Date | null;
  /** The lab says that the exhibit is urgent; a case of high profile is urgent by itself. */
  readonly urgent: boolean;
  readonly replaces: string | null;
  /** Why the record takes another's place; null for the first. */
  readonly reason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  exhibit_id: z.string(),
  recovered_at: z.date().nullable(),
  received_at: z.date().nullable(),
  urgent: z.boolean(),
  replaces: z.string().nullable(),
  reason: z.string().nullable(),
  recorded_by: z.string(),
  recorded_at: z.date(),
});

function parseTimes(row: unknown): ExhibitTimes {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    exhibitId: r.exhibit_id,
    recoveredAt: r.recovered_at,
    receivedAt: r.received_at,
    urgent: r.urgent,
    replaces: r.replaces,
    reason: r.reason,
    recordedBy: r.recorded_by,
    recordedAt: r.recorded_at,
  };
}

/** Null where another record came between: it is read again before it is replaced. */
export async function insertExhibitTimes(tx: SqlExecutor, row: ExhibitTimes): Promise<ExhibitTimes | null> {
  const { rows } = await tx.query(
    `insert into exhibit_times (id, owner_state, exhibit_id, recovered_at, received_at, urgent, replaces, reason, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning *`,
    [
      row.id,
      row.ownerState,
      row.exhibitId,
      row.recoveredAt,
      row.receivedAt,
      row.urgent,
      row.replaces,
      row.reason,
      row.recordedBy,
      row.recordedAt,
    ],
  );
  return rows[0] === undefined ? null : parseTimes(rows[0]);
}

/** All records of an exhibit, the one that stands last. */
export async function listExhibitTimes(tx: SqlExecutor, exhibitId: string): Promise<readonly ExhibitTimes[]> {
  const { rows } = await tx.query("select * from exhibit_times where exhibit_id = $1 order by recorded_at, id", [
    exhibitId,
  ]);
  return rows.map(parseTimes);
}
