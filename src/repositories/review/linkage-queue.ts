/** Linkages as the people who decide about them read and move them; `linkage-pages.ts` lists them. */
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { type LinkageState, linkageStateSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface Linkage {
  readonly id: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly caseA: string;
  readonly caseB: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly state: LinkageState;
  readonly bestScore: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  case_a: z.string(),
  case_b: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  state: linkageStateSchema,
  best_score: z.number(),
  version: z.number(),
  created_at: z.date(),
  updated_at: z.date(),
});

export function parseLinkage(row: unknown): Linkage {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    exhibitA: r.exhibit_a,
    exhibitB: r.exhibit_b,
    caseA: r.case_a,
    caseB: r.case_b,
    stateA: r.state_a,
    stateB: r.state_b,
    state: r.state,
    bestScore: r.best_score,
    version: r.version,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  };
}

export async function findLinkage(tx: SqlExecutor, id: string): Promise<Linkage | null> {
  const { rows } = await tx.query("select * from linkages where id = $1", [id]);
  return rows[0] === undefined ? null : parseLinkage(rows[0]);
}

/** The linkage, held against other transactions until this one ends. PRECONDITION_FAILED when it is not of `version`. */
export async function lockLinkage(tx: SqlExecutor, id: string, version: number): Promise<Linkage> {
  const linkage = await lockLinkageAsItIs(tx, id);
  if (linkage.version !== version) {
    throw new RibinError("PRECONDITION_FAILED", "Another decision about this linkage was recorded meanwhile.");
  }
  return linkage;
}

/** The same for what depends on no version. */
export async function lockLinkageAsItIs(tx: SqlExecutor, id: string): Promise<Linkage> {
  const { rows } = await tx.query("select * from linkages where id = $1 for update", [id]);
  if (rows[0] === undefined) throw new RibinError("NOT_FOUND");
  return parseLinkage(rows[0]);
}

/** Moves a linkage that `lockLinkage` holds. */
export async function moveLinkage(tx: SqlExecutor, linkage: Linkage, state: LinkageState, at: Date): Promise<Linkage> {
  const { rows } = await tx.query(
    `update linkages set state = $3, updated_at = $4, version = version + 1 where id = $1 and version = $2 returning *`,
    [linkage.id, linkage.version, state, at],
  );
  return parseLinkage(rows[0]);
}
