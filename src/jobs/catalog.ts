/** The order of the steps of an acquisition, in one place. A step's result asks for the next step's job; no worker enqueues by hand. */
import { z } from "zod";

/** Every job of this version carries an acquisition; the payload's version is stored beside it. */
const acquisitionPayloadSchema = z.strictObject({
  acquisitionId: z.uuid(),
  /** Why the step is done once more, e.g. "release/<id>"; absent on the acquisition's own way through the steps. */
  cause: z.string().min(1).max(100).optional(),
});

export interface JobContract {
  readonly payload: typeof acquisitionPayloadSchema;
  readonly payloadVersion: number;
  readonly maxAttempts: number;
  /** Milliseconds before attempt 2; doubled for each further one. */
  readonly backoffMs: number;
  /** The job that this step's transaction asks for; null after the last. */
  readonly next: JobName | null;
}

export const JOB_NAMES = ["assess-quality", "extract-features", "search-candidates", "verify-candidates"] as const;
export type JobName = (typeof JOB_NAMES)[number];

const step = (next: JobName | null): JobContract => ({
  payload: acquisitionPayloadSchema,
  payloadVersion: 1,
  maxAttempts: 4,
  backoffMs: 2_000,
  next,
});

export const JOBS: Readonly<Record<JobName, JobContract>> = {
  "assess-quality": step("extract-features"),
  "extract-features": step("search-candidates"),
  "search-candidates": step("verify-candidates"),
  "verify-candidates": step(null),
};

export const FIRST_JOB: JobName = "assess-quality";

/** Causes that begin with `extract-features`: the acquisition goes its whole way once more, and its stage with it. */
const OWN_WAY = /^(outline|prepare)\//;

/** A person drew outlines of this version. */
export const causeOfOutline = (version: number) => `outline/${version}`;
/** It was prepared by something older than `what`, or as something else. */
export const causeOfPreparation = (what: string) => `prepare/${what}`;
/** It was compared by something older than `what`. */
export const causeOfMethod = (what: string) => `verify/${what}`;

/** True where the job is a step on the acquisition's way; false where only its search or comparison is done once more. */
export function isOwnWay(cause: string | null): boolean {
  return cause === null || OWN_WAY.test(cause);
}

/** One job a step, acquisition and cause: asking twice is asking once. */
export function makeJobKey(name: JobName, acquisitionId: string, cause: string | null): string {
  return cause === null ? `${name}/${acquisitionId}` : `${name}/${acquisitionId}/${cause}`;
}
