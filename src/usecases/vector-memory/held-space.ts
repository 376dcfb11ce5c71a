/** The vectors of one space in shared memory, spread over as many parts as there are threads to scan them. */
import { writeCodes, writeTables } from "../../analysis/nearest/scan-codes.ts";
import {
  type AcceptedLabels,
  ANY_LABEL,
  isAccepted,
  NO_KIND,
  NO_OWNER,
  packLabels,
  readKind,
} from "../../analysis/nearest/scan-labels.ts";
import { layOutScan, type ScanLayout, writeQuery, writeRow } from "../../analysis/nearest/scan-layout.ts";
import {
  BLOCK_ROWS,
  BUNDLE_ROWS,
  countBlocks,
  createScanMemory,
  DESKS,
  findRow,
  growTo,
  type SharedMemory,
} from "../../analysis/nearest/scan-memory.ts";
import type { ScanInput } from "../../analysis/nearest/scan-vectors.ts";
import type { Turning } from "../../domain/turn-vector.ts";
import type { MemorySearch, NumberedVector } from "../../ports/vector-memory.ts";
import { createLabelTable } from "./label-table.ts";

const GONE = -1;
/** Codes of the two levels next to nothing, one above and one below it. */
const LEVEL_CODES = 0x66;

/** So many rows of a kind stand among those of other kinds; the rest in bundles of their own, which a search of another kind leaves out. */
const MIXED_ROWS = 64;
/**
 * Bundles that a kind is given at a time, which lie one behind the other: from place to place a scan waits for the memory as long as it takes to
 * look at a bundle. Never more than a share of what the kind has, for what is not filled takes room.
 */
const MOST_BUNDLES = 16;
const SHARE_GIVEN = 1 / 8;

interface Part {
  readonly memory: SharedMemory;
  /** The number of each row; none where it was erased, or is yet to come. */
  readonly numbers: number[];
  /** By packed labels: how many rows have them. */
  readonly labels: Map<number, number>;
  /** By kind: how many rows it has, those erased among them. */
  readonly rows: Map<number, number>;
  /** By kind, and for all kinds that stand mixed: the next place, and where the places that it was given end. */
  readonly next: Map<number, { place: number; end: number }>;
}

export interface HeldSpace {
  readonly count: number;
  /** That its rows take, with what the memory has room for beside them. */
  readonly bytes: number;
  /** How many of its rows were overwritten. */
  readonly gone: number;
  listNumbers(): readonly number[];
  /** Overwrites the rows of these numbers; gives how many it had. */
  forget(numbers: ReadonlySet<number>): number;
  /** False where there is no room for more. */
  add(vectors: readonly NumberedVector[]): boolean;
  /** What each part's scan is given; `desk` is the caller's while it runs. */
  plan(search: Pick<MemorySearch, "query" | "accepts" | "most">, desk: number): readonly ScanInput[];
  /** The number of a part's row; negative where it was overwritten. */
  readNumber(part: number, place: number): number;
  /** Waits for a place at which a search may work. */
  takeDesk(): Promise<number>;
  leaveDesk(desk: number): void;
}

/** Null where its vectors are not of a kind that can be scanned. */
export function createHeldSpace(length: number, turning: Turning | null, parts: number): HeldSpace | null {
  const layout = layOutScan(length, turning);
  if (layout === null) return null;
  const held = Array.from(
    { length: parts },
    (): Part => ({ memory: createScanMemory(), numbers: [], labels: new Map(), rows: new Map(), next: new Map() }),
  );
  const free = Array.from({ length: DESKS }, (_, desk) => desk);
  const waiting: ((desk: number) => void)[] = [];
  const most = BLOCK_ROWS * countBlocks(layout.stride);
  const labels = createLabelTable();
  let [count, gone] = [0, 0];
  return {
    get gone() {
      return gone;
    },
    listNumbers: () => held.flatMap(({ numbers }) => numbers.filter((number) => number !== GONE)),
    forget(unwanted) {
      let erased = 0;
      for (const part of held) {
        for (const [place, number] of part.numbers.entries()) {
          if (!unwanted.has(number)) continue;
          eraseRow(part, layout, place);
          erased++;
        }
      }
      gone += erased;
      return erased;
    },
    get count() {
      return count;
    },
    get bytes() {
      return held.reduce((sum, { memory }) => sum + memory.buffer.byteLength, 0);
    },
    add(vectors) {
      for (const each of vectors) {
        const packed = labels.pack(each.labels);
        const part = findPart(held, readKind(packed));
        const place = takePlace(part, layout, readKind(packed), most);
        if (place === null) return false;
        writeVector(part, layout, place, each, packed);
        count++;
      }
      return true;
    },
    plan({ query, accepts, most }, desk) {
      const { numbers, scale } = writeQuery(layout, query);
      const { stride, groups, steps, codeTurns } = layout;
      const layoutOf = { stride, groups, steps, codeTurns };
      const asked = { desk, layout: layoutOf, query: numbers, scale, most: shareAmong(held.length, most) };
      const tables = writeTables(layout, query);
      const accepted = labels.select(accepts);
      return held.map((part) => {
        const { memory, numbers } = part;
        return {
          ...asked,
          tables,
          accepted,
          acceptedCount: countAccepted(part, accepted),
          memory,
          count: numbers.length,
        };
      });
    },
    readNumber: (part, place) => held[part]?.numbers[place] ?? -1,
    async takeDesk() {
      return free.pop() ?? (await new Promise<number>((take) => waiting.push(take)));
    },
    leaveDesk(desk) {
      const next = waiting.shift();
      if (next === undefined) free.push(desk);
      else next(desk);
    },
  };
}

/**
 * What each part lists of `most` in all: its share and a spare of four standard deviations of what falls to it. Where more of the best lie in one
 * part, the list is that much shorter, and whoever needs more asks for more.
 */
function shareAmong(parts: number, most: number): number {
  return Math.min(most, Math.ceil(most / parts + 4 * Math.sqrt(most / parts)));
}

function countAccepted({ labels }: Part, accepted: AcceptedLabels): number {
  let count = 0;
  labels.forEach((rows, packed) => {
    if (isAccepted(accepted, packed)) count += rows;
  });
  return count;
}

/** Each kind is spread evenly: the threads of a search of few kinds have as much to do. */
function findPart(parts: readonly Part[], kind: number): Part {
  const size = ({ rows, numbers }: Part) => [rows.get(kind) ?? 0, numbers.length] as const;
  return parts.reduce((least, other) => {
    const [[own, all], [otherOwn, otherAll]] = [size(least), size(other)];
    return otherOwn < own || (otherOwn === own && otherAll < all) ? other : least;
  });
}

/** The next place of the run of bundles that the kind was given, or the first of a new run; null where there is no room. */
function takePlace(part: Part, layout: ScanLayout, kind: number, most: number): number | null {
  const { numbers, rows, next } = part;
  const before = rows.get(kind) ?? 0;
  const shelf = before < MIXED_ROWS ? ANY_LABEL : kind;
  let given = next.get(shelf);
  if (given === undefined || given.place === given.end) {
    const bundles = shelf === ANY_LABEL ? 1 : Math.floor((before * SHARE_GIVEN) / BUNDLE_ROWS);
    const end = Math.min(most, numbers.length + BUNDLE_ROWS * Math.max(1, Math.min(bundles, MOST_BUNDLES)));
    if (end === numbers.length) return null;
    given = { place: numbers.length, end };
    next.set(shelf, given);
    reserveBundles(part, layout, end);
  }
  if (given.place % BUNDLE_ROWS === 0) findRow(part.memory, layout.stride, given.place).kind[0] = shelf;
  rows.set(kind, before + 1);
  return given.place++;
}

/** Rows up to `end` that are nobody's yet, in bundles of no kind. */
function reserveBundles({ memory, numbers }: Part, layout: ScanLayout, end: number): void {
  growTo(memory, Math.floor((end - 1) / BLOCK_ROWS), layout.stride);
  for (let place = numbers.length; place < end; place += BUNDLE_ROWS) {
    const { kind, labels } = findRow(memory, layout.stride, place);
    kind[0] = NO_KIND;
    labels.fill(packLabels(NO_OWNER, ANY_LABEL));
    for (let i = 0; i < BUNDLE_ROWS; i++) numbers.push(GONE);
  }
}

/**
 * Nobody's number from here on, and a row that is like nothing: no other takes its place, for a scan may be at it. A scan that had read
 * some of it lists the number still, and the database says that it leads to nothing.
 */
function eraseRow({ memory, numbers, labels }: Part, layout: ScanLayout, place: number): void {
  numbers[place] = GONE;
  const { scale, labels: packed, codes, lane, row } = findRow(memory, layout.stride, place);
  labels.set(packed[lane], (labels.get(packed[lane]) ?? 1) - 1);
  packed[lane] = packLabels(NO_OWNER, ANY_LABEL);
  row.fill(0);
  scale[0] = 0;
  for (let at = lane; at < codes.length; at += BUNDLE_ROWS) codes[at] = LEVEL_CODES;
}

/** Its labels last: a scan that runs sees a row that is nobody's until it is whole. */
function writeVector(part: Part, layout: ScanLayout, place: number, given: NumberedVector, labels: number): void {
  const { scale, labels: packed, codes, lane, row } = findRow(part.memory, layout.stride, place);
  scale[0] = writeRow(layout, given.vector, row);
  writeCodes(layout, given.vector, codes, lane);
  part.numbers[place] = given.number;
  part.labels.set(labels, (part.labels.get(labels) ?? 0) + 1);
  Atomics.store(packed, lane, labels);
}
