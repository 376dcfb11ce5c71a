/** Pairs of acquisitions that the search proposed; `a` is always the smaller id, so that a pair is one row. */
import { z } from "zod";
import type { FoundBy, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlIsReplica } from "../evidence/exhibit-sides.ts";
import type { ComparedMark } from "./comparisons.ts";

export interface Candidate {
  readonly id: string;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly modelId: string;
  readonly modelVersion: string;
  /** Cosine of the two vectors, -1..1. */
  readonly similarity: number;
  readonly createdAt: Date;
  /** Which net found it; the nearest vectors where left out. */
  readonly foundBy?: FoundBy;
}

/**
 * Adds what is not there yet and returns how many that was; a pair that is there has the similarity of its newest vectors. Sorted, so
 * that two searches at once never wait in a circle.
 */
export async function insertCandidates(tx: SqlExecutor, candidates: readonly Candidate[]): Promise<number> {
  const records = candidates.map((candidate) => ({
    id: candidate.id,
    acquisition_a: candidate.acquisitionA,
    acquisition_b: candidate.acquisitionB,
    state_a: candidate.stateA,
    state_b: candidate.stateB,
    model_id: candidate.modelId,
    model_version: candidate.modelVersion,
    similarity: candidate.similarity,
    created_at: candidate.createdAt,
    found_by: [candidate.foundBy ?? "vectors"],
  }));
  const { rows } = await tx.query(
    `insert into candidates (id, acquisition_a, acquisition_b, state_a, state_b, model_id, model_version, similarity, created_at, found_by)
     select * from jsonb_to_recordset($1::jsonb) as r (id uuid, acquisition_a uuid, acquisition_b uuid, state_a text,
       state_b text, model_id text, model_version text, similarity real, created_at timestamptz, found_by text[])
     order by acquisition_a, acquisition_b
     on conflict (acquisition_a, acquisition_b, model_id, model_version) do update set similarity = excluded.similarity,
         found_by = array(select distinct unnest(candidates.found_by || excluded.found_by) order by 1 desc)
       where candidates.similarity <> excluded.similarity or not candidates.found_by @> excluded.found_by
     returning id`,
    [JSON.stringify(records)],
  );
  const proposed = new Set(candidates.map(({ id }) => id));
  return rows.filter(({ id }) => proposed.has(String(id))).length;
}

/** A candidate that waits for its geometric comparison, with both prepared marks. */
export interface UncomparedCandidate {
  readonly id: string;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly exhibitOfA: string;
  readonly exhibitOfB: string;
  readonly marks: { readonly a: ComparedMark; readonly b: ComparedMark };
  /** Not known to be an original or a replica: a cast of which nobody said which way round it is. */
  readonly unsure: boolean;
  /** One is a cast of the other, or both of one original: what they share is no link. */
  readonly replica: boolean;
}

const uncomparedSchema = z.object({
  id: z.string(),
  acquisition_a: z.string(),
  acquisition_b: z.string(),
  exhibit_of_a: z.string(),
  exhibit_of_b: z.string(),
  key_a: z.string(),
  key_b: z.string(),
  sha256_a: z.string().nullable(),
  sha256_b: z.string().nullable(),
  preparation_a: z.string(),
  preparation_b: z.string(),
  version_a: z.string(),
  version_b: z.string(),
  outline_a: z.number(),
  outline_b: z.number(),
  unsure: z.boolean(),
  replica: z.boolean(),
});

/**
 * Of candidate `c` with the features `a` and `b` of its two sides, true where none of the method versions `methods` (text[],
 * "method@version") has compared these very marks. Marks of two versions of one preparation are never compared: the older one
 * is to be prepared again first, and then finds the other.
 */
export const sqlIsUncompared = (
  methods: string,
) => `(a.preparation <> b.preparation or a.preparation_version = b.preparation_version)
  and not exists (select 1 from comparisons k where k.candidate_id = c.id
    and k.method || '@' || k.method_version = any (${methods})
    and k.mark_key_a = a.prepared_key and k.mark_key_b = b.prepared_key
    and k.outline_a = a.outline_version and k.outline_b = b.outline_version)`;

export const FEATURES_OF_BOTH = `
  join features a on a.acquisition_id = c.acquisition_a and a.model_id = c.model_id and a.model_version = c.model_version and a.own
  join features b on b.acquisition_id = c.acquisition_b and b.model_id = c.model_id and b.model_version = c.model_version and b.own`;

/** Those of the acquisition, in either direction, whose marks none of these method versions ("method@version") compared; most similar first. */
export async function listUncompared(
  tx: SqlExecutor,
  acquisitionId: string,
  methods: readonly string[],
): Promise<readonly UncomparedCandidate[]> {
  const { rows } = await tx.query(
    `select c.id, c.acquisition_a, c.acquisition_b, qa.exhibit_id as exhibit_of_a, qb.exhibit_id as exhibit_of_b,
       a.prepared_key as key_a, b.prepared_key as key_b, a.prepared_sha256 as sha256_a, b.prepared_sha256 as sha256_b,
       a.preparation as preparation_a, b.preparation as preparation_b, a.preparation_version as version_a,
       b.preparation_version as version_b, a.outline_version as outline_a, b.outline_version as outline_b,
       (xa.category = 'CAST' and xa.cast_polarity is null) or (xb.category = 'CAST' and xb.cast_polarity is null) as unsure,
       ${sqlIsReplica("xa.id", "xb.id")} as replica
     from candidates c
       join acquisitions qa on qa.id = c.acquisition_a
       join acquisitions qb on qb.id = c.acquisition_b
       join exhibits xa on xa.id = qa.exhibit_id
       join exhibits xb on xb.id = qb.exhibit_id ${FEATURES_OF_BOTH}
     where (c.acquisition_a = $1 or c.acquisition_b = $1) and xa.removed_at is null and xb.removed_at is null
       and ${sqlIsUncompared("$2::text[]")}
     order by c.similarity desc, c.id`,
    [acquisitionId, methods],
  );
  return rows.map((row) => {
    const r = uncomparedSchema.parse(row);
    return {
      id: r.id,
      acquisitionA: r.acquisition_a,
      acquisitionB: r.acquisition_b,
      exhibitOfA: r.exhibit_of_a,
      exhibitOfB: r.exhibit_of_b,
      unsure: r.unsure,
      replica: r.replica,
      marks: {
        a: {
          key: r.key_a,
          sha256: r.sha256_a,
          preparation: r.preparation_a,
          preparationVersion: r.version_a,
          outlineVersion: r.outline_a,
        },
        b: {
          key: r.key_b,
          sha256: r.sha256_b,
          preparation: r.preparation_b,
          preparationVersion: r.version_b,
          outlineVersion: r.outline_b,
        },
      },
    };
  });
}

const hangingSchema = z.object({ id: z.string(), linkage_id: z.string() });

/** Hangs every candidate between the two exhibits of these linkages on them. */
export async function linkCandidates(tx: SqlExecutor, linkageIds: readonly string[]): Promise<void> {
  // `offset 0`: each pair of acquisitions asks its own index; joined as one, all candidates that hang nowhere were read for each pair.
  const sqlBetween = (a: string, b: string) => `select c.id, l.id as linkage_id from linkages l
       join acquisitions a on a.exhibit_id = l.${a} join acquisitions b on b.exhibit_id = l.${b}
       cross join lateral (select k.id, k.linkage_id from candidates k
         where k.acquisition_a = a.id and k.acquisition_b = b.id offset 0) c
     where l.id = any ($1) and c.linkage_id is null`;
  const { rows } = await tx.query(
    `${sqlBetween("exhibit_a", "exhibit_b")} union all ${sqlBetween("exhibit_b", "exhibit_a")}`,
    [linkageIds],
  );
  const hanging = rows.map((row) => hangingSchema.parse(row));
  await tx.query(
    `update candidates c set linkage_id = own.linkage_id from unnest($1::uuid[], $2::uuid[]) as own (id, linkage_id)
     where c.id = own.id and c.linkage_id is null`,
    [hanging.map(({ id }) => id), hanging.map(({ linkage_id }) => linkage_id)],
  );
}
