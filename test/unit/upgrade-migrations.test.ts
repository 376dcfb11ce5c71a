import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { findBreakingStatements } from "../support/find-breaking-statements.ts";

const FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));
/** Migrations up to here were written before services were upgraded without a stop. */
const MARK = 78;

test("the release before a migration can run beside it", () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".sql"));
  const later = names.filter((name) => Number.parseInt(name, 10) > MARK);
  expect(later.length).toBeGreaterThan(0);
  const breaking = later.flatMap((name) =>
    findBreakingStatements(readFileSync(join(FOLDER, name), "utf8")).map((each) => ({ name, ...each })),
  );
  // Do it in two releases: stop using it in one, take it away in the next, with "-- Unused since 1.2.0" above the statement.
  expect(breaking).toEqual([]);
});

test.each([
  "alter table cases drop column place;",
  "alter table cases drop place;",
  "alter table cases\n  rename column place to spot;",
  "ALTER TABLE cases RENAME TO files;",
  "drop table if exists cases;",
  "drop function owner_of(uuid);",
  "alter table cases alter column place type varchar(20);",
  "alter table cases alter place set data type varchar(20);",
  "alter table cases add column weight real not null;",
  "alter table cases add column a text, add column weight real not null, add column b text default '';",
  "alter table cases alter column place set not null;",
  "revoke insert on cases from ribin_request;",
  "-- It was unused for long.\ndrop table cases;",
  "create function f() returns void language sql as $$ select $$; revoke execute on function f(), g() from public;",
  "alter table cases rename to cases_rest; create table places (id uuid primary key);",
  "alter table cases rename to cases_rest; create table cases (id uuid primary key); revoke all on cases from ribin_service;",
])("%j is found", (sql) => {
  expect(findBreakingStatements(`create table other (id uuid not null);\n${sql}`)).toHaveLength(1);
});

test.each([
  "create table cases (id uuid primary key, place text not null);",
  "alter table cases add column weight real;",
  "alter table cases add column weight real not null default 0;",
  "alter table cases add column total real not null generated always as (a + b) stored;",
  "alter table cases add constraint whole check (place is not null);",
  "alter table cases drop constraint whole, alter column place drop not null, alter column place drop default;",
  "drop index cases_place; drop policy read on cases; drop trigger t on cases;",
  "create function f() returns void language plpgsql as $$ begin drop table cases; end $$;",
  "alter table cases rename to cases_rest; create table cases (like cases_rest); revoke all on cases_rest from ribin_service;",
  "create function f() returns void language sql as $$ select $$; revoke execute on function f() from public;",
  "-- Unused since 0.4.0: nothing reads it.\nalter table cases drop column place;",
])("%j is let pass", (sql) => {
  expect(findBreakingStatements(sql)).toEqual([]);
});
