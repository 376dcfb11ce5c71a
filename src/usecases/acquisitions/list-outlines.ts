import type { RequestContext } from "../../domain/context.ts";
import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { listOutlines as listOutlineRows, type OutlineVersion } from "../../repositories/acquisitions/outlines.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { describeImage } from "./describe-image.ts";
import { assertAcquisitionThere } from "./find-readable-acquisition.ts";

export interface OutlineList {
  /** Of the acquisition: a correction is made on it. */
  readonly acquisitionVersion: number;
  /** Newest first. The newest that a person drew counts, or else the newest by the method. */
  readonly items: readonly (OutlineVersion & { readonly standing: boolean })[];
}

/** Every version of an acquisition's outlines, for whoever may see its picture. Errors: NOT_FOUND, FORBIDDEN. */
export async function listOutlines(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { acquisitionId: string },
): Promise<OutlineList> {
  const found = await findAcquisition(deps.sql, input.acquisitionId);
  if (found === null) {
    throw await refuseUnseen(deps, context, "acquisition.image.read", { kind: "acquisition", id: input.acquisitionId });
  }
  const target = await describeImage(deps, context, found);
  const subject = { kind: "acquisition" as const, id: found.id };
  await authorise(deps, context, "acquisition.image.read", target, subject);
  await assertAcquisitionThere(deps, found.id);
  await recordForeignRead(deps, context, "acquisition.outlines_read", target, subject);
  const rows = await listOutlineRows(deps.sql, found.id);
  const standing = rows.find((row) => row.drawnBy !== null) ?? rows[0];
  return {
    acquisitionVersion: found.version,
    items: rows.map((row) => ({ ...row, standing: row.id === standing?.id })),
  };
}
