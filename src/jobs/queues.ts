/** The jobs by what they cost, so that processes can be given some of them: a share. A process without one takes all. */
import type { JobName } from "./catalog.ts";

export const QUEUE_NAMES = ["quality", "features", "search", "second-net", "notices", "back-fill"] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

const QUEUES: Readonly<Record<QueueName, readonly JobName[]>> = {
  /** A second of one core. */
  quality: ["assess-quality"],
  features: ["extract-features"],
  /** Needs the vectors in memory, and compares. */
  search: ["search-candidates", "verify-candidates", "correlate-open"],
  /** Every stored mark of a region, hours of it after a large import. */
  "second-net": ["sweep-gallery", "sweep-shard"],
  /** Waits for other people's servers. */
  notices: ["deliver-mail", "deliver-webhook"],
  "back-fill": ["fill-vectors", "drop-vectors", "fill-sweep", "purge-evidence", "verify-audit"],
};

/** The names of a share's jobs; null for all: what a program does that knows no shares. */
export function listJobsOf(share: readonly QueueName[]): readonly JobName[] | null {
  if (QUEUE_NAMES.every((name) => share.includes(name))) return null;
  return QUEUE_NAMES.filter((name) => share.includes(name)).flatMap((name) => QUEUES[name]);
}

/** One name a share, whatever order it was given in; null for all. */
export function nameShare(share: readonly QueueName[]): string | null {
  const names = QUEUE_NAMES.filter((name) => share.includes(name));
  return names.length === QUEUE_NAMES.length ? null : names.join("+");
}
