/** Who or what asked for a search, why and with which parameters; never changed. How far its searches are, their runs tell. */
import { z } from "zod";
import {
  CORRELATION_KINDS,
  type CorrelationKind,
  categorySchema,
  type Region,
  regionSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import { type WorkPurposeCode, workPurposeSchema } from "../../domain/work-purpose.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** What is left out is as on arrival: every state, related calibres, every category and day. */
export const correlationParametersSchema = z.strictObject({
  states: z.array(stateCodeSchema).min(1).optional(),
  calibres: z.enum(["related", "any"]).optional(),
  categories: z
    .array(categorySchema.exclude(["CAST"]))
    .min(1)
    .optional(),
  occurredFrom: z.iso.date().optional(),
  occurredTo: z.iso.date().optional(),
  limit: z.int().min(1).max(1_000).optional(),
});
export type CorrelationParameters = z.infer<typeof correlationParametersSchema>;

export interface CorrelationRequest {
  readonly id: string;
  /** Of the acquisition; null for all of a region. */
  readonly ownerState: StateCode | null;
  readonly kind: CorrelationKind;
  readonly region: Region;
  readonly acquisitionId: string | null;
  readonly parameters: CorrelationParameters;
  readonly reason: string;
  readonly caseNumber: string | null;
  /** Of the session in which a person asked; null for the program's own. */
  readonly purpose: WorkPurposeCode | null;
  readonly workPurposeId: string | null;
  readonly askedByKind: "account" | "station" | "system";
  readonly askedBy: string;
  readonly createdAt: Date;
}

/** How far the searches of a request are. */
export interface CorrelationProgress {
  readonly searches: number;
  readonly searched: number;
  /** Searches whose candidates were all compared. */
  readonly verified: number;
  readonly failed: number;
  /** Pairs that the searches found, and those of them that no search had found before. */
  readonly found: number;
  readonly added: number;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema.nullable(),
  kind: z.enum(CORRELATION_KINDS),
  region: regionSchema,
  acquisition_id: z.string().nullable(),
  parameters: correlationParametersSchema,
  reason: z.string(),
  case_number: z.string().nullable(),
  purpose: workPurposeSchema.nullable(),
  work_purpose_id: z.string().nullable(),
  asked_by_kind: z.enum(["account", "station", "system"]),
  asked_by: z.string(),
  created_at: z.date(),
});

function parseRequest(row: unknown): CorrelationRequest {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    kind: r.kind,
    region: r.region,
    acquisitionId: r.acquisition_id,
    parameters: r.parameters,
    reason: r.reason,
    caseNumber: r.case_number,
    purpose: r.purpose,
    workPurposeId: r.work_purpose_id,
    askedByKind: r.asked_by_kind,
    askedBy: r.asked_by,
    createdAt: r.created_at,
  };
}

export async function insertRequest(tx: SqlExecutor, request: CorrelationRequest): Promise<void> {
  await tx.query(
    `insert into correlation_requests (id, owner_state, kind, region, acquisition_id, parameters, reason, case_number, asked_by_kind,
       asked_by, created_at, purpose, work_purpose_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      request.id,
      request.ownerState,
      request.kind,
      request.region,
      request.acquisitionId,
      JSON.stringify(request.parameters),
      request.reason,
      request.caseNumber,
      request.askedByKind,
      request.askedBy,
      request.createdAt,
      request.purpose,
      request.workPurposeId,
    ],
  );
}

export async function findRequest(tx: SqlExecutor, id: string): Promise<CorrelationRequest | null> {
  const { rows } = await tx.query("select * from correlation_requests where id = $1", [id]);
  return rows[0] === undefined ? null : parseRequest(rows[0]);
}

/** Newest first. Of no state in particular, all; of a state, its own and those of a region as a whole. */
export async function listRequests(
  tx: SqlExecutor,
  filter: {
    readonly ownerState: StateCode | null;
    readonly acquisitionId: string | null;
    readonly kind: CorrelationKind | null;
  },
  page: PageRequest,
): Promise<Page<CorrelationRequest>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from correlation_requests
     where ($1::text is null or owner_state = $1 or owner_state is null) and ($2::uuid is null or acquisition_id = $2)
       and ($3::text is null or kind = $3) and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
     order by created_at desc, id desc limit $6`,
    [filter.ownerState, filter.acquisitionId, filter.kind, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseRequest), page, (request) => [request.createdAt.toISOString(), request.id]);
}
