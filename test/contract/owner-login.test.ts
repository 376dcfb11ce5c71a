/** A login that owns nothing: what the owner's migration lets it do, and what not. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { prepareDatabase } from "../../src/adapters/postgres/prepare-database.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";

const url = process.env.RIBIN_TEST_DATABASE_URL;
// PGlite has one login, which owns everything.
const describeOnServer = url ? describe : describe.skip;

describeOnServer("a login of PostgreSQL that owns nothing", () => {
  const name = `ribin_test_${randomUUID().replaceAll("-", "")}`;
  const password = randomUUID();
  let admin: OwnerSql;
  let login: OwnerSql;
  let ownerUrl: string;

  beforeAll(async () => {
    admin = openPostgres(url ?? "", { poolSize: 1 });
    await admin.query(`create database ${name}`);
    await admin.query(`create role ${name} login noinherit password '${password}'`);
    const address = new URL(url ?? "");
    address.pathname = `/${name}`;
    ownerUrl = address.href;
    [address.username, address.password] = [name, password];
    login = openPostgres(address.href, { poolSize: 1 });
  });
  afterAll(async () => {
    await login.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.close();
  });

  test("is refused before the owner has migrated, and may then act under the program's roles", async () => {
    await expect(prepareDatabase(login, null)).rejects.toThrow();
    const { applied } = await prepareDatabase(login, ownerUrl);
    expect(applied.length).toBeGreaterThan(10);
    expect(await prepareDatabase(login, ownerUrl)).toEqual({ applied: [] });
    expect(await prepareDatabase(login, null)).toEqual({ applied: [] });
    const { rows } = await login.under(() => PROGRAM).query("select count(*)::int as states from states", []);
    expect(rows).toEqual([{ states: 22 }]);
  });

  test("sees and changes nothing as itself", async () => {
    for (const text of [
      "select 1 from cases",
      "drop table cases",
      "delete from audit_events",
      "create table more (n int)",
    ]) {
      await expect(login.query(text, [])).rejects.toMatchObject({ code: "42501" });
    }
    const asProgram = login.under(() => PROGRAM);
    for (const text of [
      "delete from audit_events",
      "drop table cases",
      "alter table cases disable row level security",
    ]) {
      await expect(asProgram.query(text, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("does not start on a database of an earlier version, and says who must bring it up to date", async () => {
    const owner = openPostgres(ownerUrl, { poolSize: 1 });
    await owner.query("delete from schema_migrations where version = (select max(version) from schema_migrations)");
    await owner.close();
    await expect(prepareDatabase(login, null)).rejects.toMatchObject({
      code: "DATABASE_UNSUITABLE",
      message: expect.stringContaining("RIBIN_OWNER_DATABASE_URL"),
    });
  });
});
