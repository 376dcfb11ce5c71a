/** One thread's share of a search: the rows of one memory against a query at many turns, coarsely first and then the best as they are. */
import { Buffer } from "node:buffer";
import { selectNth } from "../filter/select-nth.ts";
import { type AcceptedLabels, isAccepted } from "./scan-labels.ts";
import type { ScanLayout } from "./scan-layout.ts";
import { BLOCK_ROWS, BUNDLE_ROWS, DESK, findBlock, findDesk, GROUPS, type SharedMemory } from "./scan-memory.ts";
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
/** Accepted rows a listed one from which on the coarse look saves time: a listed row costs ten times what it saves on one. */
const WORTHWHILE = 8;

/** So many accepted rows tell where the bar of all will be. */
const SAMPLE = 4_000;

let module: object | null = null;

/** The `most` accepted rows that are most alike, in no order. */
export function scanVectors(input: ScanInput): ScanOutput {
  const scan = prepareScan(input);
  const { acceptedCount: accepted } = input;
  const best = createBest(input.most);
  const worth = Math.max(COARSE * input.most, Math.ceil(accepted / COARSE_SHARE));
  if (accepted < WORTHWHILE * worth) lookAtAll(listAccepted(input), best, scan.lookAtListed);
  else {
    const listed = createBest(worth, accepted);
    forEachBlock(input.count, (block, end) => scan.lookAtCodes(listed, block, end));
    lookAtAll(listed.give(1).places.sort(), best, scan.lookAtListed);
  }
  const found = best.give(input.scale);
  return { ...found, all: found.places.length === accepted };
}

/** Block by block; `places` rise. */
function lookAtAll(places: Int32Array, best: Best, look: (best: Best, block: number, places: Int32Array) => void) {
  for (let from = 0; from < places.length; ) {
    const block = Math.floor(places[from] / BLOCK_ROWS);
    let to = from;
    while (to < places.length && places[to] < (block + 1) * BLOCK_ROWS) to++;
    look(best, block, places.subarray(from, to));
    from = to;
  }
}

/** Places of the rows that the search accepts, rising. */
function listAccepted({ memory, layout, accepted, count, acceptedCount }: ScanInput): Int32Array {
  const places = new Int32Array(acceptedCount);
  let found = 0;
  forEachBlock(count, (block, end) => {
    const { kinds, labels } = findBlock(block, layout.stride);
    const packed = new Int32Array(memory.buffer, labels, end);
    const kindOf = new Int32Array(memory.buffer, kinds, Math.ceil(end / BUNDLE_ROWS));
    for (let bundle = 0; bundle < kindOf.length; bundle++) {
      if (accepted.kind[kindOf[bundle]] !== 1) continue;
      const last = Math.min(end, (bundle + 1) * BUNDLE_ROWS);
      for (let row = bundle * BUNDLE_ROWS; row < last; row++) {
        // One that was added since they were counted is left to the next search.
        if (found < acceptedCount && isAccepted(accepted, packed[row])) places[found++] = block * BLOCK_ROWS + row;
      }
    }
  });
  return places.subarray(0, found);
}

function forEachBlock(count: number, look: (block: number, end: number) => void): void {
  for (let from = 0; from < count; from += BLOCK_ROWS) look(from / BLOCK_ROWS, Math.min(count - from, BLOCK_ROWS));
}

/** Lays out the search's desk. */
function prepareScan({ memory, desk: number, layout, query, tables, accepted }: ScanInput) {
  module ??= new WebAssembly.Module(Buffer.from(SCAN_WASM, "base64"));
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
  const look = (best: Best, block: number, end: number): void => {
    const { scales, rows } = findBlock(block, stride);
    const found = scanRows(
      ...[
        rows,
        stride,
        scales,
        place("list"),
        end,
        place("query"),
        place("groups"),
        place("steps"),
        steps.length / (2 * GROUPS),
      ],
      ...[best.least(), place("found")],
    );
    best.take(buffer, place("found"), found, block * BLOCK_ROWS);
  };
  return {
    lookAtListed(best: Best, block: number, places: Int32Array): void {
      for (let i = 0; i < places.length; i++) list[i] = places[i] - block * BLOCK_ROWS;
      look(best, block, places.length);
    },
    lookAtCodes(best: Best, block: number, end: number): void {
      const { kinds, codes, labels } = findBlock(block, stride);
      const kindOf = new Int32Array(buffer, kinds, Math.ceil(end / BUNDLE_ROWS));
      let bundles = 0;
      for (let at = 0; at < kindOf.length; at++) if (accepted.kind[kindOf[at]] === 1) list[bundles++] = at;
      const found = scanCodes(
        ...[
          codes,
          stride,
          place("list"),
          bundles,
          end,
          place("tables"),
          place("groups"),
          place("turns"),
          codeTurns.count,
        ],
        ...[codeTurns.odd, Math.max(-32_768, best.least()), place("sums"), place("found")],
      );
      const packed = new Int32Array(buffer, labels, end);
      best.take(buffer, place("found"), found, block * BLOCK_ROWS, (row) => isAccepted(accepted, packed[row]));
    },
  };
}

interface Best {
  /** Less is not wanted. */
  least(): number;
  take(buffer: SharedArrayBuffer, at: number, found: number, first: number, wants?: (row: number) => boolean): void;
  give(scale: number): Omit<ScanOutput, "all">;
}

/**
 * Keeps the best of what is found; the bar rises as more comes. With `of`, how many there are in all, the first blocks say about where the
 * bar will be, half as many again let through: a few less than `most` may be kept.
 */
function createBest(most: number, of = 0): Best {
  const room = 2 * most + BLOCK_ROWS;
  const places = new Int32Array(room);
  const values = new Float32Array(room);
  let [kept, bar] = [0, Number.NEGATIVE_INFINITY];

  function cut(left = most): void {
    if (kept <= left) return;
    bar = selectNth(values.slice(0, kept), kept - left);
    keepAbove(left);
  }

  function keepAbove(most: number): void {
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
    take(buffer, at, found, first, wants = () => true) {
      if (found === 0) return;
      const rows = new Int32Array(buffer, at, 2 * found);
      const alike = new Float32Array(buffer, at, 2 * found);
      for (let i = 0; i < found; i++) {
        if (!wants(rows[2 * i])) continue;
        places[kept] = first + rows[2 * i];
        values[kept++] = alike[2 * i + 1];
      }
      const isFirst = bar === Number.NEGATIVE_INFINITY;
      if (isFirst && of > 0 && kept <= 2 * most) {
        if (kept >= SAMPLE) cut(Math.ceil((1.5 * most * kept) / of));
      }
      // A bar as soon as there can be one, then only when the room is used up.
      else if (isFirst || kept > 2 * most) cut();
    },
    give(scale) {
      cut();
      return { places: places.slice(0, kept), similarities: values.slice(0, kept).map((value) => value * scale) };
    },
  };
}
