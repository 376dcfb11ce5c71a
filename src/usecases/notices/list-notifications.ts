import type { RequestContext } from "../../domain/context.ts";
import {
  countUnread,
  listNotifications as listNotificationRows,
  type Notification,
} from "../../repositories/notices/notifications.ts";
import type { Page } from "../../repositories/page.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** What the person was told, newest first. Errors: FORBIDDEN for a station. */
export async function listNotifications(
  deps: Pick<Deps, "sql">,
  context: RequestContext,
  input: PageInput & { unread?: boolean | undefined },
): Promise<Page<Notification> & { readonly unread: number }> {
  const { id: accountId } = await findOwnAccount(deps, context);
  const page = await listNotificationRows(deps.sql, { accountId, unread: input.unread === true }, toPageRequest(input));
  return { ...page, unread: await countUnread(deps.sql, accountId) };
}
