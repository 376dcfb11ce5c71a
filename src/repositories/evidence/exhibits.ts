import { z } from "zod";
import { type ClassCharacteristics, classCharacteristicsSchema } from "../../domain/class-characteristics.ts";
import type { Reach } from "../../domain/permission.ts";
import {
  type CastPolarity,
  type Category,
  castPolaritySchema,
  categorySchema,
  type ExhibitType,
  exhibitTypeSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Exhibit {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly exhibitNumber: string;
  readonly type: ExhibitType;
  readonly category: Category;
  /** The exhibit that a CAST replicates. */
  readonly parentExhibitId: string | null;
  /** Of a CAST: "negative", mirrored and inverted, or "positive"; null for one that was entered before this was asked. */
  readonly castPolarity: CastPolarity | null;
  /** Canonical code; null: unknown, searched against all. */
  readonly calibre: string | null;
  readonly calibreGroup: string | null;
  readonly calibreAsGiven: string | null;
  readonly characteristics: ClassCharacteristics;
  readonly comment: string | null;
  /** Since when it, its case or its original was taken out of the network; null: it is there. */
  readonly removedAt: Date | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  exhibit_number: z.string(),
  type: exhibitTypeSchema,
  category: categorySchema,
  parent_exhibit_id: z.string().nullable(),
  cast_polarity: castPolaritySchema.nullable(),
  calibre: z.string().nullable(),
  calibre_group: z.string().nullable(),
  calibre_as_given: z.string().nullable(),
  characteristics: classCharacteristicsSchema,
  comment: z.string().nullable(),
  removed_at: z.date().nullable(),
  version: z.number(),
  created_by: z.string(),
  created_at: z.date(),
  updated_at: z.date(),
});

function parseExhibit(row: unknown): Exhibit {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    caseId: r.case_id,
    exhibitNumber: r.exhibit_number,
    type: r.type,
    category: r.category,
    parentExhibitId: r.parent_exhibit_id,
    castPolarity: r.cast_polarity,
    calibre: r.calibre,
    calibreGroup: r.calibre_group,
    calibreAsGiven: r.calibre_as_given,
    characteristics: r.characteristics,
    comment: r.comment,
    removedAt: r.removed_at,
    version: r.version,
    createdBy: r.created_by,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  };
}

/** What may be corrected after an exhibit was created; its number and type stay. */
export type ExhibitFields = Pick<
  Exhibit,
  | "calibre"
  | "calibreGroup"
  | "calibreAsGiven"
  | "characteristics"
  | "comment"
  | "category"
  | "parentExhibitId"
  | "castPolarity"
>;

/** Null where the case has an exhibit of this number. */
export async function insertExhibit(
  tx: SqlExecutor,
  row: Omit<Exhibit, "version" | "updatedAt" | "removedAt">,
): Promise<Exhibit | null> {
  const { rows } = await tx.query(
    `insert into exhibits (id, owner_state, case_id, exhibit_number, type, category, parent_exhibit_id, calibre,
       calibre_group, calibre_as_given, characteristics, comment, created_by, created_at, updated_at, cast_polarity)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15)
     on conflict (case_id, exhibit_number) do nothing returning *`,
    [
      row.id,
      row.ownerState,
      row.caseId,
      row.exhibitNumber,
      row.type,
      row.category,
      row.parentExhibitId,
      row.calibre,
      row.calibreGroup,
      row.calibreAsGiven,
      JSON.stringify(row.characteristics),
      row.comment,
      row.createdBy,
      row.createdAt,
      row.castPolarity,
    ],
  );
  return rows[0] === undefined ? null : parseExhibit(rows[0]);
}

export async function findExhibit(tx: SqlExecutor, id: string): Promise<Exhibit | null> {
  const { rows } = await tx.query("select * from exhibits where id = $1", [id]);
  return rows[0] === undefined ? null : parseExhibit(rows[0]);
}

/** Whether any exhibit is a cast of this one. */
export async function hasCasts(tx: SqlExecutor, id: string): Promise<boolean> {
  const { rows } = await tx.query("select 1 from exhibits where parent_exhibit_id = $1 limit 1", [id]);
  return rows.length > 0;
}

/** Null when the row is no longer of `version`. */
export async function updateExhibit(
  tx: SqlExecutor,
  id: string,
  version: number,
  fields: ExhibitFields,
  at: Date,
): Promise<Exhibit | null> {
  const { rows } = await tx.query(
    `update exhibits set calibre = $3, calibre_group = $4, calibre_as_given = $5, characteristics = $6, comment = $7,
       updated_at = $8, category = $9, parent_exhibit_id = $10, cast_polarity = $11, version = version + 1
     where id = $1 and version = $2 returning *`,
    [
      id,
      version,
      fields.calibre,
      fields.calibreGroup,
      fields.calibreAsGiven,
      JSON.stringify(fields.characteristics),
      fields.comment,
      at,
      fields.category,
      fields.parentExhibitId,
      fields.castPolarity,
    ],
  );
  return rows[0] === undefined ? null : parseExhibit(rows[0]);
}

/** Newest first. */
export async function listExhibits(
  tx: SqlExecutor,
  filter: { ownerState: StateCode; caseId: string | null } & Reach,
  page: PageRequest,
): Promise<Page<Exhibit>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from exhibits
     where owner_state = $1 and removed_at is null and ($2::uuid is null or case_id = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
       and ($6::uuid is null or exists (select 1 from cases c where c.id = exhibits.case_id and c.lab_id = $6))
       and ($7::text[] is null or type = any ($7))
     order by created_at desc, id desc limit $5`,
    [filter.ownerState, filter.caseId, time, id, page.limit + 1, filter.labId, filter.exhibitTypes],
  );
  return readPage(rows.map(parseExhibit), page, (row) => [row.createdAt.toISOString(), row.id]);
}
