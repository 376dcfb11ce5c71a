import { RibinError } from "../../domain/errors.ts";
import type { DatabaseRole } from "../../ports/asker.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Under which the program acts. */
export const ROLES: readonly DatabaseRole[] = ["ribin_request", "ribin_sign_in", "ribin_service"];

/** Throws DATABASE_UNSUITABLE, with the command that helps, where the login may not act under one of the program's roles. */
export async function checkRoles(login: SqlExecutor): Promise<void> {
  const { rows } = await login.query(
    `select name from unnest($1::text[]) as name left join pg_roles r on r.rolname = name
     where r.oid is null or not pg_has_role(current_user, r.oid, 'member')`,
    [ROLES],
  );
  if (rows.length === 0) return;
  const missing = rows.map(({ name }) => String(name)).join(", ");
  throw new RibinError(
    "DATABASE_UNSUITABLE",
    `The login of DATABASE_URL may not act as ${missing}; let the owner run GRANT ${missing} TO it (docs/security.md).`,
  );
}
