/** Names and comments are text to the workbench: React writes them, and nothing in its sources writes markup or runs text by hand. */
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { readFilesBelow } from "../support/list-files.ts";

const BY_HAND =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcdoc|\beval\(|new Function\(|javascript:|createContextualFragment|DOMParser/i;

test("no page writes markup or runs text by hand", async () => {
  const web = join(findPackageRoot(), "src", "web");
  const sources = (await readFilesBelow(web)).filter(({ path }) => /\.(tsx?|html)$/.test(path));
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.filter(({ bytes }) => BY_HAND.test(bytes.toString()));
  expect(found.map(({ path }) => path)).toEqual([]);
  // The words are found where they stand.
  expect(BY_HAND.test("<p dangerouslySetInnerHTML={{ __html: name }} />")).toBe(true);
});
