import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import { hasAccounts, holdSetUp, isOpenSetUpCode, useSetUpCode } from "../../repositories/sign-in/set-up-codes.ts";
import type { Deps } from "../deps.ts";
import { hashNewPassword } from "../people/hash-new-password.ts";
import { admitNewAccount, insertNewAccount } from "../people/insert-new-account.ts";
import { hashToken } from "../sign-in/tokens.ts";

export interface SetUpInput {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly state: StateCode;
  readonly requestId: string;
}

/**
 * Makes the first account of a region, a regional coordinator's, for who holds the code that the service wrote into its data folder
 * (`offerSetUp`). Errors: SET_UP_DONE (there is an account), SET_UP_CODE_INVALID, VALIDATION_FAILED (password).
 */
export async function setUpRegion(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "commonPasswords" | "limits">,
  input: SetUpInput,
): Promise<Account> {
  const context: RequestContext = { actor: SYSTEM_ACTOR, requestId: input.requestId };
  const codeHash = hashToken(input.code);
  await assertOpen(deps, context, input, codeHash);
  const account = { ...input, labId: null, roles: ["regional_coordinator"] as const };
  const id = await admitNewAccount(deps, context, account);
  const person = { email: input.email, name: input.name, ownerState: input.state };
  const passwordHash = await hashNewPassword(deps, person, { password: input.password, field: "password" });
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    await holdSetUp(tx);
    if (await hasAccounts(tx)) throw refuseSetUp();
    if (!(await useSetUpCode(tx, codeHash, at))) throw refuseCode();
    return insertNewAccount(tx, context, account, { id, passwordHash, passwordSetBy: "set_up_code", at });
  });
}

/** Before the password is hashed, which costs. A wrong code is recorded. */
async function assertOpen(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { state }: SetUpInput,
  codeHash: string,
): Promise<void> {
  if (await hasAccounts(deps.sql)) throw refuseSetUp();
  if (await isOpenSetUpCode(deps.sql, codeHash)) return;
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "set_up.refused",
    targetKind: "state",
    targetId: state,
    ownerStates: [state],
    detail: {},
  });
  throw refuseCode();
}

function refuseSetUp(): RibinError {
  return new RibinError("SET_UP_DONE", "There is an account; the region was set up.");
}

function refuseCode(): RibinError {
  return new RibinError(
    "SET_UP_CODE_INVALID",
    "The set-up code is not the one that the service wrote, or it was used.",
  );
}
