import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Role, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Account, insertAccount } from "../../repositories/people/accounts.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertMayGrant } from "./assert-may-grant.ts";

export interface NewAccountInput {
  readonly state: StateCode;
  readonly labId: string | null;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** What both ways to an account ask first; gives its id. Errors: FORBIDDEN, VALIDATION_FAILED (no role, a foreign lab). */
export async function admitNewAccount(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: NewAccountInput,
): Promise<string> {
  const id = uuidv7();
  await authorise(deps, context, "account.create", { ownerStates: [input.state] }, { kind: "account", id });
  assertMayGrant(context.actor, input.roles);
  if (input.roles.length === 0) throw new RibinError("VALIDATION_FAILED", "An account needs at least one role.");
  if (input.labId !== null && (await findLab(deps.sql, input.labId))?.ownerState !== input.state) {
    throw new RibinError("VALIDATION_FAILED", "The lab is not one of the account's state.");
  }
  return id;
}

/** The row and its audit event. Errors: DUPLICATE_RECORD (address taken). */
export async function insertNewAccount(
  tx: SqlExecutor,
  context: RequestContext,
  input: NewAccountInput,
  given: {
    readonly id: string;
    readonly passwordHash: string | null;
    /** A password that the operator set is one that the operator may know. */
    readonly passwordSetBy?: "operator" | "set_up_code";
    readonly at: Date;
  },
): Promise<Account> {
  const account = await insertAccount(tx, {
    id: given.id,
    ownerState: input.state,
    labId: input.labId,
    email: input.email.trim(),
    name: input.name,
    roles: [...new Set(input.roles)],
    passwordHash: given.passwordHash,
    createdAt: given.at,
  });
  if (account === null) throw new RibinError("DUPLICATE_RECORD", "An account with this e-mail address exists.");
  await insertAuditEvent(tx, context, {
    at: given.at,
    action: "account.created",
    targetKind: "account",
    targetId: given.id,
    ownerStates: [input.state],
    detail: { roles: account.roles, passwordSetBy: given.passwordSetBy ?? "nobody" },
  });
  return account;
}
