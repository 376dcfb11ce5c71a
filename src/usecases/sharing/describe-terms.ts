import { refuseField } from "../../domain/errors.ts";
import type { AgreementTerms } from "../../repositories/sharing/agreements.ts";

/** @throws RibinError VALIDATION_FAILED, naming the field */
export function assertTerms({ categories, validUntil }: AgreementTerms, now: Date): void {
  if (categories.length === 0 || !categories.every((category) => category === "CE" || category === "TF")) {
    const message =
      "Name CE, TF or both: LIC stays national unless its case is released, and a CAST counts as its original.";
    throw refuseField("categories", { message, problem: "category_stays" });
  }
  if (validUntil === null || validUntil.getTime() > now.getTime()) return;
  const message = "An agreement ends in the future, or has no end (null).";
  throw refuseField("validUntil", { message, problem: "not_in_future" });
}

/** For the detail of an audit event. */
export function describeTerms({ categories, images, validUntil }: AgreementTerms) {
  return { categories, images, validUntil: validUntil?.toISOString() ?? null };
}
