import { z } from "zod";
import { type CountedFrom, countedFromSchema } from "../../domain/retention.ts";
import { type Category, categorySchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** How long a state keeps exhibits of a category; the newest of a category counts. */
export interface RetentionRule {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly category: Category;
  readonly version: number;
  /** Null: without limit. */
  readonly days: number | null;
  readonly countedFrom: CountedFrom;
  readonly setBy: string;
  readonly setAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  category: categorySchema,
  version: z.number(),
  days: z.number().nullable(),
  counted_from: countedFromSchema,
  set_by: z.string(),
  set_at: z.date(),
});

function parseRule(row: unknown): RetentionRule {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    category: r.category,
    version: r.version,
    days: r.days,
    countedFrom: r.counted_from,
    setBy: r.set_by,
    setAt: r.set_at,
  };
}

/** SQL of the rules that count, as a query. */
export const STANDING_RULES =
  "select distinct on (owner_state, category) * from retention_rules order by owner_state, category, version desc";

/** The next version of the state's rule of the category; null where somebody else set one at the same moment. */
export async function insertRule(tx: SqlExecutor, rule: Omit<RetentionRule, "version">): Promise<RetentionRule | null> {
  const { rows } = await tx.query(
    `insert into retention_rules (id, owner_state, category, version, days, counted_from, set_by, set_at)
     select $1, $2, $3, coalesce(max(r.version), 0) + 1, $4::integer, $5, $6, $7 from retention_rules r
     where r.owner_state = $2 and r.category = $3
     on conflict (owner_state, category, version) do nothing returning *`,
    [rule.id, rule.ownerState, rule.category, rule.days, rule.countedFrom, rule.setBy, rule.setAt],
  );
  return rows[0] === undefined ? null : parseRule(rows[0]);
}

/** Those that count, of one state or of all. */
export async function listStandingRules(
  tx: SqlExecutor,
  ownerState: StateCode | null,
): Promise<readonly RetentionRule[]> {
  const { rows } = await tx.query(`select * from (${STANDING_RULES}) r where $1::text is null or owner_state = $1`, [
    ownerState,
  ]);
  return rows.map(parseRule);
}
