import { describe, expect, test } from "@jest/globals";
import { addForensicMetadata, readForensicMetadata } from "../../src/analysis/x3p/forensic-metadata.ts";
import { inflateEntry } from "../../src/analysis/x3p/inflate-entry.ts";
import { DEFAULT_X3P_LIMITS } from "../../src/analysis/x3p/limits.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { writeZip } from "../../src/analysis/x3p/write-zip.ts";
import { readZipDirectory } from "../../src/analysis/x3p/zip-directory.ts";
import { buildX3p } from "../support/x3p-builder.ts";

const METADATA = '{"region":"BreechFace","exhibit":"é — 𐍈 \\u0000"}';
const values = Float32Array.from({ length: 80 * 60 }, (_, i) => (i % 17 === 0 ? Number.NaN : Math.sin(i / 7) * 1e-6));
const written = writeX3p(
  { kind: "topography", width: 80, height: 60, incrementX: 3e-6, incrementY: 3e-6, values },
  { manufacturer: "Maker <&>" },
);

function entriesOf(bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(
    [...readZipDirectory(bytes, DEFAULT_X3P_LIMITS).values()].map((entry) => [entry.name, inflateEntry(bytes, entry)]),
  );
}

describe("an X3P with forensic metadata", () => {
  test.each([
    ["of ours", written],
    [
      "of another writer",
      buildX3p({
        width: 64,
        height: 64,
        incrementX: 25e-6,
        incrementY: 25e-6,
        dataType: "D",
        values: Array.from({ length: 4096 }, (_, i) => Math.sin(i) * 1e-6),
      }),
    ],
  ])("keeps the bytes of every entry but main.xml and its sum: %s", (_name, original) => {
    const exported = addForensicMetadata(original, METADATA);
    expect(readForensicMetadata(original)).toBeNull();
    expect(readForensicMetadata(exported)).toBe(METADATA);
    const [before, after] = [entriesOf(original), entriesOf(exported)];
    const changed = [...before.keys()].filter(
      (name) => Buffer.compare(before.get(name) ?? Buffer.of(), after.get(name) ?? Buffer.of()) !== 0,
    );
    expect(changed.sort()).toEqual(["main.xml", "md5checksum.hex"]);
    const main = Buffer.from(after.get("main.xml") ?? []).toString("utf8");
    expect(main.replace("  <VendorSpecificID>urn:ribin:x3p:1</VendorSpecificID>\n", "")).toBe(
      Buffer.from(before.get("main.xml") ?? []).toString("utf8"),
    );
    const [first, second] = [readX3p(original), readX3p(exported)];
    expect(second).toEqual(first);
  });

  test("is the same bytes each time, and metadata of ours are replaced and not piled up", () => {
    const once = addForensicMetadata(written, METADATA);
    expect(addForensicMetadata(written, METADATA)).toEqual(once);
    const again = addForensicMetadata(once, "{}");
    expect([readForensicMetadata(again), [...entriesOf(again).keys()].length]).toEqual(["{}", 4]);
    expect(addForensicMetadata(again, METADATA)).toEqual(once);
  });

  test("leaves another maker's extension as it is", () => {
    const contents = [...entriesOf(written)].map(([name, bytes]) => ({ name, bytes }));
    const own = "<VendorSpecificID>http://maker.example</VendorSpecificID></p:ISO5436_2>";
    const main = Buffer.from(
      Buffer.from(contents[0]?.bytes ?? [])
        .toString("utf8")
        .replace("</p:ISO5436_2>", own),
    );
    const { createHash } = process.getBuiltinModule("node:crypto");
    const sum = Buffer.from(createHash("md5").update(main).digest("hex"));
    const theirs = writeZip([
      { name: "main.xml", bytes: main },
      ...contents.slice(1, 2),
      { name: "md5checksum.hex", bytes: sum },
    ]);
    const exported = entriesOf(addForensicMetadata(theirs, METADATA));
    expect(Buffer.from(exported.get("main.xml") ?? []).equals(main)).toBe(true);
  });

  test("is not made of what is no sound X3P", () => {
    expect(() => addForensicMetadata(written.slice(0, -9), METADATA)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^X3P_/) }),
    );
    expect(() => addForensicMetadata(Buffer.from("PNG"), METADATA)).toThrow(
      expect.objectContaining({ code: "X3P_NOT_ZIP" }),
    );
  });
});

describe("the entry that has the MD5 of main.xml", () => {
  test("is the one that main.xml names, not one that a comment names, however long the comment is", () => {
    const blanks = `<!-- <ChecksumFile>a${" ".repeat(60_000)}x -->`;
    const begun = performance.now();
    const exported = addForensicMetadata(
      buildX3p({ prolog: `${blanks}<!-- <ChecksumFile>b</ChecksumFile> -->` }),
      "{}",
    );
    // It took seconds, and longer by the square of the blanks.
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(readX3p(exported).surface.width).toBe(20);
  });

  test("is found by a link that begins with ./", () => {
    const changeXml = (xml: string) => xml.replace("<ChecksumFile>", "<ChecksumFile>./");
    expect(readX3p(addForensicMetadata(buildX3p({ changeXml }), "{}")).surface.width).toBe(20);
  });
});
