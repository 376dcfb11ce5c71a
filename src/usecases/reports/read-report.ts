import type { RequestContext } from "../../domain/context.ts";
import type { Deps } from "../deps.ts";
import { findReadableReport } from "./find-readable-report.ts";
import { type ReportView, viewReport } from "./view-report.ts";

/** A report for the person it was issued to, or the national coordinator of that person's state. Errors: NOT_FOUND, FORBIDDEN. */
export async function readReport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<ReportView> {
  return viewReport(await findReadableReport(deps, context, input.id));
}
