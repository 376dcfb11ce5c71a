/** Days and moments that requests and files may name. Beyond them lie slips of the keyboard, and years that a database has no day for. */
import { z } from "zod";
import type { FieldProblem } from "./errors/field-problems.ts";

const [FIRST_YEAR, LAST_YEAR] = [1800, 2999] as const;
const isWithin = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** YYYY-MM-DD. */
export const dayInputSchema = z.iso.date().refine((text) => isWithin(Number(text.slice(0, 4))), {
  message: `Give a day of the years ${FIRST_YEAR} to ${LAST_YEAR}`,
  params: { problem: "bad_date" satisfies FieldProblem },
});

/** ISO 8601 with a zone. */
export const momentInputSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((moment) => isWithin(moment.getUTCFullYear()), {
    message: `Give a moment of the years ${FIRST_YEAR} to ${LAST_YEAR}`,
    params: { problem: "bad_moment" satisfies FieldProblem },
  })
  .meta({ examples: ["2026-12-31T23:59:59Z"] });
