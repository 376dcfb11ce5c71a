import { z } from "zod";
import { SAYING_CODES, type SayingCode } from "../../domain/sayings.ts";

const sayingSchema = z
  .object({
    sentence: z.string().describe("In English, as it stands in the text beside it."),
    code: z
      .enum(SAYING_CODES as [SayingCode, ...SayingCode[]])
      .nullable()
      .describe(
        "Stable; null for a sentence that has none. `refusal`: an error's code stands for it, in `values.refusal`.",
      ),
    values: z.record(z.string(), z.string()).describe("What the sentence states: figures, names, codes."),
  })
  .meta({ id: "Saying", description: "A sentence of the program, with a code for what it means." });

/** The member beside a text that says the same by codes. */
export const saidSchema = (of: string) =>
  z.array(sayingSchema).describe(`\`${of}\` sentence by sentence, each with a stable code and its values.`);
