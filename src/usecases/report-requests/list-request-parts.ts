import type { RequestContext } from "../../domain/context.ts";
import { findPartState, type PartState } from "../../domain/report-request.ts";
import type { Page } from "../../repositories/page.ts";
import { listAnswers, listReplies, type RequestAnswer } from "../../repositories/report-requests/request-answers.ts";
import { listParts, type RequestPart } from "../../repositories/report-requests/request-parts.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

export interface RequestPartView extends RequestPart {
  readonly state: Exclude<PartState, "report_issued" | "release_ended"> | "withdrawn" | "expired";
  readonly answers: readonly Pick<
    RequestAnswer,
    "id" | "decision" | "reason" | "releaseId" | "answeredBy" | "createdAt"
  >[];
  readonly replies: readonly { readonly words: string; readonly createdAt: Date }[];
}

/** What other states ask of the own one, newest first. Errors: FORBIDDEN. */
export async function listRequestParts(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<RequestPartView>> {
  const state = requireState(context.actor);
  const subject = { kind: "report_request_part" as const, id: "list" };
  await authorise(deps, context, "report_request_part.read", { ownerStates: [state] }, subject);
  const page = await listParts(deps.sql, state, toPageRequest(input));
  return { ...page, items: await viewParts(deps, page.items) };
}

/** With their answers, in their order. */
export async function viewParts(
  deps: Pick<Deps, "sql" | "clock">,
  parts: readonly RequestPart[],
): Promise<readonly RequestPartView[]> {
  const ids = parts.map(({ id }) => id);
  const [answers, replies] = [await listAnswers(deps.sql, ids), await listReplies(deps.sql, ids)];
  const now = deps.clock.now();
  return parts.map((part) => {
    const own = answers.filter(({ partId }) => partId === part.id);
    const said = replies.filter(({ partId }) => partId === part.id);
    return { ...part, state: findState(part, own, said.at(-1)?.createdAt ?? null, now), answers: own, replies: said };
  });
}

function findState(
  part: RequestPart,
  answers: readonly RequestAnswer[],
  repliedAt: Date | null,
  now: Date,
): RequestPartView["state"] {
  const last = answers.at(-1) ?? null;
  const replied = last !== null && repliedAt !== null && repliedAt >= last.createdAt;
  const state = findPartState({ decision: last?.decision ?? null, replied, releaseEnded: false, reportId: null });
  if (state === "released" || state === "refused") return state;
  if (part.withdrawnAt !== null) return "withdrawn";
  return part.expiresAt <= now ? "expired" : (state as "waiting" | "more_asked");
}
