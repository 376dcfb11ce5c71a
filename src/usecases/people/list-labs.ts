import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { Page } from "../../repositories/page.ts";
import { type Lab, listLabs as listLabRows } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** The labs of the network are known to every person in it: they are whom one calls about a candidate. */
export async function listLabs(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { state?: StateCode | undefined },
): Promise<Page<Lab>> {
  await authorise(deps, context, "lab.read", { ownerStates: [] }, { kind: "lab", id: "list" });
  return listLabRows(deps.sql, { ownerState: input.state ?? null }, toPageRequest(input));
}
