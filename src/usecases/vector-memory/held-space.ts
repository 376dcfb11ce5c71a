/** The vectors of one space in shared memory, spread over as many parts as there are threads to scan them. */
import { writeCodes, writeTables } from "../../analysis/nearest/scan-codes.ts";
import { ANY_LABEL, NO_OWNER, packLabels } from "../../analysis/nearest/scan-labels.ts";
import { layOutScan, type ScanLayout, writeQuery, writeRow } from "../../analysis/nearest/scan-layout.ts";
import {
  BLOCK_ROWS,
  CODE_ROWS,
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

interface Part {
  readonly memory: SharedMemory;
  /** The number of each row. */
  readonly numbers: number[];
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
  const held = Array.from({ length: parts }, (): Part => ({ memory: createScanMemory(), numbers: [] }));
  const free = Array.from({ length: DESKS }, (_, desk) => desk);
  const waiting: ((desk: number) => void)[] = [];
  const most = BLOCK_ROWS * countBlocks(layout.stride);
  const labels = createLabelTable();
  let gone = 0;
  return {
    get gone() {
      return gone;
    },
    listNumbers: () => held.flatMap(({ numbers }) => numbers.filter((number) => number !== GONE)),
    forget(unwanted) {
      let count = 0;
      for (const part of held) {
        for (const [place, number] of part.numbers.entries()) {
          if (!unwanted.has(number)) continue;
          eraseRow(part, layout, place);
          count++;
        }
      }
      gone += count;
      return count;
    },
    get count() {
      return held.reduce((sum, { numbers }) => sum + numbers.length, 0);
    },
    get bytes() {
      return held.reduce((sum, { memory }) => sum + memory.buffer.byteLength, 0);
    },
    add(vectors) {
      for (const each of vectors) {
        const part = held.reduce((least, other) => (other.numbers.length < least.numbers.length ? other : least));
        if (part.numbers.length >= most) return false;
        addRow(part, layout, each, labels.pack(each.labels));
      }
      return true;
    },
    plan({ query, accepts, most }, desk) {
      const { numbers, scale } = writeQuery(layout, query);
      const { stride, groups, steps, codeTurns } = layout;
      const asked = { desk, layout: { stride, groups, steps, codeTurns }, query: numbers, scale, most };
      const tables = writeTables(layout, query);
      const accepted = labels.select(accepts);
      return held.map((part) => ({ ...asked, tables, accepted, memory: part.memory, count: part.numbers.length }));
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
 * Nobody's number from here on, and a row that is like nothing: no other takes its place, for a scan may be at it. A scan that had read
 * some of it lists the number still, and the database says that it leads to nothing.
 */
function eraseRow({ memory, numbers }: Part, layout: ScanLayout, place: number): void {
  numbers[place] = GONE;
  const { scale, label, codes, lane, row } = findRow(memory, layout, place);
  label[0] = packLabels(NO_OWNER, ANY_LABEL);
  row.fill(0);
  scale[0] = 0;
  for (let at = lane; at < codes.length; at += CODE_ROWS) codes[at] = LEVEL_CODES;
}

/** A row in its block: its scale, its numbers, and the codes that it shares with its neighbours. */
function findRow(memory: SharedMemory, layout: ScanLayout, at: number) {
  const place = at % BLOCK_ROWS;
  const { scales, labels, codes, rows } = findBlock(Math.floor(at / BLOCK_ROWS), layout.stride);
  const bytes = (layout.stride / 4) * CODE_ROWS;
  return {
    scale: new Float32Array(memory.buffer, scales + 4 * place, 1),
    label: new Int32Array(memory.buffer, labels + 4 * place, 1),
    row: new Int8Array(memory.buffer, rows + place * layout.stride, layout.stride),
    codes: new Uint8Array(memory.buffer, codes + Math.floor(place / CODE_ROWS) * bytes, bytes),
    lane: place % CODE_ROWS,
  };
}

function addRow(
  { memory, numbers }: Part,
  layout: ScanLayout,
  { number, vector }: NumberedVector,
  labels: number,
): void {
  growTo(memory, Math.floor(numbers.length / BLOCK_ROWS), layout.stride);
  const { scale, label, codes, lane, row } = findRow(memory, layout, numbers.length);
  label[0] = labels;
  scale[0] = writeRow(layout, vector, row);
  writeCodes(layout, vector, codes, lane);
  // Last: a scan never sees a row before it is whole.
  numbers.push(number);
}
