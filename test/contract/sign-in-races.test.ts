/** What two processes do to one person's sign-in at once. */
import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import type { Sql, SqlExecutor } from "../../src/ports/sql.ts";
import { holdSignIn, insertAccount, setPasswordHash } from "../../src/repositories/people/accounts.ts";
import { replaceInvitation } from "../../src/repositories/people/invitations.ts";
import {
  holdProviderSessions,
  insertLogout,
  isLoggedOut,
  revokeProviderSessions,
} from "../../src/repositories/sign-in/provider-sessions.ts";
import { beginSecondFactor, confirmSecondFactor, useStep } from "../../src/repositories/sign-in/second-factors.ts";
import { insertSession, type ProviderSession, revokeSessionsOf } from "../../src/repositories/sign-in/sessions.ts";
import { describeEachSql } from "../support/test-sql.ts";

const NOW = new Date("2026-03-02T08:00:00.000Z");
const LATER = new Date("2026-03-02T20:00:00.000Z");

async function makeAccount(sql: Sql, passwordHash: string | null = "old"): Promise<string> {
  const id = randomUUID();
  const person = { ownerState: "TT", labId: null, email: `${id}@ribin.example`, name: "Li Wei", roles: [] } as const;
  await insertAccount(sql, { id, ...person, passwordHash, createdAt: NOW });
  return id;
}

const openSession = (tx: SqlExecutor, accountId: string, provider: ProviderSession | null = null) =>
  insertSession(tx, {
    id: randomUUID(),
    accountId,
    tokenHash: randomUUID(),
    method: provider === null ? "password" : "openid",
    provider,
    secondFactor: null,
    enrolling: false,
    address: null,
    client: null,
    createdAt: NOW,
    expiresAt: LATER,
  });

describeEachSql("at once", (getSql, dialect) => {
  // On PGlite's one connection no transaction runs beside another.
  const testBeside = dialect === "pglite" ? test.skip : test;

  testBeside("a reset ends the session of a sign-in by the old password, whichever of the two is first", async () => {
    const sql = getSql();
    const accountId = await makeAccount(sql);
    let begin = () => {};
    const reset = new Promise<void>((done) => (begin = done)).then(() =>
      sql.transaction(async (other) => {
        await setPasswordHash(other, accountId, "new");
        return revokeSessionsOf(other, accountId, NOW);
      }),
    );
    await sql.transaction(async (tx) => {
      expect(await holdSignIn(tx, accountId, "old")).toBe(true);
      begin();
      // Time for it to come as far as it can.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await openSession(tx, accountId);
    });
    expect(await reset).toBe(1);
    expect(await sql.transaction((tx) => holdSignIn(tx, accountId, "old"))).toBe(false);
  });

  const ISSUER = "https://idp.example";
  const endAtProvider = async (tx: SqlExecutor, sid: string) => {
    await holdProviderSessions(tx, ISSUER, "end");
    const moments = { issuedAt: NOW, expiresAt: LATER, receivedAt: NOW };
    const row = { id: randomUUID(), issuer: ISSUER, tokenId: randomUUID(), subjectHash: null, sid, ...moments };
    expect(await insertLogout(tx, row)).toBe(true);
    return revokeProviderSessions(tx, { issuer: ISSUER, sid, accountId: null }, NOW);
  };

  testBeside("a provider's logout ends a session that is being opened, and a session waits for a logout", async () => {
    const sql = getSql();
    const accountId = await makeAccount(sql);
    const provider = { issuer: ISSUER, sid: randomUUID() };
    const asked = { ...provider, subjectHash: "x", issuedAt: NOW };
    let begin = () => {};
    const logout = new Promise<void>((done) => (begin = done)).then(() =>
      sql.transaction((other) => endAtProvider(other, provider.sid)),
    );
    await sql.transaction(async (tx) => {
      await holdProviderSessions(tx, ISSUER, "open");
      expect(await isLoggedOut(tx, asked)).toBe(false);
      begin();
      await new Promise((resolve) => setTimeout(resolve, 200));
      await openSession(tx, accountId, provider);
    });
    expect(await logout).toEqual([{ accountId, ownerState: "TT", sessions: 1 }]);
    // The other way round: the logout is first, and has not ended when the session is opened.
    const next = { ...asked, sid: randomUUID() };
    const open = new Promise<void>((done) => (begin = done)).then(() =>
      sql.transaction(async (other) => {
        await holdProviderSessions(other, ISSUER, "open");
        return isLoggedOut(other, next);
      }),
    );
    await sql.transaction(async (tx) => {
      await endAtProvider(tx, next.sid);
      begin();
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    expect(await open).toBe(true);
  });

  testBeside("sessions of one provider are opened beside each other", async () => {
    const sql = getSql();
    let begin = () => {};
    const beside = new Promise<void>((done) => (begin = done)).then(() =>
      sql.transaction((other) => holdProviderSessions(other, ISSUER, "open")),
    );
    await sql.transaction(async (tx) => {
      await holdProviderSessions(tx, ISSUER, "open");
      begin();
      await expect(beside).resolves.toBeUndefined();
    });
  });

  test("two coordinators invite one person: both are served, and one invitation is open", async () => {
    const sql = getSql();
    const accountId = await makeAccount(sql, null);
    const invite = () =>
      sql.transaction((tx) =>
        replaceInvitation(tx, {
          id: randomUUID(),
          accountId,
          ownerState: "TT",
          purpose: "first",
          removesSecondFactor: false,
          provider: null,
          tokenHash: randomUUID(),
          issuedBy: randomUUID(),
          issuedByKind: "account",
          createdAt: NOW,
          expiresAt: LATER,
        }),
      );
    await Promise.all(Array.from({ length: 8 }, invite));
    const { rows } = await sql.query(
      "select count(*)::int as all, count(*) filter (where withdrawn_at is null)::int as open from invitations where account_id = $1",
      [accountId],
    );
    expect(rows).toEqual([{ all: 8, open: 1 }]);
  });

  test("a code of one authenticator does not confirm another that was begun meanwhile", async () => {
    const sql = getSql();
    const accountId = await makeAccount(sql);
    await beginSecondFactor(sql, accountId, "first", NOW);
    expect(await useStep(sql, accountId, "first", 1)).toBe(true);
    await beginSecondFactor(sql, accountId, "second", NOW);
    expect(await confirmSecondFactor(sql, accountId, "first", NOW)).toBe(false);
    expect(await confirmSecondFactor(sql, accountId, "second", NOW)).toBe(true);
  });
});
