/**
 * Milliseconds an acquisition on one core, for breech faces and lands: the model alone, and what it reads made first.
 *   npm run bench -- embedding [--models DIR] [--rounds 200]
 */
import { join } from "node:path";
import { openOnnxEmbedder } from "../src/adapters/onnx/onnx-embedder.ts";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { prepareMark } from "../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../src/analysis/compare/prepared-mark.ts";
import { buildDescriptorInput } from "../src/analysis/features/descriptor-input.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { simulateFirearm } from "../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../src/analysis/simulate/land-firing.ts";
import { createGallery } from "./gallery/gallery-mark.ts";
import { type Report, readOptions } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";

const MARKS = 20;

export async function measureEmbedding(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["models", "rounds"]);
  const rounds = options.readNumber("rounds", 200);
  const embedder = await openOnnxEmbedder({ folder: options.readText("models") ?? join(findPackageRoot(), "models") });
  const face = createGallery(loadKernels());
  const firearm = simulateFirearm(1);
  const marks: Readonly<Record<string, readonly PreparedMark[]>> = {
    BreechFace: Array.from({ length: MARKS }, (_, i) => face(i)),
    LEA: firearm.lands.map((_, i) => prepareMark(simulateLandFiring(firearm, i, 1), "LEA", { scaleKnown: true })),
  };
  const rows: (string | number)[][] = [];
  for (const [region, list] of Object.entries(marks)) {
    const times: { model: number; input: number; cpu: number }[] = [];
    let name = "";
    for (let round = -5; round < rounds; round++) {
      const mark = list[Math.abs(round) % list.length];
      const before = process.cpuUsage();
      const started = performance.now();
      const input = buildDescriptorInput(mark);
      const ready = performance.now();
      const { modelId, modelVersion } = await embedder.embed(mark.region, input);
      const ended = performance.now();
      const { user, system } = process.cpuUsage(before);
      name = `${modelId} ${modelVersion}`;
      // The first rounds warm up.
      if (round >= 0) times.push({ model: ended - ready, input: ready - started, cpu: (user + system) / 1000 });
    }
    const show = (read: (one: (typeof times)[number]) => number): string =>
      [0.5, 0.95].map((share) => findQuantile(times.map(read), share).toFixed(2)).join(" / ");
    rows.push([
      region,
      name,
      show(({ model }) => model),
      show(({ model, input }) => model + input),
      show(({ cpu }) => cpu),
    ]);
  }
  await embedder.close();
  return {
    title: "Embedding one acquisition",
    notes: [
      `One session of one thread, ${rounds} acquisitions each, after five to warm up. Milliseconds of processor are what the work costs whatever else the machine does.`,
    ],
    tables: [
      {
        head: [
          "region",
          "model",
          "model, ms, median / 95 %",
          "input and model, ms, median / 95 %",
          "ms of processor, median / 95 %",
        ],
        rows,
      },
    ],
  };
}
