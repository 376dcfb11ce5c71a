import type { RequestContext } from "../../domain/context.ts";
import { type ExhibitTimes, listExhibitTimes } from "../../repositories/clocks/exhibit-times.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";

/** All records of when the exhibit was recovered and received, the one that stands last; for its own state. Errors: NOT_FOUND, FORBIDDEN. */
export async function readExhibitTimes(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { exhibitId: string },
): Promise<{ items: readonly ExhibitTimes[] }> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  await authorise(deps, context, "exhibit_times.read", target, { kind: "exhibit", id: found.id });
  return { items: await listExhibitTimes(deps.sql, found.id) };
}
