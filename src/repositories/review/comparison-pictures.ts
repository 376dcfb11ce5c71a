/** Pictures of comparisons that examiners kept. They are added, never changed. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface ComparisonPicture {
  readonly id: string;
  readonly linkageId: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly candidateId: string;
  readonly comparisonId: string;
  readonly accountId: string;
  readonly accountState: StateCode;
  readonly caption: string | null;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Of the blob. */
  readonly blobKey: string;
  readonly createdAt: Date;
}

/** What is told of a picture, without the way to its pixels. */
export type PictureHead = Omit<ComparisonPicture, "blobKey">;

const headSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  candidate_id: z.string(),
  comparison_id: z.string(),
  account_id: z.string(),
  account_state: stateCodeSchema,
  caption: z.string().nullable(),
  width: z.number(),
  height: z.number(),
  size_bytes: z.number(),
  sha256: z.string(),
  created_at: z.date(),
});
const rowSchema = headSchema.extend({ blob_key: z.string() });

function parsePicture(row: unknown): ComparisonPicture {
  return { ...parseHead(row), blobKey: rowSchema.parse(row).blob_key };
}

function parseHead(row: unknown): PictureHead {
  const r = headSchema.parse(row);
  return {
    id: r.id,
    linkageId: r.linkage_id,
    stateA: r.state_a,
    stateB: r.state_b,
    candidateId: r.candidate_id,
    comparisonId: r.comparison_id,
    accountId: r.account_id,
    accountState: r.account_state,
    caption: r.caption,
    width: r.width,
    height: r.height,
    sizeBytes: r.size_bytes,
    sha256: r.sha256,
    createdAt: r.created_at,
  };
}

export async function insertPicture(tx: SqlExecutor, row: ComparisonPicture): Promise<void> {
  await tx.query(
    `insert into comparison_pictures (id, linkage_id, state_a, state_b, candidate_id, comparison_id, account_id, account_state, caption,
       width, height, size_bytes, sha256, blob_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.id,
      row.linkageId,
      row.stateA,
      row.stateB,
      row.candidateId,
      row.comparisonId,
      row.accountId,
      row.accountState,
      row.caption,
      row.width,
      row.height,
      row.sizeBytes,
      row.sha256,
      row.blobKey,
      row.createdAt,
    ],
  );
}

/** Of one linkage, oldest first; `accountId`: that account's only, null for everybody's. */
export async function listPictures(
  tx: SqlExecutor,
  linkageId: string,
  accountId: string | null,
): Promise<readonly ComparisonPicture[]> {
  const { rows } = await tx.query(
    `select * from comparison_pictures where linkage_id = $1 and ($2::uuid is null or account_id = $2) order by created_at, id`,
    [linkageId, accountId],
  );
  return rows.map(parsePicture);
}

/** The same as an auditor is told of them: neither the picture nor what it is to show. */
export async function listPictureHeads(tx: SqlExecutor, linkageId: string): Promise<readonly PictureHead[]> {
  const { rows } = await tx.query("select * from picture_heads($1)", [linkageId]);
  return rows.map((row) => parseHead({ ...row, caption: null }));
}
