import type { Readable } from "node:stream";
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { type FieldError, RibinError, refuseField } from "../../domain/errors.ts";
import { readExhibitCsv } from "../../domain/exchange/read-csv.ts";
import { readExchangeXml } from "../../domain/exchange/read-xml.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listItemsToApply, judgeItems as saveJudgements } from "../../repositories/exchange/import-items.ts";
import { type ImportFormat, insertImport } from "../../repositories/exchange/imports.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import { makeImportKey } from "../acquisitions/blob-keys.ts";
import { tallyBytes } from "../acquisitions/tally-bytes.ts";
import type { Deps } from "../deps.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { type JudgedImport, judgeItems } from "./judge-items.ts";
import { readImport, type ViewedImport } from "./read-import.ts";
import { placeFault, refuseErrors, type StagedRecord, stageRecords } from "./stage-records.ts";

export interface PreviewImportInput {
  readonly format: Exclude<ImportFormat, "bundle">;
  readonly fileName: string;
  /** That works the new cases; the actor's own where it is left out. */
  readonly labId?: string | undefined;
  /** Read once. */
  readonly body: Readable;
}

type Needs = Pick<Deps, "sql" | "clock" | "blobs">;

/**
 * Reads a file of the own state and tells what of it is new, the same or in conflict. Nothing is imported by it.
 * Errors: FORBIDDEN, VALIDATION_FAILED (lab); as a recorded refusal: UPLOAD_TOO_LARGE, UPLOAD_EMPTY, IMPORT_INVALID, IMPORT_XML_FORBIDDEN, IMPORT_WRONG_STATE.
 */
export async function previewImport(
  deps: Needs,
  context: RequestContext,
  input: PreviewImportInput,
): Promise<ViewedImport> {
  const { id, ownerState, labId } = await beginPreview(deps, context, input.labId);
  const key = makeImportKey(id, 0);
  const tally = tallyBytes(input.body, IMPORT_LIMITS.fileBytes);
  try {
    // Spooled first: a slow line must not hold the transaction of the preview open.
    await deps.blobs.putBlob(key, tally.stream, ownerState);
    if (tally.readSize() === 0) throw new RibinError("UPLOAD_EMPTY");
    const file = { fileName: cleanName(input.fileName), sizeBytes: tally.readSize(), sha256: tally.readSha256() };
    await keepPreview(deps, context, { id, ownerState, labId, format: input.format, ...file }, async () =>
      readRecords(input.format, await deps.blobs.openBlob(key), ownerState),
    );
  } catch (error) {
    await recordRefusedImport(
      deps,
      context,
      { id, ownerState, format: input.format, sha256: tally.readSha256() },
      error,
    );
    throw error;
  } finally {
    await deps.blobs.deleteBlob(key);
  }
  return readImport(deps, context, { id });
}

/** Who may import, for which lab. Errors: FORBIDDEN, VALIDATION_FAILED. */
export async function beginPreview(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  givenLabId: string | undefined,
): Promise<{ id: string; ownerState: StateCode; labId: string }> {
  const ownerState = requireState(context.actor);
  const id = uuidv7();
  await authorise(deps, context, "import.create", { ownerStates: [ownerState] }, { kind: "import", id });
  const labId = givenLabId ?? context.actor.labId;
  const lab = labId === null ? null : await findLab(deps.sql, labId);
  if (lab?.ownerState === ownerState) return { id, ownerState, labId: lab.id };
  const message = "Name a lab of your own state.";
  throw refuseField("labId", { message, problem: "other_states_lab" });
}

/** Writes the preview, all of it or nothing, and records it. */
export async function keepPreview(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  row: {
    id: string;
    ownerState: StateCode;
    labId: string;
    format: ImportFormat;
    fileName: string;
    sizeBytes: number;
    sha256: string;
  },
  open: () => Promise<AsyncIterable<StagedRecord>>,
  alsoKeep: (tx: SqlExecutor) => Promise<void> = async () => {},
): Promise<void> {
  const now = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    await insertImport(tx, { ...row, createdBy: context.actor.id, createdAt: now });
    await stageRecords(tx, { importId: row.id, ownerState: row.ownerState }, await open());
    const counts = await judgeAll(tx, row);
    await alsoKeep(tx);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "import.previewed",
      targetKind: "import",
      targetId: row.id,
      ownerStates: [row.ownerState],
      detail: { format: row.format, sha256: row.sha256, ...counts },
    });
  });
}

async function judgeAll(tx: SqlExecutor, of: JudgedImport): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const errors: FieldError[] = [];
  for (let after: readonly [number, number] = [0, 0]; ; ) {
    const items = await listItemsToApply(tx, of.id, after, IMPORT_LIMITS.batch);
    const last = items.at(-1);
    if (last === undefined) break;
    // A batch is of one pass: what it belongs to was judged before.
    const batch = items.filter((item) => item.pass === items[0]?.pass);
    const judged = await judgeItems(tx, of, batch);
    await saveJudgements(tx, of.id, judged);
    for (const [index, { fault, outcome }] of judged.entries()) {
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      if (fault !== null) errors.push(placeFault(batch[index]?.place ?? "", fault));
    }
    const end = batch.at(-1) ?? last;
    after = [end.pass, end.number];
  }
  refuseErrors(errors);
  return counts;
}

async function readRecords(
  format: "xml" | "csv",
  body: AsyncIterable<Uint8Array>,
  state: StateCode,
): Promise<AsyncIterable<StagedRecord>> {
  if (format === "csv") return readExhibitCsv(body);
  return readExchangeXml(body, (head) => {
    if (head.state === state) return;
    if (head.state === null) throw new RibinError("IMPORT_INVALID", "<Export> names no state.");
    throw new RibinError(
      "IMPORT_WRONG_STATE",
      `The file is of ${JSON.stringify(head.state.slice(0, 10))}; you are of ${state}.`,
    );
  });
}

/** A file that is refused leaves this event and nothing else. */
export async function recordRefusedImport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  file: { id: string; ownerState: StateCode; format: ImportFormat; sha256: string },
  error: unknown,
): Promise<void> {
  if (!(error instanceof RibinError) || error.status >= 500) return;
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "import.refused",
    targetKind: "import",
    targetId: file.id,
    ownerStates: [file.ownerState],
    detail: { code: error.code, format: file.format, sha256: file.sha256 },
  });
}

/** For people, never a path. */
export function cleanName(fileName: string): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 255) || "unnamed"
  );
}
