/**
 * From a click on a linkage to both its surfaces on the screen: simulated scans, enrolled, searched and compared by the real service.
 * Needs PostgreSQL and the pages that were built (`npm run build`).
 *   npm run bench -- workbench-open [--side 600] [--openings 12] [--browser /usr/bin/chromium]
 */
import type { Browser, Page } from "playwright-core";
import { simulateBreechFaceFiring } from "../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../src/analysis/x3p/write-x3p.ts";
import type { Credentials } from "../src/cli/demo/hire-person.ts";
import { followAcquisition } from "../src/cli/follow-acquisition.ts";
import type { HttpClient } from "../src/cli/http-client.ts";
import type { Sql } from "../src/ports/sql.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { DESK, openBrowser, openSignedIn, timeFromClick } from "./support/open-browser.ts";
import { enterStaff, openServiceLab, type Technician } from "./support/service-lab.ts";
import { type ServiceProcess, startService } from "./support/service-process.ts";

const MOST_MS = 1_000;
const USUAL_PITCH = 6.25e-6;
/**
 * Both halves of the stage hold a picture: many greys in each, read from what the canvas holds. The names and the scale bar lie on a
 * canvas of their own.
 */
const BOTH_SHOWN = `(() => {
  const canvas = document.querySelector("[role=application] canvas");
  if (canvas === null || canvas.width < 100) return false;
  const small = document.createElement("canvas");
  small.width = 48; small.height = 24;
  const context = small.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0, 48, 24);
  return [4, 28].every((left) => {
    const { data } = context.getImageData(left, 4, 16, 16);
    const greys = new Set();
    for (let i = 0; i < data.length; i += 4) greys.add(data[i] >> 2);
    return greys.size > 8;
  });
})()`;
const ALL_POINTS = `document.querySelector('[role=application][data-points="all"]') !== null`;

export async function measureOpening(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["side", "openings", "browser"]);
  const side = options.readNumber("side", 600);
  const openings = options.readNumber("openings", 12);
  const browser = await openBrowser(options.readText("browser"));
  const lab = await openServiceLab();
  let service: ServiceProcess | null = null;
  try {
    service = startService("serve", lab.environment);
    const url = String((await service.waitForLine("listening")).url);
    const { technician, examiner, examinerSignIn } = await enterStaff(lab, url);
    const sizes = await uploadMates(technician, side);
    const linkageId = await findLinkage(examiner);
    await documentAll(lab.database.sql);
    const times = await openAll(browser, url, examinerSignIn, linkageId, openings);
    return {
      title: "From a click to both surfaces",
      notes: [
        `Two simulated scans of one firearm (X3P, ${sizes.join(" and ")} points), enrolled, searched and compared by \`ribin serve\` on PostgreSQL; their examiner clicks on the linkage in the queue, in headless Chromium ${browser.version()}, ${DESK.width} x ${DESK.height}, over loopback, a tenth of a second after pointing at it. From the click until a frame in which both windows of the stage hold their mark was shown, and until both have all their points. First: in a browser that has none of the room's files yet; again: after going back to the queue and loading it anew, so that no answer is kept. Aim: under ${MOST_MS} ms.`,
      ],
      tables: [
        {
          head: ["opened", "both seen, ms, median", "95 %", "with all points, ms, median", "95 %", "openings"],
          rows: (["first", "again"] as const).map((name) => {
            const write = (list: readonly number[]) => [0.5, 0.95].map((q) => findQuantile([...list], q).toFixed(0));
            const { seen, whole } = times[name];
            return [name, ...write(seen), ...write(whole), seen.length];
          }),
        },
      ],
    };
  } finally {
    await browser.close();
    await service?.stop();
    await lab.drop();
  }
}

/** Two firings of one firearm, each `side` points wide; gives how large they came out. */
async function uploadMates(technician: Technician, side: number): Promise<readonly string[]> {
  const sizes: string[] = [];
  for (const firing of [1, 2]) {
    const { width } = simulateBreechFaceFiring(simulateFirearm(7), firing);
    const pitch = (USUAL_PITCH * width) / side;
    const scan = simulateBreechFaceFiring(simulateFirearm(7), firing, { pitch });
    sizes.push(`${scan.width} x ${scan.height}`);
    const exhibitId = await technician.enterExhibit();
    const id = await technician.upload(exhibitId, writeX3p(scan, { creator: "bench" }));
    const { stage, note } = await followAcquisition(technician.client, id);
    if (stage !== "verified") throw new Error(`The scan ended as ${stage}: ${note}`);
  }
  tell(`workbench-open: ${sizes.join(" and ")} points enrolled`);
  return sizes;
}

async function findLinkage(examiner: HttpClient): Promise<string> {
  const { items } = await examiner.get<{ items: { id: string }[] }>("/v1/linkages");
  const [linkage] = items;
  if (linkage === undefined) throw new Error("The two firings of one firearm were not linked.");
  return linkage.id;
}

/** The examiner has documented both exhibits: until then a comparison is not shown. */
async function documentAll(sql: Sql): Promise<void> {
  await sql.query(
    `insert into examinations (id, owner_state, exhibit_id, account_id, suitability, regions, characteristics, notes,
       after_unmasking, created_at)
     select gen_random_uuid(), e.owner_state, e.id, a.id, 'suitable', '[]', '{}', null, false, e.created_at
     from exhibits e join accounts a on a.owner_state = e.owner_state and 'firearms_examiner' = any (a.roles)`,
    [],
  );
}

interface Opened {
  readonly seen: number[];
  readonly whole: number[];
}

async function openAll(browser: Browser, url: string, who: Credentials, linkageId: string, openings: number) {
  const times: Record<"first" | "again", Opened> = { first: { seen: [], whole: [] }, again: { seen: [], whole: [] } };
  // The first warms the service, and is not counted.
  for (let i = 0; i <= openings; i++) {
    const page = await openSignedIn(browser, url, who);
    for (const name of ["first", "again"] as const) {
      const { seen, whole } = await openOnce(page, url, linkageId);
      tell(`workbench-open: ${name}: both seen in ${seen.toFixed(0)} ms, all points in ${whole.toFixed(0)} ms`);
      if (i === 0) continue;
      times[name].seen.push(seen);
      times[name].whole.push(whole);
    }
    await page.context().close();
  }
  return times;
}

async function openOnce(page: Page, url: string, linkageId: string): Promise<{ seen: number; whole: number }> {
  await page.goto(`${url}/queue`, { waitUntil: "networkidle" });
  const link = `a[href="/linkages/${linkageId}"]`;
  await page.waitForSelector(link);
  const seen = await timeFromClick(page, link, BOTH_SHOWN);
  const whole = await page.evaluate<number>(`new Promise((done) => {
    const look = () => ${ALL_POINTS} ? done(performance.now() - globalThis.clicked) : requestAnimationFrame(look);
    look();
  })`);
  return { seen, whole: Math.max(seen, whole) };
}
