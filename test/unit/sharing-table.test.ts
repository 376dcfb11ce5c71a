/** The table of docs/sharing.md: each rule of sharing has a test of that name, and each of the tests of the rules stands in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

const read = (path: string) => readFileSync(join(findPackageRoot(), path), "utf8");
const ROWS = [...read("docs/sharing.md").matchAll(/^\| (.+) \| (.+) \| `(test\/.+\.test\.ts)` \|$/gm)].map(
  ([, rule, name, file]) => ({ rule, name, file: String(file) }),
);
/** Of tests that run: `test.skip` and `test.todo` are none. */
const namesIn = (file: string) => [...read(file).matchAll(/\btest\(\s*"(.+?)",/g)].map(([, name]) => name);

test("there is a rule for everything that the domain's page says of sharing", () => {
  const rules = ROWS.map(({ rule }) => rule).join("; ");
  for (const word of [
    /existence, rank, calibre, type, category, state, lab contact/,
    /images by agreement/,
    /no case facts, no place closer than the state/,
    /persons have no field/,
    /one case, to one state/,
    /expiry.+withdrawal/,
    /recorded/,
    /removal propagates/,
    /no onward transfer/,
    /originator control/,
    /restricted cases/,
    /licensed firearms' test fires stay national/,
  ]) {
    expect(rules).toMatch(word);
  }
});

test.each(ROWS)("$rule", ({ name, file }) => {
  expect(namesIn(file)).toContain(name);
});

test("every test of the rules stands in the table", () => {
  const file = "test/http/sharing-rules.test.ts";
  const listed = ROWS.filter((row) => row.file === file).map(({ name }) => name);
  expect(namesIn(file).sort()).toEqual(listed.sort());
});
