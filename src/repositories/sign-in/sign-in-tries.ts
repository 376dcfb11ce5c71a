import { z } from "zod";
import { SIGN_IN_HOLD } from "../../domain/sign-in-hold.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Whose credentials are tried, from where; both are hashes. */
export interface TryKey {
  readonly subject: string;
  /** "" where the account never signed in from that place, or where no such account exists. */
  readonly place: string;
}

export type Try =
  | { readonly taken: true; readonly tries: number; readonly heldUntil: Date | null }
  | { readonly taken: false; readonly heldUntil: Date };

const takenSchema = z.object({ tries: z.number(), held_until: z.date().nullable() });
const heldSchema = z.object({ held_until: z.date() });

/**
 * Counts a try before it is made, as if it failed: however many processes try at once, no more are made than are counted. A
 * success takes the count away with `forgetTries`. Not taken while the subject is held; that lengthens nothing.
 */
export async function takeTry(tx: SqlExecutor, key: TryKey, now: Date): Promise<Try> {
  const { freeTries, firstSeconds, longestSeconds, memoryHours } = SIGN_IN_HOLD;
  const { rows } = await tx.query(
    `insert into sign_in_tries as t (subject, place, tries, last_at) values ($1, $2, 1, $3::timestamptz)
     on conflict (subject, place) do update set
       tries = case when t.last_at < $4::timestamptz then 1 else t.tries + 1 end,
       last_at = $3::timestamptz,
       held_until = case when t.last_at >= $4::timestamptz and t.tries + 1 >= $5::integer then
         $3::timestamptz + make_interval(secs => least($7::float8, $6::float8 * power(2, least(t.tries + 1, 30) - $5::integer)))
       end
     where t.held_until is null or t.held_until <= $3::timestamptz
     returning tries, held_until`,
    [
      key.subject,
      key.place,
      now,
      new Date(now.getTime() - memoryHours * 3_600_000),
      freeTries,
      firstSeconds,
      longestSeconds,
    ],
  );
  if (rows[0] !== undefined) {
    const row = takenSchema.parse(rows[0]);
    return { taken: true, tries: row.tries, heldUntil: row.held_until };
  }
  const held = await tx.query("select held_until from sign_in_tries where subject = $1 and place = $2", [
    key.subject,
    key.place,
  ]);
  // A success or an unlocking between the two statements: the caller tries again a moment later.
  const parsed = heldSchema.safeParse(held.rows[0]);
  return { taken: false, heldUntil: parsed.success ? parsed.data.held_until : now };
}

/** After a success: of that place only, so that a guesser elsewhere gains nothing by it. */
export async function forgetTries(tx: SqlExecutor, key: TryKey): Promise<void> {
  await tx.query("delete from sign_in_tries where subject = $1 and place = $2", [key.subject, key.place]);
}

/** Of all places; the number of subjects' holds that ended. */
export async function forgetAllTries(tx: SqlExecutor, subjects: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query("delete from sign_in_tries where subject = any ($1::text[])", [subjects]);
  return rowCount;
}

export async function deleteOldTries(tx: SqlExecutor, before: Date): Promise<void> {
  await tx.query("delete from sign_in_tries where last_at < $1 and (held_until is null or held_until < $1)", [before]);
}
