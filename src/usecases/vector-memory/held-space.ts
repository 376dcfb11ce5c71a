/** The vectors of one space in shared memory, spread over as many parts as there are threads to scan them. */
import { writeCodes, writeTables } from "../../analysis/nearest/scan-codes.ts";
import {
  type AcceptedLabels,
  ANY_LABEL,
  isAccepted,
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
  findBlock,
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

interface Part {
  readonly memory: SharedMemory;
  /** The number of each row; none where it was erased, or its bundle is not full. */
  readonly numbers: number[];
  /** By packed labels: how many rows have them. */
  readonly labels: Map<number, number>;
  /** By kind: how many rows it has, those erased among them. */
  readonly rows: Map<number, number>;
  /** By kind, and for all kinds that stand mixed: the next place in its last bundle. */
  readonly next: Map<number, number>;
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
  for (const [packed, rows] of labels) if (isAccepted(accepted, packed)) count += rows;
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

/** A place in the last bundle of the kind, or in a new one; null where there is no room. */
function takePlace(part: Part, layout: ScanLayout, kind: number, most: number): number | null {
  const { numbers, rows, next } = part;
  const before = rows.get(kind) ?? 0;
  const shelf = before < MIXED_ROWS ? ANY_LABEL : kind;
  let place = next.get(shelf) ?? 0;
  if (place % BUNDLE_ROWS === 0) {
    place = numbers.length;
    if (place >= most) return null;
    openBundle(part, layout, place, shelf);
  }
  next.set(shelf, place + 1);
  rows.set(kind, before + 1);
  return place;
}

/** Rows that are nobody's yet. */
function openBundle({ memory, numbers }: Part, { stride }: ScanLayout, place: number, kind: number): void {
  growTo(memory, Math.floor(place / BLOCK_ROWS), stride);
  const { kinds, labels } = findBlock(Math.floor(place / BLOCK_ROWS), stride);
  const row = place % BLOCK_ROWS;
  new Int32Array(memory.buffer, labels + 4 * row, BUNDLE_ROWS).fill(packLabels(NO_OWNER, ANY_LABEL));
  new Int32Array(memory.buffer, kinds + (4 * row) / BUNDLE_ROWS, 1)[0] = kind;
  for (let i = 0; i < BUNDLE_ROWS; i++) numbers.push(GONE);
}

/**
 * Nobody's number from here on, and a row that is like nothing: no other takes its place, for a scan may be at it. A scan that had read
 * some of it lists the number still, and the database says that it leads to nothing.
 */
function eraseRow({ memory, numbers, labels }: Part, layout: ScanLayout, place: number): void {
  numbers[place] = GONE;
  const { scale, label, codes, lane, row } = findRow(memory, layout, place);
  labels.set(label[0], (labels.get(label[0]) ?? 1) - 1);
  label[0] = packLabels(NO_OWNER, ANY_LABEL);
  row.fill(0);
  scale[0] = 0;
  for (let at = lane; at < codes.length; at += BUNDLE_ROWS) codes[at] = LEVEL_CODES;
}

/** A row in its block: its scale, its numbers, and the codes that it shares with its neighbours. */
function findRow(memory: SharedMemory, layout: ScanLayout, at: number) {
  const place = at % BLOCK_ROWS;
  const { scales, labels, codes, rows } = findBlock(Math.floor(at / BLOCK_ROWS), layout.stride);
  const bytes = (layout.stride / 4) * BUNDLE_ROWS;
  return {
    scale: new Float32Array(memory.buffer, scales + 4 * place, 1),
    label: new Int32Array(memory.buffer, labels + 4 * place, 1),
    row: new Int8Array(memory.buffer, rows + place * layout.stride, layout.stride),
    codes: new Uint8Array(memory.buffer, codes + Math.floor(place / BUNDLE_ROWS) * bytes, bytes),
    lane: place % BUNDLE_ROWS,
  };
}

/** Its labels last: a scan that runs sees a row that is nobody's until it is whole. */
function writeVector(part: Part, layout: ScanLayout, place: number, given: NumberedVector, labels: number): void {
  const { scale, label, codes, lane, row } = findRow(part.memory, layout, place);
  scale[0] = writeRow(layout, given.vector, row);
  writeCodes(layout, given.vector, codes, lane);
  part.numbers[place] = given.number;
  part.labels.set(labels, (part.labels.get(labels) ?? 0) + 1);
  Atomics.store(label, 0, labels);
}
