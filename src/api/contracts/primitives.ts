/** The pieces that the contracts are made of. */
import { z } from "zod";
import type { FieldProblem } from "../../domain/errors/field-problems.ts";

export const idSchema = z.uuid().meta({ examples: ["019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10"] });

export const ownCaseNumberSchema = z
  .string()
  .nullable()
  .describe(
    "Null where you may not read the case, and of another state's case: read that at GET /v1/cases/{caseId}, which asks for a purpose and is recorded.",
  );

/** Any Unicode but NUL, which no database text holds; blanks at the ends are removed. */
function holdsNoNul(text: string): boolean {
  return !text.includes("\u0000");
}

export function textSchema(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine(holdsNoNul, {
      message: "The text has a NUL character; remove it",
      params: { problem: "has_nul" satisfies FieldProblem },
    });
}

/** A text that may be left out, which is null. */
export function optionalTextSchema(maxLength: number) {
  return textSchema(maxLength).nullable().default(null);
}

/** A moment in a response. */
export const momentSchema = z.date();

export const versionSchema = z.int().describe("Grows with each change; the ETag is made of it.");

type DeepReadonly<T> = T extends Date
  ? T
  : T extends readonly (infer Element)[]
    ? readonly DeepReadonly<Element>[]
    : T extends object
      ? { readonly [Name in keyof T]: DeepReadonly<T[Name]> }
      : T;

/** The schema, to be answered with readonly values, which the usecases give. */
export function shown<Schema extends z.ZodType>(schema: Schema): z.ZodType<DeepReadonly<z.output<Schema>>> {
  return schema as unknown as z.ZodType<DeepReadonly<z.output<Schema>>>;
}
