import { type FieldError, RibinError } from "../../domain/errors.ts";

/** VALIDATION_FAILED that names the fields and what would be right; nothing where there is none. */
export function refuseFields(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const words = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
  throw new RibinError("VALIDATION_FAILED", `${words}.`, { errors });
}

/** A correction names the record that stands, and its reason; a first record neither. CONFLICT where another stands. */
export function assertChain(
  standing: { readonly id: string } | undefined,
  given: { readonly corrects: string | null; readonly correctionReason: string | null },
): void {
  if ((given.corrects === null) !== (given.correctionReason === null)) {
    refuseFields([
      {
        field: "correctionReason",
        message: "A correction names its record and its reason; nothing else has one",
        problem: "correction_without_reason",
      },
    ]);
  }
  if (given.corrects === (standing?.id ?? null)) return;
  throw new RibinError(
    "CONFLICT",
    standing === undefined
      ? "There is no record to correct; leave `corrects` out."
      : "Another record stands; read it, and correct that one.",
  );
}
