/** A stored likelihood model, held to what this program can read. */
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { LIKELIHOOD_VERSION, type LikelihoodModel } from "./likelihood-model.ts";

const counts = z.object({ same: z.number().positive(), different: z.number().positive() });

const scoreDensity = z.object({
  kind: z.literal("score"),
  bandwidths: counts,
  from: z.number(),
  step: z.number().positive(),
  log10Ratios: z
    .array(z.number())
    .min(2)
    .refine((ratios) => ratios.every((ratio, i) => i === 0 || ratio >= (ratios[i - 1] as number)), "must never fall"),
});

const cellDensity = z.object({
  kind: z.literal("cells"),
  same: z.object({ alpha: z.number().positive(), beta: z.number().positive() }),
  different: z.object({ chance: z.number().gt(0).lt(1) }),
});

const model = z.object({
  version: z.literal(LIKELIHOOD_VERSION),
  population: z.string().min(1),
  method: z.string().min(1),
  methodVersion: z.string().min(1),
  pairs: counts,
  independent: counts,
  density: z.discriminatedUnion("kind", [scoreDensity, cellDensity]),
  bounds: z.object({ lower: z.number().max(0), upper: z.number().min(0) }),
});

/**
 * Reads a likelihood model from parsed JSON, as `ribin evaluate --save` writes it; members that it does not know are left out.
 * @throws RibinError MODEL_INVALID where it is no such model, or one of another version of the fit
 */
export function readLikelihoodModel(json: unknown): LikelihoodModel {
  const result = model.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new RibinError(
    "MODEL_INVALID",
    `This is no likelihood model of version ${LIKELIHOOD_VERSION}${place === "" ? "" : ` (${place}: ${issue?.message})`}. Fit it again: ribin evaluate DIR --fit DIR2 --save FILE.`,
  );
}
