/** Whether a scan or image can carry a comparison, and why not. For a technician at the instrument, not a conclusion. */
export const VERDICTS = ["good", "usable", "poor", "unsuitable"] as const;

/** good: as the methods want it; usable: compares well; poor: a score says little; unsuitable: not to be compared. */
export type Verdict = (typeof VERDICTS)[number];

export interface Quality {
  readonly verdict: Verdict;
  /** One sentence each; for a good scan the figures that made it so. Never empty. */
  readonly reasons: readonly string[];
}

/** One thing that was looked at. `reason` is null where nothing is to be said. */
export interface Finding {
  readonly verdict: Verdict;
  readonly reason: string | null;
}

/** The limits of one figure; beyond each the verdict falls to that word. */
export interface Grades {
  readonly usable: number;
  readonly poor: number;
  readonly unsuitable: number;
}

/** Grades a figure of which more is worse. */
export function gradeAbove(figure: number, limits: Grades): Verdict {
  if (figure > limits.unsuitable) return "unsuitable";
  if (figure > limits.poor) return "poor";
  return figure > limits.usable ? "usable" : "good";
}

/** Grades a figure of which less is worse. */
export function gradeBelow(figure: number, limits: Grades): Verdict {
  if (figure < limits.unsuitable) return "unsuitable";
  if (figure < limits.poor) return "poor";
  return figure < limits.usable ? "usable" : "good";
}

/** The worst finding decides; the reasons are those of everything that was not good, the worst first. */
export function concludeQuality(findings: readonly Finding[], whenGood: string): Quality {
  const rank = (finding: Finding): number => VERDICTS.indexOf(finding.verdict);
  const flawed = findings.filter((finding) => finding.verdict !== "good").sort((a, b) => rank(b) - rank(a));
  const reasons = flawed.flatMap((finding) => (finding.reason === null ? [] : [finding.reason]));
  return { verdict: flawed[0]?.verdict ?? "good", reasons: reasons.length > 0 ? reasons : [whenGood] };
}

/** A share as people say it: "2.5 %". */
export function formatShare(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
