/** The embedded member of the pair: tickets wait in memory, normal ones first, in the order they came. The `jobs` table outlives them. */
import type { JobQueue, JobTicket } from "../../ports/job-queue.ts";
import type { Log } from "../../ports/log.ts";
import { settleWithin } from "./settle-within.ts";

const DEFAULT_GRACE_MS = 30_000;

export function openInProcessQueue(log: Log): JobQueue {
  /** Waiting tickets by id; a Map keeps the order of insertion. */
  const waiting = { normal: new Map<string, JobTicket>(), low: new Map<string, JobTicket>() };
  const active = new Map<string, Promise<void>>();
  let activeNormal = 0;
  let handle: ((ticket: JobTicket) => Promise<void>) | null = null;
  let concurrency = 0;
  let closed = false;

  /**
   * A low ticket begins only where no normal one waits and a place is free. What is low and under way takes no normal one's place: the
   * next step of an acquisition comes a moment after the last one, and would wait for it.
   */
  function pickNext(): JobTicket | undefined {
    const [normal] = waiting.normal.values();
    if (normal) return activeNormal < concurrency ? normal : undefined;
    const [low] = waiting.low.values();
    return active.size < concurrency ? low : undefined;
  }

  function takeNext(): void {
    while (!closed && handle) {
      const ticket = pickNext();
      if (!ticket) return;
      waiting[ticket.priority].delete(ticket.ticketId);
      if (ticket.priority === "normal") activeNormal++;
      active.set(ticket.ticketId, process(handle, ticket));
    }
  }

  async function process(run: (ticket: JobTicket) => Promise<void>, ticket: JobTicket): Promise<void> {
    try {
      await run(ticket);
    } catch (error) {
      // The job itself records its failures; this is e.g. a database that went away. The relay sends the ticket again.
      log.error({ err: error, ticketId: ticket.ticketId }, "a ticket could not be handled");
    } finally {
      active.delete(ticket.ticketId);
      if (ticket.priority === "normal") activeNormal--;
      takeNext();
    }
  }

  return {
    addTickets: async (tickets) => {
      for (const ticket of tickets) {
        if (!active.has(ticket.ticketId)) waiting[ticket.priority].set(ticket.ticketId, ticket);
      }
      // A handler starts after the caller has gone on, as with a queue elsewhere.
      setImmediate(takeNext);
    },
    startProcessing: async (handler, atATime) => {
      if (handle) throw new Error("Processing was started already.");
      [handle, concurrency] = [handler, atATime];
      takeNext();
    },
    // What this process holds is lost with it, and a start hands everything out again.
    noticeLoss: async () => {},
    countTickets: async () => ({ waiting: waiting.normal.size + waiting.low.size, active: active.size }),
    checkReady: async () => {
      if (closed) throw new Error("The queue is closed.");
    },
    close: async (graceMs = DEFAULT_GRACE_MS) => {
      closed = true;
      waiting.normal.clear();
      waiting.low.clear();
      await settleWithin(Promise.all(active.values()), graceMs);
    },
  };
}
