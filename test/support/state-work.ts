/** Every session of work states its purpose, those of tests too: an examiner's, who works through a queue of many cases. */
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../src/domain/context.ts";
import { insertSession } from "../../src/repositories/sign-in/sessions.ts";
import { stateWorkPurpose } from "../../src/usecases/access/state-work-purpose.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { hashToken, makeToken } from "../../src/usecases/sign-in/tokens.ts";

export const QUEUE_REVIEW = {
  purpose: "examination" as const,
  statement: "Works through the queue of candidates.",
  caseNumber: null,
  noCaseReason: "queue_review" as const,
};

/** The person in a session of their own, in which the purpose was stated. */
export async function stateWork(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  given: Partial<Omit<Parameters<typeof stateWorkPurpose>[2], "token">> = {},
): Promise<RequestContext> {
  const token = makeToken("rbs");
  const createdAt = deps.clock.now();
  await insertSession(deps.sql, {
    id: uuidv7(),
    accountId: context.actor.id,
    tokenHash: hashToken(token),
    method: "password",
    provider: null,
    secondFactor: null,
    enrolling: false,
    address: null,
    client: null,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 86_400_000),
  });
  const { id, purpose, caseNumber, noCaseReason } = await stateWorkPurpose(deps, context, {
    ...QUEUE_REVIEW,
    ...given,
    token,
  });
  return { ...context, actor: { ...context.actor, work: { id, purpose, caseNumber, noCaseReason } } };
}
