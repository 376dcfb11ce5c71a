/**
 * What the program says to people, by stable codes: the workbench has words for each in its reader's language. The methods write their
 * sentences in English, and these are kept, signed and compared byte by byte; so the code is found from the sentence, of whatever year.
 */
import { COMPARISON_SAYINGS } from "./sayings/comparison.ts";
import { CONFLICT_SAYINGS } from "./sayings/conflicts.ts";
import { FILE_SAYINGS } from "./sayings/files.ts";
import { IMPORT_SAYINGS } from "./sayings/imports.ts";
import { OUTLINE_SAYINGS } from "./sayings/outlines.ts";
import { QUALITY_SAYINGS } from "./sayings/quality.ts";
import { REFUSAL_SAYINGS } from "./sayings/refusals.ts";
import { SCORE_SAYINGS } from "./sayings/scores.ts";
import { SEARCH_SAYINGS } from "./sayings/search.ts";
import { X3P_SAYINGS } from "./sayings/x3p.ts";

/** The English sentence of each code; what is in braces changes. */
export const SAYINGS = {
  ...QUALITY_SAYINGS,
  ...OUTLINE_SAYINGS,
  ...SEARCH_SAYINGS,
  ...COMPARISON_SAYINGS,
  ...SCORE_SAYINGS,
  ...CONFLICT_SAYINGS,
  ...REFUSAL_SAYINGS,
  ...FILE_SAYINGS,
  ...X3P_SAYINGS,
  ...IMPORT_SAYINGS,
} as const;

/** The code of an error (docs/errors.md) that stands in a sentence, as its title or in front of it. */
export const REFUSAL_SAYING = "refusal";

export type SayingCode = keyof typeof SAYINGS | typeof REFUSAL_SAYING;
export const SAYING_CODES = [REFUSAL_SAYING, ...Object.keys(SAYINGS)] as readonly SayingCode[];

/** A sentence, or a beginning that ends in a colon. */
export interface Saying {
  readonly sentence: string;
  /** Null where the sentence is none of these. */
  readonly code: SayingCode | null;
  /** What stands in the sentence where its code has braces. */
  readonly values: Readonly<Record<string, string>>;
}
