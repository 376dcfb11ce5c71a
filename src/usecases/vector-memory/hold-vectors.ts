/** Spaces of vectors held in this process: read in the background at first, then kept up with at every search. */
import { AsyncResource } from "node:async_hooks";
import type { ScanInput, ScanOutput } from "../../analysis/nearest/scan-vectors.ts";
import type { AnalysisPool } from "../../ports/analysis-pool.ts";
import type { Log } from "../../ports/log.ts";
import type {
  MemorySearch,
  NearVectors,
  NumberedVector,
  VectorMemory,
  VectorSource,
} from "../../ports/vector-memory.ts";
import { createHeldSpace, type HeldSpace } from "./held-space.ts";

/** What the threads of the search do. */
export type ScanTasks = { scanVectors: { input: ScanInput; output: ScanOutput } };

export interface VectorMemoryOptions {
  readonly pool: AnalysisPool<ScanTasks>;
  /** That all spaces together may take. */
  readonly mostBytes: number;
  readonly log: Log;
}

/** Milliseconds after which a space that could not be read is tried again. */
const RETRY_MS = 60_000;
/**
 * Milliseconds for which a searched space is kept, and one that finds no room is left to the database: spaces that do not fit together
 * would drive each other out, and be read whole, at every search.
 */
const KEPT_MS = 3_600_000;

/** Numbers that the database is asked of at a time, when what is gone is looked for. */
const ASKED = 20_000;
/** A space of which more rows than these were overwritten is read anew: they take room, and time of each scan. */
const MOST_GONE = 1_000;

interface Entry {
  readonly source: VectorSource;
  state: "reading" | "ready" | "refused";
  space: HeldSpace | null;
  horizon: string;
  /** Numbers at or beyond the horizon that are held already; null: any of those held may be. */
  recent: ReadonlySet<number> | null;
  /** One search at a time takes up what is new. */
  turn: Promise<void>;
  usedAt: number;
  readingEnds: Promise<void>;
}

export function openVectorMemory({ pool, mostBytes, log }: VectorMemoryOptions): VectorMemory {
  const entries = new Map<string, Entry>();
  let closed = false;

  /** Makes room by letting go of what was not searched for long; false where that is not enough. */
  function makeRoom(own: Entry): boolean {
    const taken = () => [...entries.values()].reduce((sum, { space }) => sum + (space?.bytes ?? 0), 0);
    const before = Date.now() - KEPT_MS;
    const idle = [...entries].filter(([, entry]) => entry !== own && entry.state === "ready" && entry.usedAt < before);
    for (const [name] of idle.sort(([, a], [, b]) => a.usedAt - b.usedAt)) {
      if (taken() <= mostBytes) return true;
      entries.delete(name);
    }
    return taken() <= mostBytes;
  }

  function refuse(entry: Entry, forMs: number): void {
    entry.space = null;
    entry.state = "refused";
    entry.usedAt = Date.now() + forMs;
  }

  /** False where the vectors are of a kind, or so many, that they cannot be held. */
  function take(entry: Entry, vectors: readonly NumberedVector[], search: Pick<MemorySearch, "turning">): boolean {
    try {
      entry.space ??= createHeldSpace(vectors[0]?.vector.length ?? 0, search.turning, pool.threads);
      return entry.space?.add(vectors) === true && makeRoom(entry);
    } catch (error) {
      // The system gives no more memory.
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  async function read(name: string, entry: Entry, source: VectorSource, search: Pick<MemorySearch, "turning">) {
    const started = performance.now();
    try {
      entry.horizon = await source.readHorizon();
      let after = -1;
      for (let page = await source.readPage(after); page.length > 0 && !closed; page = await source.readPage(after)) {
        if (!take(entry, page, search)) {
          log.warn(
            { space: name },
            "these vectors are not held in memory: they are too many for it, or cannot be scanned",
          );
          refuse(entry, KEPT_MS);
          return;
        }
        after = page[page.length - 1]?.number ?? after;
      }
      if (closed) return;
      entry.state = "ready";
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      log.info({ space: name, vectors: entry.space?.count ?? 0, seconds }, "vectors are held in memory");
    } catch (error) {
      log.warn({ err: error, space: name }, "the vectors of a space could not be read into memory; trying again later");
      refuse(entry, RETRY_MS);
    }
  }

  // A search asks from inside its transaction; what reads the whole space is no part of that.
  const readApart = AsyncResource.bind(read);

  /** The space's entry where it can be searched; otherwise it is read, unless it was refused. */
  function find(search: MemorySearch): Entry | null {
    const known = entries.get(search.space);
    if (known?.state === "ready") return known;
    if (known !== undefined && !(known.state === "refused" && Date.now() >= known.usedAt)) return null;
    const turn = Promise.resolve();
    const entry: Entry = {
      source: search.source,
      ...{ state: "reading", space: null, horizon: "0", recent: null, usedAt: Date.now(), turn },
      readingEnds: turn,
    };
    entries.set(search.space, entry);
    entry.readingEnds = readApart(search.space, entry, search.source, { turning: search.turning });
    return null;
  }

  /** Takes up what was stored since the last search; false where the entry can be searched no more. */
  async function keepUp(entry: Entry, search: MemorySearch): Promise<boolean> {
    // The search before this one may have found that there is no room.
    if (entry.state !== "ready") return false;
    const { horizon, vectors, more } = await search.readNew(entry.horizon);
    if (more || BigInt(horizon) < BigInt(entry.horizon)) {
      // A mass of them, or another database (a restored one): read in pages, apart from the search.
      if (entries.get(search.space) === entry) entries.delete(search.space);
      find(search);
      return false;
    }
    // Where others write for long, the horizon lies before what was read: a mark that is held twice would take another's place in lists.
    const known = entry.recent ?? new Set(vectors.length === 0 ? [] : entry.space?.listNumbers());
    const fresh = vectors.filter(({ number }) => !known.has(number));
    if (fresh.length > 0 && !take(entry, fresh, search)) {
      log.warn({ space: search.space }, "these vectors have become too many to be held in memory");
      refuse(entry, KEPT_MS);
      return false;
    }
    entry.recent = new Set(vectors.map(({ number }) => number));
    entry.horizon = horizon;
    return true;
  }

  return {
    holds: (space) => !closed && entries.get(space)?.state === "ready",
    async search(search) {
      const entry = closed ? null : find(search);
      if (entry === null) return null;
      entry.usedAt = Date.now();
      const before = entry.turn;
      const own = before.then(() => keepUp(entry, search));
      entry.turn = own.then(
        () => undefined,
        () => undefined,
      );
      if (!(await own)) return null;
      if (entry.space === null) return { numbers: [], all: true };
      return scan(pool, entry.space, search).catch((error: unknown) => {
        log.warn({ err: error, space: search.space }, "memory could not be searched; the database is");
        return null;
      });
    },
    async forgetGone() {
      let count = 0;
      for (const [name, entry] of [...entries]) {
        // What is being read may be removed at this moment.
        await entry.readingEnds;
        if (closed || entry.state !== "ready" || entry.space === null) continue;
        count += entry.space.forget(await findGone(entry.space.listNumbers(), entry.source));
        if (entry.space.gone > MOST_GONE && entries.get(name) === entry) entries.delete(name);
      }
      return count;
    },
    close: async () => {
      closed = true;
      await Promise.all([...entries.values()].map(({ readingEnds }) => readingEnds));
      entries.clear();
      await pool.close();
    },
  };
}

async function findGone(numbers: readonly number[], source: VectorSource): Promise<ReadonlySet<number>> {
  const gone = new Set<number>();
  for (let from = 0; from < numbers.length; from += ASKED) {
    const page = numbers.slice(from, from + ASKED);
    const standing = new Set(await source.readStanding(page));
    for (const number of page) if (!standing.has(number)) gone.add(number);
  }
  return gone;
}

async function scan(pool: AnalysisPool<ScanTasks>, space: HeldSpace, search: MemorySearch): Promise<NearVectors> {
  const desk = await space.takeDesk();
  try {
    const { most } = search;
    const plan = space.plan(search, desk);
    const running = plan.map((input) => pool.runTask("scanVectors", input));
    // Where one fails the others still work at this desk.
    await Promise.allSettled(running);
    const parts = await Promise.all(running);
    const numbers = mergeParts(space, parts);
    return {
      numbers: numbers.slice(0, most),
      all: numbers.length <= most && parts.every(({ all }) => all),
    };
  } finally {
    space.leaveDesk(desk);
  }
}

/**
 * The numbers of what the parts found, the most alike first, each once: what came while a space was read is held twice. A part that lists only
 * its best leaves open what else it has: nothing less alike than the last of these is listed of any other part.
 */
function mergeParts(space: HeldSpace, parts: readonly ScanOutput[]): number[] {
  let least = Number.NEGATIVE_INFINITY;
  for (const { all, similarities } of parts) {
    if (!all)
      least = Math.max(
        least,
        similarities.reduce((some, each) => Math.min(some, each), 1),
      );
  }
  const found: { number: number; similarity: number }[] = [];
  for (const [part, { places, similarities }] of parts.entries()) {
    for (let i = 0; i < places.length; i++) {
      const number = space.readNumber(part, places[i]);
      if (number >= 0 && similarities[i] >= least) found.push({ number, similarity: similarities[i] });
    }
  }
  found.sort((left, right) => right.similarity - left.similarity);
  return [...new Set(found.map(({ number }) => number))];
}
