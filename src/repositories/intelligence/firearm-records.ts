import { z } from "zod";
import {
  type FirearmFacts,
  firearmKindSchema,
  recoverySchema,
  serialStateSchema,
} from "../../domain/intelligence/firearm.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What was recorded of a firearm exhibit at one time. The newest record of an exhibit stands. */
export interface FirearmRecord extends FirearmFacts {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly exhibitId: string;
  readonly corrects: string | null;
  readonly correctionReason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  exhibit_id: z.string(),
  kind: firearmKindSchema,
  make: z.string().nullable(),
  model: z.string().nullable(),
  serial_number: z.string().nullable(),
  serial_state: serialStateSchema,
  country_of_origin: z.string().nullable(),
  import_marks: z.string().nullable(),
  recovery: recoverySchema,
  recovered: z.string(),
  recovery_place: z.string().nullable(),
  corrects: z.string().nullable(),
  correction_reason: z.string().nullable(),
  recorded_by: z.string(),
  recorded_at: z.date(),
});

function parseRecord(row: unknown): FirearmRecord {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    exhibitId: r.exhibit_id,
    kind: r.kind,
    make: r.make,
    model: r.model,
    serialNumber: r.serial_number,
    serialState: r.serial_state,
    countryOfOrigin: r.country_of_origin,
    importMarks: r.import_marks,
    recovery: r.recovery,
    recoveredOn: r.recovered,
    recoveryPlace: r.recovery_place,
    corrects: r.corrects,
    correctionReason: r.correction_reason,
    recordedBy: r.recorded_by,
    recordedAt: r.recorded_at,
  };
}

/** Oldest first; the last one stands. */
export async function listFirearmRecords(tx: SqlExecutor, exhibitId: string): Promise<readonly FirearmRecord[]> {
  const { rows } = await tx.query(
    `select *, to_char(recovered_on, 'YYYY-MM-DD') as recovered from firearm_records where exhibit_id = $1
     order by recorded_at, corrects is not null, id`,
    [exhibitId],
  );
  return rows.map(parseRecord);
}

/** False where another record was made of the exhibit meanwhile. */
export async function insertFirearmRecord(tx: SqlExecutor, record: FirearmRecord): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into firearm_records (id, owner_state, exhibit_id, kind, make, model, serial_number, serial_state,
       country_of_origin, import_marks, recovery, recovered_on, recovery_place, corrects, correction_reason, recorded_by,
       recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::date, $13, $14, $15, $16, $17)
     on conflict do nothing`,
    [
      record.id,
      record.ownerState,
      record.exhibitId,
      record.kind,
      record.make,
      record.model,
      record.serialNumber,
      record.serialState,
      record.countryOfOrigin,
      record.importMarks,
      record.recovery,
      record.recoveredOn,
      record.recoveryPlace,
      record.corrects,
      record.correctionReason,
      record.recordedBy,
      record.recordedAt,
    ],
  );
  return rowCount > 0;
}
