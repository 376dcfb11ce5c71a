/** On what an elimination stands: asked of every elimination, and of nothing else. */
import type { EliminationBasis } from "./conclusions.ts";
import type { FieldError } from "./errors.ts";
import type { Conclusion } from "./vocabulary.ts";

/** An elimination on individual characteristics is exceptional: one sentence does not say which, where, and why they exclude. */
const FEWEST_LETTERS_INDIVIDUAL = 60;

/** What is wrong with the conclusion's basis and reasons; empty where nothing is. */
export function findBasisErrors(input: {
  readonly conclusion: Conclusion;
  readonly basis: EliminationBasis | null;
  readonly reasons: string;
}): readonly FieldError[] {
  const { conclusion, basis, reasons } = input;
  if (conclusion !== "elimination") {
    return basis === null
      ? []
      : [
          {
            field: "basis",
            message: "Only an elimination has a basis; leave it out.",
            problem: "basis_of_elimination",
          },
        ];
  }
  if (basis === null) {
    const message = 'Say whether it is an elimination on "class" or, exceptionally, on "individual" characteristics.';
    return [{ field: "basis", message, problem: "needs_basis" }];
  }
  const letters = reasons.match(/\p{L}/gu)?.length ?? 0;
  if (basis === "individual" && letters < FEWEST_LETTERS_INDIVIDUAL) {
    const message =
      "An elimination on individual characteristics names them, where they lie, and why they exclude a common source.";
    return [{ field: "reasons", message, problem: "needs_detail" }];
  }
  return [];
}
