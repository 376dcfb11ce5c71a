/** What memory leaves out by labels, the database would refuse: by random marks, filters and vectors. */
import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { categorySchema, exhibitTypeSchema, type StateCode } from "../../src/domain/vocabulary.ts";
import { type SearchFilter, writeMatching } from "../../src/repositories/search/search-filter.ts";
import { SQL_LABELS, writeAccepts } from "../../src/repositories/search/search-labels.ts";
import type { SearchedMark } from "../../src/repositories/search/searched-mark.ts";
import { describeEachSql } from "../support/test-sql.ts";

const STATES: readonly StateCode[] = ["JM", "BB", "TT"];
const GROUPS = [null, "9 mm", ".45"];
const CASES = Array.from({ length: 6 }, () => randomUUID());
const random = createRandom(77);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random.uniform() * from.length)] as T;
const some = <T>(from: readonly T[]): T[] => from.filter(() => random.uniform() < 0.6);
const drawClasses = (): Record<string, string> =>
  Object.fromEntries(some(["firing pin", 'ejector "side"']).map((name) => [name, pick(["round", "oval"])]));

const VECTORS = Array.from({ length: 400 }, (_, place) => ({
  place,
  ...{ removed: random.uniform() < 0.1, owner_state: pick(STATES), category: pick(categorySchema.options) },
  ...{ exhibit_type: pick(exhibitTypeSchema.options), calibre_group: pick(GROUPS), excluding: drawClasses() },
  ...{ acquisition_id: randomUUID(), case_id: pick(CASES), exhibit_root: randomUUID(), own: random.uniform() < 0.7 },
  ...{ national: random.uniform() < 0.2, occurred_on: pick([null, "2026-01-05", "2026-02-07"]) },
}));

function drawMark(): SearchedMark {
  return {
    ...{
      region: "BreechFace",
      view: "surface",
      vector: new Float32Array(2),
      ownerState: pick(STATES),
      views: [],
      sameBytes: [],
    },
    ...{ exhibitRoot: randomUUID(), caseId: pick(CASES), exhibitType: pick(exhibitTypeSchema.options) },
    ...{ calibreGroup: pick(GROUPS), excluding: drawClasses(), scope: some(STATES) },
    releasedCases: random.uniform() < 0.5 ? [] : some(CASES),
    barred: some(["BB CE", "TT TF", "JM TF"]),
  };
}

function drawFilter(): SearchFilter {
  return {
    states: pick([undefined, some(STATES)]),
    calibres: pick([undefined, "any", "related"]),
    categories: pick([undefined, some(categorySchema.options)]),
    occurredFrom: pick([undefined, "2026-02-01"]),
  };
}

describeEachSql("labels of vectors in memory", (getSql) => {
  test("leave out nothing that may be a candidate, and most of what may not", async () => {
    let [passing, left] = [0, 0];
    for (let round = 0; round < 60; round++) {
      const [mark, filter, ownOnly] = [drawMark(), drawFilter(), random.uniform() < 0.5];
      const values: unknown[] = [JSON.stringify(VECTORS)];
      const place = (value: unknown) => `$${values.push(value)}`;
      const { rows } = await getSql().query(
        `select f.place, ${ownOnly ? "f.own and " : ""}${writeMatching(mark, filter, place)} as passes, ${SQL_LABELS}
         from jsonb_to_recordset($1::jsonb) as f (place integer, removed boolean, owner_state text, category text, exhibit_type text,
           calibre_group text, excluding jsonb, acquisition_id uuid, case_id uuid, exhibit_root uuid, own boolean, national boolean,
           occurred_on date)`,
        values,
      );
      const accepts = writeAccepts(mark, filter, ownOnly);
      expect(rows).toHaveLength(VECTORS.length);
      for (const { place, passes, owner, kind } of rows) {
        const accepted = accepts.owner(String(owner)) && accepts.kind(String(kind));
        if (passes === true) expect([place, accepted]).toEqual([place, true]);
        passing += passes === true ? 1 : 0;
        left += accepted ? 0 : 1;
      }
    }
    expect(passing).toBeGreaterThan(100);
    expect(left).toBeGreaterThan(10 * passing);
  });
});
