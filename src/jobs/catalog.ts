/** The order of the steps of an acquisition, in one place. A step's result asks for the next step's job; no worker enqueues by hand. */
import { z } from "zod";
import type { JobPriority } from "../domain/vocabulary.ts";
import {
  correlatePayloadSchema,
  dropPayloadSchema,
  fillPayloadSchema,
  purgePayloadSchema,
  verifyAuditPayloadSchema,
} from "./background-payloads.ts";
import { deliverMailPayloadSchema, deliverWebhookPayloadSchema } from "./delivery-payloads.ts";
import { fillSweepPayloadSchema, sweepGalleryPayloadSchema, sweepShardPayloadSchema } from "./sweep-payloads.ts";

/** Every step carries an acquisition; the payload's version is stored beside it. */
const acquisitionPayloadSchema = z.strictObject({
  acquisitionId: z.uuid(),
  /** Why the step is done once more, e.g. "release/<id>"; absent on the acquisition's own way through the steps. */
  cause: z.string().min(1).max(100).optional(),
});

interface Contract<Payload, Next> {
  readonly payload: z.ZodType<Payload>;
  readonly payloadVersion: number;
  readonly maxAttempts: number;
  /** Milliseconds before attempt 2; doubled for each further one. */
  readonly backoffMs: number;
  /** The job that this step's transaction asks for; null after the last. */
  readonly next: Next;
  /** An attempt that found the database, the store or the queue away uses up no try. False where it is another's server that was away. */
  readonly waitsForStores: boolean;
  /** A low one begins only where no normal one waits. Whoever asks may lower it, and what follows a low step is low. */
  readonly priority: JobPriority;
}

/** What an acquisition goes through: its stage says how far it has come, and a step that fails is the acquisition's failure. */
export const STEP_NAMES = ["assess-quality", "extract-features", "search-candidates", "verify-candidates"] as const;
export type StepName = (typeof STEP_NAMES)[number];
export type StepContract = Contract<z.infer<typeof acquisitionPayloadSchema>, StepName | null>;

/** Work behind the steps. Each has a payload of its own, and its failure is its own: no acquisition's stage is touched. */
export const BACKGROUND_NAMES = [
  "fill-vectors",
  "drop-vectors",
  "correlate-open",
  "sweep-gallery",
  "sweep-shard",
  "fill-sweep",
  "purge-evidence",
  "verify-audit",
  "deliver-mail",
  "deliver-webhook",
] as const;
export type BackgroundName = (typeof BACKGROUND_NAMES)[number];
export type BackgroundContract = Contract<unknown, null>;

export const JOB_NAMES = [...STEP_NAMES, ...BACKGROUND_NAMES] as const;
export type JobName = StepName | BackgroundName;
export type JobContract = StepContract | BackgroundContract;

const step = (next: StepName | null): StepContract => ({
  payload: acquisitionPayloadSchema,
  payloadVersion: 1,
  maxAttempts: 4,
  backoffMs: 2_000,
  next,
  waitsForStores: true,
  priority: "normal",
});

export const STEPS: Readonly<Record<StepName, StepContract>> = {
  "assess-quality": step("extract-features"),
  "extract-features": step("search-candidates"),
  "search-candidates": step("verify-candidates"),
  "verify-candidates": step(null),
};
const background = (payload: z.ZodType): BackgroundContract => ({
  payload,
  payloadVersion: 1,
  maxAttempts: 4,
  backoffMs: 10_000,
  next: null,
  waitsForStores: true,
  priority: "low",
});

export const BACKGROUND: Readonly<Record<BackgroundName, BackgroundContract>> = {
  "fill-vectors": background(fillPayloadSchema),
  "drop-vectors": background(dropPayloadSchema),
  "correlate-open": background(correlatePayloadSchema),
  "sweep-gallery": background(sweepGalleryPayloadSchema),
  "sweep-shard": background(sweepShardPayloadSchema),
  "fill-sweep": background(fillSweepPayloadSchema),
  "purge-evidence": background(purgePayloadSchema),
  "verify-audit": background(verifyAuditPayloadSchema),
  // A mail server may be away for an hour, a receiver for a day: the last attempts are 64 minutes and 11 hours after the first.
  "deliver-mail": { ...background(deliverMailPayloadSchema), maxAttempts: 8, backoffMs: 30_000, waitsForStores: false },
  "deliver-webhook": { ...background(deliverWebhookPayloadSchema), maxAttempts: 13, waitsForStores: false },
};
export const JOBS: Readonly<Record<JobName, JobContract>> = { ...STEPS, ...BACKGROUND };

export const isStepName = (name: JobName): name is StepName => (STEP_NAMES as readonly string[]).includes(name);

export const FIRST_JOB: StepName = "assess-quality";

/** Causes that begin with `extract-features`: the acquisition goes its whole way once more, and its stage with it. */
const OWN_WAY = /^(outline|prepare)\//;

/** A person drew outlines of this version. */
export const causeOfOutline = (version: number) => `outline/${version}`;
/** It was prepared by something older than `what`, or as something else. */
export const causeOfPreparation = (what: string) => `prepare/${what}`;
/** It was compared by something older than `what`. */
export const causeOfMethod = (what: string) => `verify/${what}`;

/** Job `jobId` put the comparisons off that promise nothing. */
export const causeOfRest = (jobId: string) => `rest/${jobId}`;

/** The model `name` described it when it was searched already; `jobId` is the job that did. */
export const causeOfModel = (name: string, jobId: string) => `model/${name}/${jobId}`;
/** True where only the vectors are others: what was registered stays as it is. */
export const isOfModel = (cause: string | null) => cause?.startsWith("model/") === true;
/** The correlation request of this id. */
export const causeOfRequest = (requestId: string) => `correlation/${requestId}`;
export const readRequestId = (cause: string | null) => /^correlation\/(.+)$/.exec(cause ?? "")?.[1] ?? null;

/** Job `jobId` proposed a pair of exhibits that have other regions in common. */
export const causeOfRegion = (jobId: string) => `region/${jobId}`;

/** The pass of this id of the second net found pairs that the vectors had not. */
export const causeOfSweep = (sweepId: string) => `sweep/${sweepId}`;

/** The pass of this id began before all marks had their records. */
export const causeOfFilling = (sweepId: string) => `filled/${sweepId}`;
export const readFilledSweepId = (cause: string | null) => /^filled\/(.+)$/.exec(cause ?? "")?.[1] ?? null;

/** True where the job is a step on the acquisition's way; false where only its search or comparison is done once more. */
export function isOwnWay(cause: string | null): boolean {
  return cause === null || OWN_WAY.test(cause);
}

/** One job a step, acquisition and cause: asking twice is asking once. */
export function makeJobKey(name: StepName, acquisitionId: string, cause: string | null): string {
  return cause === null ? `${name}/${acquisitionId}` : `${name}/${acquisitionId}/${cause}`;
}
