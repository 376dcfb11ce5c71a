import { z } from "zod";
import { FIELD_PROBLEMS } from "../../domain/errors/field-problems.ts";
import { ERRORS, type ErrorCode, type FieldError, type RibinError } from "../../domain/errors.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import { saidSchema } from "./saying.ts";

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** RFC 9457, with the stable code, the remedy and the fields at fault. Some codes add a member, e.g. `existingId`. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe("A URN made of the code; the table of codes is docs/errors.md."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What is wrong with this request."),
    detailSaid: saidSchema("detail"),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).describe("Stable; programs decide on it."),
    remedy: z.string().describe("What to do about it."),
    instance: z.string().describe("The request id, as in the X-Request-Id response header; the log names it."),
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          problem: z.enum(FIELD_PROBLEMS).optional().describe("The same as a code, of the common problems."),
          limit: z.number().optional().describe("The number that belongs to it."),
          place: z
            .object({ unit: z.enum(["row", "line", "file"]), number: z.int() })
            .optional()
            .describe(
              "Where it stands in a file: the row of a table, the line of an XML, the file of a bundle, from 1.",
            ),
          name: z.string().optional().describe("Of the column, element or field at that place."),
          said: saidSchema("message")
            .optional()
            .describe("The message by codes, where it has no `problem` and all of it has them."),
        }),
      )
      .optional()
      .describe("The fields that are wrong, as dotted paths; a query or path field says so in front."),
  })
  .meta({ id: "Problem", description: "Every refusal, as application/problem+json (RFC 9457)." });
export type Problem = z.infer<typeof problemSchema>;

/** The problem document of an error, for the request of that id. */
export function describeProblem(error: RibinError, requestId: string): Problem {
  return {
    ...error.extra,
    type: `urn:ribin:error:${error.code}`,
    title: ERRORS[error.code].title,
    status: error.status,
    detail: error.message,
    detailSaid: explainSentences(error.message),
    code: error.code,
    remedy: error.remedy,
    instance: requestId,
    ...(error.errors.length > 0 ? { errors: error.errors.map(describeField) } : {}),
  };
}

/** What has no code as a field's problem may have one as a sentence. */
function describeField({ place, ...entry }: FieldError): NonNullable<Problem["errors"]>[number] {
  const said = entry.problem === undefined ? explainSentences(entry.message) : [];
  const known = said.length > 0 && said.every(({ code }) => code !== null);
  return { ...entry, ...(place === undefined ? {} : { place: { ...place } }), ...(known ? { said } : {}) };
}
