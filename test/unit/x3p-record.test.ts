import { describe, expect, it } from "@jest/globals";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { buildX3p, type DataType, md5, packNumbers, type X3pSpec } from "../support/x3p-builder.ts";

function refusal(spec: X3pSpec): string {
  try {
    readX3p(buildX3p(spec));
  } catch (error) {
    if (error instanceof RibinError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "read";
}

/** Heights in um as the file has them: the taken-off mean is put back. */
function heights(spec: X3pSpec): number[] {
  const record = readX3p(buildX3p({ incrementX: 20e-6, incrementY: 20e-6, ...spec }));
  return Array.from(record.surface.values, (value) => Math.round((value + record.zOffset) * 1e9) / 1e3 + 0);
}

describe("main.xml", () => {
  it("refuses a doctype and entities", () => {
    expect(refusal({ prolog: '<!DOCTYPE a [<!ENTITY x "y">]>' })).toMatch(/^X3P_XML_FORBIDDEN/);
    expect(refusal({ prolog: '<!doctype a SYSTEM "file:///etc/passwd">' })).toMatch(/^X3P_XML_FORBIDDEN/);
    expect(refusal({ comment: "&xxe;" })).toMatch(/^X3P_XML_FORBIDDEN/);
    expect(readX3p(buildX3p({ comment: "a &lt; b &amp; &#233;" })).metadata.comment).toBe("a < b & é");
  });

  it("refuses what is not well formed, not an X3P, or endless", () => {
    expect(refusal({ changeXml: (xml) => xml.slice(0, -8) })).toMatch(/^X3P_XML_INVALID/);
    expect(refusal({ changeXml: () => "<html/>" })).toMatch(/^X3P_XML_INVALID.*root element/);
    expect(refusal({ changeXml: () => "" })).toMatch(/^X3P_XML_INVALID/);
    expect(refusal({ comment: "<a>".repeat(50) + "</a>".repeat(50) })).toMatch(/^X3P_XML_INVALID.*nested/);
    expect(refusal({ comment: "<a/>".repeat(10_001) })).toMatch(/^X3P_XML_INVALID.*too many/);
    const attributes = Array.from({ length: 1001 }, (_, i) => `a${i}="1"`).join(" ");
    expect(refusal({ comment: `<a ${attributes}/>` })).toMatch(/^X3P_XML_INVALID.*too many attributes/);
    expect(refusal({ comment: "x".repeat(1_000_001) })).toMatch(/^X3P_XML_INVALID.*too much text/);
    expect(refusal({ changeXml: (xml) => xml.replace('encoding="UTF-8"', 'encoding="klingon"') })).toMatch(
      /^X3P_XML_INVALID/,
    );
  });

  it("names the element that is missing or wrong", () => {
    const drop = (pattern: RegExp, by = ""): string => refusal({ changeXml: (xml) => xml.replace(pattern, by) });
    expect(drop(/<CY>.*<\/CY>/)).toMatch(/^X3P_XML_INVALID.*CY/);
    expect(drop(/<Axes>[\s\S]*<\/Axes>/)).toMatch(/^X3P_XML_INVALID.*Axes/);
    expect(drop(/<SizeY>16/, "<SizeY>sixteen")).toMatch(/^X3P_XML_INVALID.*SizeY/);
    expect(drop(/<SizeY>16/, "<SizeY>-16")).toMatch(/^X3P_XML_INVALID.*SizeY/);
    expect(drop(/<FeatureType>SUR<\/FeatureType>/)).toMatch(/^X3P_XML_INVALID.*FeatureType/);
    expect(drop(/<DataType>D<\/DataType><Increment>1</, "<DataType>Q</DataType><Increment>1<")).toMatch(
      /^X3P_XML_INVALID.*DataType/,
    );
    expect(drop(/<DataLink>.*<\/DataLink>/)).toMatch(/^X3P_XML_INVALID.*DataLink/);
  });

  it("reads the metadata, the namespace of both standards, and none at all with a remark", () => {
    const record = readX3p(buildX3p());
    expect(record.metadata).toMatchObject({
      manufacturer: "Maker",
      model: "M1",
      serial: "7",
      creator: "Tester",
      probingType: "NonContacting",
    });
    expect(record.revision).toBe("ISO5436 - 2000");
    expect(record.remarks).toEqual([]);
    const newer = readX3p(buildX3p({ namespace: "http://www.opengps.eu/2017/ISO25178_72", rootName: "ISO25178_72" }));
    expect(newer.remarks.join()).toMatch(/2017/);
    expect(readX3p(buildX3p({ namespace: "" })).remarks.join()).toMatch(/no namespace/);
  });
});

describe("kinds of record", () => {
  it("reads a profile, whatever its y axis says, and no more than one row of it", () => {
    const values = [1e-6, 2e-6, Number.NaN, 4e-6, 3e-6, 2e-6].concat(new Array(94).fill(1.5e-6));
    const profile = { width: 100, height: 1, values };
    for (const spec of [{ ...profile, featureType: "PRF" }, profile]) {
      const { surface, remarks, detectedUnit, zOffset } = readX3p(buildX3p(spec));
      expect([surface.width, surface.height, surface.incrementY]).toEqual([100, 1, surface.incrementX]);
      expect(surface.values[3] + zOffset).toBeCloseTo(4e-6, 12);
      expect(surface.values[2]).toBeNaN();
      const again = readX3p(writeX3p(surface));
      expect([again.featureType, again.surface]).toEqual(["PRF", surface]);
      expect([detectedUnit, remarks.join()]).toEqual(["m", expect.stringMatching(/profile: one row/)]);
    }
    expect(refusal({ featureType: "PRF" })).toMatch(/^X3P_MATRIX_SIZE.*profile.*one row/);
    expect(refusal({ width: 1, values: new Array(16).fill(1e-6) })).toMatch(/^X3P_UNSUPPORTED.*one row/);
  });

  it("says in words what a point cloud and layers are", () => {
    const list = "<Record3><ListDimension>16</ListDimension><DataList><Datum>1;2;3</Datum></DataList></Record3>";
    expect(refusal({ featureType: "PCL", record3: list })).toMatch(/^X3P_UNSUPPORTED.*point cloud.*16 points/);
    expect(refusal({ record3: list })).toMatch(/^X3P_UNSUPPORTED.*list of points/);
    expect(refusal({ layers: 3 })).toMatch(/^X3P_UNSUPPORTED.*3 layers/);
    expect(refusal({ featureType: "HEX" })).toMatch(/^X3P_UNSUPPORTED.*HEX/);
  });
});

describe("checksums", () => {
  it("accepts the sum alone, with a name behind it, and in capitals", () => {
    for (const form of [
      (sum: string) => sum,
      (sum: string) => `${sum}  main.xml\r\n`,
      (sum: string) => `\uFEFF${sum.toUpperCase()} *main.xml`,
    ]) {
      let xml = "";
      const spec = { changeXml: (text: string) => (xml = text) };
      buildX3p(spec);
      expect(refusal({ ...spec, checksum: form(md5(xml)) })).toBe("read");
    }
  });

  it("refuses a missing or wrong one and names the entry", () => {
    expect(refusal({ checksum: null })).toMatch(/^X3P_CHECKSUM_MISSING/);
    expect(refusal({ checksum: "\n" })).toMatch(/^X3P_CHECKSUM_MISSING/);
    expect(refusal({ checksum: md5("other") })).toMatch(/^X3P_CHECKSUM_MISMATCH.*"main.xml"/);
    expect(refusal({ checksum: "ab".repeat(4000) })).toMatch(/^X3P_CHECKSUM_MISMATCH/);
    expect(refusal({ pointsMd5: md5("other") })).toMatch(/^X3P_CHECKSUM_MISMATCH.*"bindata\/data.bin"/);
    const valid = new Uint8Array(40).fill(255);
    const wrong = (xml: string): string => xml.replace(md5(valid), md5("other"));
    expect(refusal({ valid, changeXml: wrong })).toMatch(/^X3P_CHECKSUM_MISMATCH.*"bindata\/valid.bin"/);
  });

  it("remarks point data without a sum", () => {
    expect(readX3p(buildX3p({ pointsMd5: null })).remarks.join()).toMatch(/no MD5 checksum of its point data/);
  });
});

describe("sizes", () => {
  it("refuses data smaller or larger than said", () => {
    for (const count of [319, 321, 0]) expect(refusal({ data: new Uint8Array(count * 8) })).toMatch(/^X3P_MATRIX_SIZE/);
    expect(refusal({ text: true, values: Array.from({ length: 319 }, () => 1e-6) })).toMatch(/^X3P_MATRIX_SIZE.*319/);
    expect(refusal({ valid: new Uint8Array(39) })).toMatch(/^X3P_MATRIX_SIZE.*mask/);
    expect(refusal({ valid: new Uint8Array(41) })).toMatch(/^X3P_MATRIX_SIZE.*mask/);
    expect(refusal({ width: 0 })).toMatch(/^X3P_MATRIX_SIZE/);
  });

  it("refuses absurd sizes before it takes any memory", () => {
    expect(refusal({ width: 10_001, height: 2, data: new Uint8Array(8) })).toMatch(/^SIZE_ABSURD/);
    expect(refusal({ width: 2, height: 999_999_999_999, data: new Uint8Array(8) })).toMatch(/^SIZE_ABSURD/);
    expect(refusal({ height: 10_000, width: 10_000, data: new Uint8Array(8) })).toMatch(/^X3P_MATRIX_SIZE/);
  });

  it("refuses a scan without any value", () => {
    expect(refusal({ values: Array.from({ length: 320 }, () => null) })).toMatch(/^SURFACE_EMPTY/);
    expect(refusal({ valid: new Uint8Array(40) })).toMatch(/^SURFACE_EMPTY/);
    expect(refusal({ text: true, values: Array.from({ length: 320 }, () => null) })).toMatch(/^SURFACE_EMPTY/);
  });
});

describe("heights", () => {
  const two = { width: 3, height: 3 };

  it.each<[DataType, number]>([
    ["I", 1e-9],
    ["L", 1e-9],
  ])("scales whole numbers of type %s by increment and offset", (dataType, zIncrement) => {
    const values = [1000, -2000, 3000, 0, 0, 0, 0, 0, 30_000];
    const spec: X3pSpec = { ...two, dataType, zType: "I", zIncrement, zOffset: 5e-6, values };
    expect(heights(spec)).toEqual([6, 3, 8, 5, 5, 5, 5, 5, 35]);
    expect(heights({ ...spec, zType: "A" })).toEqual(heights(spec));
  });

  it.each<DataType>(["F", "D"])(
    "takes absolute heights of type %s as they are, whatever the increment says",
    (dataType) => {
      const values = [1e-6, -2e-6, 3e-6, 0, 0, 0, 0, 0, Number.NaN];
      const expected = [1, -2, 3, 0, 0, 0, 0, 0, Number.NaN];
      expect(heights({ ...two, dataType, values })).toEqual(expected);
      expect(heights({ ...two, dataType, values, zIncrement: 1e-6 })).toEqual(expected);
      expect(heights({ ...two, dataType, zType: "I", zIncrement: 2, values })).toEqual(
        expected.map((value) => value * 2),
      );
    },
  );

  it("reads text matrices: one number, x;y;z, and empty for missing", () => {
    const values = [1e-6, null, 3e-6, 0, 0, 0, 0, 0, 9e-6];
    const expected = [1, Number.NaN, 3, 0, 0, 0, 0, 0, 9];
    expect(heights({ ...two, text: true, values })).toEqual(expected);
    const triples = (xml: string): string => xml.replaceAll("<Datum>", "<Datum>0;0;");
    expect(heights({ ...two, text: true, values, changeXml: triples })).toEqual(expected);
    expect(refusal({ ...two, text: true, values, changeXml: (xml) => xml.replaceAll("<Datum>", "<Datum>0;") })).toMatch(
      /^X3P_XML_INVALID.*parts/,
    );
    expect(refusal({ ...two, text: true, values, changeXml: (xml) => xml.replace("<Datum>0", "<Datum>zero") })).toMatch(
      /^X3P_XML_INVALID.*not a number/,
    );
  });

  it("honours the mask of valid points, lowest bit first", () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => value * 1e-6);
    expect(heights({ ...two, values, valid: Uint8Array.from([0b10000101, 1]) })).toEqual([
      1,
      Number.NaN,
      3,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      8,
      9,
    ]);
  });

  it("counts R's NA, a NaN with a payload, and infinity as missing", () => {
    const data = packNumbers([1e-6, 0, 2e-6, 3e-6, 4e-6, 5e-6, 6e-6, Number.POSITIVE_INFINITY, 8e-6], "D");
    data.set([0xa2, 0x07, 0, 0, 0, 0, 0xf0, 0x7f], 8);
    expect(heights({ ...two, data })).toEqual([1, Number.NaN, 2, 3, 4, 5, 6, Number.NaN, 8]);
    expect(readX3p(buildX3p({ ...two, data })).remarks.join()).toMatch(/1 infinite/);
  });

  it("keeps the relief of a scan far above the zero of its axis", () => {
    const values = Array.from({ length: 320 }, (_, i) => 0.02 + (i % 5) * 1e-9);
    const record = readX3p(buildX3p({ values }));
    // The mean, to 1/256 of the range of 4 nm.
    expect(Math.abs(record.zOffset - (0.02 + 2e-9))).toBeLessThan(4e-9 / 256);
    expect(record.surface.values[1] - record.surface.values[0]).toBeCloseTo(1e-9, 15);
  });
});
