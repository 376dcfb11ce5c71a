/** What a line over the marks shows of both, and both marks shown in turn: by themselves, or by hand for who wants no motion. */
import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { ExaminersWorld } from "../../support/examiners-world.ts";
import { describeInBrowser, openSignedIn, SMALL, type WatchedPage } from "../../support/open-workbench.ts";
import { findDifference } from "../../support/pictures.ts";
import { closeClean, countColours, drag, openMarks, press, readCurves, savePicture } from "./hands.ts";

/** Longer than two turns. */
const LOOK_MS = 1_500;

export function describeCompareLines(opened: () => ExaminersWorld): void {
  const sitDown = async (options: Parameters<typeof openSignedIn>[2] = {}): Promise<WatchedPage> => {
    const tab = await openSignedIn(opened().world.url(), opened().tt.examiner, { viewport: SMALL, ...options });
    await openMarks(tab.page, opened().linkages.first);
    return tab;
  };

  describeInBrowser("a line over the marks", () => {
    const correlationOf = async (page: Page) =>
      Number(((await page.getByText(/^Correlation of the two/).textContent()) ?? "").replaceAll(/[^\d.-]/g, ""));

    test("lies on both sides, and the curves of both stand under it: alike as registered, not where B is moved", async () => {
      const tab = await sitDown();
      const { page } = tab;
      const bare = await savePicture(page);
      await press(page, "p");
      // Over the upper half of the ring of A.
      await drag(page, { x: 60, y: 130 }, { x: 300, y: 145 });
      const plot = page.locator("section", { has: page.getByRole("heading", { name: "Profile along the line" }) });
      await plot.getByRole("img", { name: /^Profile along the line. Correlation of the two/ }).waitFor();
      // Whoever drew it sees it, without a further step.
      const box = await plot.boundingBox();
      expect(Math.floor(box!.y + box!.height)).toBeLessThanOrEqual(SMALL.height);
      const [a, b] = await countColours(page, ".uplot canvas", ["--mark-a", "--mark-b"]);
      expect(Math.min(a!, b!)).toBeGreaterThan(150);
      const drawn = await savePicture(page);
      const half = { top: 0, width: Math.floor(bare.width / 2) - 2, height: bare.height };
      for (const left of [0, bare.width - half.width])
        expect(findDifference(bare, drawn, 60, { ...half, left }).share).toBeGreaterThan(0.002);

      const registered = await correlationOf(page);
      expect(registered).toBeGreaterThan(0.5);
      const shares = Array.from({ length: 12 }, (_, i) => (i + 0.5) / 12);
      const read: (readonly number[])[] = [];
      for (const share of shares) read.push(await readCurves(page, share));
      const [alongs, as, bs] = [0, 1, 2].map((at) => read.map((values) => values[at]!));
      expect(alongs).toEqual([...alongs!].sort((one, other) => one - other));
      for (const heights of [as!, bs!]) {
        const known = heights.filter(Number.isFinite);
        expect(known.length).toBeGreaterThan(4);
        expect(Math.max(...known) - Math.min(...known)).toBeGreaterThan(1);
      }

      await page.getByRole("application").focus();
      await press(page, "a", ...Array.from({ length: 25 }, () => "ArrowRight"));
      await page.getByText(/^B was moved by hand/).waitFor();
      expect(await correlationOf(page)).toBeLessThan(registered - 0.3);
      await press(page, "r");
      expect(await correlationOf(page)).toBe(registered);
      await press(page, "Escape");
      await plot.waitFor({ state: "detached" });
      await closeClean(tab);
    });
  });

  describeInBrowser("both marks shown in turn", () => {
    const hint = "#microscope-hint";
    /** What is said of them from now on. */
    const listen = (page: Page) =>
      page.evaluate(`(() => {
        const hint = document.querySelector("${hint}");
        window.said = [];
        new MutationObserver(() => said.push(hint.textContent)).observe(hint, {
          childList: true, characterData: true, subtree: true,
        });
      })()`);
    const heard = (page: Page) => page.evaluate<string[]>("window.said");
    const liveness = (page: Page) => page.locator(hint).getAttribute("aria-live");

    test("turn by themselves, unsaid, until somebody holds one; it stays, and the other is another", async () => {
      const tab = await sitDown();
      const { page } = tab;
      await press(page, "f");
      await page.getByText("Now shown: B").waitFor();
      await page.getByText("Now shown: A").waitFor();
      expect(await liveness(page)).toBe("off");
      await press(page, "x");
      expect(await liveness(page)).toBe("polite");
      await listen(page);
      const held = await savePicture(page);
      await page.waitForTimeout(LOOK_MS);
      expect(await heard(page)).toEqual([]);
      expect(findDifference(held, await savePicture(page), 0).share).toBe(0);
      await press(page, "x");
      expect(findDifference(held, await savePicture(page), 30).share).toBeGreaterThan(0.05);
      // Begun anew they turn again.
      await press(page, "f", "f");
      await page.getByText("Now shown: B").waitFor();
      await page.getByText("Now shown: A").waitFor();
      await closeClean(tab);
    });

    test("turn by hand alone for who wants no motion, and nothing else moves either", async () => {
      const tab = await sitDown({ reducedMotion: "reduce" });
      const { page } = tab;
      await press(page, "f");
      await page.getByText("Now shown: A").waitFor();
      await listen(page);
      const before = await savePicture(page);
      await page.waitForTimeout(LOOK_MS);
      expect(await heard(page)).toEqual([]);
      expect(findDifference(before, await savePicture(page), 0).share).toBe(0);
      await press(page, "x");
      await page.getByText("Now shown: B").waitFor();
      expect(await heard(page)).toHaveLength(1);
      await press(page, "f", "v", "+");
      await drag(page, { x: 100, y: 100 }, { x: 180, y: 140 });
      expect(
        await page.evaluate("document.getAnimations().filter(({ playState }) => playState === 'running').length"),
      ).toBe(0);
      await closeClean(tab);
    });
  });
}
