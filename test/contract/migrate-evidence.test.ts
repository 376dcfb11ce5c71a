/** A database of the version before comparisons kept their marks is brought up to date with all that is in it. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { openPglite } from "../../src/adapters/postgres/open-pglite.ts";
import { findComparison, findStandingComparison } from "../../src/repositories/correlation/comparisons.ts";

const read = (name: string) => readFileSync(new URL(`../../migrations/${name}`, import.meta.url), "utf8");
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const OLDER = `
insert into labs values ('${id(1)}', 'JM', 'Lab', 'lab@jm.example', now());
insert into cases (id, owner_state, lab_id, case_number, event_type, created_by, created_at, updated_at)
  values ('${id(2)}', 'JM', '${id(1)}', '1', 'homicide', '${id(9)}', now(), now());
insert into exhibits (id, owner_state, case_id, exhibit_number, type, category, parent_exhibit_id, created_by, created_at, updated_at)
  values ('${id(3)}', 'JM', '${id(2)}', '1', 'cartridge case', 'CE', null, '${id(9)}', now(), now()),
    ('${id(4)}', 'JM', '${id(2)}', '2', 'cartridge case', 'CAST', '${id(3)}', '${id(9)}', now(), now());
insert into acquisitions (id, owner_state, lab_id, exhibit_id, region, lighting, file_name, format, size_bytes, sha256, blob_key,
    inspection, scale_known, stage, created_by, created_by_kind, created_at, updated_at)
  select n::text::uuid, 'JM', '${id(1)}', e::uuid, 'BreechFace', 'unknown', 'scan.x3p', 'X3P', 1, s, 'k', '{}', true, 'verified', '${id(9)}',
    'account', now(), now()
  from (values ('${id(5)}', '${id(3)}', repeat('a', 64)), ('${id(6)}', '${id(4)}', repeat('b', 64))) as v (n, e, s);
insert into features values
  ('${id(5)}', 'JM', 'm', '1', (array_fill(0.1::real, array[256]))::halfvec, 'p', '1.0.0', 'prepared/5/p-1.0.0', now()),
  ('${id(6)}', 'JM', 'm', '1', (array_fill(0.1::real, array[256]))::halfvec, 'p', '1.0.0', 'prepared/6/p-1.0.0', now());
insert into candidates values ('${id(7)}', '${id(5)}', '${id(6)}', 'JM', 'JM', 'm', '1', 0.9, null, now());
insert into comparisons values
  ('${id(7)}', 'cells', '1.9.0', true, null, 0.4, 0.3, 30, 10, '{"old": true}', now()),
  ('${id(7)}', 'cells', '1.10.0', true, null, 0.5, 0.3, 30, 12, '{"new": true}', now() - interval '1 hour');
`;

test("comparisons keep the marks that they had used, count by the number of their version, and stay unchangeable", async () => {
  const sql = await openPglite(null);
  for (const text of [read("001.do.core.sql"), read("002.do.report-numbers.sql"), OLDER]) await sql.query(text);
  await sql.query(read("003.do.evidence-kept.sql"));
  const standing = await findStandingComparison(sql, id(7));
  expect(standing).toMatchObject({
    methodVersion: "1.10.0",
    marks: {
      a: { key: "prepared/5/p-1.0.0", sha256: null, preparation: "p", preparationVersion: "1.0.0", outlineVersion: 0 },
      b: { key: "prepared/6/p-1.0.0" },
    },
    remarks: [],
  });
  expect(await findComparison(sql, id(7), standing?.id ?? "")).toEqual(standing);
  await expect(sql.query("update comparisons set score = 1")).rejects.toThrow(/never changed/);
  // A cast that nobody said anything of stays, and may be put right.
  await sql.query(`update exhibits set cast_polarity = 'negative' where id = '${id(4)}'`);
  await expect(sql.query(`update exhibits set cast_polarity = 'negative' where id = '${id(3)}'`)).rejects.toThrow();
  await sql.query(`update features set prepared_key = 'prepared/5/new' where acquisition_id = '${id(5)}'`);
  const { rows } = await sql.query("select prepared_key, outline_version from feature_history");
  expect(rows).toEqual([{ prepared_key: "prepared/5/p-1.0.0", outline_version: 0 }]);
  await sql.close();
});

test("vectors of before spaces are put into theirs, with all that the search filters by, and the model that was searched still is", async () => {
  const sql = await openPglite(null);
  for (const text of [read("001.do.core.sql"), read("002.do.report-numbers.sql"), OLDER]) await sql.query(text);
  await sql.query(read("003.do.evidence-kept.sql"));
  await sql.query("update cases set restricted = true, occurred_on = '2024-05-06'");
  await sql.query(`update exhibits set calibre_group = '9mm',
    characteristics = '{"firingPinClass": "Circular", "firingPinAperture": "Other", "headstamp": "WIN"}' where id = '${id(3)}'`);
  await sql.query(`update acquisitions set format = 'PNG', lighting = 'ring' where id = '${id(6)}'`);
  const before = await sql.query("select count(*)::int as n from feature_history");
  await sql.query(read("004.do.search.sql"));
  const { rows } = await sql.query(
    `select acquisition_id, region, view, own, exhibit_root, case_id, exhibit_type, category, calibre_group,
       to_char(occurred_on, 'YYYY-MM-DD') as occurred, national, excluding from features order by 1`,
  );
  const shared = {
    region: "BreechFace",
    own: true,
    exhibit_root: id(3),
    case_id: id(2),
    exhibit_type: "cartridge case",
    // The cast has its original's.
    category: "CE",
    occurred: "2024-05-06",
    national: true,
  };
  expect(rows).toEqual([
    {
      ...shared,
      acquisition_id: id(5),
      view: "surface",
      calibre_group: "9mm",
      excluding: { firingPinClass: "Circular" },
    },
    { ...shared, acquisition_id: id(6), view: "ring-light", calibre_group: null, excluding: {} },
  ]);
  expect((await sql.query("select region, model_id, model_version, state from search_models")).rows).toEqual([
    { region: "BreechFace", model_id: "m", model_version: "1", state: "active" },
  ]);
  const indexes = await sql.query(
    `select to_regclass(name_space('BreechFace', 'surface', 'm', '1')) is not null as surface,
       to_regclass(name_space('BreechFace', 'ring-light', 'm', '1')) is not null as ring, to_regclass('features_vector') as old`,
  );
  expect(indexes.rows).toEqual([{ surface: true, ring: true, old: null }]);
  expect((await sql.query("select count(*)::int as n from feature_history")).rows).toEqual(before.rows);
  await sql.close();
});
