import type { RequestContext } from "../../domain/context.ts";
import type { CorrelationKind, StateCode } from "../../domain/vocabulary.ts";
import { listRankedCandidates } from "../../repositories/correlation/candidate-rankings.ts";
import {
  type CorrelationProgress,
  type CorrelationRequest,
  findRequest,
  listRequests,
} from "../../repositories/correlation/correlation-requests.ts";
import { countProgressOf, listFound, NO_PROGRESS } from "../../repositories/correlation/correlation-runs.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

export interface CorrelationView extends CorrelationRequest {
  /** Of the reader's own state's evidence where the request is for a region as a whole. */
  readonly progress: CorrelationProgress;
}

export interface CorrelationDetail extends CorrelationView {
  /** Of a request by hand, what it found and the reader's state may be told of; null for others, whose candidates the acquisition lists. */
  readonly candidateIds: readonly string[] | null;
}

export interface ListCorrelationsInput extends PageInput {
  readonly acquisitionId?: string | undefined;
  readonly kind?: CorrelationKind | undefined;
}

/** More candidates than a search makes. */
const WHOLE_LIST = 10_000;

/** Requests about the evidence of the actor's state and about whole regions, newest first; of every state for the region's own roles. */
export async function listCorrelations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ListCorrelationsInput,
): Promise<Page<CorrelationView>> {
  const ownerState = findScope(context);
  const target = { ownerStates: ownerState === null ? [] : [ownerState] };
  await authorise(deps, context, "correlation.read", target, { kind: "correlation", id: "list" });
  const filter = { ownerState, acquisitionId: input.acquisitionId ?? null, kind: input.kind ?? null };
  const page = await listRequests(deps.sql, filter, toPageRequest(input));
  const ids = page.items.map(({ id }) => id);
  const progress = await countProgressOf(deps.sql, ids, ownerState);
  return { ...page, items: page.items.map((each) => ({ ...each, progress: progress.get(each.id) ?? NO_PROGRESS })) };
}

/** Errors: NOT_FOUND, FORBIDDEN. */
export async function readCorrelation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<CorrelationDetail> {
  const request = await findRequest(deps.sql, input.id);
  if (request === null) {
    throw await refuseUnseen(deps, context, "correlation.read", { kind: "correlation", id: input.id });
  }
  const scope = findScope(context);
  const owner = request.ownerState ?? scope;
  const target = { ownerStates: owner === null ? [] : [owner] };
  await authorise(deps, context, "correlation.read", target, { kind: "correlation", id: request.id });
  const progress = (await countProgressOf(deps.sql, [request.id], scope)).get(request.id) ?? NO_PROGRESS;
  return { ...request, progress, candidateIds: await listNameable(deps, request, context.actor.state) };
}

async function listNameable(
  deps: Pick<Deps, "sql" | "clock">,
  { id, kind, acquisitionId }: CorrelationRequest,
  viewer: StateCode | null,
): Promise<readonly string[] | null> {
  if (kind !== "manual" || acquisitionId === null) return null;
  const found = new Set(await listFound(deps.sql, id));
  const filter = { acquisitionId, viewer, now: deps.clock.now() };
  const { items } = await listRankedCandidates(deps.sql, filter, { limit: WHOLE_LIST, after: null });
  return items.map((candidate) => candidate.id).filter((candidate) => found.has(candidate));
}

/** The state whose evidence the actor may read about; null: every state. */
export function findScope({ actor }: RequestContext): StateCode | null {
  return actor.roles.includes("regional_coordinator") || actor.roles.includes("auditor") ? null : actor.state;
}
