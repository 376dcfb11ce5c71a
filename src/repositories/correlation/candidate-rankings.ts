/** Candidates with the comparison that counts for them, as an examiner reads them. */
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import {
  type FoundBy,
  foundBySchema,
  type LinkageState,
  linkageStateSchema,
  type Region,
  regionSchema,
  type StateCode,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage } from "../page.ts";
import { sqlStandingScores } from "./comparisons.ts";

const subclassSchema = z.object({
  risk: z.enum(["none", "subclass risk"]),
  kind: z.string().nullable(),
  reason: z.string(),
  /** Of the agreement, 0..1. */
  share: z.number(),
});

const comparedSchema = z.object({
  id: z.string(),
  similarity: z.number(),
  model_id: z.string(),
  model_version: z.string(),
  found_by: z.array(foundBySchema),
  comparison_id: z.string().nullable(),
  method: z.string().nullable(),
  method_version: z.string().nullable(),
  comparable: z.boolean().nullable(),
  reason: z.string().nullable(),
  score: z.number().nullable(),
  correlation: z.number().nullable(),
  cells_usable: z.number().nullable(),
  cells_congruent: z.number().nullable(),
  subclass: subclassSchema.nullable().catch(null),
  remarks: z.array(z.string()).nullable(),
  compared_at: z.date().nullable(),
});

/** A candidate's scores with what made them. They order candidates; they are never a conclusion. */
export interface ComparedCandidate {
  readonly id: string;
  /** Cosine of the two vectors, -1..1. */
  readonly similarity: number;
  readonly modelId: string;
  readonly modelVersion: string;
  /** What proposed the pair; any of them alone would have. */
  readonly foundBy: readonly FoundBy[];
  /** The comparison that counts: of no outline that was corrected since, by the newest method. Null, with all below, while it is not done. */
  readonly comparisonId: string | null;
  readonly method: string | null;
  readonly methodVersion: string | null;
  readonly comparable: boolean | null;
  /** Why the two are not comparable. */
  readonly reason: string | null;
  readonly score: number | null;
  readonly correlation: number | null;
  readonly cellsUsable: number | null;
  readonly cellsCongruent: number | null;
  /** The method's finding about marks that other firearms of the make may share, as it was stored; null where it looked for none. */
  readonly subclass: z.infer<typeof subclassSchema> | null;
  /** In words for the examiner; empty where there are none. */
  readonly remarks: readonly string[];
  readonly comparedAt: Date | null;
}

function toCompared(r: z.infer<typeof comparedSchema>): ComparedCandidate {
  return {
    id: r.id,
    similarity: r.similarity,
    modelId: r.model_id,
    modelVersion: r.model_version,
    foundBy: r.found_by,
    comparisonId: r.comparison_id,
    method: r.method,
    methodVersion: r.method_version,
    comparable: r.comparable,
    reason: r.reason,
    score: r.score,
    correlation: r.correlation,
    cellsUsable: r.cells_usable,
    cellsCongruent: r.cells_congruent,
    subclass: r.subclass,
    remarks: r.remarks ?? [],
    comparedAt: r.compared_at,
  };
}

const COMPARED = `k.id as comparison_id, k.subclass, k.remarks, k.method, k.method_version, k.comparable, k.reason, k.score, k.correlation, k.cells_usable,
  k.cells_congruent, k.created_at as compared_at`;
const STANDING_COMPARISON = `left join lateral ${sqlStandingScores("c.id")} k on true`;

export interface CandidateOfLinkage extends ComparedCandidate {
  readonly region: Region;
  /** Which land of the linkage's first and of its second exhibit, 1 to n; null for marks of other regions. */
  readonly lands: readonly [number, number] | null;
}

const ofLinkageSchema = comparedSchema.extend({
  region: regionSchema,
  land_a: z.number().nullable(),
  land_b: z.number().nullable(),
});

/** The pairs of acquisitions that a linkage stands on, best score first. */
export async function listCandidatesOfLinkage(
  tx: SqlExecutor,
  linkageId: string,
): Promise<readonly CandidateOfLinkage[]> {
  const { rows } = await tx.query(
    `select c.id, c.similarity, c.model_id, c.model_version, c.found_by, o.region, i.land_a, i.land_b, ${COMPARED}
     from candidates c cross join lateral candidate_origin(c.id) o
       left join lateral candidate_lands(c.id) i on true ${STANDING_COMPARISON}
     where c.linkage_id = $1 order by k.score desc nulls last, c.similarity desc, c.id`,
    [linkageId],
  );
  return rows.map((row) => {
    const r = ofLinkageSchema.parse(row);
    const lands = r.land_a === null || r.land_b === null ? null : ([r.land_a, r.land_b] as const);
    return { ...toCompared(r), region: r.region, lands };
  });
}

export interface RankedCandidate extends ComparedCandidate {
  readonly otherAcquisitionId: string;
  readonly otherExhibitId: string;
  readonly linkageId: string | null;
  /** How far its examiners are. */
  readonly linkageState: LinkageState | null;
  /** Dense, by score, among the comparable; null for the rest. */
  readonly rank: number | null;
  readonly position: number;
}

const rankedSchema = comparedSchema.extend({
  other: z.string(),
  exhibit_id: z.string(),
  linkage_id: z.string().nullable(),
  linkage_state: linkageStateSchema.nullable(),
  rank: z.coerce.number().nullable(),
  position: z.coerce.number(),
});
const positionKeySchema = z.tuple([z.string().regex(/^\d{1,9}$/)]);

/** A page of a list, and with its first page the whole list, which ranking reads anyway. */
export interface RankedPage extends Page<RankedCandidate> {
  readonly whole: readonly RankedCandidate[] | null;
}

/**
 * The candidates of an acquisition in either direction, one for each other acquisition (the newest model's), ranked after
 * what `viewer` may not be told of is left out: a rank leaves no gap.
 */
export async function listRankedCandidates(
  tx: SqlExecutor,
  filter: { acquisitionId: string; viewer: StateCode | null; now: Date },
  page: PageRequest,
): Promise<RankedPage> {
  const key = positionKeySchema.safeParse(page.after ?? ["0"]);
  if (!key.success) throw new RibinError("CURSOR_INVALID");
  const { rows } = await tx.query(
    `with ranked as (
       select *, case when comparable then dense_rank() over (partition by comparable order by score desc) end as rank,
         row_number() over (order by score desc nulls last, similarity desc, id) as position
       from candidates_shown($1::uuid, $2::text, $3::timestamptz)
     )
     select ranked.*, l.state as linkage_state from ranked left join linkages l on l.id = ranked.linkage_id
     where position > $4::bigint order by position limit $5`,
    [filter.acquisitionId, filter.viewer, filter.now, key.data[0], page.after === null ? null : page.limit + 1],
  );
  const ranked = rows.map((row): RankedCandidate => {
    const r = rankedSchema.parse(row);
    return {
      ...toCompared(r),
      otherAcquisitionId: r.other,
      otherExhibitId: r.exhibit_id,
      linkageId: r.linkage_id,
      linkageState: r.linkage_state,
      rank: r.rank,
      position: r.position,
    };
  });
  const shown = readPage(ranked, page, (candidate) => [String(candidate.position)]);
  return { ...shown, whole: page.after === null ? ranked : null };
}

/** The exhibits of `state` that stand in a candidate with the acquisition. */
export async function listCandidateExhibitsOf(
  tx: SqlExecutor,
  acquisitionId: string,
  state: StateCode,
): Promise<readonly string[]> {
  const { rows } = await tx.query("select exhibit_id from own_exhibits_beside($1, $2)", [acquisitionId, state]);
  return rows.map((row) => z.string().parse(row.exhibit_id));
}
