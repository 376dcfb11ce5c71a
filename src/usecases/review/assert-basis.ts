import type { EliminationBasis } from "../../domain/conclusions.ts";
import { findBasisErrors } from "../../domain/elimination-basis.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Conclusion } from "../../domain/vocabulary.ts";

/** Gives the basis of an elimination, null of anything else. Errors: VALIDATION_FAILED (basis, reasons). */
export function assertBasis(input: {
  readonly conclusion: Conclusion;
  readonly basis: EliminationBasis | null;
  readonly reasons: string;
}): EliminationBasis | null {
  const errors = findBasisErrors(input);
  if (errors.length > 0) throw new RibinError("VALIDATION_FAILED", errors[0]?.message, { errors });
  return input.basis;
}
