import { expect, test } from "@jest/globals";
import { z } from "zod";
import { textSchema } from "../../src/api/contracts/primitives.ts";
import { parseWith } from "../../src/api/explain-validation.ts";
import { RibinError } from "../../src/domain/errors.ts";

function explain(schema: z.ZodType, value: unknown): unknown {
  try {
    return parseWith(schema, value);
  } catch (error) {
    return error instanceof RibinError ? error.errors : error;
  }
}

test.each([
  ["a text that is too long", z.string().max(3), "four", "Too long; at most 3 characters.", "too_long", 3],
  ["a text that is empty", z.string().trim().min(1), "  ", "Empty; fill it in.", "empty", undefined],
  ["a text that is too short", z.string().min(5), "four", "Too short; at least 5 characters.", "too_short", 5],
  ["a number that is too big", z.int().max(730), 731, "Too big; at most 730.", "too_big", 730],
  ["a number that is too small", z.int().min(1), 0, "Too small; at least 1.", "too_small", 1],
  ["a list of too many", z.array(z.string()).max(1), ["a", "b"], "Too many; at most 1.", "too_many", 1],
  ["a list of too few", z.array(z.string()).min(1), [], "Too few; at least 1.", "too_few", 1],
] as const)("%s is told in plain words and as a code, at its field", (_, of, given, message, problem, limit) => {
  const fault = { field: "of", message, problem, ...(limit === undefined ? {} : { limit }) };
  expect(explain(z.object({ of }), { of: given })).toEqual([fault]);
});

test.each([
  ["nothing", z.string(), undefined, "required"],
  ["a number for a text", z.string(), 4, "not_text"],
  ["a text for a number", z.number(), "four", "not_number"],
  ["a half for a whole number", z.int(), 1.5, "not_whole"],
  ["none of the words", z.enum(["a", "b"]), "c", "not_offered"],
  ["no day", z.iso.date(), "2026-13-01", "bad_date"],
  ["no moment", z.iso.datetime({ offset: true }), "yesterday", "bad_moment"],
  ["no address of mail", z.email(), "somebody", "bad_email"],
  ["no address of a page", z.url(), "somewhere", "bad_address"],
  ["no id", z.uuid(), "17", "bad_id"],
  ["another form", z.string().regex(/^[A-Z]{2}$/), "usa", "bad_form"],
  ["what no text of the database holds", textSchema(10), "a\u0000b", "has_nul"],
])("%s has a code", (_, of, given, problem) => {
  expect(explain(z.object({ of }), { of: given })).toEqual([
    { field: "of", message: expect.stringMatching(/.{5,}/), problem },
  ]);
});

test("a form that a schema explains itself keeps its words, and has no code", () => {
  const of = z.string().regex(/^[A-Z]{2}$/, "Give two capital letters");
  expect(explain(z.object({ of }), { of: "usa" })).toEqual([{ field: "of", message: "Give two capital letters." }]);
});
