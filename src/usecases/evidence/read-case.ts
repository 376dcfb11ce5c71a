import type { RequestContext } from "../../domain/context.ts";
import type { Case } from "../../repositories/evidence/cases.ts";
import { recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "./find-readable-case.ts";

/**
 * A case of the own state, or one that was released to it; the latter without its comment, which is a working note of the
 * owner's lab. Errors: NOT_FOUND.
 */
export async function readCase(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<Case> {
  const { found, target } = await findReadableCase(deps, context, input.id);
  await recordForeignRead(deps, context, "case.read", target, { kind: "case", id: found.id });
  return found.ownerState === context.actor.state ? found : { ...found, comment: null };
}
