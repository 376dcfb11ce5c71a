import type { AuditAction } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { AcquisitionStage } from "../../domain/vocabulary.ts";
import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { type AuditEvent, listAuditEvents } from "../../repositories/audit/audit-events.ts";
import { encodeCursor } from "../../repositories/page.ts";
import type { Deps } from "../deps.ts";
import { toPageRequest } from "../requests/page-input.ts";
import { findReadableAcquisition } from "./find-readable-acquisition.ts";

/** The stage that an event of the trail means. */
const STAGE_OF: Partial<Record<string, AcquisitionStage>> = {
  "acquisition.received": "received",
  "acquisition.quality_assessed": "quality_assessed",
  "acquisition.outline_needed": "outline_needed",
  "acquisition.features_extracted": "features_extracted",
  "acquisition.searched": "searched",
  "acquisition.verified": "verified",
  "acquisition.failed": "failed",
} satisfies Partial<Record<AuditAction, AcquisitionStage>>;

const FINAL: ReadonlySet<AcquisitionStage> = new Set(["verified", "failed", "refused", "outline_needed"]);

export interface StageReached {
  /** Of the audit event; grows. */
  readonly seq: string;
  readonly stage: AcquisitionStage;
  readonly at: Date;
}

export interface AcquisitionProgress {
  readonly stage: AcquisitionStage;
  readonly note: string | null;
  /** 0..1 within the running step. */
  readonly progress: number;
  /** No further stage comes by itself. */
  readonly final: boolean;
  /** Stages reached after `afterSeq`, in their order. */
  readonly reached: readonly StageReached[];
  /** Where to go on: the last event that was looked at. */
  readonly lastSeq: string;
}

/** The check before a stream of events is opened. Errors: NOT_FOUND, FORBIDDEN. */
export async function authoriseFollowing(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<void> {
  await findReadableAcquisition(deps, context, input.id);
}

/** Where an acquisition stands and what it reached since `afterSeq`. The caller has authorised it. Errors: NOT_FOUND. */
export async function readProgress(
  deps: Pick<Deps, "sql">,
  input: { id: string; afterSeq: string },
): Promise<AcquisitionProgress> {
  const found = await findAcquisition(deps.sql, input.id);
  if (found === null) throw new RibinError("NOT_FOUND");
  const page = toPageRequest({ limit: 200, cursor: encodeCursor([input.afterSeq]) });
  const { items } = await listAuditEvents(deps.sql, { targetKind: "acquisition", targetId: input.id }, page);
  return {
    stage: found.stage,
    note: found.stageNote,
    progress: found.progress,
    final: FINAL.has(found.stage),
    reached: items.flatMap(toStage),
    lastSeq: items.at(-1)?.seq ?? input.afterSeq,
  };
}

function toStage({ seq, action, at }: AuditEvent): readonly StageReached[] {
  const stage = STAGE_OF[action];
  return stage === undefined ? [] : [{ seq, stage, at }];
}
