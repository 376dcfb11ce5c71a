import { expect, test } from "@jest/globals";
import { z } from "zod";
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
  ["a text that is too long", z.string().max(3), "four", "Too long; at most 3 characters."],
  ["a text that is empty", z.string().trim().min(1), "  ", "Empty; fill it in."],
  ["a text that is too short", z.string().min(5), "four", "Too short; at least 5 characters."],
  ["a number that is too big", z.int().max(730), 731, "Too big; at most 730."],
  ["a number that is too small", z.int().min(1), 0, "Too small; at least 1."],
  ["a list of too many", z.array(z.string()).max(1), ["a", "b"], "Too many; at most 1."],
  ["a list of too few", z.array(z.string()).min(1), [], "Too few; at least 1."],
])("%s is told in plain words, at its field", (_, of, given, message) => {
  expect(explain(z.object({ of }), { of: given })).toEqual([{ field: "of", message }]);
});
