/** Does the agreement of two areal marks rest on toolmarks that other firearms of the make may share? */
import { loadKernels } from "../kernels/load-kernels.ts";
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { loadMarkGrid } from "../register/mark-grid.ts";
import type { Comparison } from "./comparison.ts";
import type { PreparedMark } from "./prepared-mark.ts";
import type { SubclassKind, SubclassRisk } from "./subclass.ts";
import { correlateAlong, findToolLines, isRing, type MarkLines, SLIDES, type ToolLines } from "./subclass-lines.ts";
import { carryPath } from "./subclass-path.ts";

/**
 * At a risk is an agreement of which the toolmarks explain at least LEAST_SHARE, while what does not run along them agrees by
 * less than LEAST_DETAIL. Both were set on simulated firearms (consecutive ones -.16 to .20, one firearm .36 to .68).
 */
const LEAST_SHARE = 0.5;
const LEAST_DETAIL = 0.28;
/** Toolmarks that explain so much of both marks are not divided by what is left. */
const MOST_STRENGTH = 0.9;

/** What was derived from a mark lives as long as the mark itself. */
const known = new WeakMap<PreparedMark, MarkLines | null>();

/**
 * Tells whether the agreement that `outcome` found would also be found between firearms made with one tool. Marks of broaching,
 * milling and turning run on along the tool's path; what is one firearm's own (grain, chips, interruptions) does not. So B is
 * moved along the path of the marks found in A or B, 0.2 to 0.4 mm of a breech face either way, beyond the longest wave that is
 * compared: the correlation that stays is the tool's, what is lost was individual. Of that, the correlation by itself is
 * (r - s) / sqrt((1 - a) (1 - b)), with r the correlation at the agreed pose, s what stays, and a and b what stays of A and
 * of B, each moved along itself.
 *
 * For topographies of one pitch; anything else is "none" with the reason why nothing was assessed. Some ten milliseconds a mark, kept
 * with it, and less than one a pair.
 */
export function assessSubclassRisk(a: PreparedMark, b: PreparedMark, outcome: Pick<Comparison, "pose">): SubclassRisk {
  const alike = a.surface.kind === "topography" && b.surface.kind === "topography";
  if (!alike || Math.abs(a.surface.incrementX / b.surface.incrementX - 1) > 1e-6) {
    return { risk: "none", kind: null, reason: "Not assessed: this needs two topographies.", share: 0 };
  }
  const linesA = provideLines(a);
  const linesB = provideLines(b);
  if (linesA === null || linesB === null || linesA.families.length === 0 || linesB.families.length === 0) {
    const reason = "No parallel, turned or arched toolmarks run through both marks.";
    return { risk: "none", kind: null, reason, share: 0 };
  }
  const { whole, along, families } = measurePair(linesA, linesB, outcome, a.surface.incrementX);
  const share = whole > 0 ? Math.max(0, Math.min(1, along / whole)) : 0;
  const rest = (1 - sumStrength(linesA.families)) * (1 - sumStrength(linesB.families));
  const detail = (whole - along) / Math.sqrt(rest);
  const kind = nameKind(families, linesA, Math.min(linesA.families.length, linesB.families.length) > 1);
  const risk = share >= LEAST_SHARE && detail < LEAST_DETAIL ? "subclass risk" : "none";
  return { risk, kind, reason: describe(kind, risk, { whole, along, detail, share }), share };
}

function provideLines(mark: PreparedMark): MarkLines | null {
  const found = known.get(mark);
  if (found !== undefined) return found;
  const lines = findToolLines(mark.surface, loadKernels());
  known.set(mark, lines);
  return lines;
}

function sumStrength(families: readonly ToolLines[]): number {
  return Math.min(
    MOST_STRENGTH,
    families.reduce((sum, { strength }) => sum + strength, 0),
  );
}

/** The correlation at the agreed pose, and what stays of it along the paths found in A or in B, whichever keep more. */
function measurePair(a: MarkLines, b: MarkLines, { pose }: Pick<Comparison, "pose">, pitch: number) {
  const kernels = loadKernels();
  return kernels.scope(() => {
    const gridA = loadMarkGrid(kernels, a.grid);
    const gridB = loadMarkGrid(kernels, b.grid);
    const whole = correlateAtPose(kernels, gridA, gridB, pose).correlation;
    const distances = SLIDES.flatMap((points) => [points * pitch, -points * pitch]);
    const carried = b.families.map((lines) => ({ ...lines, path: carryPath(lines.path, pose) }));
    const [best] = [a.families, carried]
      .map((families) => ({
        families,
        along: families.reduce(
          (sum, { path }) => sum + Math.max(0, correlateAlong(kernels, gridA, gridB, pose, path, distances)),
          0,
        ),
      }))
      .sort((p, q) => q.along - p.along);
    return { whole, ...best };
  });
}

/** Of paths in A's frame. Lines that cross are named so only where they do in both marks. */
function nameKind(families: readonly ToolLines[], { grid }: MarkLines, crossed: boolean): SubclassKind {
  if (crossed) return "crosshatch";
  const { path } = families[0];
  if (path.curvature === 0) return "parallel";
  return isRing(path, grid) ? "concentric" : "arched";
}

const NAMES: Record<SubclassKind, string> = {
  parallel: "Parallel toolmarks",
  concentric: "Concentric toolmarks",
  arched: "Arched toolmarks",
  crosshatch: "Crossed toolmarks",
};

function describe(
  kind: SubclassKind,
  risk: SubclassRisk["risk"],
  { whole, along, detail, share }: { whole: number; along: number; detail: number; share: number },
): string {
  const figures =
    `${NAMES[kind]} run through both marks. Moved along them the two still correlate by ${along.toFixed(2)} of ` +
    `${whole.toFixed(2)} (${Math.round(100 * share)} %); what does not run along them correlates by ${detail.toFixed(2)}.`;
  return risk === "none"
    ? `${figures} The agreement does not rest on the toolmarks alone.`
    : `${figures} Firearms made one after the other with one tool may share such marks: look for individual detail.`;
}
