import { writeMail } from "../../domain/notices/mail-words.ts";
import { STATES } from "../../domain/vocabulary.ts";
import { deliverMailPayloadSchema } from "../../jobs/delivery-payloads.ts";
import { claimMail, countMail } from "../../repositories/notices/mail-deliveries.ts";
import { findAccount } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { recordAttempt } from "./record-attempt.ts";

/**
 * Writes to a person that there is something to look at. What the job carries is claimed first, so that another never carries it too; a
 * mail that the server took just before this process died goes out again under the same Message-ID.
 */
export async function deliverMail(deps: Pick<Deps, "sql" | "clock" | "delivery">, run: BackgroundRun): Promise<void> {
  const { accountId } = deliverMailPayloadSchema.parse(run.payload);
  const { mailer, publicUrl } = deps.delivery;
  const account = await findAccount(deps.sql, accountId);
  await deps.sql.transaction((tx) => claimMail(tx, accountId, run.job.id));
  const count = await countMail(deps.sql, run.job.id);
  // Read in the program meanwhile, carried by another job, or nobody to be written to any more.
  if (count === 0 || mailer === null || account === null || account.disabledAt !== null) {
    await completeBackground(deps, run, async () => {});
    return;
  }
  const link = publicUrl === null ? null : `${publicUrl}/notifications`;
  const language = STATES[account.ownerState].languages[0];
  const text = writeMail(language, count, link, run.job.id);
  await recordAttempt(deps, run, "mail", () => mailer.send({ ...text, to: account.email, id: run.job.id }));
}
