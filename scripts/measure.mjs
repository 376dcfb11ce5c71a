/**
 * Prints docs/validation.md and writes its charts: every figure of the project that comes from the real studies, each by the command
 * that stands beside it. Run:
 *   npm run --silent measure -- DATASETS > docs/validation.md   (the folder of the shared data sets; about 20 minutes on two cores)
 */
import { mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { describeBreechFaces, describePool } from "./measure/breech-faces.mjs";
import { describeFiles } from "./measure/files.mjs";
import { describeImages } from "./measure/images.mjs";
import { describeLands } from "./measure/lands.mjs";
import { describeLikelihood } from "./measure/likelihood.mjs";
import { describeMainJob } from "./measure/main-job.mjs";
import { finishPage, say } from "./measure/page.mjs";
import { runBench } from "./measure/run-ribin.mjs";
import { describeSubclass } from "./measure/subclass.mjs";

const [datasets] = process.argv.slice(2);
if (datasets === undefined) {
  process.stderr.write("USAGE: name the folder of the data sets: npm run measure -- ../shared/datasets\n");
  process.exit(2);
}
/** Of rotations and cuts; 1 to 3 were in sight while the methods were made. */
const SEEDS = [4, 5, 6];
const study = (name) => `${datasets}/${name}`;
/** Charts of one evaluation: where they are written, and how the page names them. */
const plotsOf = (name) => ({
  title: name,
  folder: `docs/images/validation/${name}`,
  file: (chart) => `images/validation/${name}/${chart}.png`,
});
mkdirSync(".tmp/measure", { recursive: true });

say(
  "# Validation",
  "",
  "Made by `npm run --silent measure -- DATASETS > docs/validation.md`; every figure is printed by the command beside it.",
  "",
  `Seen on ${cpus().length} x ${cpus()[0].model}, Node ${process.version}. Times are of that machine, on that day; the ratios matter.`,
  "",
  "What was fitted on what, so that nobody takes a figure for blinder than it is:",
  "",
  "- Breech faces: the cells' tolerances and correlation were chosen on fadul with weller's figures in sight; what partial marks need (the",
  "  reach and least overlap of the registration, the peaks) with fadul's halves in sight; the flanks that preparation takes off",
  "  with K013 and fadul in sight. The scans are no blind hold-out for any of these; the rotations and cuts below (seeds 4 to 6) were not",
  "  used before. What chance reaches comes from theory, the limits for noise and sizes from weller and simulation, those for",
  "  coins from generated coins.",
  "- Images: thresholds by one rule on renderings of weller; the confidence of the rings with the seven real images in view.",
  "- Lands: lags, segments and scores on houston, damage and cross-cuts on houston and simulation, the images' band on hamby173-2d;",
  "  the bullets' score was chosen on simulation with hamby's figures in sight. Houston names no lands: the truth about its",
  "  lands is the best phase of the same scores.",
  "- The subclass guard was set on simulated firearms only; firing pins are measured on simulated ones only.",
  "- Few firearms stand behind each study: 10, 5, 3 barrels, 10 barrels.",
  "",
);
describeMainJob(study);
describeBreechFaces(study, SEEDS, plotsOf);
describePool(study, SEEDS);
describeImages(study, SEEDS);
describeLands(study, plotsOf);
describeLikelihood(study, SEEDS, plotsOf);
describeSubclass();
describeFiles(study);
say(
  "## Speed",
  "",
  "`npm run bench -- verify`: candidates that one query verifies a second, registration over the full circle included; medians.",
  "",
  "```json",
  runBench("verify"),
  "```",
  "",
);
process.stdout.write(finishPage());
