/** A user's mistakes on the command line: exit code and one line on stderr, whatever was wrong. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { makeBreechFaceX3p, makeFolder } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin, type ProcessEnvironment } from "../support/ribin-process.ts";

jest.setTimeout(300_000);

let folder: string;
let scan: string;
let empty: string;
beforeAll(async () => {
  folder = await makeFolder();
  scan = join(folder, "scan.x3p");
  await writeFile(scan, makeBreechFaceX3p({ firearm: 21, firing: 1 }));
  empty = join(folder, "empty.x3p");
  await writeFile(empty, "");
  await writeFile(join(folder, "token"), "not-a-token\n");
  await mkdir(join(folder, "study"));
});

/** Arguments with the file names of `folder` in them, the code, and what the line must name. */
type Mistake = readonly [args: string, code: string, words: RegExp];

const MISTAKES: readonly Mistake[] = [
  ["", "USAGE", /No command/],
  ["frobnicate", "USAGE", /frobnicate/],
  ["--frobnicate", "USAGE", /--frobnicate/],
  ["inspect", "USAGE", /argument/],
  ["inspect scan.x3p scan.x3p", "USAGE", /argument/],
  ["inspect scan.x3p --frobnicate", "USAGE", /--frobnicate/],
  ["inspect scan.x3p --region Nose", "USAGE", /BreechFace.*"Nose"/],
  ["inspect scan.x3p --region", "USAGE", /--region/],
  ["inspect scan.x3p --micrometres-per-pixel many", "USAGE", /number.*"many"/],
  ["inspect scan.x3p --micrometres-per-pixel 0", "USAGE", /0\.01 to 1000/],
  ["inspect missing.x3p", "FILE_NOT_FOUND", /missing\.x3p/],
  ["inspect study", "FILE_NOT_FOUND", /study/],
  ["inspect empty.x3p", "UPLOAD_EMPTY", /empty\.x3p/],
  ["compare scan.x3p", "USAGE", /takes 2/],
  ["compare scan.x3p missing.x3p", "FILE_NOT_FOUND", /missing\.x3p/],
  ["compare scan.x3p scan.x3p --region Headstamp", "USAGE", /LEA/],
  ["compare scan.x3p scan.x3p --plot missing/plot.png", "FILE_NOT_WRITABLE", /missing is not a folder/],
  ["evaluate missing", "FILE_NOT_FOUND", /labels\.csv/],
  ["evaluate study --mode fast", "USAGE", /pairs, search, all/],
  ["evaluate study --rotate -1", "USAGE", /rotate/],
  ["evaluate study --rotate 1.5", "USAGE", /whole number/],
  ["demo again", "USAGE", /argument/],
  ["demo --seed one", "USAGE", /whole number/],
  ["demo --data missing", "FILE_NOT_FOUND", /labels\.csv/],
  ["demo --out scan.x3p", "FILE_NOT_WRITABLE", /scan\.x3p/],
  ["report verify", "USAGE", /takes 2/],
  ["report read scan.x3p", "USAGE", /verify FILE/],
  ["report verify scan.x3p", "USAGE", /--keys/],
  ["report verify missing.pdf --keys token", "FILE_NOT_FOUND", /missing\.pdf/],
  ["report verify scan.x3p --keys token", "REPORT_NOT_VERIFIED", /neither PDF nor JSON/],
  ["jobs", "USAGE", /argument/],
  ["jobs clear", "USAGE", /list, and retry/],
  ["jobs list everything", "USAGE", /list, and retry/],
  ["jobs retry 7", "USAGE", /"7"/],
  ["account delete", "USAGE", /create/],
  ["account create --email a@b.example", "USAGE", /--roles/],
  ["account create --email a@b.example --name A --state XX --roles auditor", "USAGE", /"XX"/],
  ["account create --email a@b.example --name A --state TT --roles king", "USAGE", /"king"/],
  ["account create --email nobody --name A --state TT --roles auditor", "USAGE", /e-mail/],
  ["account create --email a@b.example --name A --state TT --roles auditor --lab x", "USAGE", /--lab/],
  ["account create --email a@b.example --name A --state TT --roles auditor", "USAGE", /password/i],
  ["upload scan.x3p --server http://127.0.0.1:1", "USAGE", /--token-file/],
  ["upload scan.x3p --server here --token-file token --exhibit x --region LEA", "USAGE", /http/],
  [
    "upload scan.x3p --server http://127.0.0.1:1 --token-file missing --exhibit x --region LEA",
    "FILE_NOT_FOUND",
    /missing/,
  ],
  [
    "upload missing.x3p --server http://127.0.0.1:1 --token-file token --exhibit x --region LEA",
    "FILE_NOT_FOUND",
    /missing/,
  ],
  [
    "upload scan.x3p --server http://127.0.0.1:1 --token-file token --exhibit x --region LEA",
    "UNAVAILABLE",
    /127\.0\.0\.1:1/,
  ],
  [
    "upload scan.x3p --server http://127.0.0.1:1 --token-file token --exhibit x --region LEA --index 0",
    "USAGE",
    /--index/,
  ],
  ["work", "CONFIGURATION_INVALID", /REDIS_URL/],
];

describe("a mistake on the command line", () => {
  test("is told in one line, and never as a fault of the program", async () => {
    const wrong: string[] = [];
    const queue = [...MISTAKES];
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [line, code, words] = next;
        const args = line.split(" ").filter((word) => word !== "");
        const run = await captureRibin(args.map(locate));
        try {
          expect(expectRefusal(run, code)).toMatch(words);
        } catch (error) {
          wrong.push(`ribin ${line}: ${run.code} ${run.stderr || run.stdout} (${String(error).split("\n")[0]})`);
        }
      }
    };
    await Promise.all([work(), work(), work()]);
    expect(wrong).toEqual([]);
  });

  test("in labels.csv names the line", async () => {
    const labels = join(folder, "study", "labels.csv");
    const head = "file,exhibit,region,index,firearm,mark,study,note\n";
    for (const [text, words] of [
      ["", /line 1/],
      ["file,exhibit\n", /region/],
      [head, /no file/i],
      [`${head}scan.x3p,E1,BreechFace,,F1,,s,\n../scan.x3p,E2,BreechFace,,F1,,s,\n`, /line 3.*out of the folder/],
    ] as const) {
      await writeFile(labels, text);
      expect(
        expectRefusal(await captureRibin(["evaluate", join(folder, "study"), "--json"]), "LABELS_INVALID"),
      ).toMatch(words);
    }
    await writeFile(labels, `${head}scan.x3p,E1,Nose,,F1,,s,\n`);
    expect(expectRefusal(await captureRibin(["demo", "--data", join(folder, "study")]), "LABELS_INVALID")).toMatch(
      /Nose/,
    );
  });
});

/** Words that name something in the test's folder become its path. */
function locate(word: string): string {
  return ["scan.x3p", "empty.x3p", "missing.x3p", "study", "missing", "token", "missing/plot.png"].includes(word)
    ? join(folder, word)
    : word;
}

test("a wrong setting is told by its name, and its value is not repeated", async () => {
  const settings: readonly (readonly [ProcessEnvironment, string, RegExp])[] = [
    [{ RIBIN_PORT: "secret-port" }, "CONFIGURATION_INVALID", /RIBIN_PORT/],
    [{ DATABASE_URL: "secret-mysql://x" }, "CONFIGURATION_INVALID", /DATABASE_URL/],
    [{ DATABASE_URL: "postgres://u:secret@127.0.0.1:1/d" }, "UNAVAILABLE", /does not answer/],
    [{ RIBIN_DATA_DIR: scan }, "CONFIGURATION_INVALID", /RIBIN_DATA_DIR/],
    [{ RIBIN_DATA_DIR: folder, RIBIN_WORKERS: "off" }, "CONFIGURATION_INVALID", /REDIS_URL/],
  ];
  for (const [environment, code, words] of settings) {
    const line = expectRefusal(await captureRibin(["serve"], environment), code);
    expect(line).toMatch(words);
    expect(line).not.toContain("secret");
  }
});
