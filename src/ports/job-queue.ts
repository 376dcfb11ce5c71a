import type { JobPriority } from "../domain/vocabulary.ts";

/**
 * The transport of jobs. PostgreSQL's `jobs` table is the truth (state, attempts, reason); a queue only carries tickets to
 * workers and may lose all of them: the relay sends them again.
 */
export interface JobTicket {
  /** `<job uuid>_<attempt>`: one ticket an attempt, no colon (BullMQ). Adding a ticket twice is one ticket. */
  readonly ticketId: string;
  readonly jobId: string;
  readonly attempt: number;
  readonly name: string;
  /** A low ticket is handed over only where no normal one waits and a place is free; under way it takes no normal one's place. */
  readonly priority: JobPriority;
}

export interface JobQueue {
  addTickets(tickets: readonly JobTicket[]): Promise<void>;
  /** Starts handling tickets, `concurrency` at a time beside what is low and began earlier. The handler never throws for a job's own failure; it records it. */
  startProcessing(handle: (ticket: JobTicket) => Promise<void>, concurrency: number): Promise<void>;
  /**
   * Calls `handOutAgain` where the queue may have lost what it held since it was asked last (it was emptied or began anew), and remembers
   * that it did. One that is called too often does no harm.
   */
  noticeLoss(handOutAgain: () => Promise<void>): Promise<void>;
  countTickets(): Promise<{ waiting: number; active: number }>;
  checkReady(): Promise<void>;
  /** Waits for running handlers, up to the given milliseconds. */
  close(graceMs?: number): Promise<void>;
}
