import { describe, expect, it } from "@jest/globals";
import { detectFormat, identifyFormat } from "../../src/analysis/image/identify-format.ts";

const MAGIC = {
  X3P: [0x50, 0x4b, 3, 4],
  PNG: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  TIFF: [0x49, 0x49, 0x2a, 0],
  JPEG: [0xff, 0xd8, 0xff, 0xe0],
} as const;
const bytesOf = (format: keyof typeof MAGIC): Uint8Array => Uint8Array.from([...MAGIC[format], 0, 0, 0, 0]);
const refusal = (bytes: Uint8Array, name: string) => {
  expect(() => identifyFormat(bytes, name)).toThrow();
  try {
    return identifyFormat(bytes, name);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("identifyFormat", () => {
  it.each([
    ["scan.x3p", "X3P"],
    ["SCAN.X3P", "X3P"],
    ["a.png", "PNG"],
    ["a.tif", "TIFF"],
    ["a.tiff", "TIFF"],
    ["a.jpg", "JPEG"],
    ["a.JPEG", "JPEG"],
    ["no-extension", "PNG"],
    ["folder.x3p/upload", "PNG"],
    ["exhibit.17", "JPEG"],
  ] as const)("takes %s for %s", (name, format) => {
    expect(identifyFormat(bytesOf(format), name)).toBe(format);
  });

  it("knows TIFF in both byte orders and BigTIFF, and an empty zip", () => {
    for (const magic of [
      [0x4d, 0x4d, 0, 0x2a],
      [0x49, 0x49, 0x2b, 0],
      [0x4d, 0x4d, 0, 0x2b],
    ])
      expect(detectFormat(Uint8Array.from(magic))).toBe("TIFF");
    expect(detectFormat(Uint8Array.from([0x50, 0x4b, 5, 6]))).toBe("X3P");
    expect(detectFormat(Uint8Array.from([0x50, 0x4b]))).toBeNull();
  });

  it.each([
    ["PNG", "scan.x3p"],
    ["X3P", "scan.png"],
    ["JPEG", "scan.tif"],
    ["PNG", "scan.jpg"],
    ["X3P", "scan.zip"],
  ] as const)("refuses %s named %s", (format, name) => {
    expect(refusal(bytesOf(format), name)).toBe("FORMAT_MISMATCH");
  });

  it("tells unknown content by what its name claims", () => {
    const text = new TextEncoder().encode("no image at all");
    expect(refusal(text, "a.png")).toBe("FORMAT_MISMATCH");
    expect(refusal(text, "a.x3p")).toBe("X3P_NOT_ZIP");
    expect(refusal(text, "a.gif")).toBe("FORMAT_UNKNOWN");
    expect(refusal(text, "a")).toBe("FORMAT_UNKNOWN");
    expect(refusal(new Uint8Array(), "a.x3p")).toBe("UPLOAD_EMPTY");
  });
});
