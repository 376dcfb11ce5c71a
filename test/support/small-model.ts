/** A folder of models with small ones before the package's own: made in the test, so that no file of theirs is kept. */
import { createHash } from "node:crypto";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createGraphBuilder, OPSET } from "../../models/training/graph-builder.ts";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { createRandom } from "../../src/analysis/random.ts";

const SIDE = 144;
/** Of a window that is averaged. */
const WINDOW = 9;
const WINDOWS = (SIDE / WINDOW) ** 2;

export interface SmallModel {
  readonly id: string;
  readonly version: string;
  /** "nan": its vectors hold no number; "short": they have 128. */
  readonly fault?: "nan" | "short";
}

/** Random sums of a map's averages. */
function buildSmallModel({ fault }: SmallModel): Uint8Array {
  const { floats, shape, node, finish } = createGraphBuilder();
  const random = createRandom(11);
  const length = fault === "short" ? 128 : 256;
  const pooled = node("AveragePool", ["mark"], { kernel_shape: [WINDOW, WINDOW], strides: [WINDOW, WINDOW] });
  const row = node("Reshape", [pooled, shape("row", [1, 2 * WINDOWS])]);
  const weights = Float64Array.from({ length: 2 * WINDOWS * length }, () => random.uniform() - 0.5);
  const sums = node("MatMul", [row, floats("weights", [2 * WINDOWS, length], weights)]);
  const norm = node("Sqrt", [node("ReduceSum", [node("Mul", [sums, sums])])]);
  const zero = fault === "nan" ? node("Mul", [norm, floats("zero", [1], [0])]) : norm;
  const unit = node("Div", [fault === "nan" ? node("Mul", [sums, zero]) : sums, zero]);
  return finish({
    name: "small",
    version: 1,
    input: { name: "mark", dims: [1, 2, SIDE, SIDE] },
    output: unit,
    outputName: "embedding",
    outputDims: [1, length],
  });
}

/** Writes the package's models to `folder`, the small ones before them; `only`: without the package's own for breech faces. */
export async function writeModels(
  folder: string,
  small: readonly SmallModel[],
  options: { readonly only?: boolean } = {},
): Promise<void> {
  const source = join(findPackageRoot(), "models");
  await cp(source, folder, {
    recursive: true,
    filter: (from) => !from.includes("training") && !from.includes("likelihood"),
  });
  const own = JSON.parse(await readFile(join(source, "manifest.json"), "utf8")) as Record<string, unknown>[];
  const template = own.find((entry) => (entry.regions as string[]).includes("BreechFace"));
  const added: unknown[] = [];
  for (const model of small) {
    const bytes = buildSmallModel(model);
    const file = `${model.id}-${model.version}.onnx`;
    await writeFile(join(folder, file), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    added.push({
      ...template,
      id: model.id,
      version: model.version,
      regions: ["BreechFace"],
      file,
      sha256,
      opset: OPSET,
      turning: null,
      input: { ...(template?.input as object), name: "mark" },
      output: { name: "embedding", dims: [256], normalised: true },
    });
  }
  const kept = options.only ? own.filter((entry) => entry !== template) : own;
  await writeFile(join(folder, "manifest.json"), JSON.stringify([...added, ...kept]));
}
