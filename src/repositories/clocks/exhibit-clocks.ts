/** Exhibits that wait to be acquired. What is received first is due first, whatever days lie between (a property test holds it). */
import { z } from "zod";
import { type ExhibitType, exhibitTypeSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface WaitingExhibit {
  readonly exhibitId: string;
  readonly state: StateCode;
  readonly labId: string;
  readonly receivedAt: Date;
  readonly urgent: boolean;
}

/** With what the person who acquires it looks for on the shelf. */
export interface NamedWaitingExhibit extends WaitingExhibit {
  readonly exhibitNumber: string;
  readonly type: ExhibitType;
  readonly caseId: string;
  readonly caseNumber: string;
}

const rowSchema = z.object({
  exhibit_id: z.string(),
  state: stateCodeSchema,
  lab_id: z.string(),
  received_at: z.date(),
  urgent: z.boolean(),
});

function parseWaiting(row: unknown): WaitingExhibit {
  const r = rowSchema.parse(row);
  return {
    exhibitId: r.exhibit_id,
    state: r.state,
    labId: r.lab_id,
    receivedAt: r.received_at,
    urgent: r.urgent,
  };
}

const nameSchema = z.object({
  exhibit_number: z.string(),
  type: exhibitTypeSchema,
  case_id: z.string(),
  case_number: z.string(),
});

function parseNamed(row: unknown): NamedWaitingExhibit {
  const r = nameSchema.parse(row);
  const names = { exhibitNumber: r.exhibit_number, type: r.type, caseId: r.case_id, caseNumber: r.case_number };
  return { ...parseWaiting(row), ...names };
}

export interface WaitingFilter {
  /** Null: every state. */
  readonly state: StateCode | null;
  readonly labId: string | null;
  /** Of a station's token; null: all. */
  readonly exhibitTypes: readonly ExhibitType[] | null;
}

export async function listWaitingExhibits(
  tx: SqlExecutor,
  filter: WaitingFilter,
  page: PageRequest,
): Promise<Page<NamedWaitingExhibit>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select k.*, e.exhibit_number, e.type, e.case_id, c.case_number
     from exhibit_clocks k join exhibits e on e.id = k.exhibit_id join cases c on c.id = e.case_id
     where k.waits and k.acquired_at is null and ($1::text is null or k.state = $1) and ($2::uuid is null or k.lab_id = $2)
       and ($3::text[] is null or e.type = any ($3))
       and ($4::timestamptz is null or (k.received_at, k.exhibit_id) > ($4, $5::uuid))
     order by k.received_at, k.exhibit_id limit $6`,
    [filter.state, filter.labId, filter.exhibitTypes, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseNamed), page, (row) => [row.receivedAt.toISOString(), row.exhibitId]);
}

/** All of a state, or of every state, without what their exhibits are. */
export async function listAllWaiting(tx: SqlExecutor, state: StateCode | null): Promise<readonly WaitingExhibit[]> {
  const { rows } = await tx.query(
    `select * from exhibit_clocks where waits and acquired_at is null and ($1::text is null or state = $1)
     order by received_at, exhibit_id`,
    [state],
  );
  return rows.map(parseWaiting);
}
