/** Statements that a connection keeps by name: what is asked again is not planned again, and gives what it would have given. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { copyTestDatabase } from "../support/test-sql.ts";

const server = process.env.RIBIN_TEST_DATABASE_URL;
if (!server) process.stderr.write("Kept statements are left out: RIBIN_TEST_DATABASE_URL is not set.\n");

const KEPT = "select count(*)::int as n from pg_prepared_statements where statement = $1";

(server ? describe : describe.skip)("statements that are kept", () => {
  let database: Awaited<ReturnType<typeof copyTestDatabase>>;
  let sql: OwnerSql;
  let other: OwnerSql;
  beforeAll(async () => {
    database = await copyTestDatabase(server ?? "");
    sql = openPostgres(database.url, { poolSize: 1 });
    other = openPostgres(database.url, { poolSize: 1 });
  });
  afterAll(async () => {
    await Promise.all([sql?.close(), other?.close()]);
    await database?.drop();
  });
  const countKept = async (text: string) => (await sql.query(KEPT, [text])).rows[0]?.n;

  test("what is asked a second time is kept, what is asked once is not", async () => {
    const text = "select $1::int + 1 as n";
    await sql.query(text, [1]);
    expect(await countKept(text)).toBe(0);
    await sql.query(text, [2]);
    expect(await countKept(text)).toBe(1);
    expect((await sql.query(text, [3])).rows).toEqual([{ n: 4 }]);
    expect(await countKept(text)).toBe(1);
  });

  test("texts without end do not use the server's memory up", async () => {
    for (let i = 0; i < 400; i++) for (let twice = 0; twice < 2; twice++) await sql.query(`select $1::int + ${i}`, [1]);
    const { rows } = await sql.query("select count(*)::int as n from pg_prepared_statements", []);
    expect(rows[0]?.n).toBeGreaterThan(200);
    expect(rows[0]?.n).toBeLessThanOrEqual(301);
  });

  test("near vectors are planned anew each time", async () => {
    const text = "select $1::halfvec <=> '[1,0]' as far";
    for (let i = 0; i < 3; i++) await sql.query(text, ["[0,1]"]);
    expect(await countKept(text)).toBe(0);
  });

  test("a table that is changed beside it gives its new columns, inside a transaction as outside", async () => {
    const asker = openPostgres(database.url, { poolSize: 1 });
    await other.query("create table changing (a int)");
    await other.query("insert into changing values (1)");
    const read = async () => (await asker.query("select * from changing where a = $1", [1])).rows;
    const readInside = () =>
      asker.transaction(async (tx) => (await tx.query("select * from changing where $1", [true])).rows);
    for (let i = 0; i < 3; i++) expect([await read(), await readInside()]).toEqual([[{ a: 1 }], [{ a: 1 }]]);
    await other.query("alter table changing add column b int default 2");
    expect(await read()).toEqual([{ a: 1, b: 2 }]);
    await other.query("alter table changing add column c int default 3");
    expect(await readInside()).toEqual([{ a: 1, b: 2, c: 3 }]);
    for (let i = 0; i < 3; i++) expect(await read()).toEqual([{ a: 1, b: 2, c: 3 }]);
    await asker.close();
  });

  test("one that cannot be parsed is refused as the first time, and is well when its table is there", async () => {
    const text = "select n from not_yet where n = $1";
    for (let i = 0; i < 3; i++) await expect(sql.query(text, [1])).rejects.toThrow(/not_yet/);
    await other.query("create table not_yet (n int)");
    for (let i = 0; i < 3; i++) expect((await sql.query(text, [1])).rows).toEqual([]);
  });
});
