/** The exhibits of a demonstration: simulated, or read from a folder with labels.csv and dealt to states. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseLabels } from "../../analysis/evaluate/parse-labels.ts";
import { rotateSurfaceAtRandom } from "../../analysis/evaluate/rotate-surface.ts";
import { createRandom, type Random } from "../../analysis/random.ts";
import { simulateBreechFaceFiring } from "../../analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../analysis/simulate/firearm.ts";
import { readX3p } from "../../analysis/x3p/read-x3p.ts";
import { writeX3p } from "../../analysis/x3p/write-x3p.ts";
import { RibinError } from "../../domain/errors.ts";
import { type ExhibitType, type Region, regionSchema, type StateCode } from "../../domain/vocabulary.ts";

export interface DemoFile {
  readonly fileName: string;
  readonly region: Region;
  readonly regionIndex: number | null;
  /** Reads or makes the bytes at upload time, so that a large study is never wholly in memory. */
  load(): Promise<Uint8Array>;
}

export interface DemoExhibit {
  readonly label: string;
  /** Known to the closing table only; the service is never told. */
  readonly firearm: string;
  readonly state: StateCode;
  readonly type: ExhibitType;
  readonly files: readonly DemoFile[];
}

/** Six states of four languages; a firearm's exhibits go to different ones. */
export const DEMO_STATES: readonly StateCode[] = ["TT", "JM", "BB", "GY", "HT", "SR"];

/** Firearms of the simulated demonstration: seed and how many firings of it were found. The last two were found once. */
const SIMULATED: readonly (readonly [seed: number, firings: number])[] = [
  [11, 3],
  [12, 3],
  [13, 2],
  [14, 2],
  [15, 1],
  [16, 1],
];

/** Exhibits made by the project's own generator: random breech faces, each firing turned, shifted and partly in contact. */
export function simulateDemoEvidence(seed: number): DemoExhibit[] {
  const random = createRandom(seed);
  const exhibits = SIMULATED.flatMap(([firearmSeed, firings], number) => {
    const firearm = simulateFirearm(firearmSeed + 1_000 * seed);
    const states = dealStates(random, firings);
    return states.map((state, firing) => {
      const label = `firearm-${number + 1}-firing-${firing + 1}`;
      const load = async () =>
        writeX3p(simulateBreechFaceFiring(firearm, firing + 1), { creator: "RIBIN core simulator" });
      return {
        label,
        firearm: `firearm-${number + 1}`,
        state,
        type: "cartridge case" as const,
        files: [{ fileName: `${label}.x3p`, region: "BreechFace" as const, regionIndex: null, load }],
      };
    });
  });
  return shuffle(random, exhibits);
}

/** Exhibits of a folder with `labels.csv`; each X3P of a breech face or firing pin is turned by a random angle. */
export async function readDemoEvidence(folder: string, seed: number): Promise<DemoExhibit[]> {
  const text = await readFile(join(folder, "labels.csv"), "utf8").catch(() => {
    throw new RibinError("FILE_NOT_FOUND", `${folder} has no labels.csv.`);
  });
  const random = createRandom(seed);
  const byExhibit = groupBy(parseLabels(text), (label) => label.exhibit);
  const byFirearm = groupBy([...byExhibit.values()], (labels) => labels[0]?.firearm ?? "");
  const exhibits: DemoExhibit[] = [];
  for (const group of byFirearm.values()) {
    const states = dealStates(random, group.length);
    for (const [index, labels] of group.entries()) {
      const files = labels.map((label) => makeFile(folder, label, random.integer(2 ** 31)));
      exhibits.push({
        label: labels[0]?.exhibit ?? "",
        firearm: labels[0]?.firearm ?? "",
        state: states[index] ?? "TT",
        type: files[0]?.region === "LEA" ? "bullet" : "cartridge case",
        files,
      });
    }
  }
  return shuffle(random, exhibits);
}

function makeFile(
  folder: string,
  label: { file: string; region: string; index: number | null },
  seed: number,
): DemoFile {
  const region = regionSchema.safeParse(label.region);
  if (!region.success)
    throw new RibinError("LABELS_INVALID", `${label.file} has the unknown region "${label.region}".`);
  const turns = label.file.toLowerCase().endsWith(".x3p") && region.data !== "LEA";
  return {
    fileName: label.file,
    region: region.data,
    regionIndex: label.index,
    async load() {
      const bytes = await readFile(join(folder, label.file));
      if (!turns) return bytes;
      return writeX3p(rotateSurfaceAtRandom(readX3p(bytes).surface, createRandom(seed)), {
        creator: "RIBIN core demo",
      });
    },
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The first state at random, the next ones in turn: a firearm's exhibits lie in different states as far as there are some. */
function dealStates(random: Random, count: number): StateCode[] {
  const start = random.integer(DEMO_STATES.length);
  return Array.from({ length: count }, (_, index) => DEMO_STATES[(start + index) % DEMO_STATES.length] ?? "TT");
}

/** Exhibits of one firearm are not found one after the other. */
function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}
