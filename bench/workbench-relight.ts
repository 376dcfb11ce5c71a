/**
 * How smoothly the light moves over two surfaces in the workbench, in a browser that draws by software:
 *   npm run bench -- workbench-relight [--side 1000] [--frames 120] [--browser /usr/bin/chromium]
 */
import { join } from "node:path";
import { build } from "vite";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import type { RelightTimes } from "../src/web/viewers/relight-times.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { DESK, openBrowser } from "./support/open-browser.ts";

const LEAST_RATE = 30;
/** What lies in the window, how it is drawn, and what moves. */
const PICTURES = [
  ["side", "relief", "light"],
  ["side", "height", "light"],
  ["split", "relief", "light"],
  ["blend", "relief", "light"],
  ["side", "relief", "stage"],
] as const;
/**
 * How Chromium lays its layers together on a machine without a graphics card: by itself, as it starts there; or by a graphics process
 * that SwiftShader computes, where somebody forces it. As the page draws; and by WebGL, which it would take on a graphics card.
 */
const WAYS = [
  { composed: "by itself", args: [], by: undefined },
  { composed: "by itself", args: [], by: "graphics" },
  { composed: "SwiftShader, forced", args: ["--use-angle=swiftshader"], by: undefined },
  { composed: "SwiftShader, forced", args: ["--use-angle=swiftshader"], by: "graphics" },
] as const;
const DRAWERS = { graphics: "WebGL, computed", processor: "the page's own code" } as const;

export async function measureRelighting(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["side", "frames", "browser"]);
  const side = options.readNumber("side", 1_000);
  const count = options.readNumber("frames", 120);
  const program = options.readText("browser");
  const script = await bundleMeasure();
  const rows: string[][] = [];
  let version = "";
  for (const { composed, args: flags, by } of WAYS) {
    const browser = await openBrowser(program, flags);
    version = browser.version();
    try {
      const page = await browser.newPage({ viewport: DESK });
      await page.evaluate(script);
      for (const picture of PICTURES) {
        const call = `relight.measureRelight(${[side, count, ...picture, by].map((part) => JSON.stringify(part)).join(", ")})`;
        const times = await page.evaluate<RelightTimes>(call);
        rows.push([composed, DRAWERS[times.drawnBy], ...describeTimes(picture, times)]);
        tell(`workbench-relight: ${rows.at(-1)?.join(", ")}`);
      }
    } finally {
      await browser.close();
    }
  }
  return {
    title: "A light that moves over two surfaces",
    notes: [
      `Two surfaces of ${side} x ${side} points in a window of ${DESK.width} x ${DESK.height} pixels that the microscope fills, in headless Chromium ${version} that draws by software; ${count} frames, each with a light (or a place) of its own and each from one animation frame to the next: what a person sees. Aim: at least ${LEAST_RATE} frames a second while the light moves. A browser shows at most 60.`,
      "The page draws by WebGL where there is a graphics card. Where WebGL is computed, or there is none, it draws by itself: what lies under each pixel is looked up once, and a moved light costs a look-up a pixel (src/web/viewers/relief-in-software.ts). Where frames come late, those that move are drawn with half the points each way (src/web/viewers/keep-pace.ts), and the resting picture with all.",
      "Where Chromium is forced to lay its layers together by a graphics process that SwiftShader computes, that alone takes longer than a frame may; on a machine without a graphics card it does not start so.",
    ],
    tables: [
      {
        head: [
          "layers laid together",
          "drawn by",
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
}

function describeTimes([layout, look, moved]: (typeof PICTURES)[number], times: RelightTimes): readonly string[] {
  const frames = [...times.frames];
  const [median, slow] = [findQuantile(frames, 0.5), findQuantile(frames, 0.95)];
  return [
    `${layout}, ${look}, moved: ${moved}`,
    median.toFixed(1),
    slow.toFixed(1),
    (1_000 / median).toFixed(0),
    `${Math.round(100 * times.whole)} %`,
    times.first.toFixed(0),
  ];
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
