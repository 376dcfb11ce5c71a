/** `ribin inspect --json` on every kind of file that the service accepts, as docs/cli.md says it. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { makeBreechFaceX3p, makeFolder, makeMicrometreX3p, photographBreechFace } from "../support/evidence-files.ts";
import { captureRibin, runRibin, runRibinJson } from "../support/ribin-process.ts";
import { buildX3p } from "../support/x3p-builder.ts";

jest.setTimeout(300_000);

interface Inspection {
  readonly format: string;
  readonly region: string | null;
  readonly width: number;
  readonly height: number;
  readonly incrementX: number | null;
  readonly incrementY: number | null;
  readonly declaredUnit: string | null;
  readonly detectedUnit: string | null;
  readonly unitReason: string;
  readonly shareMissing: number;
  readonly quality: { readonly verdict: string; readonly reasons: readonly string[] };
  readonly sha256: string;
  readonly remarks: readonly string[];
}

const MEMBERS =
  "format region width height incrementX incrementY declaredUnit detectedUnit unitReason shareMissing quality sha256 remarks";
const firing = { firearm: 21, firing: 1, rotation: 0 };

let folder: string;
beforeAll(async () => {
  folder = await makeFolder();
});

async function inspect(name: string, bytes: Uint8Array, ...options: string[]): Promise<Inspection> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const found = await runRibinJson<Inspection>(["inspect", path, ...options]);
  expect(Object.keys(found)).toEqual(expect.arrayContaining(MEMBERS.split(" ")));
  expect(found.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(found.quality.reasons.length).toBeGreaterThan(0);
  return found;
}

describe("ribin inspect", () => {
  test("tells a scan in metres", async () => {
    const found = await inspect("scan.x3p", makeBreechFaceX3p(firing), "--region", "BreechFace");
    expect(found).toMatchObject({ format: "X3P", region: "BreechFace", declaredUnit: "m", detectedUnit: "m" });
    expect(found.incrementX).toBeCloseTo(12.5e-6, 9);
    expect(found.incrementY).toBeCloseTo(12.5e-6, 9);
    expect(found.width).toBe(found.height);
    expect(found.width).toBeGreaterThan(280);
    // The hole of the firing pin and the corners around the primer are without data.
    expect(found.shareMissing).toBeGreaterThan(0.3);
    expect(found.shareMissing).toBeLessThan(0.7);
    expect(found.quality.verdict).not.toBe("unsuitable");
  });

  test("recognises micrometres, says so and converts", async () => {
    const metres = await inspect("metres.x3p", makeBreechFaceX3p(firing));
    const found = await inspect("micrometres.x3p", makeMicrometreX3p(firing));
    expect(found).toMatchObject({ declaredUnit: "m", detectedUnit: "um", region: null, width: metres.width });
    expect(found.unitReason).toMatch(/micrometres.*Converted to metres/);
    expect(found.incrementX).toBeCloseTo(12.5e-6, 9);
    expect(found.quality.verdict).toBe(metres.quality.verdict);
  });

  test("scales nothing that is no toolmark in any unit", async () => {
    const found = await inspect("metre-wide.x3p", buildX3p({ incrementX: 1, incrementY: 1 }));
    expect(found).toMatchObject({ detectedUnit: null, incrementX: 1, quality: { verdict: "unsuitable" } });
    expect(found.unitReason).toMatch(/Nothing was scaled/);
  });

  test("tells images, with and without a stated scale", async () => {
    const { image, width, height } = photographBreechFace(firing);
    const png = await inspect("photo.png", await image.clone().png().toBuffer());
    expect(png).toMatchObject({ format: "PNG", width, height, incrementX: null, incrementY: null, shareMissing: 0 });
    expect(png).toMatchObject({ declaredUnit: null, detectedUnit: null });
    expect(png.unitReason).toMatch(/scale is unknown/);
    const tiff = await image.clone().tiff({ compression: "lzw" }).toBuffer();
    const scaled = await inspect("photo.tif", tiff, "--micrometres-per-pixel", "12.5");
    expect(scaled).toMatchObject({ format: "TIFF", width, declaredUnit: "um", detectedUnit: "um" });
    expect(scaled.incrementX).toBeCloseTo(12.5e-6, 9);
    const jpeg = await inspect("photo.jpeg", await image.clone().jpeg({ quality: 90 }).toBuffer());
    expect(jpeg).toMatchObject({ format: "JPEG", width, height, incrementX: null });
  });

  test("takes CMYK, 16-bit and palette images, and says what was converted", async () => {
    const { image, width } = photographBreechFace(firing);
    const cmyk = await inspect("cmyk.jpg", await image.clone().toColourspace("cmyk").jpeg().toBuffer());
    const deep = await inspect("deep.png", await image.clone().toColourspace("grey16").png().toBuffer());
    const colours = await image.clone().toColourspace("srgb").png({ palette: true, colours: 64 }).toBuffer();
    const palette = await inspect("palette.png", colours);
    for (const found of [cmyk, deep, palette]) expect(found.width).toBe(width);
    expect(cmyk.remarks.join()).toMatch(/CMYK/);
    expect(deep.remarks.join()).toMatch(/16-bit/);
    expect(palette.remarks.join()).toMatch(/palette/);
  });

  test("says the same in words without --json, and nothing on stderr", async () => {
    const path = join(folder, "scan.x3p");
    await writeFile(path, makeBreechFaceX3p(firing));
    const { code, stdout, stderr } = await captureRibin(["inspect", path]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    );
    expect(stdout).toMatch(/scan\.x3p: X3P, \d+ x \d+ points/);
    expect(stdout).toMatch(/12\.50 um/);
  });

  test("--help tells a command's options, and help lists every command", async () => {
    expect(await runRibin(["inspect", "--help"], {})).toContain("--micrometres-per-pixel");
    const help = await runRibin(["help"], {});
    for (const name of [
      "demo",
      "serve",
      "work",
      "migrate",
      "account",
      "jobs",
      "upload",
      "inspect",
      "compare",
      "evaluate",
    ])
      expect(help).toMatch(new RegExp(`^ {2}${name} `, "m"));
  });
});
