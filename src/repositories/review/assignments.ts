/** Whom the system asked to verify blind, or to be the third of a consultation. Rows are added, never changed. */
import { z } from "zod";
import {
  ASSIGNMENT_CAUSES,
  ASSIGNMENT_PARTS,
  type AssignmentCause,
  type AssignmentPart,
} from "../../domain/verification.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Assignment {
  readonly id: string;
  readonly linkageId: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly part: AssignmentPart;
  /** Null, with its state: nobody could be asked. */
  readonly accountId: string | null;
  readonly accountState: StateCode | null;
  readonly cause: AssignmentCause;
  readonly replaces: string | null;
  /** Of who declined, had it reassigned, or asked for a third. */
  readonly reason: string | null;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  part: z.enum(ASSIGNMENT_PARTS),
  account_id: z.string().nullable(),
  account_state: stateCodeSchema.nullable(),
  cause: z.enum(ASSIGNMENT_CAUSES),
  replaces: z.string().nullable(),
  reason: z.string().nullable(),
  made_by: z.string(),
  created_at: z.date(),
  expires_at: z.date().nullable(),
});

function parseAssignment(row: unknown): Assignment {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    linkageId: r.linkage_id,
    stateA: r.state_a,
    stateB: r.state_b,
    part: r.part,
    accountId: r.account_id,
    accountState: r.account_state,
    cause: r.cause,
    replaces: r.replaces,
    reason: r.reason,
    madeBy: r.made_by,
    createdAt: r.created_at,
    expiresAt: r.expires_at,
  };
}

export async function insertAssignment(tx: SqlExecutor, row: Assignment): Promise<void> {
  await tx.query(
    `insert into verification_assignments (id, linkage_id, state_a, state_b, part, account_id, account_state, cause, replaces,
       reason, made_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.linkageId,
      row.stateA,
      row.stateB,
      row.part,
      row.accountId,
      row.accountState,
      row.cause,
      row.replaces,
      row.reason,
      row.madeBy,
      row.createdAt,
      row.expiresAt,
    ],
  );
}

const chosenSchema = z.object({ account_id: z.string(), account_state: stateCodeSchema });

/**
 * Of the states in the order preferred, who is to be asked by the rules of `choose_examiner`, never `relieved`; null: nobody is eligible. Until
 * the transaction ends the next choice waits: of several at once each counts what those before it asked.
 */
export async function chooseExaminer(
  tx: SqlExecutor,
  linkageId: string,
  preferred: readonly StateCode[],
  relieved: string | null,
): Promise<{ accountId: string; accountState: StateCode } | null> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('verification assignments', 0))");
  const { rows } = await tx.query("select * from choose_examiner($1, $2::text[], $3)", [
    linkageId,
    preferred,
    relieved,
  ]);
  if (rows[0] === undefined) return null;
  const r = chosenSchema.parse(rows[0]);
  return { accountId: r.account_id, accountState: r.account_state };
}

/** The newest that nothing replaced, answered or not; null where nobody was ever asked. */
export async function findAssignment(
  tx: SqlExecutor,
  linkageId: string,
  part: AssignmentPart,
): Promise<(Assignment & { readonly open: boolean }) | null> {
  const { rows } = await tx.query(
    `select v.*, is_open_assignment(v.id) as open from verification_assignments v
     where v.linkage_id = $1 and v.part = $2 and not exists (select from verification_assignments n where n.replaces = v.id)
     order by v.created_at desc, v.id desc limit 1`,
    [linkageId, part],
  );
  return rows[0] === undefined ? null : { ...parseAssignment(rows[0]), open: rows[0].open === true };
}

export async function findAssignmentById(tx: SqlExecutor, id: string): Promise<Assignment | null> {
  const { rows } = await tx.query("select * from verification_assignments where id = $1", [id]);
  return rows[0] === undefined ? null : parseAssignment(rows[0]);
}

/** Of one linkage, oldest first. */
export async function listAssignments(tx: SqlExecutor, linkageId: string): Promise<readonly Assignment[]> {
  const { rows } = await tx.query(
    "select * from verification_assignments where linkage_id = $1 order by created_at, id",
    [linkageId],
  );
  return rows.map(parseAssignment);
}

/** What the account is asked for and has not done, what ends first before the rest. */
export async function listOpenAssignments(
  tx: SqlExecutor,
  accountId: string,
  page: PageRequest,
): Promise<Page<Assignment>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from verification_assignments v where v.account_id = $1 and is_open_assignment(v.id)
       and ($2::timestamptz is null or (v.expires_at, v.id) > ($2, $3::uuid))
     order by v.expires_at, v.id limit $4`,
    [accountId, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseAssignment), page, (row) => [row.expiresAt?.toISOString() ?? "", row.id]);
}

/** Open ones that ran out, whose examiner may no longer sign in, or that nobody could be asked for since `retryBefore`. */
export async function listLapsedAssignments(
  tx: SqlExecutor,
  now: Date,
  retryBefore: Date,
  limit: number,
): Promise<readonly Assignment[]> {
  const { rows } = await tx.query(
    `select v.* from verification_assignments v left join accounts a on a.id = v.account_id
     where is_open_assignment(v.id) and (v.expires_at <= $1 or a.disabled_at is not null
       or (v.account_id is null and v.created_at <= $2))
     order by v.created_at, v.id limit $3`,
    [now, retryBefore, limit],
  );
  return rows.map(parseAssignment);
}
