/**
 * What the service's sentences about quality mean, so that every language can say what is wrong and what to do. The sentences are
 * those of src/analysis/quality; a test makes each of them and finds it here.
 */

const SENTENCES = {
  tooSmall: /^The image is only (.+) pixels\.$/,
  lowContrast: /^The contrast is (.+) of the range of grey\.$/,
  noisyImage: /^Noise is (.+) against a contrast of .+\.$/,
  tooBright: /^(.+) of the pixels are saturated white\.$/,
  tooDark: /^(.+) of the pixels are black\.$/,
  transparent: /^(.+) of the pixels are transparent\.$/,
  noScale: /^The scale is unknown/,
  missing: /^(.+) of the points inside the mark's outline are missing\.$/,
  smallArea: /^Only (.+) square millimetres have data; .+ are wanted\.$/,
  tooShort: /^The scan is (.+) long; .+ are wanted\.$/,
  tooCoarse: /^The points are (.+) apart, too far/,
  tooFlat: /^The surface is nearly flat: its relief is (.+)\.$/,
  noisyScan: /^Noise of (.+) stands against a relief of .+\.$/,
  spikes: /^(.+) of the points are spikes\.$/,
  wrongLengths: /^The lengths of the file are not those of a toolmark/,
  profileOnly: /^The file is a profile/,
  fewPoints: /^Only (\d+) points have a height/,
} as const;

export type Flaw = keyof typeof SENTENCES;

export interface Explained {
  /** Null: figures of a good scan, or a sentence that is not known here. */
  readonly flaw: Flaw | null;
  readonly figure: string;
  /** As the service said it. */
  readonly sentence: string;
}

export function explainReason(sentence: string): Explained {
  for (const [flaw, pattern] of Object.entries(SENTENCES) as [Flaw, RegExp][]) {
    const found = pattern.exec(sentence);
    if (found !== null) return { flaw, sentence, figure: (found[1] ?? "").replaceAll(/\bum\b/g, "µm") };
  }
  if (sentence === "All pixels are transparent.") return { flaw: "transparent", figure: "100 %", sentence };
  return { flaw: null, figure: "", sentence };
}
