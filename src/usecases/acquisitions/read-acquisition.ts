import type { RequestContext } from "../../domain/context.ts";
import { recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableAcquisition } from "./find-readable-acquisition.ts";
import { type AcquisitionView, viewAcquisition } from "./view-acquisition.ts";

/** An acquisition of the own state, or of a case that was released to it. Errors: NOT_FOUND, FORBIDDEN. */
export async function readAcquisition(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<AcquisitionView> {
  const { found, target } = await findReadableAcquisition(deps, context, input.id);
  await recordForeignRead(deps, context, "acquisition.read", target, { kind: "acquisition", id: found.id });
  return viewAcquisition(found, deps.clock.now());
}
