/** What the program says has a code, and each code has words in every language of the workbench. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { judgePrimer } from "../../src/analysis/segment/judge-primer.ts";
import { detectLengthUnit } from "../../src/analysis/x3p/detect-length-unit.ts";
import { parseXml } from "../../src/analysis/x3p/parse-xml.ts";
import { explainSentences } from "../../src/domain/explain-sentences.ts";
import { SAYING_CODES, SAYINGS } from "../../src/domain/sayings.ts";
import { refusals } from "../../src/web/words/en/refusals.ts";

const ROOT = findPackageRoot();
const LANGUAGES = ["en", "fr", "nl", "es", "ht"] as const;
const TEMPLATES = Object.entries(SAYINGS);

const PLACE = /\{(\w+)\}/g;
/** A value of the kind that stands there. */
const sample = (name: string) => (name === "job" ? "extract-features" : "7.5 mm");
const fill = (template: string) => template.replaceAll(PLACE, (_all, name: string) => sample(name));

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(SAYING_CODES.filter((code) => code !== "refusal"))("%s has words of its own", async (code) => {
    const { sayings } = await import(`../../src/web/words/${language}/sayings.ts`);
    const words: unknown = sayings[code];
    expect(words).toEqual(expect.stringMatching(/\p{L}{2}.*[.:]$/su));
    if (language !== "en") expect(words).not.toBe(SAYINGS[code as keyof typeof SAYINGS]);
  });
});

test.each(TEMPLATES)("%s is found from its sentence, with its values", (code, template) => {
  const names = [...template.matchAll(PLACE)].map(([, name]) => name ?? "");
  const sentence = fill(template);
  expect(explainSentences(sentence)).toEqual([
    { sentence, code, values: Object.fromEntries(names.map((name) => [name, sample(name)])) },
  ]);
});

test("several sentences are told apart, with what has no code between them", () => {
  const text =
    "Not searchable: NOT_COMPARABLE: The LEA was not found for sure. Nobody says this. The scan has no data.";
  expect(explainSentences(text).map(({ code, values }) => [code, values])).toEqual([
    ["not_searchable", {}],
    ["refusal", { refusal: "NOT_COMPARABLE" }],
    ["region_not_found", { region: "LEA" }],
    [null, {}],
    ["scan_no_data", {}],
  ]);
  expect(explainSentences(text)[3]?.sentence).toBe("Nobody says this.");
  expect(explainSentences(null)).toEqual([]);
  // A title says no more than its code.
  expect(explainSentences("NOT_FOUND: Not found").map(({ code }) => code)).toEqual(["refusal"]);
});

test("hostile text is read in time", () => {
  const long = `${"7 x 7 pixels, contrast ".repeat(400)}1`.slice(0, 9_900);
  const before = performance.now();
  const sayings = explainSentences(long);
  expect(performance.now() - before).toBeLessThan(2_000);
  expect(sayings.map(({ sentence }) => sentence).join("")).toBe(long.trim());
});

/** Of programs and operators, not of people at the workbench. */
const OF_PROGRAMS = [
  "src/cli/",
  "src/web/",
  "src/adapters/onnx/",
  "src/adapters/postgres/backup/",
  "src/adapters/postgres/open-replica",
  "src/adapters/postgres/asker-settings",
  "src/adapters/models/",
  "src/usecases/backup/",
  "src/usecases/models/",
  // The command line: archives of a state, bundles as a station makes them, signatures of reports, likelihood models.
  "src/usecases/exchange/export-state",
  "src/usecases/exchange/write-bundle",
  "src/domain/report-statement",
  "src/analysis/likelihood/likelihood-model",
  "src/analysis/likelihood/read-likelihood-model",
  "src/analysis/features/descriptor-input",
  "src/analysis/x3p/write-x3p",
  // Headers of the protocols that the pages speak by themselves.
  "src/api/create-tus-server",
  "src/api/routes/uploads/",
  "src/api/plugins/entity-tags",
  "src/usecases/sign-in/end-provider-sessions",
  "src/adapters/openid/",
  // Read by the worker alone, which makes them again.
  "src/analysis/sweep/",
  "src/usecases/jobs/run-job",
  // The page has words of its own for where looking may end.
  "src/analysis/likelihood/find-stop-rank",
];

/** Sentences that are put together of parts: their literal, and what comes out. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  "7 7 that opens 7.": [
    "RIBIN_STORE_KEYS is not there that opens the keys of the stored files.",
    "RIBIN_STORE_KEYS does not hold the key that opens the keys of the stored files.",
  ],
  // A back-up's, which the command line reads.
  "The copy of the database was changed or cut off since it was sealed.": [],
  "7: 7: 7.": ["manifest.json: files.0: Invalid input."],
  "7.": ["Row 1: the column suspect is not known; docs/exchange.md has all."],
  "7: 7.7": ["row 2, type: Invalid option."],
  "Line 7: 7.": ["Line 7: too many attributes.", "Line 7: the XML is not well-formed (unclosed tag: Case)."],
  "Line 7: the file has 7.": ["Line 7: the file has a doctype.", "Line 7: the file has an entity of its own."],
  "The 7 was not found in the image; draw its outline. 7": [
    "The BreechFace was not found in the image; draw its outline. The image has no data.",
  ],
  "The 7 was not found for sure. 7": ["The LEA was not found for sure. The scan has no data."],
  "main.xml: 7": ["main.xml: Record3 is missing.", "main.xml: 2:7: unmatched closing tag: c."],
  "7, but main.xml says 7 x 7 points.": [
    "The data have 3 bytes of type D, but main.xml says 2 x 2 points.",
    "The text matrix has 3 values, but main.xml says 2 x 2 points.",
    "The mask of valid points has 1 bytes where 2 are needed, but main.xml says 4 x 4 points.",
  ],
  "The file is of 7; you are of 7.": ['The file is of "JM"; you are of BB.'],
  "The 7 is removed already.": ["The case is removed already.", "The exhibit is removed already."],
  "The webhook's receiver 7.": [
    "The webhook's receiver gave no answer in time.",
    "The webhook's receiver could not be reached (ECONNREFUSED).",
  ],
  "The webhook's address 7.": ["The webhook's address is not https.", "The webhook's address is no address."],
  "The points are 7 apart, too far for the finest marks: individual marks lie between 7.": [
    "The points are 30 um apart, too far for the finest marks: individual marks lie between 16 um to 250 um.",
  ],
  "7, as a 7 primer does (7 mm): the scale is right.": [judgePrimer(4.445e-3).remark, judgePrimer(5.334e-3).remark],
  "7; small primers measure 4.45 mm, large ones 5.33 mm. Check the scale, unless it is a Berdan or a shotshell primer.":
    [judgePrimer(6.2e-3).remark],
  "7, but no primer does: if it is a small primer, the file's scale is 7. Correct the scale, or flag the scan as a cast if it is one.":
    [judgePrimer(9e-3).remark, judgePrimer(1e-3).remark],
  "The striae lean 7 degrees to the 7 down the rows.": [
    "The striae lean 7.0 degrees to the left down the rows.",
    "The striae lean 7.0 degrees to the right down the rows.",
  ],
  "No striae that run through the land were found in 7.": [
    "No striae that run through the land were found in the first.",
    "No striae that run through the land were found in the second.",
  ],
  "Too little of the land is left in 7 (7 samples).": [
    "Too little of the land is left in the first (12 samples).",
    "Too little of the land is left in the second (12 samples).",
  ],
  "The entry name 7 7.": [
    'The entry name "" is empty.',
    'The entry name "../x" climbs out of its folder.',
    'The entry name "/x" is absolute.',
  ],
  // The page has it among the field's terms.
  "An investigative ranking, not an evidential conclusion.": [],
  "7 Barrels cut by one broach may share broad striae: look for individual detail.": [
    "The broad striae (above 90 um) correlate by 0.81 and explain 62 % of the agreement; the fine ones correlate by 0.11. Barrels cut by one broach may share broad striae: look for individual detail.",
  ],
  "7 The agreement does not rest on broad striae alone.": ["The agreement does not rest on broad striae alone."],
  "7 (7 %); what does not run along them correlates by 7.": [
    "Moved along them the two still correlate by 0.40 of 0.61 (66 %); what does not run along them correlates by 0.12.",
  ],
  "7 The agreement does not rest on the toolmarks alone.": [
    "Arched toolmarks run through both marks. The agreement does not rest on the toolmarks alone.",
  ],
  "7 Firearms made one after the other with one tool may share such marks: look for individual detail.": [
    "Firearms made one after the other with one tool may share such marks: look for individual detail.",
  ],
};
/** What stands at the fields, each with its problem, is told there and not as a sentence. */
const AT_FIELDS = ["7: 7: 7.", "7.", "7: 7.7"];

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`)
    .filter((path) => OF_PROGRAMS.every((start) => !path.startsWith(start)));
}

/** A literal as it comes out, with a figure where something is put in; null for what is put together elsewhere. */
function readLiteral(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join("");
}

function collect(path: string, pick: (node: ts.Node) => readonly ts.Node[]): { path: string; text: string }[] {
  const source = ts.createSourceFile(path, readFileSync(join(ROOT, path), "utf8"), ts.ScriptTarget.Latest, true);
  const found: { path: string; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    for (const literal of pick(node)) {
      const text = readLiteral(literal);
      if (text !== null) found.push({ path, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isComposed = ({ text }: { text: string }) => Object.hasOwn(COMPOSED, text);
const withoutCode = (found: { path: string; text: string }[]) =>
  found
    .filter((literal) => !isComposed(literal))
    .filter(({ text }) => explainSentences(text).some(({ code }) => code === null))
    .map(({ path, text }) => `${path}: ${text}`);

/** `new RibinError("CODE", "…")` of a code that the workbench shows. */
function pickRefusal(node: ts.Node): readonly ts.Node[] {
  if (!ts.isNewExpression(node) || node.expression.getText() !== "RibinError") return [];
  const [code, message] = node.arguments ?? [];
  if (code === undefined || message === undefined || !ts.isStringLiteral(code)) return [];
  return code.text in refusals ? [message] : [];
}

test("every refusal that a person at the workbench meets has a code", () => {
  const found = ["src/domain", "src/analysis", "src/usecases", "src/repositories", "src/api", "src/adapters"]
    .flatMap(listSources)
    .flatMap((path) => collect(path, pickRefusal));
  expect(found.length).toBeGreaterThan(150);
  expect(withoutCode(found)).toEqual([]);
});

/** Whole sentences of the methods, wherever they stand. */
const isSentence = (text: string) => /^[A-Z7].* .*[.]$/s.test(text);

test("every sentence of a method has a code", () => {
  const found = ["src/analysis/quality", "src/analysis/segment", "src/analysis/compare", "src/analysis/likelihood"]
    .flatMap(listSources)
    .flatMap((path) => collect(path, (node) => [node]))
    .filter(({ text }) => isSentence(text));
  expect(found.length).toBeGreaterThan(60);
  expect(withoutCode(found)).toEqual([]);
});

test.each(
  Object.entries(COMPOSED)
    .filter(([literal]) => !AT_FIELDS.includes(literal))
    .flatMap(([, sentences]) => sentences),
)("%s", (sentence) => {
  expect(explainSentences(sentence).map(({ code }) => code)).not.toContain(null);
});

test.each([
  ["metres_plausible", 3e-6],
  ["x3p_in_millimetres", 3e-3],
  ["x3p_in_micrometres", 3],
  ["no_unit_fits", 3e3],
] as const)("the unit of a file's lengths is told by %s", (code, increment) => {
  const heightRange = increment * 10;
  const { reason } = detectLengthUnit({
    incrementX: increment,
    incrementY: increment,
    width: 600,
    height: 600,
    heightRange,
  });
  expect(explainSentences(reason).map((saying) => saying.code)).toEqual([code]);
});

test.each(["<a><b></a>", "<a>", "<a b=1/>", "<a>&b;</a>", "", "<a", "<a>\u0000</a>"])(
  "of XML that is none, %j, every sentence has a code",
  (text) => {
    const said = catchMessage(() => parseXml(text));
    expect(said).toContain("main.xml");
    expect(explainSentences(said).map(({ code }) => code)).not.toContain(null);
  },
);

function catchMessage(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("Nothing was refused.");
}
