/** The memory that the scan works on: places for searches that run at once, then blocks of rows. Bytes throughout. */

/** What this part of the program uses of the platform's WebAssembly; Node's own types leave it out. */
declare const WebAssembly: {
  Memory: new (given: { initial: number; maximum: number; shared: true }) => SharedMemory;
};

/** A memory that threads share; it can be sent to another one, and grows in place. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

const PAGE = 65_536;
/** As the module was compiled. */
const MOST_PAGES = 65_536;
/** Searches that one memory can serve at once. */
export const DESKS = 8;
/** Rows of a block; scan.as has the same. */
export const BLOCK_ROWS = 8_192;

/** Rows of a bundle: their codes stand side by side, and they are scanned together or not at all. */
export const BUNDLE_ROWS = 32;

/**
 * Of a search: its query, the groups, room to add up in, the turns, the codes' tables and turns, a page of rows or bundles that it
 * looks at, and what it finds among these.
 */
export const DESK = {
  ...{ query: 0, groups: 4_096, sums: 4_160, steps: 4_736, tables: 8_192, turns: 17_408, list: 30_720 },
  ...{ found: 30_720 + 4 * BLOCK_ROWS, bytes: 30_720 + 12 * BLOCK_ROWS },
} as const;
/** Bytes of a step of the scan. */
export const STEP = 16;
/** Harmonics that the scan has lanes for; so many groups of numbers has a row. */
export const GROUPS = 4;
/** Turns that a desk has room for. */
export const MOST_TURNS = 100;

export const findDesk = (desk: number): number => desk * DESK.bytes;
const FIRST_BLOCK = DESKS * DESK.bytes;

/** Bundles of a block. */
export const BLOCK_BUNDLES = BLOCK_ROWS / BUNDLE_ROWS;

/**
 * Of a bundle, bytes: its rows' codes (4 bits for two numbers), byte by byte of all rows, and behind them their labels: whoever reads the
 * codes of many bundles has the labels near.
 */
export const bytesOfBundle = (stride: number): number => BUNDLE_ROWS * (stride / 4 + 4);
/** Of a block: the kinds of its bundles, its rows' scales, its bundles, and its rows' numbers. */
export const bytesOfBlock = (stride: number): number =>
  BLOCK_BUNDLES * (4 + bytesOfBundle(stride)) + BLOCK_ROWS * (4 + stride);

/** Where the parts of block `block` begin. */
export function findBlock(block: number, stride: number) {
  const kinds = FIRST_BLOCK + block * bytesOfBlock(stride);
  const scales = kinds + 4 * BLOCK_BUNDLES;
  const bundles = scales + 4 * BLOCK_ROWS;
  return { kinds, scales, bundles, rows: bundles + BLOCK_BUNDLES * bytesOfBundle(stride) };
}

/** All of the row at `place`: its bundle's kind, labels and codes, its lane among these; its own scale and numbers. */
export function findRow(memory: SharedMemory, stride: number, place: number) {
  const { kinds, scales, bundles, rows } = findBlock(Math.floor(place / BLOCK_ROWS), stride);
  const inBlock = place % BLOCK_ROWS;
  const bundle = Math.floor(inBlock / BUNDLE_ROWS);
  const codes = bundles + bundle * bytesOfBundle(stride);
  const bytesOfCodes = (stride / 4) * BUNDLE_ROWS;
  return {
    kind: new Int32Array(memory.buffer, kinds + 4 * bundle, 1),
    labels: new Int32Array(memory.buffer, codes + bytesOfCodes, BUNDLE_ROWS),
    codes: new Uint8Array(memory.buffer, codes, bytesOfCodes),
    lane: place % BUNDLE_ROWS,
    scale: new Float32Array(memory.buffer, scales + 4 * inBlock, 1),
    row: new Int8Array(memory.buffer, rows + inBlock * stride, stride),
  };
}

/** Blocks that fit into one memory. */
export function countBlocks(stride: number): number {
  return Math.floor((MOST_PAGES * PAGE - FIRST_BLOCK) / bytesOfBlock(stride));
}

export function createScanMemory(): SharedMemory {
  return new WebAssembly.Memory({ initial: Math.ceil(FIRST_BLOCK / PAGE), maximum: MOST_PAGES, shared: true });
}

/** Makes room for blocks 0 to `block`. A RangeError where the system gives no more. */
export function growTo(memory: SharedMemory, block: number, stride: number): void {
  const needed = findBlock(block + 1, stride).scales;
  const missing = needed - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}
