import { crc32 } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import sharp, { type Sharp } from "sharp";
import { createSharpImageDecoder } from "../../src/adapters/sharp/sharp-image-decoder.ts";

const decoder = createSharpImageDecoder();
const WIDTH = 48;
const HEIGHT = 32;

/** Grey ramp along x, one value a column, in `channels` equal channels; alpha, if any, is opaque. */
function createRamp(channels: 1 | 2 | 3 | 4, transparentColumns = 0): Sharp {
  const pixels = new Uint8Array(WIDTH * HEIGHT * channels);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const x = i % WIDTH;
    pixels.fill(x * 5, i * channels, (i + 1) * channels);
    if (channels % 2 === 0) pixels[(i + 1) * channels - 1] = x < transparentColumns ? 0 : 255;
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels } });
}

function createDeepRamp(channels: 1 | 3 | 4): Sharp {
  const pixels = new Uint16Array(WIDTH * HEIGHT * channels);
  for (let i = 0; i < pixels.length; i++) {
    const x = Math.floor(i / channels) % WIDTH;
    pixels[i] = channels === 4 && i % 4 === 3 ? (x < 4 ? 0 : 65535) : 20_000 + x;
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels } });
}

/** A PNG whose header claims another size than its pixels have. */
function claimSize(png: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = Uint8Array.from(png);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc32(bytes.subarray(12, 29)));
  return bytes;
}

const decode = async (image: Sharp) => decoder.decodeImage(await image.toBuffer());
const firstRow = (grey: Float32Array): number[] =>
  Array.from(grey.subarray(0, WIDTH), (value) => Math.round(value * 255));
const ramp = Array.from({ length: WIDTH }, (_, x) => x * 5);

describe("decodeImage", () => {
  it.each(["png", "tiff"] as const)("reads an 8-bit %s exactly", async (format) => {
    const image = await decode(createRamp(3).toFormat(format, { compression: "lzw" }));
    expect(image).toMatchObject({
      width: WIDTH,
      height: HEIGHT,
      format: format.toUpperCase(),
      bitDepth: 8,
      hadAlpha: false,
    });
    expect(firstRow(image.grey)).toEqual(ramp);
    expect(image.remarks).toEqual(["Colour was converted to grey."]);
  });

  it("reads a JPEG within its own loss", async () => {
    const image = await decode(createRamp(3).jpeg({ quality: 95 }));
    expect(image.format).toBe("JPEG");
    firstRow(image.grey).forEach((value, x) => {
      expect(Math.abs(value - ramp[x])).toBeLessThanOrEqual(4);
    });
  });

  it.each(["png", "tiff"] as const)("keeps all 16 bits of a grey %s", async (format) => {
    const image = await decode(createDeepRamp(1).toColourspace("grey16").toFormat(format, { compression: "lzw" }));
    expect(image.bitDepth).toBe(16);
    expect(Array.from(image.grey.subarray(0, WIDTH), (value) => Math.round(value * 65535))).toEqual(
      Array.from({ length: WIDTH }, (_, x) => 20_000 + x),
    );
    expect(image.remarks.join()).toMatch(/16-bit/);
  });

  it("keeps all 16 bits of colour, and its alpha", async () => {
    const colour = await decode(createDeepRamp(3).toColourspace("rgb16").png());
    const alpha = await decode(createDeepRamp(4).toColourspace("rgb16").png());
    expect(new Set(colour.grey.subarray(0, WIDTH)).size).toBe(WIDTH);
    expect(alpha.grey.subarray(0, 4)).toEqual(new Float32Array(4).fill(Number.NaN));
    expect(alpha.grey.subarray(4, WIDTH)).toEqual(colour.grey.subarray(4, WIDTH));
  });

  it("converts palette and CMYK with a remark", async () => {
    const palette = await decode(createRamp(3).png({ palette: true }));
    expect(palette.remarks).toContain("A palette image was converted to grey.");
    expect(firstRow(palette.grey)[40]).toBeCloseTo(200, -1);
    for (const image of [createRamp(3).toColourspace("cmyk").jpeg(), createRamp(3).toColourspace("cmyk").tiff()]) {
      const cmyk = await decode(image);
      expect(cmyk).toMatchObject({
        colourSpace: "cmyk",
        remarks: expect.arrayContaining(["CMYK was converted to grey."]),
      });
      expect(cmyk.grey[47]).toBeGreaterThan(cmyk.grey[2] + 0.5);
    }
  });

  it.each([2, 4] as const)("takes transparent pixels of %i channels as missing", async (channels) => {
    const source = createRamp(channels, 3);
    const image = await decode((channels === 2 ? source.toColourspace("b-w") : source).png());
    expect(image.hadAlpha).toBe(true);
    expect(firstRow(image.grey)).toEqual([Number.NaN, Number.NaN, Number.NaN, ...ramp.slice(3)]);
    expect(image.remarks).toContain(`${3 * HEIGHT} transparent pixels count as missing.`);
  });

  it("turns the image upright as its orientation tag says", async () => {
    const image = await decode(createRamp(3).withMetadata({ orientation: 6 }).png());
    expect(image).toMatchObject({ width: HEIGHT, height: WIDTH });
    expect(Math.round(image.grey[10 * HEIGHT] * 255)).toBe(50);
    expect(image.remarks.join()).toMatch(/orientation tag \(6\)/);
  });

  it("reads the first page of a TIFF and says that there are more", async () => {
    const pages = new Uint8Array(WIDTH * HEIGHT * 2 * 3).fill(40);
    pages.fill(200, WIDTH * HEIGHT * 3);
    const raw = { width: WIDTH, height: HEIGHT * 2, channels: 3 as const, pageHeight: HEIGHT };
    const image = await decode(sharp(pages, { raw }).tiff());
    expect(image.height).toBe(HEIGHT);
    expect(new Set(firstRow(image.grey))).toEqual(new Set([40]));
    expect(image.remarks).toContain("Only the first of 2 pages was read.");
  });

  it("reads one bit a pixel, and never takes dots per inch for a scale", async () => {
    const image = await decode(
      createRamp(1).threshold(100).withMetadata({ density: 600 }).tiff({ bitdepth: 1, compression: "none" }),
    );
    expect(new Set(firstRow(image.grey))).toEqual(new Set([0, 255]));
    expect(image.remarks.join()).toMatch(/600 dots per inch.*no scale/);
  });

  it("refuses sizes before it decodes pixels", async () => {
    const bomb = claimSize(await createRamp(3).png().toBuffer(), 20_000, 20_000);
    await expect(decoder.decodeImage(bomb)).rejects.toMatchObject({ code: "IMAGE_BOMB" });
    const strip = sharp({ create: { width: 10_001, height: 4, channels: 3, background: "grey" } });
    await expect(decode(strip.png())).rejects.toMatchObject({ code: "SIZE_ABSURD" });
    const small = { maxSide: 40, maxPixels: 10_000 };
    await expect(decoder.decodeImage(await createRamp(1).png().toBuffer(), small)).rejects.toMatchObject({
      code: "SIZE_ABSURD",
    });
  });

  it.each(["png", "jpeg", "tiff"] as const)("refuses a cut-off or damaged %s", async (format) => {
    const noise = Uint8Array.from({ length: 200 * 200 * 3 }, (_, i) => (i * 7919) % 251);
    const whole = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
      .toFormat(format, { compression: "lzw" })
      .toBuffer();
    for (const part of [0.1, 0.5, 0.9])
      await expect(decoder.decodeImage(whole.subarray(0, whole.length * part))).rejects.toMatchObject({
        code: "IMAGE_UNREADABLE",
      });
  });

  it("refuses other formats and no format at all", async () => {
    await expect(decode(createRamp(3).webp())).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(decoder.decodeImage(svg)).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
    await expect(decoder.decodeImage(new Uint8Array(100))).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
    await expect(decoder.decodeImage(new Uint8Array())).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
  });
});

describe("encodePng", () => {
  it("writes RGBA that reads back the same", async () => {
    const rgba = Uint8Array.from({ length: 6 * 4 * 4 }, (_, i) =>
      i % 4 === 3 ? (i > 48 ? 255 : 0) : Math.floor(i / 4) * 10,
    );
    const png = await decoder.encodePng(6, 4, rgba);
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 6, height: 4, channels: 4 });
    expect(Array.from(data)).toEqual(Array.from(rgba));
  });
});
