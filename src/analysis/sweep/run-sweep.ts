/** One mark laid on very many: encoded records that stand one after the other in memory. */
import { RibinError } from "../../domain/errors.ts";
import { decodeSweepRecord } from "./sweep-codec.ts";
import type { SweepQuery } from "./sweep-query.ts";

/** Where an encoded record stands in a pack, bytes. */
export interface SweepSlot {
  readonly offset: number;
  readonly length: number;
}

/** The score of each slot's record; NaN where it cannot be read or is not the query's kind: never a low score for a bad record. */
export function runSweep(query: SweepQuery, pack: Uint8Array, slots: readonly SweepSlot[]): Float32Array {
  return Float32Array.from(slots, ({ offset, length }) => {
    try {
      return query.score(decodeSweepRecord(pack.subarray(offset, offset + length)))?.score ?? Number.NaN;
    } catch (error) {
      if (error instanceof RibinError && error.code === "NOT_COMPARABLE") return Number.NaN;
      throw error;
    }
  });
}
