import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Action } from "../../domain/permission-actions.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { StatedPurpose } from "../../domain/work-purpose.ts";

/** What is asked about evidence; of another state's it is asked for a purpose. */
const ABOUT_EVIDENCE =
  /^(acquisition|annotation|candidate|case|custody|examination|exhibit|exhibit_times|firearm|firearm_group|hit|linkage)\.|^report\.(issue|read)$/;

/** Whoever asks about another state's evidence is to state why, in this session of work; stations read none of it at all. */
export function lacksPurpose(context: RequestContext, action: Action, ownerStates: readonly StateCode[]): boolean {
  if (!ABOUT_EVIDENCE.test(action) || ownerStates.every((state) => state === context.actor.state)) return false;
  return hasNoPurpose(context);
}

/** The program itself asks for nobody. */
function hasNoPurpose({ actor }: RequestContext): boolean {
  return actor.kind === "account" && actor.work === undefined;
}

/** Of every search, whatever is searched. @throws RibinError PURPOSE_REQUIRED */
export function requirePurpose(context: RequestContext): void {
  if (hasNoPurpose(context)) throw new RibinError("PURPOSE_REQUIRED");
}

/**
 * For the detail of an audit event. The case number is not in it: the event is also the other state's, which is told no case of the
 * reader's. It stands under the statement's id in the event of the reader's own state, where an auditor finds it.
 */
export function describePurpose({ actor }: RequestContext): {
  readonly purpose?: StatedPurpose["purpose"];
  readonly workPurposeId?: string;
} {
  return actor.work === undefined ? {} : { purpose: actor.work.purpose, workPurposeId: actor.work.id };
}
