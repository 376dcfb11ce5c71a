/** A browser without a window, and pages of the workbench in it of somebody who has signed in. */
import { type Browser, chromium, type Page } from "playwright-core";
import { type Credentials, PURPOSE } from "../../src/cli/demo/hire-person.ts";
import { BenchRefusal } from "./bench.ts";

/** What a person at a desk sees. */
export const DESK = { width: 1_440, height: 900 };
const USUAL = "/usr/bin/chromium";
/** A hand's pointer rests on a link before it is pressed; less than people need for it. */
const POINTED_MS = 100;
const WORKBENCH = { "x-ribin-workbench": "1" };

/** @throws BenchRefusal where none starts */
export async function openBrowser(executablePath = USUAL, flags: readonly string[] = []): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath, args: ["--no-sandbox", ...flags] });
  } catch (cause) {
    throw new BenchRefusal(
      `No browser starts from ${executablePath} (--browser names another): ${String(cause).split("\n")[0]}`,
    );
  }
}

/** A page of a context of its own, which keeps nothing of others: no file of the pages lies in its store yet. */
export async function openSignedIn(browser: Browser, baseURL: string, who: Credentials): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: DESK, locale: "en-GB" });
  for (const [path, data] of [
    ["/v1/sessions", who],
    ["/v1/me/work-purpose", PURPOSE],
  ] as const) {
    const answer = await context.request.post(path, { data, headers: WORKBENCH });
    if (answer.status() !== 201) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  }
  return context.newPage();
}

/**
 * Milliseconds from a click on `link` until `isThere` holds in a frame and that frame was shown. `isThere`: JavaScript, asked in each
 * frame of the page.
 */
export async function timeFromClick(page: Page, link: string, isThere: string): Promise<number> {
  // A promise that is no value of the text: else it would be awaited here.
  await page.evaluate(`void (globalThis.shown = new Promise((done) => addEventListener("click", ({ timeStamp }) => {
    globalThis.clicked = timeStamp;
    const isThere = () => (${isThere});
    const look = () => isThere() ? requestAnimationFrame(() => done(performance.now() - timeStamp)) : requestAnimationFrame(look);
    look();
  }, { capture: true, once: true })))`);
  await page.hover(link);
  await page.waitForTimeout(POINTED_MS);
  await page.click(link);
  return page.evaluate<number>("globalThis.shown");
}
