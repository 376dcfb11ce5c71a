/** Exhibits that wait to be acquired. What is received first is due first, whatever days lie between (a property test holds it). */
import { z } from "zod";
import type { ExhibitType, StateCode } from "../../domain/vocabulary.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface WaitingExhibit {
  readonly exhibitId: string;
  readonly state: StateCode;
  readonly labId: string;
  readonly receivedAt: Date;
  readonly urgent: boolean;
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
): Promise<Page<WaitingExhibit>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select k.* from exhibit_clocks k join exhibits e on e.id = k.exhibit_id
     where k.waits and k.acquired_at is null and ($1::text is null or k.state = $1) and ($2::uuid is null or k.lab_id = $2)
       and ($3::text[] is null or e.type = any ($3))
       and ($4::timestamptz is null or (k.received_at, k.exhibit_id) > ($4, $5::uuid))
     order by k.received_at, k.exhibit_id limit $6`,
    [filter.state, filter.labId, filter.exhibitTypes, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseWaiting), page, (row) => [row.receivedAt.toISOString(), row.exhibitId]);
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
