/** The table of threats in docs/security.md names tests: each is there, by its file and its title. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

const root = findPackageRoot();
const page = readFileSync(join(root, "docs", "security.md"), "utf8");
const [, table = ""] = page.split("| threat | what stands against it | shown by |\n|---|---|---|\n");
const rows = (table.split("\n\n")[0] ?? "").split("\n").map((line) => line.split(" | "));

/** A file, and the titles that follow it up to the next file. */
const NAMED = /`(test\/[\w./-]+\.test\.ts)`((?:,? ?“[^”]+”)+)/g;

const named = rows.flatMap(([threat, , shown = ""]) =>
  [...shown.matchAll(NAMED)].flatMap(([, file = "", titles = ""]) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = ""]) => ({ threat, file, title })),
  ),
);

test("each threat has its tests, or says in words why it has none", () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((cells) => cells.length !== 3)).toEqual([]);
  const without = rows.filter(([threat]) => !named.some((one) => one.threat === threat));
  expect(without.map(([, , shown]) => shown?.startsWith("no test: "))).toEqual(without.map(() => true));
  // No title is overlooked because of how it is written.
  expect(named.length).toBe([...table.split("\n\n")[0]!.matchAll(/“/g)].length);
});

test("each test that is named is in its file", () => {
  const missing = named.filter(({ file, title }) => {
    if (!existsSync(join(root, file))) return true;
    const source = readFileSync(join(root, file), "utf8");
    return !['"', "'", "`"].some((quote) => source.includes(`${quote}${title}${quote}`));
  });
  expect(missing).toEqual([]);
});
