/** Figures of the whole region, asked of the database when they are read: every API process tells the same, so take the greatest. */
import { Gauge, type Registry } from "prom-client";
import { PROGRAM, runAsking } from "../../ports/asker.ts";
import {
  type FunnelFigures,
  type QueueFigures,
  readFunnelFigures,
  readQueueFigures,
} from "../../usecases/metrics/read-figures.ts";
import type { ApiService } from "../api-config.ts";

/** What counts all rows is asked no more often than this, however often somebody scrapes. */
const FUNNEL_MS = 60_000;
const QUEUE_MS = 1_000;

type Labelled = readonly (readonly [Record<string, string>, number])[];

export function observeRegion(registry: Registry, { deps, queue }: ApiService): void {
  const readQueue = remember(QUEUE_MS, () => runAsking(PROGRAM, () => readQueueFigures(deps)));
  const readFunnel = remember(FUNNEL_MS, () => runAsking(PROGRAM, () => readFunnelFigures(deps)));
  const gauge = (name: string, help: string, labelNames: readonly string[], read: () => Promise<Labelled>) =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const values = await read();
        this.reset();
        for (const [labels, value] of values) this.set(labels, value);
      },
    });
  const ofQueue = (tell: (figures: QueueFigures) => Labelled) => async () => tell(await readQueue());
  const ofFunnel = (tell: (figures: FunnelFigures) => Labelled) => async () => tell(await readFunnel());

  gauge(
    "ribin_jobs",
    "Jobs by name and state, as the database has them",
    ["name", "state"],
    ofQueue(({ jobs }) => jobs.map(({ name, state, count }) => [{ name, state }, count])),
  );
  gauge(
    "ribin_jobs_waiting",
    "Jobs that could begin now",
    ["name", "priority"],
    ofQueue(({ waiting }) => waiting.map(({ name, priority, waiting: count }) => [{ name, priority }, count])),
  );
  gauge(
    "ribin_job_oldest_seconds",
    "For how long the oldest job that could begin has waited",
    ["name", "priority"],
    ofQueue(({ waiting }) => waiting.map(({ name, priority, oldestSeconds }) => [{ name, priority }, oldestSeconds])),
  );
  gauge(
    "ribin_audit_waiting",
    "Events of the audit trail without a place in its chain yet",
    [],
    ofQueue(({ chain }) => [[{}, chain.waiting]]),
  );
  gauge(
    "ribin_audit_oldest_seconds",
    "For how long the oldest of them waits",
    [],
    ofQueue(({ chain }) => [[{}, chain.oldestSeconds]]),
  );
  gauge(
    "ribin_acquisitions",
    "Acquisitions by the state that owns them and how far they are",
    ["state", "stage"],
    ofFunnel(({ acquisitions }) => acquisitions.map(({ of, stage, count }) => [{ state: of, stage }, count])),
  );
  gauge(
    "ribin_linkages",
    "Pairs of exhibits by the states that they are of and where they stand",
    ["state", "stage"],
    ofFunnel(({ linkages }) => linkages.map(({ of, stage, count }) => [{ state: of, stage }, count])),
  );
  gauge(
    "ribin_net_pairs",
    "Pairs that were proposed, by region and by which net had found them",
    ["region", "net"],
    ofFunnel(({ nets }) =>
      nets.flatMap(({ region, proposed, byVectors, byRegistration, onlyByRegistration }) => [
        [{ region, net: "any" }, proposed],
        [{ region, net: "vectors" }, byVectors],
        [{ region, net: "registration" }, byRegistration],
        [{ region, net: "only_registration" }, onlyByRegistration],
      ]),
    ),
  );
  gauge(
    "ribin_backup_age_seconds",
    "Since the last backup by `ribin backup`; absent where none was made",
    ["by"],
    ofFunnel(({ backupAgeSeconds }) => (backupAgeSeconds === null ? [] : [[{ by: "ribin backup" }, backupAgeSeconds]])),
  );
  if (queue === undefined) return;
  gauge("ribin_queue_tickets", "Tickets of jobs on their way to the workers", ["state"], async () => {
    const { waiting, active } = await queue.countTickets();
    return [
      [{ state: "waiting" }, waiting],
      [{ state: "active" }, active],
    ];
  });
}

/** Asks once for all who ask within `ms`. */
function remember<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  let until = 0;
  return () => {
    if (asked === null || Date.now() > until) {
      until = Date.now() + ms;
      const asking = read();
      asked = asking;
      // A question that failed is no answer.
      asking.catch(() => {
        if (asked === asking) asked = null;
      });
    }
    return asked;
  };
}
