import { findAcquisitionDue } from "../../domain/clock/business-days.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { can, reachOf } from "../../domain/permission.ts";
import { findRecordedDays } from "../../repositories/clocks/calendar-days.ts";
import { listWaitingExhibits, type NamedWaitingExhibit } from "../../repositories/clocks/exhibit-clocks.ts";
import type { Page } from "../../repositories/page.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

export interface WaitingView extends Omit<NamedWaitingExhibit, "caseNumber"> {
  /** Null for a station whose token does not reach cases. */
  readonly caseNumber: string | null;
  readonly dueAt: Date;
  readonly overdue: boolean;
}

/**
 * The exhibits that a lab has and has not acquired, in the order in which they are due; of the actor's own lab where none is named.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (a person of no lab names one).
 */
export async function listAcquisitionQueue(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { labId?: string | undefined },
): Promise<Page<WaitingView>> {
  const labId = input.labId ?? context.actor.labId;
  if (labId === null) throw new RibinError("VALIDATION_FAILED", "labId: name a lab; you belong to none.");
  const lab = await findLab(deps.sql, labId);
  if (lab === null) throw new RibinError("NOT_FOUND");
  const target = { ownerStates: [lab.ownerState], labId: lab.id };
  await authorise(deps, context, "exhibit.read", target, { kind: "lab", id: lab.id });
  const { exhibitTypes } = reachOf(context.actor);
  const filter = { state: lab.ownerState, labId: lab.id, exhibitTypes };
  const page = await listWaitingExhibits(deps.sql, filter, toPageRequest(input));
  const recorded = await findRecordedDays(deps.sql, lab.ownerState);
  const now = deps.clock.now();
  const readsCases = can(context.actor, "case.read", target);
  const items = page.items.map((row) => {
    const dueAt = findAcquisitionDue(row.state, row.receivedAt, recorded);
    return { ...row, caseNumber: readsCases ? row.caseNumber : null, dueAt, overdue: dueAt <= now };
  });
  return { ...page, items };
}
