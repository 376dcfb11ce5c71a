/** Whether a primer's size is one that exists: the only ruler that lies on every case head. */

/** Metres. Boxer primers by SAAMI Z299: .175 and .210 inch; pistol and rifle share their diameters. */
const PRIMERS = [
  { name: "small pistol or small rifle", diameter: 4.445e-3 },
  { name: "large pistol or large rifle", diameter: 5.334e-3 },
] as const;
/** Flattened edges, the gap's width and the eye of the instrument move the line by this much at most. */
const TOLERANCE = 0.045;
/** Metres. Berdan and shotshell primers lie between these too. */
const PLAUSIBLE = [3.8e-3, 6.8e-3] as const;

export interface PrimerJudgement {
  /** False when no primer is of this size: the scale cannot be right. */
  readonly plausible: boolean;
  /** In words for the examiner. */
  readonly remark: string;
}

/** Holds the diameter of a found primer (metres) against those that exist. */
export function judgePrimer(diameter: number): PrimerJudgement {
  const known = PRIMERS.find((primer) => Math.abs(diameter / primer.diameter - 1) <= TOLERANCE);
  const measured = `The primer measures ${formatMillimetres(diameter)} mm across`;
  if (known !== undefined) {
    const nominal = formatMillimetres(known.diameter);
    return {
      plausible: true,
      remark: `${measured}, as a ${known.name} primer does (${nominal} mm): the scale is right.`,
    };
  }
  if (diameter >= PLAUSIBLE[0] && diameter <= PLAUSIBLE[1]) {
    return {
      plausible: true,
      remark: `${measured}; small primers measure 4.45 mm, large ones 5.33 mm. Check the scale, unless it is a Berdan or a shotshell primer.`,
    };
  }
  const factor = diameter / PRIMERS[0].diameter;
  const wrong =
    factor > 1
      ? `${Number(factor.toPrecision(3))} times too large`
      : `${Number((1 / factor).toPrecision(3))} times too small`;
  return {
    plausible: false,
    remark: `${measured}, but no primer does: if it is a small primer, the file's scale is ${wrong}. Correct the scale, or flag the scan as a cast if it is one.`,
  };
}

function formatMillimetres(metres: number): string {
  return String(Number((metres * 1e3).toPrecision(3)));
}
