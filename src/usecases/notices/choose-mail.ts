import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { MAILED_BY_DEFAULT, type NoticeKind } from "../../domain/notices/notice-kinds.ts";
import { findMailPreference, insertMailPreference } from "../../repositories/notices/notice-recipients.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";

export interface MailPreference {
  /** The kinds of which the person gets mail; in the program all are shown. */
  readonly mail: readonly NoticeKind[];
  /** Null: never chosen, as it is by default. */
  readonly chosenAt: Date | null;
  /** False where no mail server is set: nobody is written to. */
  readonly mailSent: boolean;
}

/** Errors: FORBIDDEN for a station. */
export async function readMailPreference(
  deps: Pick<Deps, "sql" | "delivery">,
  context: RequestContext,
): Promise<MailPreference> {
  const { id } = await findOwnAccount(deps, context);
  const chosen = await findMailPreference(deps.sql, id);
  const mailSent = deps.delivery.mailer !== null;
  return { mail: chosen?.mail ?? MAILED_BY_DEFAULT, chosenAt: chosen?.createdAt ?? null, mailSent };
}

/** For what comes from now on; earlier choices stay as records. Errors: FORBIDDEN for a station. */
export async function chooseMail(
  deps: Pick<Deps, "sql" | "clock" | "delivery">,
  context: RequestContext,
  input: { mail: readonly NoticeKind[] },
): Promise<MailPreference> {
  const { id: accountId } = await findOwnAccount(deps, context);
  const mail = [...new Set(input.mail)];
  await insertMailPreference(deps.sql, { id: uuidv7(), accountId, mail, createdAt: deps.clock.now() });
  return readMailPreference(deps, context);
}
