import type { RequestContext } from "../../domain/context.ts";
import { countUnread, insertReads } from "../../repositories/notices/notifications.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";

/** Marks the person's own notifications as read, for good; others' and those read before are passed over. Errors: FORBIDDEN for a station. */
export async function markRead(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { ids: readonly string[] },
): Promise<{ readonly marked: number; readonly unread: number }> {
  const { id } = await findOwnAccount(deps, context);
  const marked = await insertReads(deps.sql, id, input.ids, deps.clock.now());
  return { marked, unread: await countUnread(deps.sql, id) };
}
