/**
 * How often the subclass guard marks pairs of simulated firearms: of one firearm, of two made one after the other with one tool, of two
 * of one make. Seeds that nothing was tuned on. Breech faces at their true pose (the guard alone) and as the comparison finds
 * them (it refuses many such pairs itself); lands as compared. One line of JSON for each kind of toolmark and share of the tool.
 * Run: npm run bench -- subclass [SEED...]
 */
import { createQuery } from "../src/analysis/compare/compare-marks.ts";
import type { ComparisonOutcome } from "../src/analysis/compare/comparison.ts";
import { prepareMark } from "../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../src/analysis/compare/prepared-mark.ts";
import { assessSubclassRisk } from "../src/analysis/compare/subclass-risk.ts";
import { simulateBreechFaceFiring } from "../src/analysis/simulate/breech-face-firing.ts";
import { type SimulatedFirearm, simulateFirearm } from "../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../src/analysis/simulate/land-firing.ts";

const SEEDS: readonly number[] = [5, 6, 7];
const MAKES = { parallel: "Calabash", concentric: "Lignum", arched: "Mahoe", crosshatch: "Poui" };
/** Share of the relief that the tool left; 0: firearms that share their make's way of finishing and nothing else. */
const SHARES = [0, 0.75, 0.9];
/** Firearms of one seed by their batch. */
const BATCHES = [1, 1, 1, 2, 2];

type Relation = "oneFirearm" | "consecutive" | "oneMake";

interface Tally {
  pairs: number;
  /** By the guard at the true pose; null for lands. */
  marked: number | null;
  refused: number;
  shown: number;
  /** Of those shown. */
  shownMarked: number;
}

interface Fired {
  readonly firearm: number;
  readonly batch: number;
  readonly rotation: number;
  readonly mark: PreparedMark;
}

function make(seed: number, name: string, firearm: number, batch: number, share: number): SimulatedFirearm {
  const tool = share === 0 ? {} : { batch: { seed: 1000 * seed + batch, share } };
  return simulateFirearm(1000 * seed + firearm, { make: name, ...tool });
}

function relate(a: Fired, b: Fired, share: number): Relation {
  if (a.firearm === b.firearm) return "oneFirearm";
  return share > 0 && a.batch === b.batch ? "consecutive" : "oneMake";
}

function createTallies(atPose: boolean): Record<Relation, Tally> {
  const tally = (): Tally => ({ pairs: 0, marked: atPose ? 0 : null, refused: 0, shown: 0, shownMarked: 0 });
  return { oneFirearm: tally(), consecutive: tally(), oneMake: tally() };
}

function count(tally: Tally, outcome: ComparisonOutcome): void {
  tally.pairs++;
  if (!outcome.comparable) tally.refused++;
  else if (outcome.subclass !== undefined) {
    tally.shown++;
    if (outcome.subclass.risk === "subclass risk") tally.shownMarked++;
  }
}

function measureFaces(name: string, share: number, seeds: readonly number[]): Record<Relation, Tally> {
  const tallies = createTallies(true);
  for (const seed of seeds) {
    const fired = BATCHES.flatMap((batch, firearm) =>
      [1, 2].map((shot): Fired => {
        const rotation = 0.9 * firearm + 2 * shot;
        const made = make(seed, name, firearm, batch, share);
        const scan = simulateBreechFaceFiring(made, shot, { rotation, shiftX: 0, shiftY: 0 });
        return { firearm, batch, rotation, mark: prepareMark(scan, "BreechFace", { scaleKnown: true }) };
      }),
    );
    for (const [i, a] of fired.entries()) {
      const query = createQuery(a.mark);
      for (const b of fired.slice(i + 1)) {
        const tally = tallies[relate(a, b, share)];
        count(tally, query.compareWith(b.mark));
        const pose = { angle: a.rotation - b.rotation, shiftX: 0, shiftY: 0 };
        const { risk } = assessSubclassRisk(a.mark, b.mark, { pose });
        if (risk === "subclass risk") tally.marked = (tally.marked ?? 0) + 1;
      }
    }
  }
  return tallies;
}

function measureLands(share: number, seeds: readonly number[]): Record<Relation, Tally> {
  const tallies = createTallies(false);
  for (const seed of seeds) {
    const one = make(seed, "Calabash", 1, 1, share);
    const two = make(seed, "Calabash", 2, 1, share);
    const other = make(seed, "Calabash", 3, 2, share);
    const prepare = (firearm: SimulatedFirearm, land: number, shot: number): PreparedMark =>
      prepareMark(simulateLandFiring(firearm, land, shot), "LEA", { scaleKnown: true });
    for (let land = 0; land < one.lands.length; land++) {
      const query = createQuery(prepare(one, land, 1));
      count(tallies.oneFirearm, query.compareWith(prepare(one, land, 2)));
      count(tallies[share > 0 ? "consecutive" : "oneMake"], query.compareWith(prepare(two, land, 2)));
      count(tallies.oneMake, query.compareWith(prepare(other, land, 2)));
    }
  }
  return tallies;
}

/** Prints a line of JSON for each kind of toolmark and share of the tool; `args` are seeds. */
export async function measureSubclass(args: readonly string[]): Promise<void> {
  const seeds = args.length > 0 ? args.map(Number) : SEEDS;
  for (const share of SHARES) {
    for (const [kind, name] of Object.entries(MAKES)) {
      console.log(JSON.stringify({ region: "BreechFace", kind, share, ...measureFaces(name, share, seeds) }));
    }
    console.log(JSON.stringify({ region: "LEA", kind: "parallel", share, ...measureLands(share, seeds) }));
  }
}
