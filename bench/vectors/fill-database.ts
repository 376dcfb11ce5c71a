/** A region's file of a chosen size in a migrated database: cases, exhibits, acquisitions and their vectors, with all that filters ask. */
import type { Sql, SqlExecutor } from "../../src/ports/sql.ts";
import { createSpace, type SearchSpace } from "../../src/repositories/search/search-spaces.ts";
import { MATES } from "./draw-vectors.ts";

/** Vectors a statement. */
const BATCH = 2_000;
/** Statements under way: the database has a core of its own for each. */
const AT_ONCE = 2;
/** Digits after the point: half precision keeps fewer. */
const DIGITS = 5;

/** Acquisition `n` (0 and up) has this id; so have its exhibit and, two by two, its case, of other kinds. */
export function makeId(kind: "a" | "b" | "c" | "d", n: number | string): string {
  const tail = typeof n === "number" ? n.toString(16).padStart(12, "0") : n;
  return `${kind}0000000-0000-7000-8000-${tail}`;
}

const sqlId = (kind: "a" | "b" | "c" | "d", n: string): string =>
  `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** A number 0..1 that depends on `of` and `salt` alone. */
const sqlDraw = (of: string, salt: number): string =>
  `((hashint8extended(${of}::bigint, ${salt}) & 1048575) / 1048576.0)`;
const sqlPick = (of: string, salt: number, list: string): string =>
  `(${list})[1 + floor(${sqlDraw(of, salt)} * array_length(${list}, 1))::int]`;

/** Fifteen states as their firearm crime weighs, roughly; a list of 24 draws. */
const STATES =
  "array['JM','JM','JM','JM','JM','TT','TT','TT','TT','HT','HT','DO','DO','BS','BB','GY','BZ','LC','SR','KY','AG','GD','VC','KN']";
/** 9 mm is what is found most; one in ten is not known. */
const CALIBRES =
  "array['9mm','9mm','9mm','9mm','9mm','9mm','9mm','9mm','9mm','9mm','9mm','9mm',null,null,'45','45','40','40','38','32']";
const CATEGORIES = "array['CE','CE','CE','CE','CE','CE','CE','TF','TF','LIC']";
const PINS = "array['Hemispherical','Hemispherical','Circular','Elliptical',null,null]";
const APERTURES = "array['Circular','Circular','Rectangular/Square','Teardrop',null,null]";

/** One lab a state; all else is entered by it. */
export async function fillLabs(sql: Sql): Promise<void> {
  await sql.query(
    `insert into labs (id, owner_state, name, contact, created_at)
     select ${sqlId("d", "row_number() over (order by code)")}, code, 'Forensic laboratory', 'lab@example.org', now() from states`,
    [],
  );
}

/**
 * Enters acquisitions `from` to `to` (excluded), two exhibits a case, `MATES` a firearm; what a firearm leaves on every exhibit (calibre,
 * class characteristics) all its exhibits have.
 */
export async function fillRecords(tx: SqlExecutor, from: number, to: number): Promise<void> {
  const firearm = `(n / ${MATES})`;
  await tx.query(
    `insert into cases (id, owner_state, lab_id, case_number, event_type, occurred_on, restricted, created_by, created_at, updated_at)
     select ${sqlId("c", "k")}, l.owner_state, l.id, 'BENCH-' || k, 'shooting/wounding',
       case when ${sqlDraw("k", 1)} < .9 then date '2016-01-01' + (3650 * ${sqlDraw("k", 2)})::int end, ${sqlDraw("k", 3)} < .02,
       l.id, now(), now()
     from generate_series($1::bigint / 2, ($2::bigint - 1) / 2) as k join labs l on l.owner_state = ${sqlPick("k", 4, STATES)}
     on conflict do nothing`,
    [from, to],
  );
  const numbered = `generate_series($1::bigint, $2::bigint - 1) as n join cases c on c.id = ${sqlId("c", "n / 2")}`;
  await tx.query(
    `insert into exhibits (id, owner_state, case_id, exhibit_number, type, category, calibre, calibre_group, characteristics,
       created_by, created_at, updated_at)
     select ${sqlId("b", "n")}, c.owner_state, c.id, (n % 2)::text, case when ${sqlDraw(firearm, 5)} < .03 then 'shotshell' else 'cartridge case' end,
       ${sqlPick("n", 6, CATEGORIES)}, g.calibre, g.calibre,
       jsonb_strip_nulls(jsonb_build_object('firingPinClass', ${sqlPick(firearm, 8, PINS)}, 'firingPinAperture', ${sqlPick(firearm, 9, APERTURES)})),
       c.created_by, now(), now()
     from ${numbered}, lateral (select ${sqlPick(firearm, 7, CALIBRES)} as calibre) g`,
    [from, to],
  );
  await tx.query(
    `insert into acquisitions (id, owner_state, lab_id, exhibit_id, region, lighting, file_name, format, size_bytes, sha256, blob_key,
       inspection, scale_known, stage, created_by, created_by_kind, created_at, updated_at)
     select ${sqlId("a", "n")}, c.owner_state, c.lab_id, ${sqlId("b", "n")}, 'BreechFace', 'unknown', 'scan.x3p', 'X3P', 1000000,
       encode(sha256(n::text::bytea), 'hex'), 'bench', '{"width": 1000, "height": 1000, "incrementX": 6.25e-6, "incrementY": 6.25e-6, "shareMissing": 0}', true, 'verified', c.created_by, 'account', now(), now()
     from ${numbered}`,
    [from, to],
  );
}

/** What the vectors were made from: the preparation, and where the prepared mark of acquisition `n` lies. */
export interface PreparedAs {
  readonly preparation: string;
  readonly preparationVersion: string;
  keyOf(n: number): string;
}

/** Enters the vectors of acquisitions `from` to `to`, which `next` gives in their order. */
export async function fillVectors(
  sql: Sql,
  space: SearchSpace,
  range: { from: number; to: number },
  prepared: PreparedAs,
  next: () => Float32Array,
): Promise<void> {
  const under: Promise<unknown>[] = [];
  // As a program that starts with the model makes it, and its index after the mass, which is faster.
  await sql.query("select create_partition($1, $2)", [space.model.version, space.region]);
  for (let at = range.from; at < range.to; at += BATCH) {
    const end = Math.min(range.to, at + BATCH);
    if (under.length === AT_ONCE) await under.shift();
    const ids = Array.from({ length: end - at }, (_, i) => makeId("a", at + i));
    const vectors = ids.map(() => writeVector(next()));
    const entered = sql.query(
      `insert into features (acquisition_id, owner_state, model_id, model_version, view, vector, preparation, preparation_version,
         prepared_key, created_at, region)
       select a.id, a.owner_state, $4, $5, $6, given.vector::halfvec(256), $7, $8, given.key, now(), a.region
       from unnest($1::uuid[], $2::text[], $3::text[]) as given (id, vector, key) join acquisitions a on a.id = given.id`,
      [
        ids,
        vectors,
        ids.map((_, i) => prepared.keyOf(at + i)),
        space.model.id,
        space.model.version,
        space.view,
        prepared.preparation,
        prepared.preparationVersion,
      ],
    );
    under.push(entered);
  }
  await Promise.all(under);
}

function writeVector(vector: Float32Array): string {
  const parts: string[] = [];
  for (const value of vector) parts.push(value.toFixed(DIGITS));
  return `[${parts.join(",")}]`;
}

/** Builds the space's index over what was entered, on both cores and with memory enough to hold it. Seconds. */
export async function buildIndex(sql: Sql, space: SearchSpace): Promise<number> {
  const started = performance.now();
  await sql.transaction(async (tx) => {
    await tx.query("set local maintenance_work_mem = '2GB'", []);
    await tx.query("set local max_parallel_maintenance_workers = 1", []);
    await createSpace(tx, space);
  });
  await sql.query("analyze features", []);
  return (performance.now() - started) / 1000;
}
