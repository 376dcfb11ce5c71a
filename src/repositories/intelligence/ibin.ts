import { z } from "zod";
import {
  type IbinDecisionCode,
  type IbinIndicator,
  ibinDecisionSchema,
  ibinIndicatorSchema,
} from "../../domain/intelligence/ibin.ts";
import { type EventType, eventTypeSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** Whether an indicator holds of a case, as somebody coded it at one time. The newest of an indicator stands. */
export interface CaseIndicator {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly indicator: IbinIndicator;
  readonly holds: boolean;
  readonly replaces: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const indicatorSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  indicator: ibinIndicatorSchema,
  holds: z.boolean(),
  replaces: z.string().nullable(),
  recorded_by: z.string(),
  recorded_at: z.date(),
});

/** Oldest first: of each indicator the last stands. */
export async function listCaseIndicators(tx: SqlExecutor, caseId: string): Promise<readonly CaseIndicator[]> {
  const { rows } = await tx.query(
    "select * from case_indicators where case_id = $1 order by recorded_at, replaces is not null, id",
    [caseId],
  );
  return rows.map((row) => {
    const r = indicatorSchema.parse(row);
    return {
      id: r.id,
      ownerState: r.owner_state,
      caseId: r.case_id,
      indicator: r.indicator,
      holds: r.holds,
      replaces: r.replaces,
      recordedBy: r.recorded_by,
      recordedAt: r.recorded_at,
    };
  });
}

/** False where another record of the same was made meanwhile. */
export async function insertCaseIndicator(tx: SqlExecutor, row: CaseIndicator): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into case_indicators (id, owner_state, case_id, indicator, holds, replaces, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [row.id, row.ownerState, row.caseId, row.indicator, row.holds, row.replaces, row.recordedBy, row.recordedAt],
  );
  return rowCount > 0;
}

/** What a coordinator decided about nominating a case. The newest of a case stands. */
export interface IbinDecision {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  readonly decision: IbinDecisionCode;
  /** Those that held when it was decided. */
  readonly indicators: readonly IbinIndicator[];
  readonly reasons: string;
  readonly replaces: string | null;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** False where another decision was made meanwhile. */
export async function insertIbinDecision(tx: SqlExecutor, row: IbinDecision): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into ibin_decisions (id, owner_state, case_id, decision, indicators, reasons, replaces, decided_by, decided_at)
     values ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9) on conflict do nothing`,
    [
      row.id,
      row.ownerState,
      row.caseId,
      row.decision,
      row.indicators,
      row.reasons,
      row.replaces,
      row.decidedBy,
      row.decidedAt,
    ],
  );
  return rowCount > 0;
}

/** A case with all that speaks for or against nominating it. */
export interface IbinCase {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly eventType: EventType;
  readonly occurredOn: string | null;
  readonly restricted: boolean;
  readonly createdAt: Date;
  readonly firearms: number;
  readonly exhibits: number;
  readonly calibres: readonly string[];
  readonly coded: ReadonlyMap<IbinIndicator, boolean>;
  readonly decided: Pick<IbinDecision, "id" | "decision" | "indicators" | "reasons" | "decidedBy" | "decidedAt"> | null;
}

const caseSchema = z.object({
  id: z.string(),
  case_number: z.string(),
  event_type: eventTypeSchema,
  occurred: z.string().nullable(),
  restricted: z.boolean(),
  created_at: z.date(),
  firearms: z.coerce.number(),
  exhibits: z.coerce.number(),
  calibres: z.array(z.string()).nullable(),
  coded: z.array(z.object({ indicator: ibinIndicatorSchema, holds: z.boolean() })).nullable(),
  decision_id: z.string().nullable(),
  decision: ibinDecisionSchema.nullable(),
  indicators: z.array(ibinIndicatorSchema).nullable(),
  reasons: z.string().nullable(),
  decided_by: z.string().nullable(),
  decided_at: z.date().nullable(),
});

function parseCase(row: unknown): IbinCase {
  const r = caseSchema.parse(row);
  const decided =
    r.decision_id === null
      ? null
      : {
          id: r.decision_id,
          decision: r.decision!,
          indicators: r.indicators!,
          reasons: r.reasons!,
          decidedBy: r.decided_by!,
          decidedAt: r.decided_at!,
        };
  return {
    caseId: r.id,
    caseNumber: r.case_number,
    eventType: r.event_type,
    occurredOn: r.occurred,
    restricted: r.restricted,
    createdAt: r.created_at,
    firearms: r.firearms,
    exhibits: r.exhibits,
    calibres: r.calibres ?? [],
    coded: new Map((r.coded ?? []).map(({ indicator, holds }) => [indicator, holds])),
    decided,
  };
}

// A cast is no firearm of its own.
const SELECT = `select c.id, c.case_number, c.event_type, to_char(c.occurred_on, 'YYYY-MM-DD') as occurred, c.restricted, c.created_at,
    x.firearms, x.exhibits, x.calibres, i.coded,
    d.id as decision_id, d.decision, d.indicators, d.reasons, d.decided_by, d.decided_at
  from cases c
    cross join lateral (
      select count(*) filter (where e.type = 'firearm' and e.category <> 'CAST') as firearms, count(*) as exhibits,
        array_agg(distinct e.calibre order by e.calibre) filter (where e.calibre is not null) as calibres
      from exhibits e where e.case_id = c.id and e.removed_at is null) x
    cross join lateral (
      select jsonb_agg(jsonb_build_object('indicator', k.indicator, 'holds', k.holds) order by k.indicator) as coded
      from case_indicators k
      where k.case_id = c.id and not exists (select from case_indicators n where n.replaces = k.id)) i
    left join ibin_decisions d on d.case_id = c.id and not exists (select from ibin_decisions n where n.replaces = d.id)`;

export async function findIbinCase(tx: SqlExecutor, caseId: string): Promise<IbinCase | null> {
  const { rows } = await tx.query(`${SELECT} where c.id = $1`, [caseId]);
  return rows[0] === undefined ? null : parseCase(rows[0]);
}

/** Cases of which anything speaks for a nomination, or was decided; newest first. */
export async function listIbinCases(
  tx: SqlExecutor,
  filter: { readonly ownerState: StateCode; readonly decision: IbinDecisionCode | null },
  page: PageRequest,
): Promise<Page<IbinCase>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT}
     where c.owner_state = $1 and c.removed_at is null and ($5::text is null or d.decision = $5)
       and (c.event_type = 'border/customs seizure' or x.firearms >= 3 or d.id is not null
         or i.coded @> '[{"holds": true}]')
       and ($2::timestamptz is null or (c.created_at, c.id) < ($2, $3::uuid))
     order by c.created_at desc, c.id desc limit $4`,
    [filter.ownerState, time, id, page.limit + 1, filter.decision],
  );
  return readPage(rows.map(parseCase), page, (row) => [row.createdAt.toISOString(), row.caseId]);
}
