/** What `buildApp` is given: the parts that `compose.ts` picked, and the settings of the HTTP face. */
import type { Readable } from "node:stream";
import type { DataStore } from "@tus/server";
import type { Registry } from "prom-client";
import type { JobQueue } from "../ports/job-queue.ts";
import type { RequestCounter } from "../ports/request-counter.ts";
import type { Deps } from "../usecases/deps.ts";

export interface ApiConfig {
  /** The program's version, as the API description states it. */
  readonly version: string;
  /** The address that clients reach the service at, without a slash at the end; null: links are relative. */
  readonly publicUrl: string | null;
  /** Whether what the one reverse proxy in front writes into X-Forwarded-* is believed. */
  readonly trustProxy: boolean;
  /** Requests per minute and address, before 429. Counted by each process for itself. */
  readonly requestsPerMinute: number;
  /** Requests per minute of one person or station, and of a whole state: counted by all processes together. */
  readonly requestsPerMinuteOfToken: number;
  readonly requestsPerMinuteOfState: number;
  readonly signInsPerMinute: number;
  /** "loopback" answers only the same machine, and only when no proxy forwarded the request. */
  readonly metrics: "off" | "loopback" | "all";
  /** Open event streams in all; one actor may hold a tenth of them, at least two. */
  readonly maxOpenStreams: number;
  /** Hours after its creation at which an unfinished resumable upload is removed. */
  readonly uploadExpiryHours: number;
  /** Mean delay of the event loop at which requests are turned away with 503; 0 never does. */
  readonly maxEventLoopDelayMs: number;
  /** Bytes of the process's memory at which requests are turned away with 503; 0 never does. */
  readonly maxMemoryBytes: number;
  /** Uploads received at a time by this process, before 503. */
  readonly maxUploads: number;
  /** Jobs of normal priority that no worker has begun, before uploads are turned away with 503. */
  readonly maxWaitingJobs: number;
  /** Absolute: where the pages of the workbench were built; null: none are served. */
  readonly workbenchFolder: string | null;
}

/** Where resumable uploads lie until they become acquisitions: the file store or the S3 store of tus. */
export interface UploadStore extends DataStore {
  read(id: string): Readable | Promise<Readable>;
}

/** One part that the service cannot work without. */
export interface Readiness {
  readonly name: "database" | "blob store" | "queue" | "models";
  readonly ready: boolean;
  /** What is missing, in words without secrets. */
  readonly problem?: string;
}

export interface ApiService {
  readonly deps: Deps;
  readonly config: ApiConfig;
  readonly uploadStore: UploadStore;
  /** Counts what is asked in the name of a person, a station, a state. */
  readonly requestCounter: RequestCounter;
  readonly queue?: JobQueue;
  /** What the process measures of itself; /metrics adds the requests and the region's figures. */
  readonly registry?: Registry;
  /** Wakes the outbox relay after a request that wrote jobs. */
  readonly poke?: () => void;
  checkReady(): Promise<readonly Readiness[]>;
}
