/**
 * How smoothly the light moves over two surfaces in the workbench, in a browser that draws by software:
 *   npm run bench -- workbench-relight [--side 1000] [--frames 120] [--browser /usr/bin/chromium]
 */
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import type { RelightTimes } from "../src/web/viewers/relight-times.ts";
import { BenchRefusal, type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";

const WINDOW = { width: 1_440, height: 900 };
const LEAST_RATE = 30;
/** What lies in the window, and how it is drawn. */
const PICTURES = [
  ["side", "relief"],
  ["side", "height"],
  ["split", "relief"],
  ["blend", "relief"],
] as const;

export async function measureRelighting(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["side", "frames", "browser"]);
  const side = options.readNumber("side", 1_000);
  const count = options.readNumber("frames", 120);
  const script = await bundleMeasure();
  const browser = await openBrowser(options.readText("browser") ?? "/usr/bin/chromium");
  try {
    const page = await browser.newPage({ viewport: WINDOW });
    await page.evaluate(script);
    const rows = [];
    for (const [layout, look] of PICTURES) {
      const call = `relight.measureRelight(${side}, ${count}, ${JSON.stringify(layout)}, ${JSON.stringify(look)})`;
      const { frames, whole, first } = await page.evaluate<RelightTimes>(call);
      const [median, slow] = [findQuantile([...frames], 0.5), findQuantile([...frames], 0.95)];
      const rate = 1_000 / median;
      rows.push([
        `${layout}, ${look}`,
        median.toFixed(1),
        slow.toFixed(1),
        rate.toFixed(0),
        `${Math.round(100 * whole)} %`,
        first.toFixed(0),
      ]);
      tell(`workbench-relight: ${layout}, ${look}: ${median.toFixed(1)} ms a frame`);
    }
    return {
      title: "A light that moves over two surfaces",
      notes: [
        `Two surfaces of ${side} x ${side} points in a window of ${WINDOW.width} x ${WINDOW.height} pixels that the microscope fills, in headless Chromium ${browser.version()} that draws by software (SwiftShader); ${count} frames, each from one animation frame to the next. Where frames come late, those that move are drawn with half the points each way (src/web/viewers/keep-pace.ts), and the resting picture with all. Aim: at least ${LEAST_RATE} frames a second.`,
      ],
      tables: [
        {
          head: [
            "shown",
            "ms a frame, median",
            "95 %",
            "frames a second, median",
            "with all points",
            "first picture, ms",
          ],
          rows,
        },
      ],
    };
  } finally {
    await browser.close();
  }
}

/** The viewer's own module, as one script with a global of its functions. */
async function bundleMeasure(): Promise<string> {
  const entry = join(findPackageRoot(), "src/web/viewers/measure-relight.ts");
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: { write: false, target: "es2023", lib: { entry, name: "relight", formats: ["iife"] } },
  });
  const [made] = [built].flat();
  if (made === undefined || !("output" in made)) throw new Error("The viewer was not bundled.");
  return made.output[0].code.replace(/^var relight/, "globalThis.relight");
}

async function openBrowser(executablePath: string): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath, args: ["--no-sandbox", "--use-angle=swiftshader"] });
  } catch (cause) {
    throw new BenchRefusal(
      `No browser starts from ${executablePath} (--browser names another): ${String(cause).split("\n")[0]}`,
    );
  }
}
