import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { simulateFaces, simulateLands, type TrainingMark } from "../../models/training/simulated-marks.ts";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import { buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { turnVector } from "../../src/domain/turn-vector.ts";
import type { Embedder } from "../../src/ports/embedder.ts";

/** What train_areal.py and train_lands.py computed of the first three exported marks. */
const readFixture = (name: string): number[][] => JSON.parse(readFileSync(`models/training/${name}`, "utf8"));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] as number), 0);

describe("what was trained on", () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await openOnnxEmbedder();
  });
  afterAll(async () => {
    await embedder.close();
  });

  it.each([
    ["BreechFace", "areal-fixture.json", simulateFaces],
    ["LEA", "profile-fixture.json", simulateLands],
  ] as const)(
    "is what the service makes of a %s: its vectors are Python's of the exported marks",
    async (region, name, simulate) => {
      const fixture = readFixture(name);
      expect(fixture).toHaveLength(3);
      const marks = simulate(1, fixture.length);
      for (const expected of fixture) {
        const { prepare } = marks.next().value as TrainingMark;
        const { vector } = await embedder.embed(region, buildDescriptorInput(await prepare()));
        const far = Math.max(...vector.map((value, k) => Math.abs(value - expected[k])));
        expect(far).toBeLessThan(1e-4);
      }
    },
  );

  it("turns with the mark: of a quarter turn, which pixels do exactly, the vector is one of the query's own", async () => {
    const [first] = [...simulateFaces(1, 1)];
    const { data, dims } = buildDescriptorInput(await first.prepare());
    const side = dims[2] as number;
    const turned = data.map((_, i) => {
      const [plane, row, column] = [Math.floor(i / side / side), Math.floor(i / side) % side, i % side];
      return data[(plane * side + column) * side + side - 1 - row] as number;
    });
    const model = embedder.models.find(({ regions }) => regions.includes("BreechFace"));
    const [{ vector }, { vector: other }] = await Promise.all([
      embedder.embed("BreechFace", { data, dims }),
      embedder.embed("BreechFace", { data: turned, dims }),
    ]);
    const cosines = turnVector(vector, model?.turning ?? null).map((query) => dot(query, other));
    expect(Math.max(...cosines)).toBeGreaterThan(0.999);
    expect(cosines.filter((cosine) => cosine < 0.5).length).toBeGreaterThan(cosines.length / 2);
  });
});
