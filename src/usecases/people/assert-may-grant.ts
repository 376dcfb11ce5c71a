import { RibinError } from "../../domain/errors.ts";
import type { Actor } from "../../domain/permission.ts";
import type { Role } from "../../domain/vocabulary.ts";

/** Roles that reach beyond one state: only the region (or the operator's command line) gives, changes and takes them. */
const REGIONAL_ROLES: ReadonlySet<Role> = new Set<Role>(["regional_coordinator", "auditor"]);

export function reachesBeyondState(role: Role): boolean {
  return REGIONAL_ROLES.has(role);
}

/** Throws FORBIDDEN where one of the roles reaches beyond the actor's own. */
export function assertMayGrant(actor: Actor, roles: readonly Role[]): void {
  if (actor.kind === "system" || actor.roles.includes("regional_coordinator")) return;
  const regional = roles.find(reachesBeyondState);
  if (regional !== undefined) {
    throw new RibinError("FORBIDDEN", `Only a regional coordinator gives or changes the role "${regional}".`);
  }
}
