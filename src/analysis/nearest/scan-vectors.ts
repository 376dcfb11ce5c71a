/** One thread's share of a search: the rows of one memory against a query at many turns, coarsely first and then the best as they are. */
import { Buffer } from "node:buffer";
import { selectNth } from "../filter/select-nth.ts";
import { type AcceptedLabels, isAccepted } from "./scan-labels.ts";
import type { ScanLayout } from "./scan-layout.ts";
import {
  BLOCK_BUNDLES,
  BLOCK_ROWS,
  BUNDLE_ROWS,
  bytesOfBlock,
  bytesOfBundle,
  DESK,
  findBlock,
  findDesk,
  GROUPS,
  type SharedMemory,
} from "./scan-memory.ts";
import { SCAN_WASM } from "./scan-wasm.ts";

/** The part of the platform's WebAssembly that is used here; Node's own types leave it out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (
    module: object,
    imports: { env: { memory: SharedMemory; abort: () => never } },
  ) => { readonly exports: unknown };
};

interface Exports {
  scanRows(...values: number[]): number;
  scanCodes(...values: number[]): number;
}

export interface ScanInput {
  readonly memory: SharedMemory;
  /** The search's own place in the memory; no two at once have the same. */
  readonly desk: number;
  /** Rows that are scanned: the first ones. */
  readonly count: number;
  readonly layout: Pick<ScanLayout, "stride" | "groups" | "steps" | "codeTurns">;
  readonly query: Int16Array;
  /** What a product of the query's and a row's numbers, scaled as the row is, times gives the cosine. */
  readonly scale: number;
  /** The query for the coarse look. */
  readonly tables: Int8Array;
  /** Rows with other labels are left out. */
  readonly accepted: AcceptedLabels;
  /** How many rows have labels that are accepted. */
  readonly acceptedCount: number;
  /** How many are wanted. */
  readonly most: number;
}

export interface ScanOutput {
  readonly places: Int32Array;
  /** At the turn that makes it largest, -1..1, within a few thousandths. */
  readonly similarities: Float32Array;
  /** Whether these are all that are accepted. */
  readonly all: boolean;
}

/**
 * So many times what is wanted the coarse look lists: it is off by a third of the spread of unlike vectors, and what a filter leaves of the
 * list has to be right as well.
 */
const COARSE = 8;
/** And at least one accepted row in so many: that recall at a million stays what it is with little wanted (docs/benchmarks.md). */
const COARSE_SHARE = 60;
/** Accepted rows a listed one from which on the coarse look saves time: a listed row lies far from the next, and costs three times what it saves on one. */
const WORTHWHILE = 3;

const [BLOCK_BITS, BUNDLE_BITS] = [Math.log2(BLOCK_ROWS), Math.log2(BUNDLE_ROWS)];

/** So many accepted rows, from all over the memory, tell where the bar of all will be; half as many again are let through. */
const SAMPLE = 2_000;
const SPARE = 1.5;

let module: object | null = null;

/** The `most` accepted rows that are most alike, in no order. */
export function scanVectors(input: ScanInput): ScanOutput {
  const scan = prepareScan(input);
  const { acceptedCount: accepted, most, scale } = input;
  const best = createBest(most);
  const worth = Math.max(COARSE * most, Math.ceil(accepted / COARSE_SHARE));
  const bundles = listBundles(input);
  const coarse = accepted < WORTHWHILE * worth ? null : lookCoarsely(scan, bundles, accepted, worth);
  const places = coarse ?? listAccepted(input, bundles);
  scan.lookAtRows(best, places);
  // Rows may have been added or erased since they were counted: of these it is not certain.
  return { ...best.give(scale), all: coarse === null && places.length <= most && places.length >= accepted };
}

/** Places of the `worth` accepted rows that are best by their codes. Null where the codes tell no difference between these and others. */
function lookCoarsely(scan: Scan, bundles: Int32Array, accepted: number, worth: number): Int32Array | null {
  // Odd, so that it never keeps step with the runs in which bundles lie.
  const step = Math.floor(accepted / SAMPLE) | 1;
  const sample = createBest(Math.ceil((SPARE * worth) / step));
  scan.lookAtCodes(
    sample,
    bundles.filter((_, i) => i % step === 0),
  );
  const listed = createBest(worth, sample.least());
  scan.lookAtCodes(listed, bundles);
  return listed.isTied() ? null : listed.listPlaces();
}

/** Of which some rows may be accepted; they rise. */
function listBundles({ memory, layout, accepted, count }: ScanInput): Int32Array {
  const bundles = new Int32Array(Math.ceil(count / BUNDLE_ROWS));
  let listed = 0;
  for (let from = 0; from < bundles.length; from += BLOCK_BUNDLES) {
    const { kinds } = findBlock(from / BLOCK_BUNDLES, layout.stride);
    const kindOf = new Int32Array(memory.buffer, kinds, Math.min(BLOCK_BUNDLES, bundles.length - from));
    for (let i = 0; i < kindOf.length; i++) if (accepted.kind[kindOf[i]] === 1) bundles[listed++] = from + i;
  }
  return bundles.subarray(0, listed);
}

/** Places of the rows that the search accepts, rising. */
function listAccepted(input: ScanInput, bundles: Int32Array): Int32Array {
  const wants = tellWanted(input);
  const places = new Int32Array(BUNDLE_ROWS * bundles.length);
  let found = 0;
  for (const bundle of bundles) {
    const end = Math.min(input.count, (bundle + 1) * BUNDLE_ROWS);
    for (let place = bundle * BUNDLE_ROWS; place < end; place++) if (wants(place)) places[found++] = place;
  }
  return places.subarray(0, found);
}

/** Whether the labels of the row at a place are accepted. */
function tellWanted({ memory, layout: { stride }, accepted }: ScanInput): (place: number) => boolean {
  const words = new Int32Array(memory.buffer);
  const [perBlock, perBundle] = [bytesOfBlock(stride) / 4, bytesOfBundle(stride) / 4];
  const first = findBlock(0, stride).bundles / 4 + perBundle - BUNDLE_ROWS;
  return (place) => {
    const bundle = (place & (BLOCK_ROWS - 1)) >>> BUNDLE_BITS;
    const at = first + (place >>> BLOCK_BITS) * perBlock + bundle * perBundle + (place & (BUNDLE_ROWS - 1));
    return isAccepted(accepted, words[at]);
  };
}

interface Scan {
  lookAtRows(best: Best, places: Int32Array): void;
  lookAtCodes(best: Best, bundles: Int32Array): void;
}

/** Lays out the search's desk. */
function prepareScan(input: ScanInput): Scan {
  module ??= new WebAssembly.Module(Buffer.from(SCAN_WASM, "base64"));
  const { memory, desk: number, layout, query, tables, count } = input;
  const abort = (): never => {
    throw new Error("The scan of the vectors stopped.");
  };
  const { scanRows, scanCodes } = new WebAssembly.Instance(module, { env: { memory, abort } }).exports as Exports;
  const { stride, groups, steps, codeTurns } = layout;
  const { buffer } = memory;
  const desk = findDesk(number);
  const place = (part: keyof typeof DESK): number => desk + DESK[part];
  new Int16Array(buffer, place("query"), query.length).set(query);
  new Int32Array(buffer, place("groups"), groups.length).set(groups);
  new Float32Array(buffer, place("steps"), steps.length).set(steps);
  new Int8Array(buffer, place("tables"), tables.length).set(tables);
  new Int16Array(buffer, place("turns"), codeTurns.coefficients.length).set(codeTurns.coefficients);
  const list = new Int32Array(buffer, place("list"), BLOCK_ROWS);
  const rowsFound = new Int32Array(buffer, place("found"), 2 * BLOCK_ROWS);
  const { scales, bundles, rows } = findBlock(0, stride);
  const blockBytes = bytesOfBlock(stride);
  const [listAt, groupsAt, sumsAt, foundAt] = [place("list"), place("groups"), place("sums"), place("found")];
  const [queryAt, stepsAt, tablesAt, turnsAt] = [place("query"), place("steps"), place("tables"), place("turns")];
  const turnCount = steps.length / (2 * GROUPS);
  const wants = tellWanted(input);
  // So many at a time as there is room for what is found.
  function eachPage(wanted: Int32Array, size: number, look: (listed: number) => void): void {
    for (let from = 0; from < wanted.length; from += size) {
      const page = wanted.subarray(from, from + size);
      list.set(page);
      look(page.length);
    }
  }
  return {
    lookAtRows(best, places) {
      eachPage(places, BLOCK_ROWS, (listed) => {
        const given = [rows, stride, scales, blockBytes, listAt, listed, queryAt, groupsAt, stepsAt, turnCount];
        best.take(rowsFound, scanRows(...given, best.least(), sumsAt, foundAt));
      });
    },
    lookAtCodes(best, wanted) {
      eachPage(wanted, BLOCK_BUNDLES, (listed) => {
        const given = [
          bundles,
          stride,
          blockBytes,
          listAt,
          listed,
          count,
          tablesAt,
          groupsAt,
          turnsAt,
          codeTurns.count,
        ];
        const bar = Math.max(-32_768, best.least());
        best.take(rowsFound, scanCodes(...given, codeTurns.closed, bar, sumsAt, foundAt), wants);
      });
    },
  };
}

interface Best {
  /** Less is not wanted. */
  least(): number;
  /** `rows`: of each of the `found`, its place and, as 32 bits of a float, how alike it is. */
  take(rows: Int32Array, found: number, wants?: (place: number) => boolean): void;
  listPlaces(): Int32Array;
  /** Whether so many are alike that which of them are kept was decided by their places. */
  isTied(): boolean;
  give(scale: number): Omit<ScanOutput, "all">;
}

/** Keeps the best of what is found, in its order; the bar rises as more comes. */
function createBest(most: number, least = Number.NEGATIVE_INFINITY): Best {
  const room = 2 * most + BLOCK_ROWS;
  const places = new Int32Array(room);
  const values = new Float32Array(room);
  let [kept, bar] = [0, least];

  function cut(): void {
    if (kept <= most) return;
    bar = selectNth(values.slice(0, kept), kept - most);
    let ties = most;
    for (let i = 0; i < kept; i++) if (values[i] > bar) ties--;
    let left = 0;
    for (let i = 0; i < kept; i++) {
      if (values[i] < bar || (values[i] === bar && ties-- <= 0)) continue;
      places[left] = places[i];
      values[left++] = values[i];
    }
    kept = left;
  }

  return {
    least: () => bar,
    take(rows, found, wants = () => true) {
      const alike = new Float32Array(rows.buffer, rows.byteOffset, 2 * found);
      for (let i = 0; i < 2 * found; i += 2) {
        if (!wants(rows[i])) continue;
        places[kept] = rows[i];
        values[kept++] = alike[i + 1];
      }
      // A bar as soon as there can be one, then only when the room is used up.
      if (bar === Number.NEGATIVE_INFINITY || kept > 2 * most) cut();
    },
    listPlaces() {
      cut();
      return places.subarray(0, kept);
    },
    isTied() {
      cut();
      return kept === most && values.subarray(0, kept).every((value) => value === bar);
    },
    give(scale) {
      cut();
      return { places: places.slice(0, kept), similarities: values.slice(0, kept).map((value) => value * scale) };
    },
  };
}
