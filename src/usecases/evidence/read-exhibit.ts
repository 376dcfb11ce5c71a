import type { RequestContext } from "../../domain/context.ts";
import type { Exhibit } from "../../repositories/evidence/exhibits.ts";
import { recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "./find-readable-exhibit.ts";

/** An exhibit of the own state, or of a case that was released to it (then without its comment). Errors: NOT_FOUND. */
export async function readExhibit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<Exhibit> {
  const { found, target } = await findReadableExhibit(deps, context, input.id);
  await recordForeignRead(deps, context, "exhibit.read", target, { kind: "exhibit", id: found.id });
  return found.ownerState === context.actor.state ? found : { ...found, comment: null };
}
