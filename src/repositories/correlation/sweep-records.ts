/** What marks are registered by in the second net, one an acquisition, or why one cannot be. */
import { z } from "zod";
import { type Region, regionSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface SweepMethodVersion {
  readonly method: string;
  readonly methodVersion: string;
}

export interface StoredSweepRecord extends SweepMethodVersion {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly region: Region;
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  readonly outlineVersion: number;
  /** Exactly one of the two. */
  readonly bytes: Uint8Array | null;
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** Records of one bucket, by their order: what a worker keeps in one file, and compares in one job, in some two seconds: a job of a lab waits no longer. */
export const BUCKET = 2_500;

/** Puts the record in the place of an older one, with a new number; the very same mark's stays as it is. */
export async function upsertSweepRecord(tx: SqlExecutor, row: StoredSweepRecord): Promise<void> {
  await tx.query(
    `delete from sweep_records where acquisition_id = $1
       and (prepared_key, method, method_version) is distinct from ($2::text, $3::text, $4::text)`,
    [row.acquisitionId, row.preparedKey, row.method, row.methodVersion],
  );
  await tx.query(
    `insert into sweep_records (acquisition_id, owner_state, region, method, method_version, prepared_sha256, prepared_key,
       outline_version, bytes, reason, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (acquisition_id) do update set outline_version = excluded.outline_version`,
    [
      row.acquisitionId,
      row.ownerState,
      row.region,
      row.method,
      row.methodVersion,
      row.preparedSha256,
      row.preparedKey,
      row.outlineVersion,
      row.bytes,
      row.reason,
      row.createdAt,
    ],
  );
}

/** Nothing is registered with what the acquisition had. */
export async function deleteSweepRecord(tx: SqlExecutor, acquisitionId: string): Promise<void> {
  await tx.query("delete from sweep_records where acquisition_id = $1", [acquisitionId]);
}

export interface SweepRecordState extends SweepMethodVersion {
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  /** Why there is none; null where there is one. */
  readonly reason: string | null;
}

/** Null where nothing was made of the acquisition yet. */
export async function findSweepRecord(tx: SqlExecutor, acquisitionId: string): Promise<SweepRecordState | null> {
  const { rows } = await tx.query(
    "select method, method_version, prepared_key, prepared_sha256, reason from sweep_records where acquisition_id = $1",
    [acquisitionId],
  );
  if (rows[0] === undefined) return null;
  const r = z
    .object({
      method: z.string(),
      method_version: z.string(),
      prepared_key: z.string(),
      prepared_sha256: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .parse(rows[0]);
  return {
    method: r.method,
    methodVersion: r.method_version,
    preparedKey: r.prepared_key,
    preparedSha256: r.prepared_sha256,
    reason: r.reason,
  };
}

/** The buckets in which a region has records of a method version, by number. */
export async function listSweepBuckets(
  tx: SqlExecutor,
  region: Region,
  { method, methodVersion }: SweepMethodVersion,
): Promise<readonly number[]> {
  const { rows } = await tx.query(
    `select distinct seq / ${BUCKET} as bucket from sweep_records
     where region = $1 and method = $2 and method_version = $3 and bytes is not null order by bucket`,
    [region, method, methodVersion],
  );
  return rows.map((row) => z.coerce.number().parse(row.bucket));
}

/** The method versions, by region, of which there are records: of what others a worker's files hold nothing stands. */
export async function listSweepMethods(
  tx: SqlExecutor,
): Promise<readonly (SweepMethodVersion & { readonly region: Region })[]> {
  const { rows } = await tx.query(
    "select distinct region, method, method_version from sweep_records where bytes is not null order by 1, 2, 3",
  );
  return rows.map((row) => {
    const r = z.object({ region: regionSchema, method: z.string(), method_version: z.string() }).parse(row);
    return { region: r.region, method: r.method, methodVersion: r.method_version };
  });
}

/**
 * The numbers of the contents of all records in a bucket, whoever may be compared: what a worker's file may hold. Of a removed exhibit it holds
 * none.
 */
export async function listSweepNumbers(
  tx: SqlExecutor,
  region: Region,
  { method, methodVersion }: SweepMethodVersion,
  bucket: number,
): Promise<readonly number[]> {
  const { rows } = await tx.query(
    `select coalesce(jsonb_agg(content_number order by seq), '[]') as numbers from sweep_records
     where region = $1 and method = $2 and method_version = $3 and bytes is not null and seq >= $4 and seq < $5
       and exists (select from acquisitions a join exhibits x on x.id = a.exhibit_id
         where a.id = acquisition_id and x.removed_at is null)`,
    [region, method, methodVersion, bucket * BUCKET, (bucket + 1) * BUCKET],
  );
  return z.array(z.number()).parse(rows[0]?.numbers);
}

const bytesSchema = z.object({ content_number: z.coerce.number(), bytes: z.instanceof(Uint8Array) });

/** Of a bucket, by number; those that are gone are left out. */
export async function readSweepRecords(
  tx: SqlExecutor,
  region: Region,
  bucket: number,
  numbers: readonly number[],
): Promise<readonly { readonly number: number; readonly bytes: Uint8Array }[]> {
  const { rows } = await tx.query(
    `select content_number, bytes from sweep_records
     where region = $1 and seq >= $2 and seq < $3 and content_number = any ($4::bigint[]) and bytes is not null order by seq`,
    [region, bucket * BUCKET, (bucket + 1) * BUCKET, numbers],
  );
  return rows.map((row) => {
    const r = bytesSchema.parse(row);
    return { number: r.content_number, bytes: r.bytes };
  });
}

const ownBytesSchema = z.object({
  acquisition_id: z.string(),
  prepared_key: z.string(),
  bytes: z.instanceof(Uint8Array),
});

/** Of these acquisitions, by id: what the method version made, and of which prepared mark. Those without one are left out. */
export async function readRecordsOf(
  tx: SqlExecutor,
  acquisitionIds: readonly string[],
  { method, methodVersion }: SweepMethodVersion,
): Promise<ReadonlyMap<string, { readonly preparedKey: string; readonly bytes: Uint8Array }>> {
  const { rows } = await tx.query(
    `select acquisition_id, prepared_key, bytes from sweep_records
     where acquisition_id = any ($1::uuid[]) and method = $2 and method_version = $3 and bytes is not null`,
    [acquisitionIds, method, methodVersion],
  );
  return new Map(
    rows.map((row) => {
      const r = ownBytesSchema.parse(row);
      return [r.acquisition_id, { preparedKey: r.prepared_key, bytes: r.bytes }];
    }),
  );
}

export interface UnsweptMark {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  readonly outlineVersion: number;
}

/** SQL of `features f`: of the region ($1), without a record of the method ($2) and version ($3). */
const UNSWEPT = `f.region = $1 and f.own and not exists (select from sweep_records r where r.acquisition_id = f.acquisition_id
  and r.method = $2 and r.method_version = $3 and r.prepared_key = f.prepared_key)`;

/** Prepared marks of which there is no record of the method version, nor a reason why: oldest acquisitions first. */
export async function listUnsweptMarks(
  tx: SqlExecutor,
  region: Region,
  { method, methodVersion }: SweepMethodVersion,
  limit: number,
): Promise<readonly UnsweptMark[]> {
  const { rows } = await tx.query(
    // Their ids first: along the key of each part, where a sort by two columns would read all of them.
    `select m.* from (select distinct f.acquisition_id from features f where ${UNSWEPT} order by 1 limit $4) as u cross join lateral (
       select f.acquisition_id, f.owner_state, f.prepared_key, f.prepared_sha256, f.outline_version from features f
       where f.acquisition_id = u.acquisition_id and ${UNSWEPT} order by f.created_at desc limit 1) as m order by m.acquisition_id`,
    [region, method, methodVersion, limit],
  );
  return rows.map((row) => {
    const r = z
      .object({
        acquisition_id: z.string(),
        owner_state: stateCodeSchema,
        prepared_key: z.string(),
        prepared_sha256: z.string().nullable(),
        outline_version: z.number(),
      })
      .parse(row);
    return {
      acquisitionId: r.acquisition_id,
      ownerState: r.owner_state,
      preparedKey: r.prepared_key,
      preparedSha256: r.prepared_sha256,
      outlineVersion: r.outline_version,
    };
  });
}

/** Whether any mark of a region, as it was prepared last, has no record of the method version, nor a reason why. */
export async function hasUnsweptMarks(
  tx: SqlExecutor,
  region: Region,
  { method, methodVersion }: SweepMethodVersion,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select exists (select from features f
     where ${UNSWEPT}
       and not exists (select from features n where n.acquisition_id = f.acquisition_id and n.own and n.created_at > f.created_at)
       and exists (select from acquisitions a join exhibits x on x.id = a.exhibit_id
         where a.id = f.acquisition_id and x.removed_at is null)) as lacking`,
    [region, method, methodVersion],
  );
  return rows[0]?.lacking === true;
}
