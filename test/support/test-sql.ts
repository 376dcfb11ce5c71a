/** Suites on databases of their own. */
import { afterAll, beforeAll, describe } from "@jest/globals";
import type { OwnerSql, Sql } from "../../src/ports/sql.ts";
import { openTestPglite, openTestPostgres } from "./open-test-sql.ts";

export { copyTestDatabase, openTestSql } from "./open-test-sql.ts";

/**
 * Runs the suite on PGlite and, where RIBIN_TEST_DATABASE_URL names a server, on PostgreSQL: one fresh database each. The suite is told
 * which, for what only one of them can do is skipped by name.
 */
export function describeEachSql(name: string, fn: (getSql: () => OwnerSql, dialect: Sql["dialect"]) => void): void {
  const url = process.env.RIBIN_TEST_DATABASE_URL;
  describeOn(`${name} on PGlite`, openTestPglite, (getSql) => fn(getSql, "pglite"));
  if (url)
    describeOn(
      `${name} on PostgreSQL`,
      () => openTestPostgres(url),
      (getSql) => fn(getSql, "postgres"),
    );
  else process.stderr.write(`${name}: PostgreSQL left out, RIBIN_TEST_DATABASE_URL is not set.\n`);
}

/**
 * Runs the suite once: on PostgreSQL where a server is named, as in CI, else on PGlite. For suites that compare for minutes and whose
 * statements the contract suites and `services/pipeline` run on both.
 */
export function describeOneSql(name: string, fn: (getSql: () => OwnerSql) => void): void {
  const url = process.env.RIBIN_TEST_DATABASE_URL;
  if (url) describeOn(`${name} on PostgreSQL`, () => openTestPostgres(url), fn);
  else describeOn(`${name} on PGlite`, openTestPglite, fn);
}

function describeOn(name: string, open: () => Promise<OwnerSql>, fn: (getSql: () => OwnerSql) => void): void {
  describe(name, () => {
    let sql: OwnerSql | null = null;
    beforeAll(async () => {
      sql = await open();
    });
    afterAll(() => sql?.close());
    fn(() => {
      if (!sql) throw new Error("The database opens in beforeAll; ask for it inside a test.");
      return sql;
    });
  });
}
