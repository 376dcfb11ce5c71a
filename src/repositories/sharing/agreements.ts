import { z } from "zod";
import { type Category, categorySchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** What the two states share; newer terms count instead of older ones. */
export interface AgreementTerms {
  /** Of what is not named the two states' searches tell each other nothing. */
  readonly categories: readonly Category[];
  /** False: that a candidate exists, and no more. */
  readonly images: boolean;
  /** Of the images; null: until the agreement is withdrawn. */
  readonly validUntil: Date | null;
}

/** What two states let each other see of the candidates between them, with the terms that count. */
export interface Agreement extends AgreementTerms {
  readonly id: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  /** Of the terms, from 1. */
  readonly version: number;
  readonly withdrawnAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  categories: z.array(categorySchema),
  images: z.boolean(),
  valid_until: z.date().nullable(),
  version: z.number(),
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
    categories: r.categories,
    images: r.images,
    validUntil: r.valid_until,
    version: r.version,
    withdrawnAt: r.withdrawn_at,
    createdBy: r.created_by,
    createdAt: r.created_at,
  };
}

export interface NewTerms extends AgreementTerms {
  readonly id: string;
  readonly setBy: string;
  readonly setAt: Date;
}

/** `stateA` sorts before `stateB`; its first terms follow in the same transaction. False where the pair has an agreement that is not withdrawn. */
export async function insertAgreement(
  tx: SqlExecutor,
  row: Pick<Agreement, "id" | "stateA" | "stateB" | "createdBy" | "createdAt">,
): Promise<boolean> {
  const { rows } = await tx.query(
    `insert into agreements (id, state_a, state_b, created_by, created_at) values ($1, $2, $3, $4, $5)
     on conflict (state_a, state_b) where withdrawn_at is null do nothing returning id`,
    [row.id, row.stateA, row.stateB, row.createdBy, row.createdAt],
  );
  return rows[0] !== undefined;
}

/** The newest terms from now on. False where `version` is taken: somebody else set terms meanwhile. */
export async function insertTerms(
  tx: SqlExecutor,
  agreementId: string,
  version: number,
  terms: NewTerms,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into agreement_terms (id, agreement_id, version, categories, images, valid_until, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (agreement_id, version) do nothing`,
    [terms.id, agreementId, version, terms.categories, terms.images, terms.validUntil, terms.setBy, terms.setAt],
  );
  return rowCount > 0;
}

export async function findAgreement(tx: SqlExecutor, id: string): Promise<Agreement | null> {
  const { rows } = await tx.query("select * from standing_agreements where id = $1", [id]);
  return rows[0] === undefined ? null : parseAgreement(rows[0]);
}

/** False where it is withdrawn already. */
export async function withdrawAgreement(tx: SqlExecutor, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update agreements set withdrawn_at = $2 where id = $1 and withdrawn_at is null",
    [id, at],
  );
  return rowCount > 0;
}

/** The states with which `state` shares images at this moment, each with the categories that it shares them of. */
export async function listAgreedImages(
  tx: SqlExecutor,
  state: StateCode | null,
  now: Date,
): Promise<ReadonlyMap<StateCode, ReadonlySet<Category>>> {
  const { rows } = await tx.query(
    `select case when state_a = $1 then state_b else state_a end as other, categories from standing_agreements
     where (state_a = $1 or state_b = $1) and withdrawn_at is null and images and (valid_until is null or valid_until > $2)`,
    [state, now],
  );
  const agreed = z.array(z.object({ other: stateCodeSchema, categories: z.array(categorySchema) })).parse(rows);
  return new Map(agreed.map(({ other, categories }) => [other, new Set(categories)]));
}

/**
 * SQL that is true where the agreement of the states `owner` and `viewer` leaves out exhibits of `category`, all three expressions of text.
 * Narrower terms bind until newer ones or the withdrawal: running out opens nothing. A state is never barred from its own.
 */
export function sqlIsBarred(owner: string, viewer: string, category: string): string {
  return `exists (select 1 from standing_agreements sides_terms
    where sides_terms.state_a = least(${owner}, ${viewer}) and sides_terms.state_b = greatest(${owner}, ${viewer})
      and sides_terms.withdrawn_at is null and ${category} in ('CE', 'TF') and ${category} <> all (sides_terms.categories))`;
}

/** Newest first; `state` narrows to the agreements of one state. */
export async function listAgreements(
  tx: SqlExecutor,
  filter: { state: StateCode | null },
  page: PageRequest,
): Promise<Page<Agreement>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from standing_agreements
     where ($1::text is null or state_a = $1 or state_b = $1)
       and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [filter.state, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseAgreement), page, (row) => [row.createdAt.toISOString(), row.id]);
}
