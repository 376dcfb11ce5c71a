import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** A file that was not accepted: who sent what, and why it was refused. Never changed or deleted. */
export interface Refusal {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string | null;
  readonly actorKind: string;
  readonly actorId: string;
  readonly exhibitId: string | null;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Of the bytes that came. */
  readonly sha256: string;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string().nullable(),
  actor_kind: z.string(),
  actor_id: z.string(),
  exhibit_id: z.string().nullable(),
  file_name: z.string(),
  size_bytes: z.coerce.number(),
  sha256: z.string(),
  code: z.string(),
  detail: z.string(),
  request_id: z.string(),
  created_at: z.date(),
});

function parseRefusal(row: unknown): Refusal {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    actorKind: r.actor_kind,
    actorId: r.actor_id,
    exhibitId: r.exhibit_id,
    fileName: r.file_name,
    sizeBytes: r.size_bytes,
    sha256: r.sha256,
    code: r.code,
    detail: r.detail,
    requestId: r.request_id,
    createdAt: r.created_at,
  };
}

export async function insertRefusal(tx: SqlExecutor, row: Refusal): Promise<void> {
  await tx.query(
    `insert into refusals (id, owner_state, lab_id, actor_kind, actor_id, exhibit_id, file_name, size_bytes, sha256,
       code, detail, request_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.ownerState,
      row.labId,
      row.actorKind,
      row.actorId,
      row.exhibitId,
      row.fileName,
      row.sizeBytes,
      row.sha256,
      row.code,
      row.detail,
      row.requestId,
      row.createdAt,
    ],
  );
}

/** Newest first. */
export async function listRefusals(
  tx: SqlExecutor,
  filter: { ownerState: StateCode },
  page: PageRequest,
): Promise<Page<Refusal>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from refusals
     where owner_state = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [filter.ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseRefusal), page, (row) => [row.createdAt.toISOString(), row.id]);
}
