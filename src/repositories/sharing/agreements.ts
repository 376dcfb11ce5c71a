import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** Two states that let each other's examiners see the images of candidates between them. */
export interface Agreement {
  readonly id: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly validUntil: Date | null;
  readonly withdrawnAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  valid_until: z.date().nullable(),
  withdrawn_at: z.date().nullable(),
  created_by: z.string(),
  created_at: z.date(),
});

function parseAgreement(row: unknown): Agreement {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    stateA: r.state_a,
    stateB: r.state_b,
    validUntil: r.valid_until,
    withdrawnAt: r.withdrawn_at,
    createdBy: r.created_by,
    createdAt: r.created_at,
  };
}

/** `stateA` sorts before `stateB`. Null where the pair has an agreement that is not withdrawn. */
export async function insertAgreement(tx: SqlExecutor, row: Omit<Agreement, "withdrawnAt">): Promise<Agreement | null> {
  const { rows } = await tx.query(
    `insert into agreements (id, state_a, state_b, valid_until, created_by, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (state_a, state_b) where withdrawn_at is null do nothing returning *`,
    [row.id, row.stateA, row.stateB, row.validUntil, row.createdBy, row.createdAt],
  );
  return rows[0] === undefined ? null : parseAgreement(rows[0]);
}

export async function findAgreement(tx: SqlExecutor, id: string): Promise<Agreement | null> {
  const { rows } = await tx.query("select * from agreements where id = $1", [id]);
  return rows[0] === undefined ? null : parseAgreement(rows[0]);
}

/** Null where it is withdrawn already. */
export async function withdrawAgreement(tx: SqlExecutor, id: string, at: Date): Promise<Agreement | null> {
  const { rows } = await tx.query(
    "update agreements set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning *",
    [id, at],
  );
  return rows[0] === undefined ? null : parseAgreement(rows[0]);
}

/** The states with which `state` has an agreement that holds at this moment. */
export async function listAgreedStates(
  tx: SqlExecutor,
  state: StateCode | null,
  now: Date,
): Promise<ReadonlySet<StateCode>> {
  const { rows } = await tx.query(
    `select case when state_a = $1 then state_b else state_a end as other from agreements
     where (state_a = $1 or state_b = $1) and withdrawn_at is null and (valid_until is null or valid_until > $2)`,
    [state, now],
  );
  return new Set(rows.map((row) => stateCodeSchema.parse(row.other)));
}

/** Newest first; `state` narrows to the agreements of one state. */
export async function listAgreements(
  tx: SqlExecutor,
  filter: { state: StateCode | null },
  page: PageRequest,
): Promise<Page<Agreement>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from agreements
     where ($1::text is null or state_a = $1 or state_b = $1)
       and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [filter.state, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseAgreement), page, (row) => [row.createdAt.toISOString(), row.id]);
}
