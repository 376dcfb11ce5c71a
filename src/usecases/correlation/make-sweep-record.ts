/** What a prepared mark is registered by in the second net, made in the analysis pool and kept beside its vectors. */
import { AREAL_SWEEP, PROFILE_SWEEP } from "../../analysis/sweep/sweep-method.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Region, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type SweepMethodVersion, upsertSweepRecord } from "../../repositories/correlation/sweep-records.ts";
import type { Deps } from "../deps.ts";

export interface MadeSweepRecord {
  readonly sweep: SweepMethodVersion;
  /** Null, with the reason, where the mark cannot be registered with others. */
  readonly bytes: Uint8Array | null;
  readonly reason: string | null;
}

/** Of the mark: another attempt would end as this one. What may heal is thrown. */
const FINAL: readonly string[] = ["NOT_COMPARABLE", "REGION_UNSUPPORTED", "EVIDENCE_ALTERED", "FILE_NOT_FOUND"];

/** How marks of a region are read, and how they are registered, at the current versions. */
export function findSweepMethod(region: Region): SweepMethodVersion & { readonly registration: string } {
  return region === "LEA" ? PROFILE_SWEEP : AREAL_SWEEP;
}

/** @throws what is not the mark's fault */
export async function makeSweepRecord(
  deps: Pick<Deps, "pool">,
  region: Region,
  readBytes: () => Promise<Uint8Array>,
): Promise<MadeSweepRecord> {
  const sweep = findSweepMethod(region);
  try {
    return { sweep, bytes: await deps.pool.runTask("makeSweepRecord", { mark: await readBytes() }), reason: null };
  } catch (error) {
    if (!(error instanceof RibinError) || !FINAL.includes(error.code)) throw error;
    return { sweep, bytes: null, reason: `${error.code}: ${error.message}` };
  }
}

/** Writes the record, or why there is none, in the place of what was there of an older mark or method. */
export async function keepSweepRecord(
  tx: SqlExecutor,
  mark: {
    readonly acquisitionId: string;
    readonly ownerState: StateCode;
    readonly region: Region;
    readonly preparedKey: string;
    readonly preparedSha256: string | null;
    readonly outlineVersion: number;
  },
  { sweep, bytes, reason }: MadeSweepRecord,
  at: Date,
): Promise<void> {
  await upsertSweepRecord(tx, {
    acquisitionId: mark.acquisitionId,
    ownerState: mark.ownerState,
    region: mark.region,
    method: sweep.method,
    methodVersion: sweep.methodVersion,
    preparedKey: mark.preparedKey,
    preparedSha256: mark.preparedSha256,
    outlineVersion: mark.outlineVersion,
    bytes,
    reason,
    createdAt: at,
  });
}
