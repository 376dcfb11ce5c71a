import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Target } from "../../domain/permission.ts";
import { type Acquisition, findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { authorise, type Subject } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { unmaskAnyOf } from "../review/unmask.ts";
import { describeImage } from "./describe-image.ts";
import { assertAcquisitionThere } from "./find-readable-acquisition.ts";

/**
 * An acquisition whose picture the actor may see; with `original`, also what was received. Of another state's that takes a release: an
 * original's header may hold case facts, and its edges what stands beside the exhibit. Whoever compares documented an own exhibit beside it
 * first, and is noted to have been shown it. Errors: NOT_FOUND, FORBIDDEN, RECORD_REMOVED, EXAMINATION_NOT_DOCUMENTED.
 */
export async function findImage(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string; readonly original: boolean },
): Promise<{ found: Acquisition; target: Target; subject: Subject }> {
  const found = await findAcquisition(deps.sql, input.id);
  if (found === null) {
    throw await refuseUnseen(deps, context, "acquisition.image.read", { kind: "acquisition", id: input.id });
  }
  const { target, pairs } = await describeImage(deps, context, found);
  const subject = { kind: "acquisition" as const, id: found.id };
  await authorise(deps, context, "acquisition.image.read", target, subject);
  await assertAcquisitionThere(deps, found.id);
  const entitled = found.ownerState === context.actor.state || target.released === true;
  if (input.original && !entitled) {
    throw new RibinError(
      "FORBIDDEN",
      "The agreement covers the picture; the original file needs a release of its case.",
    );
  }
  await unmaskAnyOf(deps, context, pairs);
  return { found, target, subject };
}
