import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

const WEB = join(findPackageRoot(), "src/web");
const READS = ["useAsked", "usePages"];

/** The addresses that pages read, each with the files in which a hook asks for it. */
function findQuestions(): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const name of readdirSync(WEB, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name)) continue;
    const source = ts.createSourceFile(name, readFileSync(join(WEB, name), "utf8"), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node, inHook: boolean): void => {
      const callee = ts.isCallExpression(node) ? node.expression.getText() : "";
      if (inHook && callee === "api.GET") {
        const [address] = (node as ts.CallExpression).arguments;
        if (address !== undefined && ts.isStringLiteral(address)) {
          asked.set(address.text, [...(asked.get(address.text) ?? []), name]);
        }
      }
      ts.forEachChild(node, (child) => visit(child, inHook || READS.includes(callee)));
    };
    visit(source, false);
  }
  return asked;
}

test("one record is asked for in one place, so that it has one key, and what was read anew is seen wherever it is shown", () => {
  const records = [...findQuestions()].filter(([address]) => address.endsWith("}"));
  expect(records.length).toBeGreaterThan(5);
  expect(records.filter(([, files]) => files.length > 1)).toEqual([]);
});
