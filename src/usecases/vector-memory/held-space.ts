/** The vectors of one space in shared memory, spread over as many parts as there are threads to scan them. */
import { writeCodes, writeTables } from "../../analysis/nearest/scan-codes.ts";
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
import type { NumberedVector } from "../../ports/vector-memory.ts";

interface Part {
  readonly memory: SharedMemory;
  /** The number of each row. */
  readonly numbers: number[];
}

export interface HeldSpace {
  readonly count: number;
  /** That its rows take, with what the memory has room for beside them. */
  readonly bytes: number;
  /** False where there is no room for more. */
  add(vectors: readonly NumberedVector[]): boolean;
  /** What each part's scan is given; `desk` is the caller's while it runs. */
  plan(query: Float32Array, desk: number, most: number): readonly ScanInput[];
  /** The number of a part's row. */
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
  return {
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
        addRow(part, layout, each);
      }
      return true;
    },
    plan(query, desk, wanted) {
      const { numbers, scale } = writeQuery(layout, query);
      const { stride, groups, steps, codeTurns } = layout;
      const asked = { desk, layout: { stride, groups, steps, codeTurns }, query: numbers, scale, most: wanted };
      const tables = writeTables(layout, query);
      return held.map((part) => ({ ...asked, tables, memory: part.memory, count: part.numbers.length }));
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

function addRow({ memory, numbers }: Part, layout: ScanLayout, { number, vector }: NumberedVector): void {
  const block = Math.floor(numbers.length / BLOCK_ROWS);
  const place = numbers.length % BLOCK_ROWS;
  growTo(memory, block, layout.stride);
  const { scales, codes, rows } = findBlock(block, layout.stride);
  const row = new Int8Array(memory.buffer, rows + place * layout.stride, layout.stride);
  new Float32Array(memory.buffer, scales + 4 * place, 1)[0] = writeRow(layout, vector, row);
  const bytes = (layout.stride / 4) * CODE_ROWS;
  const beside = new Uint8Array(memory.buffer, codes + Math.floor(place / CODE_ROWS) * bytes, bytes);
  writeCodes(layout, vector, beside, place % CODE_ROWS);
  // Last: a scan never sees a row before it is whole.
  numbers.push(number);
}
