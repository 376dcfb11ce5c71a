import type { RequestContext } from "../../domain/context.ts";
import type { TraceForm } from "../../domain/intelligence/trace-form.ts";
import type { Language } from "../../domain/language.ts";
import { STATES } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listTraceOutcomes, type TraceRequest } from "../../repositories/intelligence/trace-requests.ts";
import type { Deps } from "../deps.ts";
import { findOwnTraceRequest } from "./find-own-trace-request.ts";
import { type TraceRequestView, viewTraceRequest } from "./view-trace-request.ts";

/** Errors: NOT_FOUND, FORBIDDEN. */
export async function readTraceRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<TraceRequestView> {
  const request = await findOwnTraceRequest(deps, context, input.id);
  return viewTraceRequest(request, await listTraceOutcomes(deps.sql, [request.id]));
}

/** The form as it was made, to be sent to its addressee; that it was taken is recorded. Errors: NOT_FOUND, FORBIDDEN. */
export async function openTraceForm(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string; readonly as: "json" | "csv" },
): Promise<TraceForm> {
  const request = await findOwnTraceRequest(deps, context, input.id);
  await recordTaking(deps, context, request, input.as);
  return request.form;
}

/** The form as PDF, in a language of the state where none is asked for. */
export async function openTraceFormPdf(
  deps: Pick<Deps, "sql" | "clock" | "reportRenderer">,
  context: RequestContext,
  input: { readonly id: string; readonly language?: Language | undefined },
): Promise<{ form: TraceForm; pdf: Uint8Array }> {
  const request = await findOwnTraceRequest(deps, context, input.id);
  const language = input.language ?? STATES[request.ownerState].languages[0];
  const pdf = await deps.reportRenderer.renderTraceForm(request.form, language);
  await recordTaking(deps, context, request, "pdf");
  return { form: request.form, pdf };
}

function recordTaking(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  request: TraceRequest,
  as: string,
): Promise<void> {
  return insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "trace.form_read",
    targetKind: "exhibit",
    targetId: request.exhibitId,
    ownerStates: [request.ownerState],
    detail: { traceRequestId: request.id, addressee: request.addressee, as },
  });
}
