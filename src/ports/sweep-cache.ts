/** What this machine has read of the sweep records, so that a pass does not read them all from the database again. */

import type { Region } from "../domain/vocabulary.ts";

export interface SweepBucket {
  readonly region: Region;
  readonly method: string;
  readonly methodVersion: string;
  /** Of record numbers; see `BUCKET`. */
  readonly bucket: number;
}

export interface NumberedRecord {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** Some records, in memory that threads share. */
export interface SweepPart {
  readonly pack: Uint8Array<SharedArrayBuffer>;
  /** Where each record stands in `pack`, bytes. */
  readonly slots: readonly { readonly number: number; readonly offset: number; readonly length: number }[];
}

export interface SweepCache {
  /**
   * The records of the numbers `wanted`, in parts of a few megabytes. `held` are all numbers that the database has in the bucket: what is
   * kept of others is removed first, and of those that are not kept yet `load` gives the bytes. What `load` does not give is left out.
   */
  readParts(
    bucket: SweepBucket,
    held: readonly number[],
    wanted: readonly number[],
    load: (numbers: readonly number[]) => Promise<readonly NumberedRecord[]>,
  ): AsyncIterable<SweepPart>;
  /**
   * Takes out of what is kept all that the database no longer has: of the method versions that it has records of, the numbers that `list` does
   * not give of a bucket; of others everything. Gives how many records went.
   */
  forgetGone(
    methods: readonly Omit<SweepBucket, "bucket">[],
    list: (bucket: SweepBucket) => Promise<readonly number[]>,
  ): Promise<number>;
}
