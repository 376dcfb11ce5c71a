/**
 * The learned descriptor of striated profiles, as an ONNX graph.
 *
 * Between its shoulders a land is known to within some tens of micrometres, too little for striae to be laid over each other
 * point by point. The profile is read through overlapping windows of about 0.1 mm, each window's Fourier coefficients are
 * divided by their neighbourhood's size, and two numbers are kept that a small shift of the whole land hardly moves: the
 * power in each window, and the product of a coefficient with that of the next windows, in which the shift's phase
 * cancels. To these is added the profile itself, smoothed over 25 um, which says most where the shoulders are sharp. A learned
 * projection brings these 1,336 numbers to 256.
 *
 * train_lands.py learns the projection and computes the same from the same settings.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PROFILE_DIMS, PROFILE_LENGTH } from "../../src/analysis/features/profile-input.ts";
import { createGraphBuilder } from "./graph-builder.ts";
import { locateLearned } from "./locate-learned.ts";

const profileSettingsSchema = z.strictObject({
  length: z.literal(PROFILE_LENGTH),
  windows: z.int(),
  windowStep: z.int(),
  windowWidth: z.number(),
  firstFrequency: z.number(),
  frequencyStep: z.number(),
  frequencies: z.int(),
  smoothWindows: z.number(),
  smoothFrequencies: z.number(),
  floor: z.number(),
  coverage: z.number(),
  gaps: z.array(z.int()),
  profileSmoothing: z.number(),
  profileReach: z.int(),
  powerWeight: z.number(),
  profileWeight: z.number(),
});

/**
 * Lengths in samples of 5 um, frequencies in cycles per sample. Windows stand 60 um apart and are Gaussians of 50 um standard deviation;
 * frequencies 4, 9 .. 39 cycles per millimetre are waves of 250 to 26 um.
 * `smoothWindows`, `smoothFrequencies`: widths of the neighbourhood by which power is evened, `floor` its floor against the mean.
 * `coverage`: a window counts when this share of its weight has data. `gaps`: products are taken with the next and the next but one window.
 * `profileSmoothing`: standard deviation of the smoothing of the profile itself, `profileReach` how far its kernel reaches.
 * `powerWeight`, `profileWeight`: against the products' 1.
 */
export const PROFILE = profileSettingsSchema.parse(
  JSON.parse(readFileSync(locateLearned("profile-settings.json"), "utf8")),
);

/** The windows of each product, first and second, with its gap's place in `gaps`. */
export function listWindowPairs(): { first: number[]; second: number[]; gap: number[] } {
  const pairs = { first: [] as number[], second: [] as number[], gap: [] as number[] };
  PROFILE.gaps.forEach((distance, gap) => {
    for (let window = 0; window + distance < PROFILE.windows; window++) {
      pairs.first.push(window);
      pairs.second.push(window + distance);
      pairs.gap.push(gap);
    }
  });
  return pairs;
}

const EMBEDDING_LENGTH = 256;

/** Invariants: products (real, then imaginary), power, profile. */
export const PROFILE_INVARIANTS =
  (2 * listWindowPairs().first.length + PROFILE.windows) * PROFILE.frequencies + PROFILE_LENGTH;

const tabulate = (rows: number, columns: number, value: (row: number, column: number) => number): Float64Array =>
  Float64Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns));

/** Rows of Gaussian weights of sum 1, the border's value standing for what lies beyond it. */
function createBorderSmoothing(size: number, width: number): Float64Array {
  const matrix = new Float64Array(size * size);
  const reach = Math.ceil(4 * width);
  for (let i = 0; i < size; i++) {
    let total = 0;
    for (let k = -reach; k <= reach; k++) total += Math.exp(-0.5 * (k / width) ** 2);
    for (let k = -reach; k <= reach; k++) {
      matrix[i * size + Math.min(size - 1, Math.max(0, i + k))] += Math.exp(-0.5 * (k / width) ** 2) / total;
    }
  }
  return matrix;
}

/** Writes the graph; the same bytes every time. `projection`: invariants x 256, as train_lands.py stores it. */
export function buildProfileModel(input: string, output: string, projection: Float32Array): Uint8Array {
  const { node, floats, shape, indices, finish } = createGraphBuilder();
  const { windows, frequencies } = PROFILE;
  const length = PROFILE_LENGTH;
  const from = (x: number) => x - (length - 1) / 2;
  const row = shape("row", [1, length]);
  const values = node("Reshape", [node("Gather", [input, indices("channel_values", [], [0])], { axis: 1 }), row]);
  const mask = node("Reshape", [node("Gather", [input, indices("channel_mask", [], [1])], { axis: 1 }), row]);
  const masked = node("Mul", [values, mask]);

  // Windowed Fourier coefficients.
  const gauss = tabulate(windows, length, (w, x) => {
    const centre = (w - (windows - 1) / 2) * PROFILE.windowStep;
    return Math.exp(-0.5 * ((from(x) - centre) / PROFILE.windowWidth) ** 2);
  });
  const window = floats("window", [windows, length], gauss);
  const phase = (x: number, f: number) => 2 * Math.PI * from(x) * (PROFILE.firstFrequency + f * PROFILE.frequencyStep);
  const cos = floats(
    "cos",
    [length, frequencies],
    tabulate(length, frequencies, (x, f) => Math.cos(phase(x, f))),
  );
  const sin = floats(
    "sin",
    [length, frequencies],
    tabulate(length, frequencies, (x, f) => Math.sin(phase(x, f))),
  );
  const windowed = node("Mul", [window, masked]);
  const rawCos = node("MatMul", [windowed, cos]);
  const rawSin = node("MatMul", [windowed, sin]);
  const rawPower = node("Add", [node("Mul", [rawCos, rawCos]), node("Mul", [rawSin, rawSin])]);

  // Divided by the neighbourhood's size.
  const alongWindows = floats(
    "smooth_windows",
    [windows, windows],
    createBorderSmoothing(windows, PROFILE.smoothWindows),
  );
  const smoothing = createBorderSmoothing(frequencies, PROFILE.smoothFrequencies);
  const alongFrequencies = floats(
    "smooth_frequencies",
    [frequencies, frequencies],
    tabulate(frequencies, frequencies, (i, j) => smoothing[j * frequencies + i]),
  );
  const smooth = node("MatMul", [node("MatMul", [alongWindows, rawPower]), alongFrequencies]);
  const least = node("Add", [
    node("Mul", [node("ReduceMean", [rawPower]), floats("floor", [1], [PROFILE.floor])]),
    floats("tiny_power", [1], [1e-9]),
  ]);
  const size = node("Sqrt", [node("Max", [smooth, least])]);
  const c = node("Div", [rawCos, size]);
  const s = node("Div", [rawSin, size]);

  // Which windows have data.
  const totals = tabulate(windows, 1, (w) => gauss.subarray(w * length, (w + 1) * length).reduce((a, b) => a + b, 0));
  const weight = node("MatMul", [window, node("Transpose", [mask], { perm: [1, 0] })]);
  const share = node("Div", [weight, floats("window_total", [windows, 1], totals)]);
  const covered = node("Cast", [node("Greater", [share, floats("coverage", [1], [PROFILE.coverage])])], { to: 1 });

  /** Subtracts the mean over the covered rows of each group, and clears the others. */
  const centre = (rows: string, cover: string, group: string): string => {
    const counts = node("Max", [node("MatMul", [group, cover]), "one"]);
    const mean = node("Div", [node("MatMul", [group, node("Mul", [rows, cover])]), counts]);
    return node("Mul", [node("Sub", [rows, mean]), cover]);
  };
  /** Flattens to [1, n] of the given length. */
  const weigh = (rows: string, name: string, weightOf: number): string => {
    const flat = node("Reshape", [rows, "flat"]);
    const norm = node("Sqrt", [node("ReduceSum", [node("Mul", [flat, flat])])]);
    const unit = node("Div", [flat, node("Max", [norm, "tiny_norm"])]);
    return node("Mul", [unit, floats(name, [1], [weightOf])]);
  };
  floats("one", [1], [1]);
  floats("tiny_norm", [1], [1e-6]);
  shape("flat", [1, -1]);

  const pairs = listWindowPairs();
  const count = pairs.first.length;
  const firsts = indices("first_windows", [count], pairs.first);
  const seconds = indices("second_windows", [count], pairs.second);
  const pick = (of: string, which: string) => node("Gather", [of, which], { axis: 0 });
  const [ci, si, cj, sj] = [pick(c, firsts), pick(s, firsts), pick(c, seconds), pick(s, seconds)];
  const both = node("Mul", [pick(covered, firsts), pick(covered, seconds)]);
  const sameGap = floats(
    "same_gap",
    [count, count],
    tabulate(count, count, (i, j) => (pairs.gap[i] === pairs.gap[j] ? 1 : 0)),
  );
  const inPhase = centre(node("Add", [node("Mul", [ci, cj]), node("Mul", [si, sj])]), both, sameGap);
  const quadrature = centre(node("Sub", [node("Mul", [ci, sj]), node("Mul", [si, cj])]), both, sameGap);
  const products = weigh(node("Concat", [inPhase, quadrature], { axis: 0 }), "product_weight", 1);

  const all = floats("all_windows", [windows, windows], new Float64Array(windows * windows).fill(1));
  const power = weigh(
    centre(node("Add", [node("Mul", [c, c]), node("Mul", [s, s])]), covered, all),
    "power_weight",
    PROFILE.powerWeight,
  );

  const reach = PROFILE.profileReach;
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / PROFILE.profileSmoothing) ** 2),
  );
  const line = node("Reshape", [masked, shape("line", [1, 1, length])]);
  const smoothed = node("Conv", [line, floats("profile_kernel", [1, 1, kernel.length], kernel)], {
    kernel_shape: [kernel.length],
    pads: [reach, reach],
  });
  const profile = weigh(smoothed, "profile_weight", PROFILE.profileWeight);

  const invariants = node("Concat", [products, power, profile], { axis: 1 });
  const vector = node("MatMul", [invariants, floats("projection", [PROFILE_INVARIANTS, EMBEDDING_LENGTH], projection)]);
  const norm = node("Sqrt", [node("ReduceSum", [node("Mul", [vector, vector])])]);
  // The floor leaves an empty profile's vector short, so that it is noticed and not used.
  const unit = node("Div", [vector, node("Max", [norm, floats("least_norm", [1], [0.01])])]);
  return finish({
    name: "profile-windows",
    version: 1,
    input: { name: input, dims: PROFILE_DIMS },
    output: unit,
    outputName: output,
    outputDims: [1, EMBEDDING_LENGTH],
  });
}
