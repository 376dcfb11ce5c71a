/**
 * Prints docs/validation.md and writes its charts: every figure of the project that comes from the real studies, each by the command
 * that stands beside it. Run:
 *   npm run --silent measure -- DATASETS > docs/validation.md   (the folder of the shared data sets; about 15 minutes on two cores)
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
import { runScript } from "./measure/run-ribin.mjs";

const [datasets] = process.argv.slice(2);
if (datasets === undefined) {
  process.stderr.write("USAGE: name the folder of the data sets: npm run measure -- ../shared/datasets\n");
  process.exit(2);
}
const SEEDS = [1, 2, 3];
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
  "What was fitted on what: the cells' tolerances and the correlation threshold were chosen on fadul (seed 1) with weller's figures",
  "in sight, so weller is no blind hold-out. Land lags, segments and scores were set on houston, the band of images on hamby173-2d, and",
  "the segments' threshold with both in sight. The search vectors' design was compared on simulated and real sets side by side.",
  "Houston names no lands: the truth about its lands is the best phase of the same scores. Few firearms stand behind each study.",
  "",
);
describeMainJob(study);
describeBreechFaces(study, SEEDS, plotsOf);
describePool(study, SEEDS);
describeImages(study, SEEDS);
describeLands(study, plotsOf);
describeLikelihood(study, SEEDS, plotsOf);
describeFiles(study);
say(
  "## Speed",
  "",
  "`npm run bench:verify`: candidates that one query verifies a second, registration over the full circle included; medians.",
  "",
  "```json",
  runScript("bench:verify"),
  "```",
  "",
);
process.stdout.write(finishPage());
