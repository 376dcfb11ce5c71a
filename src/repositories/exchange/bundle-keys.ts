import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage } from "../page.ts";

export interface BundleKey {
  /** Thumbprint of RFC 7638. */
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly name: string;
  readonly publicKey: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
}

const keySchema = z
  .object({
    id: z.string(),
    owner_state: stateCodeSchema,
    lab_id: z.string(),
    name: z.string(),
    public_key: z.string(),
    created_by: z.string(),
    created_at: z.date(),
    revoked_by: z.string().nullable(),
    revoked_at: z.date().nullable(),
  })
  .transform((r) => ({
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    name: r.name,
    publicKey: r.public_key,
    createdBy: r.created_by,
    createdAt: r.created_at,
    revokedBy: r.revoked_by,
    revokedAt: r.revoked_at,
  }));

/** Null where the key is registered already, by whatever state. */
export async function insertBundleKey(
  tx: SqlExecutor,
  row: Omit<BundleKey, "revokedBy" | "revokedAt">,
): Promise<BundleKey | null> {
  const { rows } = await tx.query(
    `insert into bundle_keys (id, owner_state, lab_id, name, public_key, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning *`,
    [row.id, row.ownerState, row.labId, row.name, row.publicKey, row.createdBy, row.createdAt],
  );
  return rows[0] === undefined ? null : keySchema.parse(rows[0]);
}

export async function findBundleKey(tx: SqlExecutor, id: string): Promise<BundleKey | null> {
  const { rows } = await tx.query("select * from bundle_keys where id = $1", [id]);
  return rows[0] === undefined ? null : keySchema.parse(rows[0]);
}

/** Null where it was revoked already. */
export async function revokeBundleKey(tx: SqlExecutor, id: string, by: string, at: Date): Promise<BundleKey | null> {
  const { rows } = await tx.query(
    "update bundle_keys set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null returning *",
    [id, by, at],
  );
  return rows[0] === undefined ? null : keySchema.parse(rows[0]);
}

const pageKeySchema = z.tuple([z.iso.datetime(), z.string().max(60)]);

/** Newest first. */
export async function listBundleKeys(tx: SqlExecutor, state: StateCode, page: PageRequest): Promise<Page<BundleKey>> {
  const after = page.after === null ? null : pageKeySchema.safeParse(page.after);
  if (after?.success === false) throw new RibinError("CURSOR_INVALID");
  const { rows } = await tx.query(
    `select * from bundle_keys where owner_state = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::text))
     order by created_at desc, id desc limit $4`,
    [state, after?.data?.[0] ?? null, after?.data?.[1] ?? null, page.limit + 1],
  );
  return readPage(z.array(keySchema).parse(rows), page, (row) => [row.createdAt.toISOString(), row.id]);
}

export interface ReceivedBundle {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly keyId: string;
  readonly importId: string;
  readonly manifestSha256: string;
  readonly madeAt: Date;
  readonly receivedAt: Date;
}

export async function insertBundle(tx: SqlExecutor, row: ReceivedBundle): Promise<void> {
  await tx.query(
    `insert into bundles (id, owner_state, key_id, import_id, manifest_sha256, made_at, received_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.ownerState, row.keyId, row.importId, row.manifestSha256, row.madeAt, row.receivedAt],
  );
}

export async function findBundle(
  tx: SqlExecutor,
  id: string,
): Promise<{ readonly importId: string; readonly manifestSha256: string } | null> {
  const { rows } = await tx.query("select import_id, manifest_sha256 from bundles where id = $1", [id]);
  const row = rows[0];
  return row === undefined ? null : { importId: String(row.import_id), manifestSha256: String(row.manifest_sha256) };
}
