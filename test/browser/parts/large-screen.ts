/** The workbench on a 4K monitor without scaling: all of it is larger, words on canvases too, and nothing reaches out of the screen. */
import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeInBrowser, findCut, openSignedIn, waitForPage } from "../../support/open-workbench.ts";
import type { Person, ServedWorld } from "../../support/served-world.ts";
import type { WorkbenchRegion } from "../../support/workbench-region.ts";
import { closeClean, drag, openMarks } from "./hands.ts";

const LARGE = { width: 3840, height: 2160 };
/** In pixels: what is 12 on a small screen. */
const LEAST_TEXT = 18;

interface Opened {
  readonly world: ServedWorld;
  readonly region: WorkbenchRegion;
}

/** Texts that are shown smaller than that, each with its size. */
const FIND_TINY = `(() => {
  const tiny = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (text === "" || element.closest(".visually-hidden, script, style, option") !== null) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2) continue;
    const drawn = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
    const times = drawn === null ? 1 : Math.hypot(drawn.a, drawn.b);
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * times;
    if (size < ${LEAST_TEXT} - 0.01) tiny.push(size + " px: " + text.slice(0, 40));
  }
  return tiny;
})()`;

/** Notes the size of all words that are written on canvases, as they are seen. */
const NOTE_WRITTEN = `(() => {
  window.written = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    const { a, b } = this.getTransform();
    const size = Number.parseFloat(/[\\d.]+px/.exec(this.font)[0]) * Math.hypot(a, b);
    window.written.push({ text, size: size / devicePixelRatio });
    return fillText.call(this, text, ...at);
  };
})()`;

async function inspect(page: Page): Promise<string[]> {
  const wide = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  const found = [...(await page.evaluate<string[]>(FIND_TINY)), ...(await findCut(page))];
  if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
  return found.map((finding) => `${new URL(page.url()).pathname}: ${finding}`);
}

export function describeLargeScreen(opened: () => Opened): void {
  describeInBrowser("a 4K monitor", () => {
    const sitDown = (person: Person) => openSignedIn(opened().world.url(), person, { viewport: LARGE });

    test("shows the main screens larger, and cuts none", async () => {
      const { people, hit, images, cases } = opened().region;
      const stops: readonly (readonly [Person, readonly string[]])[] = [
        [people.examiner, ["/", "/queue", `/linkages/${images}`, `/hits/${hit.id}`, "/intelligence"]],
        [people.technician, ["/acquire", `/exhibits/${cases.quarry?.exhibitId}`]],
        [people.coordinator, ["/statistics", "/people", "/sharing"]],
        [people.auditor, ["/audit", "/audit/chain"]],
      ];
      const found: string[] = [];
      for (const [person, paths] of stops) {
        const tab = await sitDown(person);
        for (const path of paths) {
          await tab.page.goto(path);
          await waitForPage(tab.page);
          found.push(...(await inspect(tab.page)));
        }
        await closeClean(tab);
      }
      expect(found).toEqual([]);
    });

    test("has both marks over most of it, with names, scale and curves in a size that is read", async () => {
      const tab = await sitDown(opened().region.people.examiner);
      const { page } = tab;
      await page.addInitScript(NOTE_WRITTEN);
      await openMarks(page, opened().region.hit.linkage);
      await page.keyboard.press("p");
      await drag(page, { x: 300, y: 400 }, { x: 1_100, y: 460 });
      await page.getByRole("heading", { name: "Profile along the line" }).waitFor();
      expect(await inspect(page)).toEqual([]);
      const box = (await page.getByRole("application").boundingBox())!;
      expect(box.width * box.height).toBeGreaterThan(0.5 * LARGE.width * LARGE.height);
      const written = await page.evaluate<{ text: string; size: number }[]>("window.written");
      const texts = written.map(({ text }) => text);
      // Names and lengths over the marks, and what stands at the axes of the curves.
      for (const some of [/^A · Trinidad and Tobago/, /^B · Jamaica/, /µm$/, /^Along the line/, /^Height/])
        expect(texts).toContainEqual(expect.stringMatching(some));
      expect(written.filter(({ size }) => size < LEAST_TEXT)).toEqual([]);
      await closeClean(tab);
    });
  });
}
