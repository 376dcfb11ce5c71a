import { z } from "zod";
import type { ClockKind, ClockLevel } from "../../domain/clock/lead-clock.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What was said about a clock: each level once. */
export interface ClockAlert {
  readonly kind: ClockKind;
  /** The linkage, or the exhibit. */
  readonly subjectId: string;
  readonly state: StateCode;
  readonly level: ClockLevel;
  readonly labId: string;
  readonly dueAt: Date;
  readonly raisedAt: Date;
}

/** False where it was said before. */
export async function insertClockAlert(tx: SqlExecutor, alert: ClockAlert): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into clock_alerts (kind, subject_id, state, level, lab_id, due_at, raised_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [alert.kind, alert.subjectId, alert.state, alert.level, alert.labId, alert.dueAt, alert.raisedAt],
  );
  return rowCount === 1;
}

/** The exhibits about which this was said. */
export async function findSaidExhibits(
  tx: SqlExecutor,
  level: ClockLevel,
  exhibitIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query(
    "select subject_id from clock_alerts where kind = 'acquisition' and level = $1 and subject_id = any ($2::uuid[])",
    [level, exhibitIds],
  );
  return new Set(rows.map((row) => z.string().parse(row.subject_id)));
}
