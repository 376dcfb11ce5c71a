/** The first arrow: a file becomes an acquisition, or a kept refusal; nothing in between. */
import type { Readable } from "node:stream";
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Lighting, Region } from "../../domain/vocabulary.ts";
import { FIRST_JOB } from "../../jobs/catalog.ts";
import {
  type Acquisition,
  findAcquisitionOfBytes,
  insertAcquisition,
  type NewAcquisition,
} from "../../repositories/acquisitions/acquisitions.ts";
import { linkSameImages, lockBytes, type SameImage } from "../../repositories/acquisitions/same-images.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findCase } from "../../repositories/evidence/cases.ts";
import type { Exhibit } from "../../repositories/evidence/exhibits.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { assertRegionFits } from "./assert-region-fits.ts";
import { makeAcquisitionKey, makeIncomingKey } from "./blob-keys.ts";
import type { EvidenceInspection } from "./decode-evidence.ts";
import { recordRefusal } from "./record-refusal.ts";
import { settleBlob } from "./settle-blob.ts";
import { takeTurn } from "./take-turn.ts";
import { tallyBytes } from "./tally-bytes.ts";

type Needs = Pick<Deps, "sql" | "blobs" | "pool" | "clock" | "limits" | "log">;

export interface ReceiveAcquisitionInput {
  readonly exhibitId: string;
  readonly region: Region;
  /** Of a LEA or GEA, 1..n around the bullet. */
  readonly regionIndex?: number | undefined;
  readonly lighting?: Lighting | undefined;
  /** The scale of a 2D image. */
  readonly micrometresPerPixel?: number | undefined;
  readonly fileName: string;
  /** The file, from wherever it comes; read once, and destroyed where it is refused half-way. */
  readonly body: Readable;
}

export interface ReceivedAcquisition {
  readonly acquisition: Acquisition;
  /** Acquisitions of other labs that are the same bytes: the same image, never a match. */
  readonly sameAs: readonly SameImage[];
}

/**
 * Streams the file into the store while hashing it, reads it, and keeps it with its first job, all or nothing.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (region, regionIndex); as a kept refusal: UPLOAD_TOO_LARGE, UPLOAD_EMPTY,
 * DUPLICATE_ACQUISITION (with `existingId`), and every code of `decodeEvidence`.
 */
export async function receiveAcquisition(
  deps: Needs,
  context: RequestContext,
  input: ReceiveAcquisitionInput,
): Promise<ReceivedAcquisition> {
  const { exhibit, labId } = await findReceivingExhibit(deps, context, input);
  const id = uuidv7();
  const key = makeIncomingKey(id);
  const tally = tallyBytes(input.body, deps.limits.maxUploadBytes);
  const fileName = cleanFileName(input.fileName);
  try {
    await deps.blobs.putBlob(key, tally.stream, exhibit.ownerState);
    if (tally.readSize() === 0) throw new RibinError("UPLOAD_EMPTY");
    const sha256 = tally.readSha256();
    await assertNew(deps, labId, sha256);
    const inspection = await inspectIncoming(deps, key, { ...input, fileName }, sha256);
    const row = describeAcquisition(deps, context, input, { id, exhibit, labId, fileName, inspection });
    const received = await keepAcquisition(deps, context, { ...row, sizeBytes: tally.readSize() });
    // The row stands: from here on the file is acknowledged, and what fails is put right by the next step.
    await settleBlob(deps, received.acquisition).catch((error: unknown) => {
      deps.log.warn({ err: error, acquisitionId: id }, "a received file could not be moved yet");
    });
    return received;
  } catch (error) {
    // After any other failure the row may stand or not (a connection lost at the commit): the sweep looks, and then decides.
    if (error instanceof RibinError && error.status < 500) {
      await deps.blobs.deleteBlob(key);
      const file = { labId, fileName, sizeBytes: tally.readSize(), sha256: tally.readSha256() };
      await recordRefusal(deps, context, exhibit, file, error);
    }
    throw error;
  }
}

async function findReceivingExhibit(
  deps: Needs,
  context: RequestContext,
  input: ReceiveAcquisitionInput,
): Promise<{ exhibit: Exhibit; labId: string }> {
  const { found: exhibit } = await findReadableExhibit(deps, context, input.exhibitId);
  const owner = await findCase(deps.sql, exhibit.caseId);
  if (owner === null) throw new RibinError("NOT_FOUND");
  const target = { ownerStates: [exhibit.ownerState], labId: owner.labId, exhibitType: exhibit.type };
  await authorise(deps, context, "acquisition.create", target, { kind: "exhibit", id: exhibit.id });
  assertRegionFits(exhibit.type, input.region, input.regionIndex ?? null);
  return { exhibit, labId: context.actor.labId ?? owner.labId };
}

async function assertNew(deps: Needs, labId: string, sha256: string): Promise<void> {
  const existing = await findAcquisitionOfBytes(deps.sql, labId, sha256);
  if (existing !== null) throw refuseDuplicate(existing.id);
}

function refuseDuplicate(existingId: string): RibinError {
  return new RibinError("DUPLICATE_ACQUISITION", `This lab's acquisition ${existingId} is the same file.`, {
    extra: { existingId },
  });
}

async function inspectIncoming(
  deps: Needs,
  key: string,
  input: ReceiveAcquisitionInput,
  sha256: string,
): Promise<EvidenceInspection> {
  const { fileName, region, lighting, micrometresPerPixel } = input;
  const statement = { fileName, region, lighting, micrometresPerPixel };
  // The file is whole in memory from here until it is read; many at once must not add up to more than the process has.
  const inspection = await takeTurn(deps.pool, deps.pool.threads, async () => {
    const bytes = await deps.blobs.readBlob(key);
    return deps.pool.runTask("inspectEvidence", { bytes, statement, asEvidence: true });
  });
  if (inspection.sha256 !== sha256) throw new RibinError("INTERNAL", "The store gave back other bytes than it took.");
  return inspection;
}

function describeAcquisition(
  deps: Needs,
  context: RequestContext,
  input: ReceiveAcquisitionInput,
  known: { id: string; exhibit: Exhibit; labId: string; fileName: string; inspection: EvidenceInspection },
): Omit<NewAcquisition, "sizeBytes"> {
  const { inspection } = known;
  return {
    id: known.id,
    ownerState: known.exhibit.ownerState,
    labId: known.labId,
    exhibitId: known.exhibit.id,
    region: input.region,
    regionIndex: input.regionIndex ?? null,
    lighting: input.lighting ?? "unknown",
    micrometresPerPixel: input.micrometresPerPixel ?? null,
    fileName: known.fileName,
    format: inspection.format,
    sha256: inspection.sha256,
    blobKey: makeAcquisitionKey(known.id, inspection.sha256),
    inspection: { ...inspection },
    scaleKnown: inspection.incrementX !== null,
    createdBy: context.actor.id,
    createdByKind: context.actor.kind === "station" ? "station" : "account",
    createdAt: deps.clock.now(),
  };
}

async function keepAcquisition(
  deps: Needs,
  context: RequestContext,
  row: NewAcquisition,
): Promise<ReceivedAcquisition> {
  return deps.sql.transaction(async (tx) => {
    await lockBytes(tx, row.sha256);
    const acquisition = await insertAcquisition(tx, row);
    if (acquisition === null) {
      // Another upload of the same file was faster.
      const existing = await findAcquisitionOfBytes(tx, row.labId, row.sha256);
      throw existing === null ? new RibinError("INTERNAL") : refuseDuplicate(existing.id);
    }
    const target = { targetKind: "acquisition" as const, targetId: row.id };
    await insertAuditEvent(tx, context, {
      ...target,
      at: row.createdAt,
      action: "acquisition.received",
      ownerStates: [row.ownerState],
      detail: { format: row.format, region: row.region, sizeBytes: row.sizeBytes, sha256: row.sha256 },
    });
    const sameAs = await linkSameImages(tx, row, row.createdAt);
    for (const other of sameAs) {
      await insertAuditEvent(tx, context, {
        ...target,
        at: row.createdAt,
        action: "acquisition.linked_as_same_image",
        // That another state holds the same image is told to neither: such an event stands in the region's trail alone.
        ownerStates: other.ownerState === row.ownerState ? [row.ownerState] : [],
        detail: { sameAsId: other.acquisitionId },
      });
    }
    await askForJob(tx, FIRST_JOB, row, context.requestId, row.createdAt);
    return { acquisition, sameAs };
  });
}

/** The last part of a path, without control characters; kept for people, never used as a path. */
function cleanFileName(fileName: string): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? "";
  const printable = last.replaceAll(/\p{Cc}/gu, "").trim();
  return printable.slice(0, 255) || "unnamed";
}
