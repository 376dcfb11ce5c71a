import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "@jest/globals";
import { checkDatabase, reaches } from "../../src/adapters/postgres/check-database.ts";
import { findMigrations, migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import type { SqlRow } from "../../src/ports/sql.ts";
import { isUniqueViolation } from "../../src/repositories/is-unique-violation.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("the sql port", (getSql) => {
  test("reads every type alike", async () => {
    const { rows } = await getSql().query(
      `select $1::timestamptz as at, $2::date as day, $3::bigint as big, $4::jsonb as doc, $5::text[] as names,
         $6::boolean as yes, $7::real as small, $8::double precision as exact, $9::text as nothing, $10::uuid as id, 7 as n`,
      [
        new Date("2026-03-29T01:30:00.123Z"),
        "2026-03-29",
        "9007199254740993",
        JSON.stringify({ a: [1, null] }),
        ['é, "quoted"', "b\\c", "{}"],
        true,
        0.5,
        1e-9,
        undefined,
        "0190a000-0000-7000-8000-000000000001",
      ],
    );
    expect(rows).toEqual([
      {
        at: new Date("2026-03-29T01:30:00.123Z"),
        day: "2026-03-29",
        big: "9007199254740993",
        doc: { a: [1, null] },
        names: ['é, "quoted"', "b\\c", "{}"],
        yes: true,
        small: 0.5,
        exact: 1e-9,
        nothing: null,
        id: "0190a000-0000-7000-8000-000000000001",
        n: 7,
      },
    ]);
  });

  test("keeps null out of jsonb and reads a bigint's sum and count as digits", async () => {
    const { rows } = await getSql().query("select count(*) as n, $1::jsonb as doc from states", [null]);
    expect(rows).toEqual([{ n: "22", doc: null }]);
  });

  test("counts rows read and rows changed", async () => {
    const sql = getSql();
    await sql.query("create table counted (n integer)");
    expect((await sql.query("insert into counted values ($1), ($2), ($3)", [1, 2, 3])).rowCount).toBe(3);
    expect((await sql.query("update counted set n = n + 1 where n >= $1", [2])).rowCount).toBe(2);
    expect((await sql.query("select * from counted where n > $1", [0])).rowCount).toBe(3);
    expect((await sql.query("delete from counted where n = $1 returning n", [9])).rowCount).toBe(0);
  });

  test("orders halfvec by cosine distance", async () => {
    const sql = getSql();
    await sql.query("create table directions (name text, v halfvec(3))");
    for (const [name, v] of [
      ["east", "[1,0,0]"],
      ["north", "[0,1,0]"],
      ["north-east", "[1,1,0]"],
    ]) {
      await sql.query("insert into directions values ($1, $2)", [name, v]);
    }
    const { rows } = await sql.query(
      "select name, 1 - (v <=> $1::halfvec) as cosine from directions order by v <=> $1",
      ["[1,0.1,0]"],
    );
    expect(rows.map((row) => row.name)).toEqual(["east", "north-east", "north"]);
    expect(Number(rows[0]?.cosine)).toBeCloseTo(0.995, 2);
  });

  test("a throw rolls the whole transaction back, a return keeps it", async () => {
    const sql = getSql();
    await sql.query("create table kept (n integer)");
    await expect(
      sql.transaction(async (tx) => {
        await tx.query("insert into kept values ($1)", [1]);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(
      await sql.transaction(async (tx) => (await tx.query("insert into kept values (2) returning n", [])).rows),
    ).toEqual([{ n: 2 }]);
    expect((await sql.query("select n from kept", [])).rows).toEqual([{ n: 2 }]);
  });

  test("a failed statement fails its transaction and leaves the next one well", async () => {
    const sql = getSql();
    await expect(sql.transaction((tx) => tx.query("select 1 / $1::integer", [0]))).rejects.toThrow(/division/);
    expect((await sql.query("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
  });

  test("queries asked during a transaction wait or run beside it, and never hang", async () => {
    const sql = getSql();
    await sql.query("create table busy (n integer)");
    let inside: () => void = () => {};
    const entered = new Promise<void>((resolve) => {
      inside = resolve;
    });
    const slow = sql.transaction(async (tx) => {
      inside();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.query("insert into busy values ($1)", [1]);
    });
    await entered;
    const others = await Promise.all([
      sql.query("select 1 as n", []),
      sql.transaction((tx) => tx.query("select 2 as n", [])),
    ]);
    await slow;
    expect(others.map((answer) => answer.rows)).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    expect((await sql.query("select n from busy", [])).rows).toEqual([{ n: 1 }]);
  });

  test("refuses a query beside the transaction from inside it", async () => {
    const sql = getSql();
    await expect(sql.transaction(() => sql.query("select 1", []))).rejects.toThrow(/Inside a transaction/);
    await expect(sql.transaction(() => sql.transaction(async () => 1))).rejects.toThrow(/Inside a transaction/);
    expect((await sql.query("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
  });

  test("names a unique violation and its constraint", async () => {
    const sql = getSql();
    await sql.query("create table once (n integer constraint once_n unique)");
    await sql.query("insert into once values (1)");
    const error: unknown = await sql.query("insert into once values ($1)", [1]).catch((thrown: unknown) => thrown);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, "once_n")).toBe(true);
    expect(isUniqueViolation(error, "other")).toBe(false);
    expect(isUniqueViolation(await sql.query("select nothing").catch((thrown: unknown) => thrown))).toBe(false);
  });

  test("migrates once", async () => {
    expect(await migrate(getSql())).toEqual({ applied: [] });
    await expect(checkDatabase(getSql())).resolves.toBeUndefined();
  });

  test("of two that migrate at once one does it, and the other finds it done", async () => {
    const sql = getSql();
    const folder = await mkdtemp(join(tmpdir(), "ribin-migrations-"));
    await cp(findMigrations(), folder, { recursive: true });
    await writeFile(join(folder, "900.do.test.sql"), "create table made_once (n integer); select pg_sleep(0.2);");
    const answers = await Promise.all([migrate(sql, folder), migrate(sql, folder)]);
    expect(answers.flatMap((answer) => answer.applied)).toEqual(["900 test"]);
  });

  test("a migration that fails leaves nothing of itself, and one that was changed is refused", async () => {
    const sql = getSql();
    const folder = await mkdtemp(join(tmpdir(), "ribin-migrations-"));
    await cp(findMigrations(), folder, { recursive: true });
    await writeFile(join(folder, "900.do.test.sql"), "create table made_once (n integer); select pg_sleep(0.2);");
    await writeFile(join(folder, "901.do.bad.sql"), "create table made_half (n integer); select 1 / 0;");
    await expect(migrate(sql, folder)).rejects.toThrow(/division/);
    expect((await sql.query("select to_regclass('made_half')::text as found", [])).rows).toEqual([{ found: null }]);
    await writeFile(join(folder, "901.do.bad.sql"), "select 1;");
    await writeFile(join(folder, "900.do.test.sql"), "select 'changed';");
    await expect(migrate(sql, folder)).rejects.toMatchObject({ code: "CONFIGURATION_INVALID" });
  });

  test.each([
    "reviews",
    "conclusions",
    "hits",
    "reports",
    "report_signatures",
    "report_withdrawals",
    "comparisons",
    "audit_events",
    "refusals",
  ])("%s rows are never changed or deleted", async (table) => {
    const { rows } = await getSql().query(
      `select t.tgname, t.tgtype & 2 as before_row, t.tgtype & 8 as on_delete, t.tgtype & 16 as on_update
         from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relname = $1 and not t.tgisinternal`,
      [table],
    );
    expect(rows).toContainEqual({ tgname: `${table}_kept`, before_row: 2, on_delete: 8, on_update: 16 });
  });

  test("an audit event cannot be rewritten", async () => {
    const sql = getSql();
    await sql.query(
      `insert into audit_events (at, actor_kind, actor_id, action, target_kind, target_id, owner_states, request_id)
       values (now(), 'system', 'system', 'audit.read', 'audit', '1', $1, 'r')`,
      [["JM"]],
    );
    await expect(sql.query("update audit_events set action = 'x'")).rejects.toThrow(/never changed/);
    await expect(sql.query("delete from audit_events")).rejects.toThrow(/never changed/);
  });
});

describeEachSql("a statement that is asked again and again", (getSql) => {
  test("gives what stands then, within transactions and beside them", async () => {
    const sql = getSql();
    await sql.query("create table growing (n integer, tags text[])");
    const read = "select n, tags from growing where n >= $1 order by n desc limit 1";
    for (let n = 0; n < 450; n++) {
      const written = await sql.query("insert into growing values ($1, $2)", [n, n % 2 ? null : [`"${n}"`, "b,c"]]);
      expect(written).toEqual({ rows: [], rowCount: 1 });
      const asked = n % 3 ? await sql.query(read, [0]) : await sql.transaction((tx) => tx.query(read, [0]));
      expect(asked).toEqual({ rows: [{ n, tags: n % 2 ? null : [`"${n}"`, "b,c"] }], rowCount: 1 });
    }
    expect(await sql.query(read, [450])).toEqual({ rows: [], rowCount: 0 });
  });

  test("gives the columns that its table has got meanwhile", async () => {
    const sql = getSql();
    await sql.query("create table widening (a integer)");
    await sql.query("insert into widening values ($1)", [1]);
    const read = async () => (await sql.query("select * from widening where a = $1", [1])).rows;
    for (let n = 0; n < 9; n++) expect(await read()).toEqual([{ a: 1 }]);
    await sql.query("alter table widening add column b text default 'there'");
    for (let n = 0; n < 3; n++) expect(await read()).toEqual([{ a: 1, b: "there" }]);
    await sql.query(
      "alter table widening alter column b drop default, alter column b type jsonb using to_jsonb(b), drop column a",
      [],
    );
    await expect(read()).rejects.toThrow(/column "a" does not exist/);
    for (let n = 0; n < 3; n++) expect((await sql.query("select * from widening", [])).rows).toEqual([{ b: "there" }]);
  });

  test("is well after it has failed, by itself and in a transaction", async () => {
    const sql = getSql();
    await sql.query("create table divided (n integer)");
    const divide = "insert into divided values (60 / $1::integer)";
    for (let n = 0; n < 9; n++) {
      expect((await sql.query(divide, [2])).rowCount).toBe(1);
      await expect(sql.query(divide, [0])).rejects.toMatchObject({ code: "22012" });
      const broken = sql.transaction(async (tx) => {
        await tx.query(divide, [3]);
        await tx.query(divide, [0]);
      });
      await expect(broken).rejects.toMatchObject({ code: "22012" });
      await expect(sql.query("select misspelt from divided where n = $1", [1])).rejects.toMatchObject({
        code: "42703",
      });
    }
    expect((await sql.query("select count(*)::integer as n, min(n) as least from divided", [])).rows).toEqual([
      { n: 9, least: 30 },
    ]);
  });

  test("gives each of those who ask only their own", async () => {
    const sql = getSql();
    await sql.query(`create table owned (owner_state text not null);
      call guard_table('owned');
      create policy own_state on owned for select to ribin_request using (owner_state = (select acting_state()))`);
    await sql.query("insert into owned values ($1), ($2)", ["TT", "JM"]);
    const asker = (state: "TT" | "JM") =>
      sql.under(() => ({
        role: "ribin_request",
        actor: { kind: "account", id: state, state, labId: null, roles: ["firearms_examiner"] },
      }));
    const read = async (reader: Pick<typeof sql, "query">) =>
      (await reader.query("select owner_state from owned where owner_state <> $1 order by 1", ["BB"])).rows.map((row) =>
        String(row.owner_state),
      );
    const service = sql.under(() => PROGRAM);
    for (let n = 0; n < 12; n++) {
      expect(await read(asker("TT"))).toEqual(["TT"]);
      expect(await read(asker("JM"))).toEqual(["JM"]);
      expect(await read(service)).toEqual(["JM", "TT"]);
      expect(await read(sql)).toEqual(["JM", "TT"]);
    }
  });
});

test("a server that is away is UNAVAILABLE", async () => {
  const sql = openPostgres("postgres://nobody@127.0.0.1:1/nothing", { connectionTimeout: 1_000 });
  await expect(sql.query("select 1", [])).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(sql.transaction(async () => 1)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await sql.close();
});

test("a server without pgvector is refused in words", async () => {
  const bare = await PGlite.create();
  const check = checkDatabase({
    query: async (text, values) => {
      const answer = await bare.query<SqlRow>(text, [...(values ?? [])]);
      return { rows: answer.rows, rowCount: answer.rows.length };
    },
  });
  await expect(check).rejects.toMatchObject({
    code: "DATABASE_UNSUITABLE",
    message: expect.stringContaining("pgvector"),
  });
  await bare.close();
});

test("compares versions by number", () => {
  expect([
    reaches("0.10.0", [0, 7]),
    reaches("0.7.0", [0, 7]),
    reaches("0.6.2", [0, 7]),
    reaches("1.0", [0, 7]),
  ]).toEqual([true, true, false, true]);
});
