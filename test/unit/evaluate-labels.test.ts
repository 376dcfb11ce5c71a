import { describe, expect, it } from "@jest/globals";
import { parseLabels } from "../../src/analysis/evaluate/parse-labels.ts";
import { readCsv } from "../../src/analysis/evaluate/read-csv.ts";
import { RibinError } from "../../src/domain/errors.ts";

const HEADER = "file,exhibit,region,index,firearm,mark,study,note";

function refusal(text: string): string {
  try {
    parseLabels(text);
  } catch (error) {
    if (error instanceof RibinError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "none";
}

describe("readCsv", () => {
  it("reads quotes, commas and line breaks within quotes, both line ends, and a byte order mark", () => {
    expect(readCsv('\uFEFFa,"b, ""c"""\r\n\r\n"d\ne",\nf,g')).toEqual([
      { line: 1, fields: ["a", 'b, "c"'] },
      { line: 3, fields: ["d\ne", ""] },
      { line: 5, fields: ["f", "g"] },
    ]);
    expect(readCsv("")).toEqual([]);
  });
});

describe("parseLabels", () => {
  it("reads what the data sets write", () => {
    const [first, second] = parseLabels(
      `${HEADER}\nx.png,e-1,LEA,3,gun,gun-L1,hamby173,"image, with a line"\nsub/y.x3p,e-2,,,,,,\n`,
    );
    expect(first).toEqual({
      file: "x.png",
      exhibit: "e-1",
      region: "LEA",
      index: 3,
      firearm: "gun",
      mark: "gun-L1",
      study: "hamby173",
      note: "image, with a line",
    });
    expect(second).toMatchObject({ file: "sub/y.x3p", region: "", index: null, mark: "" });
  });

  it("takes the columns in any order", () => {
    const text = "note,exhibit,file,mark,firearm,index,region,study\n,e,f.x3p,m,g,,BreechFace,s";
    expect(parseLabels(text)[0]).toMatchObject({ file: "f.x3p", exhibit: "e", firearm: "g", mark: "m" });
  });

  it("names the line of a mistake", () => {
    const line = (text: string): string => `${HEADER}\na.x3p,e,,,,,,\n${text}`;
    expect(refusal("")).toMatch(/^LABELS_INVALID: .*line 1: the file is empty/);
    expect(refusal("file,exhibit\na,b")).toMatch(
      /line 1: the columns region, index, firearm, mark, study, note missing/,
    );
    expect(refusal(HEADER)).toMatch(/line 2: no file is listed/);
    expect(refusal(line("b.x3p,e"))).toMatch(/line 3: 2 fields where the first line names 8/);
    expect(refusal(line(",e,,,,,,"))).toMatch(/line 3: no file/);
    expect(refusal(line("b.x3p,,,,,,,"))).toMatch(/line 3: no exhibit/);
    expect(refusal(line("b.x3p,e,LEA,zero,,,,"))).toMatch(/line 3: the index "zero"/);
    expect(refusal(line("a.x3p,e,,,,,,"))).toMatch(/line 3: the file "a.x3p" was already listed on line 2/);
    expect(refusal(line('"b.x3p,e,,,,,,'))).toMatch(/Line 3: a quoted field is never closed/);
    expect(refusal(line('b".x3p,e,,,,,,'))).toMatch(/Line 3: a quote stands inside/);
    expect(refusal(line('"b"x,e,,,,,,'))).toMatch(/Line 3: text follows a closing quote/);
  });

  it("lets no file lead out of the folder", () => {
    for (const file of ["/etc/passwd", "../a.x3p", "a/../../b", "C:\\a.x3p", "a\\b", "./a", "a//b"]) {
      expect(refusal(`${HEADER}\n"${file}",e,,,,,,`)).toMatch(/line 2: the file name/);
    }
  });
});
