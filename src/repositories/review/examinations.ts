/** What examiners documented of questioned exhibits, and when they were shown what stands beside them. */
import { z } from "zod";
import {
  type ExaminationContent,
  examinedCharacteristicsSchema,
  examinedRegionSchema,
  suitabilitySchema,
} from "../../domain/examination.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** Examinations are added, never changed. */
export interface Examination extends ExaminationContent {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly exhibitId: string;
  readonly accountId: string;
  /** The examiner had been shown a comparison of the exhibit, or facts of a case, before. */
  readonly afterUnmasking: boolean;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  exhibit_id: z.string(),
  account_id: z.string(),
  suitability: suitabilitySchema,
  regions: z.array(examinedRegionSchema),
  characteristics: examinedCharacteristicsSchema,
  notes: z.string().nullable(),
  after_unmasking: z.boolean(),
  created_at: z.date(),
});

function parseExamination(row: unknown): Examination {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    exhibitId: r.exhibit_id,
    accountId: r.account_id,
    suitability: r.suitability,
    regions: r.regions,
    characteristics: r.characteristics,
    notes: r.notes,
    afterUnmasking: r.after_unmasking,
    createdAt: r.created_at,
  };
}

/** Whether it was made after the unmasking is looked up as it is written. */
export async function insertExamination(
  tx: SqlExecutor,
  row: Omit<Examination, "afterUnmasking">,
): Promise<Examination> {
  const { rows } = await tx.query(
    `insert into examinations (id, owner_state, exhibit_id, account_id, suitability, regions, characteristics, notes,
       after_unmasking, created_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8,
       exists (select from unmaskings u where u.account_id = $4 and u.exhibit_id = $3), $9) returning *`,
    [
      row.id,
      row.ownerState,
      row.exhibitId,
      row.accountId,
      row.suitability,
      JSON.stringify(row.regions),
      JSON.stringify(row.characteristics),
      row.notes,
      row.createdAt,
    ],
  );
  return parseExamination(rows[0]);
}

/** Of one exhibit, newest first; `accountId`: that account's only, null for everybody's. */
export async function listExaminations(
  tx: SqlExecutor,
  filter: { readonly exhibitId: string; readonly accountId: string | null },
  page: PageRequest,
): Promise<Page<Examination>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from examinations where exhibit_id = $1 and ($2::uuid is null or account_id = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [filter.exhibitId, filter.accountId, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseExamination), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** The account's newest examination of each of the exhibits that it documented, by exhibit. */
export async function listDocumented(
  tx: SqlExecutor,
  accountId: string,
  exhibitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query(
    `select distinct on (exhibit_id) exhibit_id, id from examinations where account_id = $1 and exhibit_id = any ($2::uuid[])
     order by exhibit_id, created_at desc, id desc`,
    [accountId, exhibitIds],
  );
  const schema = z.object({ exhibit_id: z.string(), id: z.string() });
  return new Map(rows.map((row) => schema.parse(row)).map((row) => [row.exhibit_id, row.id]));
}

export interface Unmasking {
  readonly exhibitId: string;
  readonly otherExhibitId: string;
  readonly examinationId: string;
}

/** The first time that the account was shown each pair; later times add nothing. */
export async function insertUnmaskings(
  tx: SqlExecutor,
  by: { readonly accountId: string; readonly ownerState: StateCode },
  unmaskings: readonly Unmasking[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into unmaskings (account_id, owner_state, exhibit_id, other_exhibit_id, examination_id, created_at)
     select $1, $2, e, o, x, $6 from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as shown (e, o, x)
     on conflict (account_id, exhibit_id, other_exhibit_id) do nothing`,
    [
      by.accountId,
      by.ownerState,
      unmaskings.map((row) => row.exhibitId),
      unmaskings.map((row) => row.otherExhibitId),
      unmaskings.map((row) => row.examinationId),
      at,
    ],
  );
}
