import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { fileFactsSchema } from "../../domain/exchange/bundle-manifest.ts";
import { exchangeCaseSchema, exchangeExhibitSchema } from "../../domain/exchange/exchange-record.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  countItems,
  type ImportItem,
  type ItemResult,
  listItemsToApply,
  settleItem,
} from "../../repositories/exchange/import-items.ts";
import { beginImport, endImport, type Import } from "../../repositories/exchange/imports.ts";
import { authorise } from "../access/authorise.ts";
import { makeImportFolder, makeImportKey } from "../acquisitions/blob-keys.ts";
import { receiveAcquisition } from "../acquisitions/receive-acquisition.ts";
import type { Deps } from "../deps.ts";
import { createCase } from "../evidence/create-case.ts";
import { createExhibit } from "../evidence/create-exhibit.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { type Judged, judgeItems } from "./judge-items.ts";
import { findOwnImport, type ViewedImport, viewImport } from "./read-import.ts";

type Needs = Pick<Deps, "sql" | "blobs" | "pool" | "clock" | "limits" | "log">;

/**
 * Creates what is new at this moment, each record as a person would enter it; what is in conflict stays as it is here. Asked again it goes on
 * where it broke off, and after its end it changes nothing. Errors: NOT_FOUND, FORBIDDEN.
 */
export async function applyImport(
  deps: Needs,
  context: RequestContext,
  input: { readonly id: string },
): Promise<ViewedImport> {
  const found = await findOwnImport(deps, context, "import.apply", input.id);
  if (found.format === "bundle") {
    await authorise(
      deps,
      context,
      "acquisition.create",
      { ownerStates: [found.ownerState] },
      { kind: "import", id: found.id },
    );
  }
  if (found.state === "applied") return viewImport(deps, found);
  await beginImport(deps.sql, found.id);
  for (let after: readonly [number, number] = [0, 0]; ; ) {
    const items = await listItemsToApply(deps.sql, found.id, after, IMPORT_LIMITS.batch);
    const batch = items.filter((item) => item.pass === items[0]?.pass);
    const last = batch.at(-1);
    if (last === undefined) break;
    const open = batch.filter((item) => item.result === null);
    const judged = await judgeItems(deps.sql, found, open);
    for (const [index, item] of open.entries()) await applyItem(deps, context, found, item, judged[index]);
    after = [last.pass, last.number];
  }
  const applied = await finish(deps, context, found);
  // What was taken over lies in its own place by now; what was not is still its sender's, and told as such.
  for await (const { key } of deps.blobs.listBlobs(makeImportFolder(found.id))) await deps.blobs.deleteBlob(key);
  return viewImport(deps, applied);
}

async function finish(deps: Needs, context: RequestContext, found: Import): Promise<Import> {
  const now = deps.clock.now();
  const ended = await deps.sql.transaction(async (tx) => {
    const applied = await endImport(tx, found.id, context.actor.id, now);
    if (applied === null) return null;
    await insertAuditEvent(tx, context, {
      at: now,
      action: "import.applied",
      targetKind: "import",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { format: found.format, sha256: found.sha256, ...(await countItems(tx, found.id, "result")) },
    });
    return applied;
  });
  return ended ?? findOwnImport(deps, context, "import.read", found.id);
}

async function applyItem(
  deps: Needs,
  context: RequestContext,
  of: Import,
  item: ImportItem,
  judged: Judged | undefined,
): Promise<void> {
  if (judged === undefined) throw new RibinError("INTERNAL");
  const settle = (result: ItemResult, recordId: string | null, remark: string | null) =>
    settleItem(deps.sql, of.id, item.number, { result, recordId, remark });
  if (judged.outcome !== "new") {
    await settle(judged.outcome, null, judged.remark);
    return;
  }
  try {
    await settle("created", await createRecord(deps, context, of, item, judged), null);
  } catch (error) {
    // What the record itself is refused for is told with it; what the service fails at ends the run, which can be asked for again.
    if (!(error instanceof RibinError) || error.status >= 500 || error.code === "FORBIDDEN") throw error;
    await settle("refused", null, `${error.code}: ${error.message}`.slice(0, 1000));
  }
}

async function createRecord(
  deps: Needs,
  context: RequestContext,
  of: Import,
  item: ImportItem,
  { parentId, originalId }: Judged,
): Promise<string> {
  if (item.kind === "case") {
    return (await createCase(deps, context, { ...exchangeCaseSchema.parse(item.content), labId: of.labId })).id;
  }
  if (parentId === null) throw new RibinError("CONFLICT", "What it belongs to was not imported.");
  if (item.kind === "exhibit") {
    const { parent, caseNumber: _, ...exhibit } = exchangeExhibitSchema.parse(item.content);
    if (parent !== null && originalId === null)
      throw new RibinError("CONFLICT", "Its parent exhibit was not imported.");
    return (await createExhibit(deps, context, { ...exhibit, caseId: parentId, parentExhibitId: originalId })).id;
  }
  const facts = fileFactsSchema.parse(item.content);
  const body = await deps.blobs.openBlob(makeImportKey(of.id, item.number));
  const { acquisition } = await receiveAcquisition(deps, context, {
    exhibitId: parentId,
    region: facts.region,
    regionIndex: facts.regionIndex ?? undefined,
    lighting: facts.lighting,
    micrometresPerPixel: facts.micrometresPerPixel ?? undefined,
    fileName: facts.fileName,
    body,
  });
  return acquisition.id;
}
