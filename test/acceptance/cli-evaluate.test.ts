/** `ribin evaluate` on small simulated studies: every member of its JSON, held to what a second way of counting gives. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { writeBreechFaceStudy, writeBulletStudy } from "../support/evidence-files.ts";
import { captureRibin, runRibin, runRibinJson } from "../support/ribin-process.ts";

jest.setTimeout(600_000);

interface Scores {
  readonly pairs: number;
  readonly sameSource: number;
  readonly auc: number | null;
  readonly eer: number | null;
  readonly rank1: number | null;
  readonly recallAt10: number | null;
  readonly map: number | null;
  readonly minSameSource: number | null;
  readonly maxDifferentSource: number | null;
  readonly interval: object;
}

interface Net {
  readonly rank1: number;
  readonly recallAt10: number;
  readonly interval: { readonly rank1: { readonly low: number } | null };
}

interface Evaluation extends Partial<Scores> {
  readonly folder: string;
  readonly rotate: number | null;
  readonly marks: number;
  readonly cells?: Readonly<Record<string, number>> | null;
  readonly exhibit?: Scores;
  readonly embedding?: Pick<Scores, "auc" | "rank1" | "recallAt10" | "map" | "interval">;
  readonly search?: {
    readonly gallery: number;
    readonly vectors: Net;
    readonly sweep: Net;
    readonly together: { readonly recallAt10: number };
    readonly twoStages: { readonly rank1: number; readonly interval: { readonly low: number } | null };
  };
  readonly secondsPerComparison?: number;
  readonly threads?: number;
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
  readonly caveat: string;
}

const ALWAYS = ["caveat", "failures", "folder", "halve", "marks", "rotate"];
const SCORES = [
  "auc",
  "eer",
  "interval",
  "map",
  "maxDifferentSource",
  "minSameSource",
  "pairs",
  "rank1",
  "recallAt10",
  "sameSource",
];
const COMPARED = ["cells", "secondsPerComparison", "threads"];
/** New members may be added (docs/cli.md); those named so far stay. */
function expectMembers(value: object | undefined | null, names: readonly string[]): void {
  expect(Object.keys(value ?? {})).toEqual(expect.arrayContaining([...names]));
}

describe("on breech faces", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await writeBreechFaceStudy([41, 42, 43], 2);
  });

  test("--mode all --rotate gives every figure", async () => {
    const found = await runRibinJson<Evaluation>(["evaluate", folder, "--rotate", "1"]);
    expectMembers(found, [...ALWAYS, ...SCORES, ...COMPARED, "embedding"]);
    expect(found).toMatchObject({ folder, rotate: 1, marks: 6, pairs: 15, sameSource: 3, failures: [] });
    expect(found).toMatchObject({ auc: 1, eer: 0, rank1: 1, recallAt10: 1, map: 1 });
    expect(found.minSameSource).toBeGreaterThan(found.maxDifferentSource ?? 1);
    expect(found.minSameSource).toBeLessThanOrEqual(1);
    expect(found.maxDifferentSource).toBeGreaterThanOrEqual(0);
    const cells = found.cells ?? {};
    expectMembers(cells, ["maxDifferent", "maxDifferentFraction", "minSame", "minSameFraction", "varianceRatio"]);
    expect(cells.minSame).toBeGreaterThan(cells.maxDifferent ?? 99);
    expect(cells.minSameFraction).toBeGreaterThan(cells.maxDifferentFraction ?? 1);
    expect(cells.varianceRatio).toBeGreaterThan(1);
    expectMembers(found.embedding, ["auc", "map", "rank1", "recallAt10"]);
    const { auc, rank1, recallAt10, map } = found.embedding ?? {};
    for (const figure of [auc, rank1, recallAt10, map]) {
      expect(figure).toBeGreaterThanOrEqual(0);
      expect(figure).toBeLessThanOrEqual(1);
    }
    expect(found.secondsPerComparison).toBeGreaterThan(0);
    expect(found.threads).toBeGreaterThanOrEqual(1);
    expect(found.caveat).toMatch(/not an evidential conclusion/);
  });

  test("--mode pairs compares only, --mode search only ranks vectors", async () => {
    const pairs = await runRibinJson<Evaluation>(["evaluate", folder, "--mode", "pairs"]);
    expectMembers(pairs, [...ALWAYS, ...SCORES, ...COMPARED]);
    expect(pairs).not.toHaveProperty("embedding");
    expect(pairs).toMatchObject({ rotate: null, auc: 1, rank1: 1 });
    const search = await runRibinJson<Evaluation>(["evaluate", folder, "--mode", "search", "--rotate", "2"]);
    expectMembers(search, [...ALWAYS, "embedding"]);
    expect(search.rotate).toBe(2);
    for (const name of [...SCORES, ...COMPARED]) expect(search).not.toHaveProperty(name);
  });

  test("--gallery measures both nets and the two stages, among simulated marks of other firearms", async () => {
    const args = ["evaluate", folder, "--rotate", "3", "--mode", "search", "--gallery"];
    const { search, failures } = await runRibinJson<Evaluation>([...args, "3"]);
    expect(failures).toEqual([]);
    expect(search).toMatchObject({ gallery: 3, twoStages: { rank1: 1 } });
    // Nine marks: each net hands over all of them.
    expect(search?.together.recallAt10).toBe(1);
    for (const net of [search?.vectors, search?.sweep]) {
      expect(net?.recallAt10).toBe(1);
      expect(net?.rank1).toBeGreaterThan(0.5);
      expect(net?.interval.rank1?.low).toBeLessThan(net?.rank1 ?? 0);
    }
    // Six exhibits without an error: Wilson's lower bound is n / (n + z^2).
    expect(search?.twoStages.interval?.low).toBeCloseTo(6 / (6 + 1.96 ** 2), 3);
    const alone = await captureRibin([...args, "0"]);
    expect(alone.stdout).toMatch(/by registration: rank 1 /);
    const refused = await captureRibin(["evaluate", folder, "--mode", "pairs", "--gallery", "3"]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/^USAGE: /m);
  });

  test("the same seed turns the scans the same way, and threads change no figure", async () => {
    const search = (seed: string, threads: string) =>
      runRibinJson<Evaluation>(["evaluate", folder, "--mode", "search", "--rotate", seed], { RIBIN_THREADS: threads });
    const [once, twice, other] = [await search("7", "1"), await search("7", "3"), await search("8", "1")];
    expect(twice).toEqual(once);
    expect(other.embedding).not.toEqual(undefined);
  });

  test("several folders are one pool, half of each mark can be taken away, and every pair's score can be read", async () => {
    const other = await writeBreechFaceStudy([44], 2);
    const scores = join(other, "scores.csv");
    const args = ["evaluate", folder, other, "--rotate", "1", "--mode", "pairs"];
    const whole = await runRibinJson<Evaluation>([...args, "--scores", scores]);
    expect(whole).toMatchObject({ folder: `${folder} + ${other}`, halve: false, marks: 8, pairs: 28, sameSource: 4 });
    const [head, ...lines] = (await readFile(scores, "utf8")).trimEnd().split("\n");
    expect(head).toBe("a,b,same_source,comparable,score,congruent,usable");
    expect(lines).toHaveLength(28);
    const same = lines.map((line) => line.split(",")).filter((fields) => fields[2] === "1");
    expect(Math.min(...same.map((fields) => Number(fields[4])))).toBeCloseTo(whole.minSameSource ?? 0, 5);
    const half = await runRibinJson<Evaluation>([...args, "--halve"]);
    expect(half).toMatchObject({ rotate: 1, halve: true, marks: 8, pairs: 28 });
    expect(half.minSameSource).toBeLessThan(whole.minSameSource ?? 0);
  });

  test("one study named twice, and half a mark without a seed, are refused in words", async () => {
    const twice = await captureRibin(["evaluate", folder, folder]);
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringMatching(/^USAGE: "F41-1.x3p" is in more than one/) });
    const half = await captureRibin(["evaluate", folder, "--halve"]);
    expect(half).toMatchObject({ code: 2, stderr: expect.stringMatching(/^USAGE: --halve needs --rotate SEED/) });
  });

  test("a file that cannot be read is listed with its reason, and the rest is measured", async () => {
    const damaged = await writeBreechFaceStudy([41, 42], 2);
    await writeFile(join(damaged, "F41-1.x3p"), "no scan");
    await rm(join(damaged, "F42-1.x3p"));
    const found = await runRibinJson<Evaluation>(["evaluate", damaged, "--mode", "pairs"]);
    expect(found).toMatchObject({ marks: 2, pairs: 1, sameSource: 0, auc: null, rank1: null, minSameSource: null });
    // Of the two that are left nothing but their pair may be listed, where it cannot be compared.
    const files = found.failures.filter(({ file }) => file !== "F41-2.x3p, F42-2.x3p");
    expect([...files].sort((a, b) => a.file.localeCompare(b.file))).toEqual([
      { file: "F41-1.x3p", reason: expect.stringMatching(/^X3P_NOT_ZIP: /) },
      { file: "F42-1.x3p", reason: expect.stringMatching(/^FILE_NOT_FOUND: /) },
    ]);
  });

  test("prints a table without --json; progress goes to stderr", async () => {
    const { code, stdout, stderr } = await captureRibin(["evaluate", folder, "--mode", "pairs"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +pairs +same source +AUC/);
    expect(stdout).toMatch(/^marks +15 +3 +1\.0000/m);
    expect(stderr).toMatch(/^prepared : \d of 6$/m);
    expect(stdout).not.toMatch(/prepared/);
  });
});

describe("on lands", () => {
  test("scores single lands, and bullets over all phases", async () => {
    const folder = await writeBulletStudy([31, 32]);
    const found = await runRibinJson<Evaluation>(["evaluate", folder, "--rotate", "1"]);
    expectMembers(found, [...ALWAYS, ...SCORES, ...COMPARED, "embedding", "exhibit"]);
    // 24 lands: every pair of them, those of one bullet among themselves too; 6 pairs of lands in phase of each barrel.
    expect(found).toMatchObject({ marks: 24, cells: null, sameSource: 12 });
    expect(found.pairs).toBeGreaterThanOrEqual(4 * 36);
    expectMembers(found.exhibit, SCORES);
    expect(found.exhibit).toMatchObject({ pairs: 6, sameSource: 2, auc: 1, eer: 0, rank1: 1, recallAt10: 1, map: 1 });
    expect(found.auc).toBeGreaterThan(0.9);
    // Held to the lands in phase, not to all lands of the barrel: a vector that knows nothing would rank one in six first.
    expect(found.embedding?.auc).toBeGreaterThan(0.8);
    expect(found.exhibit?.minSameSource).toBeGreaterThan(found.exhibit?.maxDifferentSource ?? 1);
  });

  test("the text names both; vectors alone cannot know which lands are in phase", async () => {
    const folder = await writeBulletStudy([31]);
    const text = await runRibin(["evaluate", folder, "--mode", "pairs"], {});
    expect(text).toMatch(/^marks /m);
    expect(text).toMatch(/^exhibits +1 +1 /m);
    const search = await runRibinJson<Evaluation>(["evaluate", folder, "--mode", "search"]);
    expect(search.embedding).toMatchObject({ auc: null, rank1: null, recallAt10: null, map: null });
  });
});
