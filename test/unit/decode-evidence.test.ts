import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createSharpImageDecoder } from "../../src/adapters/sharp/sharp-image-decoder.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { decodeEvidence, inspectEvidence } from "../../src/usecases/acquisitions/decode-evidence.ts";
import { buildX3p, md5, packNumbers } from "../support/x3p-builder.ts";

const decoder = createSharpImageDecoder();

async function createPng(alpha = 255): Promise<Uint8Array> {
  const rgba = Uint8Array.from({ length: 120 * 100 * 4 }, (_, i) =>
    i % 4 === 3 ? alpha : (Math.floor(i / 4) * 7) % 256,
  );
  return decoder.encodePng(120, 100, rgba);
}

describe("decodeEvidence", () => {
  it("reads an X3P, with the instrument's metadata and no lighting", async () => {
    const evidence = await decodeEvidence(buildX3p(), { fileName: "a.x3p", region: "LEA" }, decoder);
    expect(evidence).toMatchObject({
      format: "X3P",
      region: "LEA",
      scaleKnown: true,
      lighting: null,
      detectedUnit: "m",
      shareMissing: 0,
    });
    expect(evidence.metadata?.manufacturer).toBe("Maker");
  });

  it("takes the scale of an image from the statement alone", async () => {
    const png = await createPng();
    const unscaled = await decodeEvidence(png, { fileName: "a.png" }, decoder);
    expect(unscaled).toMatchObject({ scaleKnown: false, lighting: "unknown", declaredUnit: null, detectedUnit: null });
    expect(unscaled.surface).toMatchObject({
      width: 120,
      height: 100,
      incrementX: 1,
      incrementY: 1,
      kind: "reflectance",
    });
    const scaled = await decodeEvidence(
      png,
      { fileName: "a.png", micrometresPerPixel: 2.5, lighting: "ring" },
      decoder,
    );
    expect(scaled).toMatchObject({ scaleKnown: true, lighting: "ring", declaredUnit: "um", detectedUnit: "um" });
    expect(scaled.surface.incrementX).toBe(2.5e-6);
  });

  it.each([0, -1, 1e6, Number.NaN])("refuses %p micrometres per pixel", async (micrometresPerPixel) => {
    const statement = { fileName: "a.png", micrometresPerPixel };
    await expect(decodeEvidence(await createPng(), statement, decoder)).rejects.toMatchObject({
      code: "SCALE_INVALID",
    });
  });

  it("remarks a scale stated for an X3P, which has its own", async () => {
    const evidence = await decodeEvidence(buildX3p(), { fileName: "a.x3p", micrometresPerPixel: 9 }, decoder);
    expect(evidence.surface.incrementX).toBe(5e-6);
    expect(evidence.remarks.join()).toMatch(/were not used/);
  });

  it("refuses an X3P whose lengths are those of no toolmark, which inspectEvidence still describes", async () => {
    const bytes = buildX3p({ incrementX: 1, incrementY: 1 });
    await expect(decodeEvidence(bytes, { fileName: "a.x3p" }, decoder)).rejects.toMatchObject({
      code: "SCALE_INVALID",
    });
    const inspection = await inspectEvidence(bytes, { fileName: "a.x3p" }, decoder);
    expect(inspection).toMatchObject({ incrementX: 1, detectedUnit: null, quality: { verdict: "unsuitable" } });
  });

  it("refuses a wrong name, an empty file, and an image without an opaque pixel", async () => {
    await expect(decodeEvidence(await createPng(), { fileName: "a.x3p" }, decoder)).rejects.toMatchObject({
      code: "FORMAT_MISMATCH",
    });
    await expect(decodeEvidence(new Uint8Array(), { fileName: "a.x3p" }, decoder)).rejects.toMatchObject({
      code: "UPLOAD_EMPTY",
    });
    await expect(decodeEvidence(await createPng(0), { fileName: "a.png" }, decoder)).rejects.toMatchObject({
      code: "SURFACE_EMPTY",
    });
  });
});

describe("inspectEvidence", () => {
  it("gives exactly what the command prints", async () => {
    const data = packNumbers(
      Array.from({ length: 320 }, (_, i) => (i < 32 ? Number.NaN : (i % 7) * 1e-6)),
      "D",
    );
    const bytes = buildX3p({ data });
    const inspection = await inspectEvidence(bytes, { fileName: "dir/a.x3p" }, decoder);
    expect(Object.keys(inspection).sort()).toEqual(
      "declaredUnit,detectedUnit,format,height,incrementX,incrementY,quality,region,remarks,sha256,shareMissing,unitReason,width".split(
        ",",
      ),
    );
    expect(inspection).toMatchObject({
      format: "X3P",
      region: null,
      width: 20,
      height: 16,
      incrementX: 5e-6,
      incrementY: 5e-6,
      shareMissing: 0.1,
    });
    expect(inspection.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(md5(bytes)).not.toBe(inspection.sha256);
  });

  it("has no increment for an image without a scale", async () => {
    const inspection = await inspectEvidence(await createPng(), { fileName: "a.png" }, decoder);
    expect(inspection).toMatchObject({
      format: "PNG",
      incrementX: null,
      incrementY: null,
      declaredUnit: null,
      detectedUnit: null,
    });
  });
});

describe("simulated evidence", () => {
  it("is read back in metres and good enough to compare", async () => {
    const firearm = simulateFirearm(3);
    for (const [surface, region] of [
      [simulateBreechFaceFiring(firearm, 1), "BreechFace"],
      [simulateLandFiring(firearm, 1, 1), "LEA"],
    ] as const) {
      const { quality, detectedUnit } = await decodeEvidence(writeX3p(surface), { fileName: "a.x3p", region }, decoder);
      expect(detectedUnit).toBe("m");
      expect(quality.verdict).toMatch(/good|usable/);
    }
  });
});

const root = process.env.RIBIN_DATASETS;
const available = root !== undefined && existsSync(root);
if (!available) console.info("RIBIN_DATASETS is not set: the quality of the real sets is left out.");

(available ? describe : describe.skip)("quality of the real sets", () => {
  it("is usable at least for every scan and image of the public studies", async () => {
    const names = readdirSync(root ?? "", { recursive: true, encoding: "utf8" }).filter(
      (name) => /\.(x3p|png|jpg)$/.test(name) && !name.startsWith("x3p-conformance"),
    );
    expect(names.length).toBeGreaterThan(100);
    for (const fileName of names) {
      const region = fileName.startsWith("land") ? "LEA" : "BreechFace";
      const { quality } = await decodeEvidence(readFileSync(join(root ?? "", fileName)), { fileName, region }, decoder);
      expect(`${fileName} ${quality.verdict}`).toMatch(/ (good|usable)$/);
    }
  });
});
