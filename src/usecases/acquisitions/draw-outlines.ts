import { v7 as uuidv7 } from "uuid";
import { PART_OF_REGION, type SegmentedRegion } from "../../analysis/segment/segment-mark.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import { causeOfOutline } from "../../jobs/catalog.ts";
import {
  type Acquisition,
  findAcquisition,
  lockAcquisition,
  moveAcquisition,
  setCorrectedOutline,
} from "../../repositories/acquisitions/acquisitions.ts";
import { insertOutlines } from "../../repositories/acquisitions/outlines.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { assertOutlines, type DrawnOutline } from "./assert-outlines.ts";
import { findReadableAcquisition } from "./find-readable-acquisition.ts";
import { hashSegmentation } from "./keep-segmentation.ts";
import { type OutlineView, viewOutlines } from "./list-outlines.ts";
import { type AcquisitionView, viewAcquisition } from "./view-acquisition.ts";

export interface DrawOutlinesInput {
  readonly acquisitionId: string;
  readonly expectedVersion: number;
  readonly outlines: readonly DrawnOutline[];
  readonly reason: string;
}

/**
 * A person's outlines: asked for where the method was not sure, or put in the place of what it drew. They are kept as a version
 * of their own, and the acquisition is prepared, searched and compared by them; what stood on older ones stays, and counts no
 * longer. Errors: NOT_FOUND, FORBIDDEN, REGION_UNSUPPORTED, VALIDATION_FAILED (a ring, the part, the reason), PRECONDITION_FAILED.
 */
export async function drawOutlines(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: DrawOutlinesInput,
): Promise<{ acquisition: AcquisitionView; outlines: OutlineView }> {
  const { found, target } = await findReadableAcquisition(deps, context, input.acquisitionId);
  await authorise(deps, context, "acquisition.outline", target, { kind: "acquisition", id: found.id });
  const { region } = found;
  if (!isSegmented(region)) {
    throw new RibinError("REGION_UNSUPPORTED", `Nothing is compared of ${region}, and no outline is needed.`);
  }
  const { width, height, incrementX, incrementY } = found.inspection;
  const outlines = assertOutlines(input.outlines, { region, width, height, incrementX, incrementY });
  const reason = assertReasons(input.reason, "reason");
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const held = await lockAcquisition(tx, found.id);
    if (held?.version !== input.expectedVersion) throw new RibinError("PRECONDITION_FAILED");
    const segmentation = { method: "examiner", methodVersion: "1", outlines, confidence: 1, remarks: [] };
    const kept = await insertOutlines(tx, {
      ...segmentation,
      id: uuidv7(),
      acquisitionId: found.id,
      ownerState: found.ownerState,
      contentSha256: hashSegmentation(segmentation),
      drawnBy: context.actor.id,
      reason,
      createdAt: now,
    });
    await setCorrectedOutline(tx, found.id, kept.version);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "acquisition.outlined",
      targetKind: "acquisition",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { outlines: kept.version, parts: [...new Set(outlines.map(({ part }) => part))], stage: held.stage },
    });
    // Not assessed yet: its own way comes to them by itself.
    const stage = held.stage === "received" ? held.stage : "quality_assessed";
    await moveAcquisition(tx, found.id, { stage, note: null }, now);
    if (stage !== "received") {
      await askForJob(tx, "extract-features", held, context.requestId, now, causeOfOutline(kept.version));
    }
    const moved: Acquisition | null = await findAcquisition(tx, found.id);
    if (moved === null) throw new RibinError("NOT_FOUND");
    return { acquisition: viewAcquisition(moved, now), outlines: viewOutlines(kept) };
  });
}

function isSegmented(region: Region): region is SegmentedRegion {
  return region in PART_OF_REGION;
}
