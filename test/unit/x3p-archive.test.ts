import { describe, expect, it } from "@jest/globals";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { buildX3p, composeX3p } from "../support/x3p-builder.ts";
import { buildZip, type ZipSpec } from "../support/zip-builder.ts";

/** The code and words of the refusal; fails where the file is read. */
function refusal(bytes: Uint8Array): { code: string; message: string } {
  try {
    readX3p(bytes);
  } catch (error) {
    if (error instanceof RibinError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("The file was read.");
}

const withExtra = (...extra: ZipSpec[]): Uint8Array => buildX3p({ extra });
const replace = (index: number, change: Partial<ZipSpec>): Uint8Array =>
  buildZip(composeX3p().map((spec, i) => (i === index ? { ...spec, ...change } : spec)));

describe("archives of an X3P", () => {
  it("reads a correct one, also with a comment at its end and folders inside", () => {
    expect(readX3p(buildX3p()).surface.width).toBe(20);
    expect(readX3p(buildZip(composeX3p(), { comment: "from the lab" })).surface.width).toBe(20);
    expect(readX3p(withExtra({ name: "bindata/", stored: true })).surface.width).toBe(20);
  });

  it("tells what is not a zip from what is cut off", () => {
    expect(refusal(new TextEncoder().encode("Topography v1; 20 x 16")).code).toBe("X3P_NOT_ZIP");
    expect(refusal(new Uint8Array()).code).toBe("X3P_NOT_ZIP");
    const whole = buildX3p();
    for (const kept of [4, 40, whole.length >> 1, whole.length - 60, whole.length - 1])
      expect(refusal(whole.subarray(0, kept)).code).toBe("X3P_ZIP_TRUNCATED");
    expect(refusal(Uint8Array.from([...whole, 0])).code).toBe("X3P_ZIP_TRUNCATED");
  });

  it("refuses too many entries", () => {
    const extra = Array.from({ length: 70 }, (_, i) => ({ name: `note-${i}.txt`, bytes: "x" }));
    expect(refusal(withExtra(...extra)).code).toBe("X3P_ZIP_TOO_MANY_ENTRIES");
  });

  it("refuses a directory that counts wrong or is elsewhere", () => {
    expect(refusal(buildZip(composeX3p(), { count: 2 })).code).toBe("X3P_ZIP_TRUNCATED");
    expect(refusal(buildZip(composeX3p(), { count: 9 })).code).toBe("X3P_ZIP_TRUNCATED");
    expect(refusal(buildZip(composeX3p(), { directoryAt: 10 })).code).toBe("X3P_ZIP_TRUNCATED");
  });

  it.each(["../evil.sh", "a/../../evil", "/etc/passwd", "C:/evil", "a\\b", "nul\u0000.bin", "./x", ""])(
    "refuses the name %j",
    (name) => {
      expect(refusal(withExtra({ name, bytes: "x" })).code).toBe("X3P_ZIP_UNSAFE_PATH");
    },
  );

  it("refuses names that are not text, links, and two entries of one name", () => {
    expect(refusal(withExtra({ name: Uint8Array.from([0xff, 0xfe, 0x61]) })).code).toBe("X3P_ZIP_UNSAFE_PATH");
    expect(refusal(withExtra({ name: "link", bytes: "/etc", externalAttributes: 0o120777 * 65536 })).code).toBe(
      "X3P_ZIP_UNSAFE_PATH",
    );
    expect(refusal(withExtra({ name: "MAIN.XML", bytes: "<x/>" })).code).toBe("X3P_ZIP_UNSAFE_PATH");
  });

  it("refuses a link in main.xml that leaves the archive", () => {
    const bytes = buildX3p({ changeXml: (xml) => xml.replace("bindata/data.bin", "../../data.bin") });
    expect(refusal(bytes).code).toBe("X3P_ZIP_UNSAFE_PATH");
  });

  it("refuses deflate bombs: announced, hidden, in sum, and by entries that share their bytes", () => {
    const zeros = new Uint8Array(20 * 1024 * 1024);
    expect(refusal(withExtra({ name: "zeros.bin", bytes: zeros })).code).toBe("X3P_ZIP_BOMB");
    expect(refusal(replace(1, { bytes: zeros, inflatedBytes: 2560 })).code).toBe("X3P_ZIP_BOMB");
    expect(refusal(replace(1, { bytes: new Uint8Array(2 * 1024 * 1024) })).code).toBe("X3P_ZIP_BOMB");
    const announced = { bytes: "x", stored: true, storedBytes: 1, inflatedBytes: 1 };
    const large = Array.from({ length: 3 }, (_, i) => ({ name: `l${i}`, bytes: "xx", inflatedBytes: 400_000_000 }));
    expect(refusal(withExtra(...large)).message).toMatch(/inflates to 1\d{9} bytes/);
    expect(refusal(withExtra({ name: "again", ...announced, localAt: 0 })).message).toMatch(
      /share bytes|past their end/,
    );
  });

  it("says in words what it does not read", () => {
    expect(refusal(replace(1, { flags: 1 })).message).toMatch(/encrypted/);
    expect(refusal(replace(1, { method: 12 })).message).toMatch(/method 12/);
    expect(refusal(replace(1, { inflatedBytes: 0xffffffff })).message).toMatch(/zip64/);
    expect(refusal(buildZip(composeX3p(), { count: 0xffff })).message).toMatch(/zip64/);
    expect(refusal(buildZip(composeX3p(), { disk: 1 })).message).toMatch(/several disks/);
    for (const change of [{ flags: 1 }, { method: 12 }])
      expect(refusal(replace(1, change)).code).toBe("X3P_UNSUPPORTED");
  });

  it("notices damaged data before it trusts them", () => {
    expect(refusal(replace(1, { crc: 1 })).code).toBe("X3P_ZIP_TRUNCATED");
    expect(refusal(replace(1, { method: 0, storedBytes: 40, inflatedBytes: 41 })).code).toBe("X3P_ZIP_TRUNCATED");
    const damaged = buildX3p();
    const at = Buffer.from(damaged).indexOf("bindata/data.bin") + 16;
    damaged.fill(0xff, at, at + 8);
    expect(refusal(damaged).code).toBe("X3P_ZIP_TRUNCATED");
  });

  it("misses what is missing, and reads a record inside one folder with a remark", () => {
    expect(refusal(buildZip([{ name: "a.txt", bytes: "x" }])).code).toBe("X3P_ENTRY_MISSING");
    expect(refusal(buildZip([])).code).toBe("X3P_ENTRY_MISSING");
    expect(refusal(buildZip(composeX3p().filter((_, i) => i !== 1))).code).toBe("X3P_ENTRY_MISSING");
    expect(readX3p(buildX3p({ folder: "scan/" })).remarks.join()).toMatch(/folder "scan\/"/);
  });

  it("refuses a matrix that would fill the memory before it inflates it, and reads the same one within the bound", () => {
    const bytes = buildX3p({ width: 100, height: 100 });
    // 8 bytes as stored, 8 as float64 and 4 as float32, of each of 10,000 points.
    expect(readX3p(bytes, { limits: { maxMatrixMemory: 200_000 } }).surface.width).toBe(100);
    expect(() => readX3p(bytes, { limits: { maxMatrixMemory: 199_999 } })).toThrow(
      expect.objectContaining({ code: "SIZE_ABSURD", message: expect.stringContaining("200000 bytes") }),
    );
  });

  it("refuses data within data, which would make each next element slower than the one before", () => {
    const nest = (depth: number) => (xml: string) =>
      xml.replace("<Record4>", `${"<Datum>".repeat(depth)}${"</Datum>".repeat(depth)}<Record4>`);
    const begun = performance.now();
    expect(refusal(buildX3p({ changeXml: nest(40_000) })).code).toBe("X3P_XML_INVALID");
    // It took 28 s.
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(refusal(buildX3p({ changeXml: nest(2) })).code).toBe("X3P_XML_INVALID");
  });
});
