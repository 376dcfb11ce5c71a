import { z } from "zod";
import type { PartDecision } from "../../domain/report-request.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What an owner answered; kept as it was written. More may be asked before it is released or refused, once. */
export interface RequestAnswer {
  readonly id: string;
  readonly partId: string;
  readonly requestId: string;
  readonly ownerState: StateCode;
  readonly askingState: StateCode;
  readonly decision: PartDecision;
  readonly reason: string | null;
  readonly releaseId: string | null;
  readonly answeredBy: string;
  readonly createdAt: Date;
}

/** False where it was released or refused before. */
export async function insertAnswer(tx: SqlExecutor, row: RequestAnswer): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into report_request_answers
       (id, part_id, request_id, owner_state, asking_state, decision, reason, release_id, answered_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      row.id,
      row.partId,
      row.requestId,
      row.ownerState,
      row.askingState,
      row.decision,
      row.reason,
      row.releaseId,
      row.answeredBy,
      row.createdAt,
    ],
  );
  return rowCount === 1;
}

const rowSchema = z.object({
  id: z.string(),
  part_id: z.string(),
  request_id: z.string(),
  owner_state: stateCodeSchema,
  asking_state: stateCodeSchema,
  decision: z.enum(["released", "refused", "more_asked"]),
  reason: z.string().nullable(),
  release_id: z.string().nullable(),
  answered_by: z.string(),
  created_at: z.date(),
});

/** Of these parts, in the order in which they were given. */
export async function listAnswers(tx: SqlExecutor, partIds: readonly string[]): Promise<readonly RequestAnswer[]> {
  const { rows } = await tx.query(
    "select * from report_request_answers where part_id = any ($1::uuid[]) order by created_at, id",
    [partIds],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return {
      id: r.id,
      partId: r.part_id,
      requestId: r.request_id,
      ownerState: r.owner_state,
      askingState: r.asking_state,
      decision: r.decision,
      reason: r.reason,
      releaseId: r.release_id,
      answeredBy: r.answered_by,
      createdAt: r.created_at,
    };
  });
}

const wordsSchema = z.object({ part_id: z.string(), words: z.string(), created_at: z.date() });

/** What who asked replied to the owners' questions. */
export async function listReplies(
  tx: SqlExecutor,
  partIds: readonly string[],
): Promise<readonly { readonly partId: string; readonly words: string; readonly createdAt: Date }[]> {
  const { rows } = await tx.query(
    "select * from report_request_words where part_id = any ($1::uuid[]) order by created_at, id",
    [partIds],
  );
  return rows
    .map((row) => wordsSchema.parse(row))
    .map((r) => ({ partId: r.part_id, words: r.words, createdAt: r.created_at }));
}
