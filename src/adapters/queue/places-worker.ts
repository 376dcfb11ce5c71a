/** BullMQ's worker, which also knows how many of its places are taken: from when it has a ticket until Redis has heard of its end. */
import { type Job, Worker, type WorkerOptions } from "bullmq";
import type { JobTicket } from "../../ports/job-queue.ts";

export class PlacesWorker extends Worker<JobTicket> {
  #taken = 0;
  readonly #onFreed: () => void;

  /** `onFreed` is told whenever a place has become free. */
  constructor(
    name: string,
    handle: (job: Job<JobTicket>) => Promise<void>,
    options: WorkerOptions,
    onFreed: () => void,
  ) {
    super(name, handle, options);
    this.#onFreed = onFreed;
    // Of each ticket that comes, before it is handled; where the end of one brings the next, before the first one's place is free.
    this.on("active", () => {
      this.#taken += 1;
    });
  }

  get taken(): number {
    return this.#taken;
  }

  /** BullMQ calls this once for each ticket that came, and so do those who take tickets by hand. */
  override async processJob(...given: Parameters<Worker<JobTicket>["processJob"]>) {
    try {
      return await super.processJob(...given);
    } finally {
      this.#free();
    }
  }

  /** For a worker with `autorun: false`, whose tickets are taken by hand: what BullMQ's own loop would start beside itself. */
  async startByHand(): Promise<void> {
    this.lockManager.start();
    await this.startStalledCheckTimer();
  }

  /** The next ticket, if one waits; it is to be processed or put back. */
  async takeByHand(token: string): Promise<Job<JobTicket> | null> {
    // BullMQ's types leave out that there may be none.
    const job: Job<JobTicket> | undefined = await this.getNextJob(token, { block: false });
    return job ?? null;
  }

  /** Lets a ticket that was taken by hand wait again, before all others. */
  async putBack(job: Job<JobTicket>, token: string): Promise<void> {
    try {
      await job.moveToWait(token);
    } finally {
      this.#free();
    }
  }

  #free(): void {
    this.#taken -= 1;
    this.#onFreed();
  }
}
