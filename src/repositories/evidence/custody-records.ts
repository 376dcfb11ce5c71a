import { z } from "zod";
import { type CustodyFacts, type CustodyIdentity, custodyEventSchema, sealStateSchema } from "../../domain/custody.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface CustodyRecord extends CustodyFacts, CustodyIdentity {
  readonly sha256: string;
  /** The record that corrects this one; null: it stands. */
  readonly correctedBy: string | null;
}

const custodySchema = z.object({
  id: z.string(),
  owner_state: z.string(),
  exhibit_id: z.string(),
  event: custodyEventSchema,
  occurred_at: z.date(),
  from_holder: z.string().nullable(),
  to_holder: z.string().nullable(),
  place: z.string(),
  seal_number: z.string().nullable(),
  seal_state: sealStateSchema,
  purpose: z.string(),
  note: z.string().nullable(),
  corrects: z.string().nullable(),
  correction_reason: z.string().nullable(),
  sha256: z.string(),
  recorded_by: z.string(),
  recorded_at: z.date(),
  corrected_by: z.string().nullable(),
});

function toRecord(row: unknown): CustodyRecord {
  const r = custodySchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    exhibitId: r.exhibit_id,
    event: r.event,
    occurredAt: r.occurred_at,
    fromHolder: r.from_holder,
    toHolder: r.to_holder,
    place: r.place,
    sealNumber: r.seal_number,
    sealState: r.seal_state,
    purpose: r.purpose,
    note: r.note,
    corrects: r.corrects,
    correctionReason: r.correction_reason,
    sha256: r.sha256,
    recordedBy: r.recorded_by,
    recordedAt: r.recorded_at,
    correctedBy: r.corrected_by,
  };
}

const SELECT = `select r.*, (select id from custody_records as c where c.corrects = r.id) as corrected_by from custody_records as r`;

/**
 * Records of one exhibit are written one after the other: what one allows depends on those before it. Not "for update", which whoever decides
 * on a pair of it would wait for (migrations/073).
 */
export async function lockCustody(tx: SqlExecutor, exhibitId: string): Promise<CustodyRecord[]> {
  await tx.query("select id from exhibits where id = $1 for no key update", [exhibitId]);
  const { rows } = await tx.query(`${SELECT} where r.exhibit_id = $1 order by r.occurred_at, r.id`, [exhibitId]);
  return rows.map(toRecord);
}

export async function insertCustodyRecord(tx: SqlExecutor, record: Omit<CustodyRecord, "correctedBy">): Promise<void> {
  await tx.query(
    `insert into custody_records (id, owner_state, exhibit_id, event, occurred_at, from_holder, to_holder, place, seal_number,
       seal_state, purpose, note, corrects, correction_reason, sha256, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      record.id,
      record.ownerState,
      record.exhibitId,
      record.event,
      record.occurredAt,
      record.fromHolder,
      record.toHolder,
      record.place,
      record.sealNumber,
      record.sealState,
      record.purpose,
      record.note,
      record.corrects,
      record.correctionReason,
      record.sha256,
      record.recordedBy,
      record.recordedAt,
    ],
  );
}

/** In the order of what happened, corrected records among them. */
export async function listCustodyRecords(
  tx: SqlExecutor,
  exhibitId: string,
  page: PageRequest,
): Promise<Page<CustodyRecord>> {
  const [occurredAt, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT} where r.exhibit_id = $1
       and ($2::timestamptz is null or (r.occurred_at, r.id) > ($2::timestamptz, $3::uuid))
     order by r.occurred_at, r.id limit $4`,
    [exhibitId, occurredAt, id, page.limit + 1],
  );
  return readPage(rows.map(toRecord), page, (record) => [record.occurredAt.toISOString(), record.id]);
}

/** The records that stand, in the order of what happened; corrected ones are left out. */
export async function listStandingCustody(tx: SqlExecutor, exhibitId: string): Promise<CustodyRecord[]> {
  const { rows } = await tx.query(`${SELECT} where r.exhibit_id = $1 order by r.occurred_at, r.id`, [exhibitId]);
  return rows.map(toRecord).filter((record) => record.correctedBy === null);
}

/** Every record there is, by id, from after `id`. */
export async function listAllCustody(tx: SqlExecutor, id: string | null, limit: number): Promise<CustodyRecord[]> {
  const { rows } = await tx.query(
    `select r.*, null as corrected_by from custody_records as r
     where ($1::uuid is null or id > $1::uuid) and not exists (
       select 1 from exhibits x join audit_events e
         on e.target_kind = 'exhibit' and e.target_id = x.id::text and e.action = 'evidence.purged'
       where x.id = r.exhibit_id and x.purged_at is not null)
     order by id limit $2`,
    [id, limit],
  );
  return rows.map(toRecord);
}

const mismatchSchema = z.object({ id: z.string(), seq: z.string().nullable(), gone: z.boolean() });

/** Records that the trail does not tell of as they are, and those that it tells of and that are gone; the first few. */
export async function listCustodyMismatches(
  tx: SqlExecutor,
  limit: number,
): Promise<readonly z.output<typeof mismatchSchema>[]> {
  const { rows } = await tx.query(
    `select coalesce(r.id::text, e.id) as id, e.seq::text as seq, r.id is null as gone
     from custody_records as r
     full join
       (select seq, detail ->> 'custodyId' as id, detail ->> 'sha256' as sha256 from audit_events
        where action in ('custody.recorded', 'custody.corrected')) as e on e.id = r.id::text
     where r.id is null or e.id is null or e.sha256 is distinct from r.sha256
     order by 1 limit $1`,
    [limit],
  );
  return z.array(mismatchSchema).parse(rows);
}
