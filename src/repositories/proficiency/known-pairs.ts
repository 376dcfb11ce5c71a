/** Blind known pairs. Rows are added, never changed; the database tells them to auditors and who seeded them. */
import { z } from "zod";
import { type KnownPairOutcome, type KnownPairSource, knownPairSourceSchema, LOOKS } from "../../domain/known-pair.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface KnownPair {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly sameFirearm: boolean;
  readonly source: KnownPairSource;
  readonly seededBy: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  same_firearm: z.boolean(),
  source: knownPairSourceSchema,
  seeded_by: z.string(),
  created_at: z.date(),
  disclosed_at: z.date().nullable(),
});

export type ListedPair = KnownPair & { readonly disclosedAt: Date | null };

/** False where one of the two is of a known pair already. */
export async function insertKnownPair(tx: SqlExecutor, row: KnownPair): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into known_pairs (id, owner_state, lab_id, exhibit_a, exhibit_b, same_firearm, source, seeded_by, created_at)
     select $1, $2, $3, least($4::uuid, $5::uuid), greatest($4::uuid, $5::uuid), $6, $7, $8, $9
     where not is_known_exhibit($4) and not is_known_exhibit($5)`,
    [
      row.id,
      row.ownerState,
      row.labId,
      row.exhibitA,
      row.exhibitB,
      row.sameFirearm,
      row.source,
      row.seededBy,
      row.createdAt,
    ],
  );
  return rowCount > 0;
}

/** Newest first; `seededBy`: that coordinator's only, null for everybody's. */
export async function listKnownPairs(
  tx: SqlExecutor,
  seededBy: string | null,
  page: PageRequest,
): Promise<Page<ListedPair>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select k.*, d.created_at as disclosed_at from known_pairs k left join known_pair_disclosures d on d.pair_id = k.id
     where ($1::uuid is null or k.seeded_by = $1) and ($2::timestamptz is null or (k.created_at, k.id) < ($2, $3::uuid))
     order by k.created_at desc, k.id desc limit $4`,
    [seededBy, time, id, page.limit + 1],
  );
  const pairs = rows.map((row): ListedPair => {
    const r = rowSchema.parse(row);
    return {
      id: r.id,
      ownerState: r.owner_state,
      labId: r.lab_id,
      exhibitA: r.exhibit_a,
      exhibitB: r.exhibit_b,
      sameFirearm: r.same_firearm,
      source: r.source,
      seededBy: r.seeded_by,
      createdAt: r.created_at,
      disclosedAt: r.disclosed_at,
    };
  });
  return readPage(pairs, page, (row) => [row.createdAt.toISOString(), row.id]);
}

export async function isUnsearched(tx: SqlExecutor, exhibitId: string): Promise<boolean> {
  const { rows } = await tx.query("select is_unsearched($1) as unsearched", [exhibitId]);
  return rows[0]?.unsearched === true;
}

/** Whether a side of the linkage is of a known pair: then that it was told is kept. */
export async function discloseKnownPair(
  tx: SqlExecutor,
  told: { readonly linkageId: string; readonly askedFor: "hit" | "report"; readonly to: string; readonly at: Date },
): Promise<boolean> {
  const values = [told.linkageId, told.askedFor, told.to, told.at];
  const { rows } = await tx.query("select disclose_known_pair($1, $2, $3, $4) as known", values);
  return rows[0]?.known === true;
}

const outcomeSchema = z.object({
  lab_id: z.string(),
  lab_name: z.string(),
  same_firearm: z.boolean(),
  part: z.enum(LOOKS),
  opinion: z.string(),
  proposed_at: z.date().nullable(),
  first_reviewed_at: z.date().nullable(),
  concluded_at: z.date().nullable(),
});

/** Of pairs seeded in the time; `state`: that state's, null for every state's. */
export async function listOutcomes(
  tx: SqlExecutor,
  state: StateCode | null,
  from: Date,
  to: Date,
): Promise<readonly KnownPairOutcome[]> {
  const { rows } = await tx.query("select * from known_pair_outcomes($1, $2, $3)", [state, from, to]);
  return rows.map((row) => {
    const r = outcomeSchema.parse(row);
    return {
      labId: r.lab_id,
      labName: r.lab_name,
      sameFirearm: r.same_firearm,
      look: r.part,
      opinion: r.opinion,
      proposedAt: r.proposed_at,
      firstReviewedAt: r.first_reviewed_at,
      concludedAt: r.concluded_at,
    };
  });
}
