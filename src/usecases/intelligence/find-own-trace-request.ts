import type { RequestContext } from "../../domain/context.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { findTraceRequest, type TraceRequest } from "../../repositories/intelligence/trace-requests.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** The request, after the check that the actor may do `action` to it. NOT_FOUND where it does not exist or is another state's. */
export async function findOwnTraceRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
  action: Action = "trace.read",
): Promise<TraceRequest> {
  const found = await findTraceRequest(deps.sql, id);
  if (found === null) throw await refuseUnseen(deps, context, "trace.read", { kind: "trace-request", id: id });
  const [target, subject] = [{ ownerStates: [found.ownerState] }, { kind: "trace-request" as const, id }];
  await authorise(deps, context, "trace.read", target, subject);
  if (action !== "trace.read") await authorise(deps, context, action, target, subject);
  return found;
}
