/** Which files of the store go with a state's archive, and which of an archive's are another state's here. */
import { BLOB_MEMBERS } from "../../domain/exchange/archive-blob-keys.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { writeIsWithheld } from "./archive-records.ts";

/** A state has some hundred thousand: no statement takes so long that it is given up. */
const BATCH = 10_000;

/** What lines name that an archive left here, as those of tables do. */
const KEPT = Object.entries(BLOB_MEMBERS)
  .flatMap(([table, members]) =>
    members.map(
      ([key, sha256]) =>
        `union all select record ->> '${key}', ${sha256 === null ? "null" : `record ->> '${sha256}'`} from kept_records
         where owner_state = $1 and path = 'records/${table}.jsonl'`,
    ),
  )
  .join(" ");

/**
 * Blobs that belong to the state's rows, with their SHA-256 where a row states it: neither what a purge deleted, nor what is another state's
 * though a line that an archive brought names it.
 */
export async function listStateBlobs(
  tx: SqlExecutor,
  state: StateCode,
  now: Date,
): Promise<readonly { readonly key: string; readonly sha256: string | null }[]> {
  const { rows } = await tx.query(
    `select key, max(sha256) as sha256 from (
       select blob_key as key, sha256 from acquisitions where owner_state = $1
       union all select preview_key, null from acquisitions where owner_state = $1
       union all select prepared_key, prepared_sha256 from features where owner_state = $1
       union all select prepared_key, prepared_sha256 from feature_history where owner_state = $1
       union all select k.mark_key_a, k.mark_sha256_a from comparisons k join candidates c on c.id = k.candidate_id where c.state_a = $1
       union all select k.mark_key_b, k.mark_sha256_b from comparisons k join candidates c on c.id = k.candidate_id where c.state_b = $1
       union all select land ->> 'key', land ->> 'sha256' from bullet_comparisons k cross join jsonb_array_elements(k.lands) as land
         where k.state_a = $1 and k.state_b = $1
       union all select t.pdf_key, t.pdf_sha256 from reports t where t.owner_state = $1 and not ${writeIsWithheld("t", "$1", "$2")}
       union all select p.blob_key, p.sha256 from comparison_pictures p where p.state_a = $1 and p.state_b = $1
       union all select land ->> 'key', land ->> 'sha256' from kept_records k
         cross join jsonb_path_query(k.record, '$.lands[*]') as land
         where k.owner_state = $1 and k.path = 'records/bullet_comparisons.jsonl'
       ${KEPT}
     ) b where key not like 'purged/%' group by key order by key collate "C"`,
    [state, now],
  );
  const found = rows.map((row) => ({ key: String(row.key), sha256: row.sha256 === null ? null : String(row.sha256) }));
  const foreign = new Set(
    await listForeignBlobs(
      tx,
      state,
      found.map(({ key }) => key),
    ),
  );
  return found.filter(({ key }) => !foreign.has(key));
}

/** Those of the keys that are another state's, by the record that they belong to. */
export async function listForeignBlobs(
  tx: SqlExecutor,
  state: StateCode,
  keys: readonly string[],
): Promise<readonly string[]> {
  const foreign: string[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    const { rows } = await tx.query("select f.key from foreign_blobs($1, $2) as f (key)", [
      state,
      keys.slice(from, from + BATCH),
    ]);
    foreign.push(...rows.map((row) => String(row.key)));
  }
  return foreign;
}
