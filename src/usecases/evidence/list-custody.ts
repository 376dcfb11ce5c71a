import type { RequestContext } from "../../domain/context.ts";
import { type CustodyRecord, listCustodyRecords } from "../../repositories/evidence/custody-records.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { findReadableExhibit } from "./find-readable-exhibit.ts";

/**
 * An exhibit's chain of custody in the order of what happened, of the own state, or of a case that was released to it (then without
 * notes). Errors: NOT_FOUND.
 */
export async function listCustody(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { readonly exhibitId: string },
): Promise<Page<CustodyRecord>> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  const subject = { kind: "exhibit" as const, id: found.id };
  await authorise(deps, context, "custody.read", target, subject);
  const page = await listCustodyRecords(deps.sql, found.id, toPageRequest(input));
  await recordForeignRead(deps, context, "custody.read", target, subject);
  if (found.ownerState === context.actor.state) return page;
  return { ...page, items: page.items.map((record) => ({ ...record, note: null, correctionReason: null })) };
}
