import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";
import type { Role, StateCode } from "../domain/vocabulary.ts";
import { type Account, insertAccount } from "../repositories/accounts.ts";
import { insertAuditEvent } from "../repositories/audit-events.ts";
import { findLab } from "../repositories/labs.ts";
import { assertMayGrant } from "./assert-may-grant.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";

const MIN_PASSWORD_LENGTH = 12;

export interface CreateAccountInput {
  readonly state: StateCode;
  readonly labId: string | null;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly password: string;
}

/** Errors: FORBIDDEN, VALIDATION_FAILED (short password, no role, a lab of another state), DUPLICATE_RECORD (address taken). */
export async function createAccount(
  deps: Pick<Deps, "sql" | "clock" | "passwords">,
  context: RequestContext,
  input: CreateAccountInput,
): Promise<Account> {
  const id = uuidv7();
  await authorise(deps, context, "account.create", { ownerStates: [input.state] }, { kind: "account", id });
  assertMayGrant(context.actor, input.roles);
  if (input.roles.length === 0) throw new RibinError("VALIDATION_FAILED", "An account needs at least one role.");
  if ([...input.password].length < MIN_PASSWORD_LENGTH) {
    throw new RibinError("VALIDATION_FAILED", `A password has at least ${MIN_PASSWORD_LENGTH} characters.`, {
      errors: [{ field: "password", message: `at least ${MIN_PASSWORD_LENGTH} characters` }],
    });
  }
  if (input.labId !== null && (await findLab(deps.sql, input.labId))?.ownerState !== input.state) {
    throw new RibinError("VALIDATION_FAILED", "The lab is not one of the account's state.");
  }
  const passwordHash = await deps.passwords.hashPassword(input.password);
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const account = await insertAccount(tx, {
      id,
      ownerState: input.state,
      labId: input.labId,
      email: input.email.trim(),
      name: input.name,
      roles: [...new Set(input.roles)],
      passwordHash,
      createdAt: now,
    });
    if (account === null) throw new RibinError("DUPLICATE_RECORD", "An account with this e-mail address exists.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "account.created",
      targetKind: "account",
      targetId: id,
      ownerStates: [input.state],
      detail: { roles: account.roles },
    });
    return account;
  });
}
