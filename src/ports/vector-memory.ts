/** Vectors of whole spaces, held where they are searched: every one is looked at, and the search takes as long as memory is fast. */
import type { Turning } from "../domain/turn-vector.ts";

/** What filters tell vectors by: texts of which a space has few different ones, opaque to the memory. */
export interface VectorLabels {
  readonly owner: string;
  readonly kind: string;
}

/** A vector by the number that it was stored under; a replaced one, or one whose labels changed, comes back under another. */
export interface NumberedVector {
  readonly number: number;
  readonly vector: Float32Array;
  readonly labels: VectorLabels;
}

/** What was stored since a horizon, and the next horizon: everything that a later look could show for the first time lies beyond it. */
export interface NewVectors {
  readonly horizon: string;
  readonly vectors: readonly NumberedVector[];
  /** There are more than are given here. */
  readonly more: boolean;
}

/** Where the memory gets a space's vectors from, apart from any transaction. */
export interface VectorSource {
  readHorizon(): Promise<string>;
  /** In the order of their numbers, from above `after` on; none at the end. */
  readPage(after: number): Promise<readonly NumberedVector[]>;
  /** Those of the numbers that still lead to a vector that may be held. */
  readStanding(numbers: readonly number[]): Promise<readonly number[]>;
}

export interface MemorySearch {
  /** Names the space. */
  readonly space: string;
  readonly turning: Turning | null;
  readonly source: VectorSource;
  /** In the transaction of the search: what is stored by now belongs in its answer. */
  readonly readNew: (horizon: string) => Promise<NewVectors>;
  readonly query: Float32Array;
  /** Whether vectors of a label may be wanted: rather too many than too few, for whoever searches asks the database of what is listed. */
  readonly accepts: { readonly [Label in keyof VectorLabels]: (label: string) => boolean };
  /** How many are wanted. */
  readonly most: number;
}

export interface NearVectors {
  /** Nearest first. */
  readonly numbers: readonly number[];
  /** Whether these are all whose labels are accepted. */
  readonly all: boolean;
}

export interface VectorMemory {
  /** Whether the space of this name is held now. */
  holds(space: string): boolean;
  /**
   * Null while the space is not held: its vectors are read in the background from the first search on; or they are too many for what
   * the process may hold, or of a kind that cannot be scanned.
   */
  search(search: MemorySearch): Promise<NearVectors | null>;
  /** Overwrites the vectors that the database no longer has, or has as removed; gives how many these were. */
  forgetGone(): Promise<number>;
  close(): Promise<void>;
}
