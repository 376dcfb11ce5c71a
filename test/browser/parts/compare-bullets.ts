/** Two bullets on the compare page: how their lands lie on each other, and the signatures of a pair of lands. */
import { expect, test } from "@jest/globals";
import { describeInBrowser, openSignedIn, SMALL } from "../../support/open-workbench.ts";
import type { Picture } from "../../support/pictures.ts";
import type { Person, ServedWorld } from "../../support/served-world.ts";
import { closeClean, countColours, readCurves, savePicture, waitForMarks } from "./hands.ts";

interface Opened {
  readonly world: ServedWorld;
  readonly examiner: Person;
  readonly linkage: string;
}

interface Phase {
  readonly phase: number;
  readonly score: number;
  readonly pairs: number;
}
interface Segment {
  readonly congruent: boolean;
  readonly correlation: number;
}

/** As the page writes a share. */
const say = (value: number) => value.toFixed(2);

export function describeCompareBullets(opened: () => Opened): void {
  describeInBrowser("two bullets", () => {
    test("have their phases in a table, the best first, and the signatures of its lands laid on each other", async () => {
      const { world, examiner, linkage } = opened();
      const { items = [] } = (await examiner.send("GET", `/v1/linkages/${linkage}/bullet-comparisons`)).body;
      const { phases, lands } = items[0]!.outcome as {
        phases: Phase[];
        lands: { a: number; b: number; outcome: { score: number } }[];
      };
      const tab = await openSignedIn(world.url(), examiner, { viewport: SMALL });
      const { page } = tab;
      await page.goto(`/linkages/${linkage}/compare`);
      const rowsOf = async (name: string) => {
        const table = page.getByRole("table", { name });
        await table.waitFor();
        const rows = await table.locator("tbody tr").all();
        return Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
      };
      const shown = await rowsOf("Phases");
      expect(shown.map((cells) => cells.slice(1, 3))).toEqual(
        phases.map(({ score, pairs }) => [say(score), String(pairs)]),
      );
      expect(shown.map(([first]) => Number.parseInt(first!, 10))).toEqual(phases.map(({ phase }) => phase));
      expect(shown.map(([first]) => first!.includes("best"))).toEqual(phases.map((_, i) => i === 0));
      expect(phases[0]!.score).toBe(Math.max(...phases.map(({ score }) => score)));

      const best = lands.toSorted((one, other) => other.outcome.score - one.outcome.score)[0]!;
      await page.getByRole("button", { name: `Lay on each other: Lands ${best.a + 1} and ${best.b + 1}` }).click();
      await waitForMarks(page);
      const segments = await readSegments(opened(), [best.a + 1, best.b + 1]);
      const matching = segments.filter(({ congruent }) => congruent);
      expect(matching.length).toBeGreaterThan(1);
      await page.getByText(`${matching.length} of ${segments.length} stretches match (tinted).`).waitFor();
      const rows = await rowsOf("Aligned profiles");
      expect(rows.map((cells) => cells.slice(4))).toEqual(
        segments.map(({ correlation, congruent }) => [say(correlation), congruent ? "yes" : "no"]),
      );

      // Both signatures are drawn over the stretches that match, and read by the pointer.
      const colours = ["--mark-a", "--mark-b", "--accent-soft", "--chosen"];
      const [a, b, tinted, chosen] = await countColours(page, ".uplot canvas", colours);
      expect(Math.min(a!, b!)).toBeGreaterThan(150);
      expect(tinted).toBeGreaterThan(2_000);
      expect(chosen).toBe(0);
      const [along, heightA, heightB] = await readCurves(page, 0.5);
      for (const value of [along, heightA, heightB]) expect(Number.isFinite(value)).toBe(true);
      const at = segments.findIndex(({ congruent }) => congruent);
      const button = page.getByRole("table", { name: "Aligned profiles" }).getByRole("button").nth(at);
      await button.click();
      expect(await button.getAttribute("aria-pressed")).toBe("true");
      expect((await countColours(page, ".uplot canvas", ["--chosen"]))[0]).toBeGreaterThan(50);

      // On the stage B lies under A, and the striae run on from one into the other.
      const { here, beside } = followStriae(await savePicture(page));
      expect(here).toBeGreaterThan(0.3);
      expect(beside).toBeLessThan(here - 0.2);
      await closeClean(tab);
    });
  });
}

async function readSegments({ examiner, linkage }: Opened, lands: readonly [number, number]): Promise<Segment[]> {
  const { candidates } = (await examiner.send("GET", `/v1/linkages/${linkage}`)).body;
  const pair = (candidates as { id: string; lands: number[] | null }[]).find(
    (candidate) => candidate.lands?.join() === lands.join(),
  );
  const { comparisons } = (await examiner.send("GET", `/v1/candidates/${pair!.id}/evidence`)).body;
  const counting = (comparisons as { standing: boolean; outcome: { segments?: Segment[] } }[]).find(
    ({ standing }) => standing,
  );
  return counting?.outcome.segments ?? [];
}

/** How the greys of columns of the upper mark go with those of the lower one, straight below and somewhat beside. */
function followStriae({ width, height, pixels }: Picture): { here: number; beside: number } {
  const mean = (from: number, column: number) => {
    let sum = 0;
    const rows = Math.floor(height * 0.15);
    for (let row = from; row < from + rows; row++) sum += pixels[3 * (row * width + column)] as number;
    return sum / rows;
  };
  // Where both are: not the ground beside them.
  const columns = Array.from({ length: Math.floor(width * 0.4) }, (_, i) => Math.floor(width * 0.3) + i);
  const upper = columns.map((column) => mean(Math.floor(height * 0.17), column));
  const lower = (by: number) => columns.map((column) => mean(Math.floor(height * 0.67), column + by));
  return { here: correlate(upper, lower(0)), beside: correlate(upper, lower(40)) };
}

function correlate(one: readonly number[], other: readonly number[]): number {
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, second] = [meanOf(one), meanOf(other)];
  let [products, squares, others] = [0, 0, 0];
  for (const [i, value] of one.entries()) {
    products += (value - first) * ((other[i] as number) - second);
    squares += (value - first) ** 2;
    others += ((other[i] as number) - second) ** 2;
  }
  return products / Math.sqrt(squares * others);
}
