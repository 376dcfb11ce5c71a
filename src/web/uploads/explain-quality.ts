/** What is wrong with the quality of a scan or an image, by its code, so that every language can say it and what to do. */
import type { Schema } from "../api/client.ts";
import type { acquire } from "../words/en/acquire.ts";

export type Flaw = keyof typeof acquire.flaws;

interface Explained {
  /** Null: figures of a good scan, or a sentence without a code. */
  readonly flaw: Flaw | null;
  readonly figure: string;
  readonly saying: Schema<"Saying">;
}

const FLAWS: ReadonlySet<string> = new Set<Flaw>([
  "tooSmall",
  "lowContrast",
  "noisyImage",
  "tooBright",
  "tooDark",
  "transparent",
  "noScale",
  "missing",
  "smallArea",
  "tooShort",
  "tooCoarse",
  "tooFlat",
  "noisyScan",
  "spikes",
  "wrongLengths",
  "profileOnly",
  "fewPoints",
]);

const isFlaw = (code: string | null): code is Flaw => code !== null && FLAWS.has(code);

export function explainFlaw(saying: Schema<"Saying">): Explained {
  const { code, values } = saying;
  if (code === "allTransparent") return { flaw: "transparent", figure: "100 %", saying };
  const { width, height, figure = `${width} x ${height}` } = values;
  return isFlaw(code)
    ? { flaw: code, figure: figure.replaceAll(/\bum\b/g, "µm"), saying }
    : { flaw: null, figure: "", saying };
}
