import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { AUDIT_ACTIONS, AUDIT_TARGETS } from "../../src/domain/audit.ts";
import { ERRORS } from "../../src/domain/errors.ts";

const WEB = join(findPackageRoot(), "src/web");
const LANGUAGES = ["en", "fr", "nl", "es", "ht"] as const;

/** What nobody meets at a screen: only a command line gives it, or a program that asks wrongly. */
const NEVER_SHOWN: readonly (keyof typeof ERRORS)[] = [
  ...(["USAGE", "METHOD_NOT_ALLOWED", "LABELS_INVALID", "STUDY_UNSUITABLE", "CONFIGURATION_INVALID"] as const),
  ...(["DATABASE_UNSUITABLE", "ARCHIVE_BROKEN", "ARCHIVE_INVALID", "STATE_NOT_EMPTY", "FILE_NOT_WRITABLE"] as const),
  ...(["BACKUP_FAILED", "BACKUP_BROKEN", "RESTORE_NOT_EMPTY", "RESTORE_FAILED", "AUDIT_EXPORT_INVALID"] as const),
];

type Tree = { readonly [name: string]: string | Tree };

/** Members that are read out or shown; others (className, to, type …) are for the program. */
const SHOWN = new Set([
  "label",
  "title",
  "alt",
  "placeholder",
  "hint",
  "about",
  "aria-label",
  "legend",
  "caption",
  "does",
]);

function flatten(tree: Tree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === "string" ? [[`${path}${name}`, value]] : [...flatten(value, `${path}${name}.`)],
    ),
  );
}

async function readTexts(language: string): Promise<Map<string, string>> {
  const { texts } = (await import(`../../src/web/words/${language}/index.ts`)) as { texts: Tree };
  const { sayings } = (await import(`../../src/web/words/${language}/sayings.ts`)) as { sayings: Tree };
  return flatten({ ...texts, sayings });
}

const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Words that stand in a source file itself, with their lines. */
function findLiterals(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    if (!/\p{L}{2}/u.test(text)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path.slice(WEB.length + 1)}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxAttribute(node) && SHOWN.has(node.name.getText()) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer)) note(node, node.initializer.text);
    }
    if (ts.isJsxExpression(node) && node.expression !== undefined && ts.isStringLiteral(node.expression)) {
      if (ts.isJsxElement(node.parent)) note(node, node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("the words of the workbench", () => {
  test.each(LANGUAGES.slice(1))("%s has every text, with the same values in it", async (language) => {
    const english = await readTexts("en");
    const other = await readTexts(language);
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english)
      expect({ key, names: names(other.get(key) ?? "") }).toEqual({ key, names: names(text) });
  });

  test.each(LANGUAGES.slice(1))("%s is translated: few texts are the English ones", async (language) => {
    const english = await readTexts("en");
    const other = await readTexts(language);
    const same = [...english].filter(([key, text]) => /\p{L}{4}/u.test(text) && other.get(key) === text);
    expect(same.length / english.size).toBeLessThan(0.1);
  });

  test("no page holds a text of its own", () => {
    const files = readdirSync(WEB, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap((name) => findLiterals(join(WEB, name)))).toEqual([]);
  });
});

test("every audited action has words", async () => {
  const texts = await readTexts("en");
  const asked = AUDIT_ACTIONS.flatMap((action) => {
    const [target, act] = action.split(".");
    return [`audit.targets.${target}`, `audit.acts.${act}`];
  });
  expect(asked.filter((name) => !texts.has(name))).toEqual([]);
});

test.each(LANGUAGES)("whatever an event is about has words in %s", async (language) => {
  const texts = await readTexts(language);
  const asked = AUDIT_TARGETS.map((kind) => `audit.targets.${kind.replaceAll("-", "_")}`);
  expect(asked.filter((name) => !texts.has(name))).toEqual([]);
});

test("every refusal has words, but those that nobody meets at a screen", async () => {
  const texts = await readTexts("en");
  const without = Object.keys(ERRORS).filter((code) => !texts.has(`refusals.${code}.title`));
  expect(without.sort()).toEqual([...NEVER_SHOWN].sort());
});
