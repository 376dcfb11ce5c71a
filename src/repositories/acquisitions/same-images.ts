/** The same bytes from two labs: the same image, never a match. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface SameImage {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
}

const rowSchema = z.object({ id: z.string(), owner_state: stateCodeSchema });

/** Until the transaction ends, no other takes in the same bytes: of two labs at once, the second sees the first. */
export async function lockBytes(tx: SqlExecutor, sha256: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [sha256]);
}

/** Links an acquisition both ways with every other of the same bytes, and returns the others. */
export async function linkSameImages(
  tx: SqlExecutor,
  acquisition: { id: string },
  at: Date,
): Promise<readonly SameImage[]> {
  const { rows } = await tx.query("select id, owner_state from link_same_images($1, $2)", [acquisition.id, at]);
  const others = rows.map((row) => rowSchema.parse(row));
  return others.map((other) => ({ acquisitionId: other.id, ownerState: other.owner_state }));
}

/** The acquisitions of other labs that are the same image, oldest first. */
export async function listSameImages(tx: SqlExecutor, acquisitionId: string): Promise<readonly SameImage[]> {
  const { rows } = await tx.query(
    `select a.id, a.owner_state from same_images s join acquisitions a on a.id = s.same_as_id
     where s.acquisition_id = $1 order by a.created_at, a.id`,
    [acquisitionId],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return { acquisitionId: r.id, ownerState: r.owner_state };
  });
}
