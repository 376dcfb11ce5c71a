/** What the filters know of a row, as one whole number: an id of its owner's label and one of its kind's, which a search accepts or not. */

const KIND_BITS = 21;
const KIND_MASK = 2 ** KIND_BITS - 1;
/** Ids of owners; of kinds. */
export const MOST_LABELS = { owner: 2 ** 10, kind: 2 ** KIND_BITS } as const;
/** Id of labels that had no room in the table: they are always accepted. */
export const ANY_LABEL = 0;
/** Owner of a row that is nobody's any more: never accepted. */
export const NO_OWNER = 1;
/** Kind of a bundle that has no rows yet: never accepted. */
export const NO_KIND = 1;

/** Of a row's packed labels. */
export const readKind = (packed: number): number => packed & KIND_MASK;

export const packLabels = (owner: number, kind: number): number => (owner << KIND_BITS) | kind;

/** By id: 1 where it is accepted. */
export interface AcceptedLabels {
  readonly owner: Uint8Array;
  readonly kind: Uint8Array;
}

export const isAccepted = ({ owner, kind }: AcceptedLabels, packed: number): boolean =>
  (owner[packed >>> KIND_BITS] & kind[packed & KIND_MASK]) === 1;
