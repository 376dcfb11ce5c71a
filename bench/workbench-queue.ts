/**
 * How soon a long queue is seen in the workbench, and whether rows are missing while it is scrolled. Needs PostgreSQL and the pages that
 * were built (`npm run build`).
 *   npm run bench -- workbench-queue [--count 5000] [--openings 20] [--browser /usr/bin/chromium]
 */
import type { Browser, Page } from "playwright-core";
import type { Credentials } from "../src/cli/demo/hire-person.ts";
import { fillQueue } from "./pages/fill-queue.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { DESK, openBrowser, openSignedIn, timeFromClick } from "./support/open-browser.ts";
import { enterStaff, openServiceLab } from "./support/service-lab.ts";
import { type ServiceProcess, startService } from "./support/service-process.ts";

const MOST_MS = 300;
/** Rows that fill the list's frame. */
const IN_SIGHT = 12;
const ROWS_SHOWN = `document.querySelectorAll("[data-row]").length >= ${IN_SIGHT}`;
/** Pixels a second: reading down a list, and turning a wheel as fast as a hand does. */
const SPEEDS = [1_000, 4_000];
const SCROLLED_SECONDS = 6;

export async function measureQueue(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["count", "openings", "browser"]);
  const count = options.readNumber("count", 5_000);
  const openings = options.readNumber("openings", 20);
  const browser = await openBrowser(options.readText("browser"));
  const lab = await openServiceLab();
  let service: ServiceProcess | null = null;
  try {
    service = startService("serve", lab.environment);
    const url = String((await service.waitForLine("listening")).url);
    const { examinerSignIn } = await enterStaff(lab, url);
    await fillQueue(lab.database.sql, count);
    tell(`workbench-queue: ${count} linkages wait`);
    const times = await openQueues(browser, url, examinerSignIn, openings);
    const scrolls = [];
    for (const speed of SPEEDS) scrolls.push({ speed, ...(await scrollQueue(browser, url, examinerSignIn, speed)) });
    return {
      title: "A queue of thousands in the workbench",
      notes: [
        `${count} linkages of one state wait for review; its examiner clicks on the queue in headless Chromium ${browser.version()}, ${DESK.width} x ${DESK.height}, against \`ribin serve\` on PostgreSQL over loopback, a tenth of a second after pointing at it. From the click until a frame with ${IN_SIGHT} rows or more was shown. First: in a browser that has none of the room's files yet; again: after another room. Aim: under ${MOST_MS} ms.`,
        "Scrolled: in each frame, how far rows are drawn beyond the edge that is scrolled to, before the end of the whole list; less than nothing would be a gap. Waits: frames in which the list ended where more was to come.",
      ],
      tables: [
        {
          head: ["opened", "ms, median", "95 %", "openings"],
          rows: (["first", "again"] as const).map((name) => [
            name,
            findQuantile([...times[name]], 0.5).toFixed(0),
            findQuantile([...times[name]], 0.95).toFixed(0),
            times[name].length,
          ]),
        },
        {
          head: ["pixels a second", "rows passed", "frames", "frames with a gap", "least drawn ahead, pixels", "waits"],
          rows: scrolls.map(({ speed, rows, frames, gaps, least, waits }) => [speed, rows, frames, gaps, least, waits]),
        },
      ],
    };
  } finally {
    await browser.close();
    await service?.stop();
    await lab.drop();
  }
}

async function openQueues(browser: Browser, url: string, who: Credentials, openings: number) {
  const times = { first: [] as number[], again: [] as number[] };
  // The first warms the service, and is not counted.
  for (let i = 0; i <= openings; i++) {
    const page = await openSignedIn(browser, url, who);
    await goHome(page, url);
    const first = await timeFromClick(page, 'a[href="/queue"]', ROWS_SHOWN);
    await page.click('a[href="/verifications"]');
    await page.waitForSelector("[data-row]", { state: "detached" });
    // As after reading something else for longer than an answer is kept.
    await page.waitForTimeout(200);
    const again = await timeFromClick(page, 'a[href="/queue"]', ROWS_SHOWN);
    await page.context().close();
    tell(`workbench-queue: opened in ${first.toFixed(0)} ms, again in ${again.toFixed(0)} ms`);
    if (i === 0) continue;
    times.first.push(first);
    times.again.push(again);
  }
  return times;
}

async function goHome(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForSelector("h1");
}

interface Scrolled {
  readonly rows: number;
  readonly frames: number;
  readonly gaps: number;
  readonly least: number;
  readonly waits: number;
}

/** Watches each frame of the page while the wheel is turned. */
async function scrollQueue(browser: Browser, url: string, who: Credentials, speed: number): Promise<Scrolled> {
  const page = await openSignedIn(browser, url, who);
  await page.goto(`${url}/queue`, { waitUntil: "networkidle" });
  await page.waitForSelector("[data-row]");
  await page.evaluate(`(() => {
    const frame = document.querySelector("[data-row]").closest("section");
    const seen = globalThis.seen = { frames: 0, gaps: 0, least: Infinity, waits: 0, rows: 0 };
    const look = () => {
      const rows = [...frame.querySelectorAll("[data-row]")];
      const [edge, last] = [frame.getBoundingClientRect(), rows.at(-1)];
      const [top, bottom] = [rows[0].getBoundingClientRect().top, last.getBoundingClientRect().bottom];
      const head = frame.querySelector("thead th").getBoundingClientRect().bottom;
      const more = frame.querySelector("table").getAttribute("aria-rowcount") === "-1";
      seen.frames++;
      const atEnd = frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 1;
      if (atEnd && more) seen.waits++;
      const ahead = Math.round(bottom - edge.bottom);
      if (!atEnd) seen.least = Math.min(seen.least, ahead);
      if ((ahead < 0 && !atEnd) || top > head + 1) seen.gaps++;
      seen.rows = Number(last.dataset.row) + 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })()`);
  const middle = await page.locator("[data-row='3']").boundingBox();
  if (middle === null) throw new Error("The queue shows nothing.");
  await page.mouse.move(middle.x + middle.width / 2, middle.y);
  const started = performance.now();
  let turned = 0;
  while (performance.now() - started < 1_000 * SCROLLED_SECONDS) {
    const due = (speed * (performance.now() - started)) / 1_000 - turned;
    await page.mouse.wheel(0, due);
    turned += due;
    await page.waitForTimeout(16);
  }
  const seen = await page.evaluate<Scrolled>("globalThis.seen");
  await page.context().close();
  tell(`workbench-queue: ${JSON.stringify({ speed, ...seen })}`);
  return seen;
}
