/** Which stored marks the second net may register with one mark: the same that the search by vectors may name. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlNamedAmong } from "../evidence/exhibit-sides.ts";
import { type SearchFilter, writeMatching } from "../search/search-filter.ts";
import type { ModelVersion } from "../search/search-spaces.ts";
import { findSearchedMark } from "../search/searched-mark.ts";
import { BUCKET, type SweepMethodVersion } from "./sweep-records.ts";

export interface SweptMark {
  /** Of its record's content. */
  readonly number: number;
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
}

export interface SweptQuery {
  readonly acquisitionId: string;
  /** The active one: its vectors' rows tell what is filtered by. */
  readonly model: ModelVersion;
  readonly sweep: SweepMethodVersion;
  readonly bucket: number;
  readonly filter: SearchFilter;
  readonly now: Date;
}

const rowSchema = z.object({
  content_number: z.coerce.number(),
  acquisition_id: z.string(),
  owner_state: stateCodeSchema,
});

/** Those of a bucket, in the order of their records; none where the mark itself is not described by the model. */
export async function listSweptMarks(tx: SqlExecutor, query: SweptQuery): Promise<readonly SweptMark[]> {
  const { acquisitionId, model, sweep, now } = query;
  const mark = await findSearchedMark(tx, { acquisitionId, model, now });
  if (mark === null) return [];
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const { rows } = await tx.query(
    `with listed as materialized (select r.content_number, f.acquisition_id, f.owner_state, a.exhibit_id, r.seq
     from sweep_records r join features f on f.acquisition_id = r.acquisition_id and f.own and f.prepared_key = r.prepared_key
       and f.model_id = ${place(model.id)} and f.model_version = ${place(model.version)}
       join acquisitions a on a.id = f.acquisition_id
     where r.region = ${place(mark.region)} and r.method = ${place(sweep.method)} and r.method_version = ${place(sweep.methodVersion)}
       and r.bytes is not null and r.seq >= ${place(query.bucket * BUCKET)} and r.seq < ${place((query.bucket + 1) * BUCKET)}
       and f.view = ${place(mark.view)} and ${writeMatching(mark, query.filter, place)})
     select l.content_number, l.acquisition_id, l.owner_state from listed l where l.exhibit_id in
       ${sqlNamedAmong("array(select distinct exhibit_id from listed)", `${place(mark.ownerState)}::text`, `${place(now)}::timestamptz`)}
     order by l.seq`,
    values,
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return { number: r.content_number, acquisitionId: r.acquisition_id, ownerState: r.owner_state };
  });
}
