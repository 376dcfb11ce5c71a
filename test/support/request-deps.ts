/** What a route has: the database asked in the name of who asks, under the role that owns no table. */
import type { RequestContext } from "../../src/domain/context.ts";
import type { DatabaseRole } from "../../src/ports/asker.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";

export function asRequest<Parts extends object>(
  deps: Parts,
  sql: OwnerSql,
  context: RequestContext | null,
  role: DatabaseRole = "ribin_request",
): Parts {
  const actor = context?.actor ?? null;
  return Object.assign(Object.create(deps), { sql: sql.under(() => ({ role, actor })) });
}
