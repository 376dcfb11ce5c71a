import type { RequestContext } from "../../domain/context.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import { listOutlines as listOutlineRows, type OutlineVersion } from "../../repositories/acquisitions/outlines.ts";
import { recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findImage } from "./find-image.ts";

/** Its remarks by their codes too. */
export interface OutlineView extends OutlineVersion {
  readonly remarksSaid: readonly Saying[];
}

export interface OutlineList {
  /** Of the acquisition: a correction is made on it. */
  readonly acquisitionVersion: number;
  /** Newest first. The newest that a person drew counts, or else the newest by the method. */
  readonly items: readonly (OutlineView & { readonly standing: boolean })[];
}

/** Every version of an acquisition's outlines, for whoever may see its picture. Errors: as of the picture. */
export async function listOutlines(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { acquisitionId: string },
): Promise<OutlineList> {
  const { found, target, subject } = await findImage(deps, context, { id: input.acquisitionId, original: false });
  await recordForeignRead(deps, context, "acquisition.outlines_read", target, subject);
  const rows = await listOutlineRows(deps.sql, found.id);
  const standing = rows.find((row) => row.drawnBy !== null) ?? rows[0];
  return {
    acquisitionVersion: found.version,
    items: rows.map((row) => ({ ...viewOutlines(row), standing: row.id === standing?.id })),
  };
}

export function viewOutlines(row: OutlineVersion): OutlineView {
  return { ...row, remarksSaid: row.remarks.flatMap(explainSentences) };
}
