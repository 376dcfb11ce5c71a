import { afterEach, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import type { Signer } from "../../src/ports/signer.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { chainAllAuditEvents, chainAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { signAuditHead } from "../../src/usecases/audit/sign-audit-head.ts";
import { verifyAudit } from "../../src/usecases/audit/verify-audit.ts";
import { openTestSigner } from "../support/test-signer.ts";
import { describeEachSql } from "../support/test-sql.ts";

const KEPT = ["audit_events", "audit_chain", "audit_links", "audit_heads", "signing_keys"] as const;
const CONTEXT: RequestContext = {
  actor: { kind: "account", id: "Zoë", state: "TT", labId: null, roles: [] },
  requestId: 'r"\u2028\u007f\\',
};

describeEachSql("the audit chain", (getSql, dialect) => {
  let signer: Signer;
  let sql: Sql;
  let time = Date.parse("2026-03-02T08:00:00.123Z");
  const clock = { now: () => new Date(time) };
  const verify = () => verifyAudit({ sql });
  const sign = async () => {
    time += 3_600_000;
    return signAuditHead({ sql, clock, signer });
  };

  /** One event of these states, in a transaction that ends after `hold`. */
  function record(ownerStates: readonly StateCode[], hold: Promise<unknown> = Promise.resolve()): Promise<void> {
    return sql.transaction(async (tx) => {
      const event = { at: clock.now(), action: "case.read", targetKind: "case", targetId: "Ñ/1", ownerStates } as const;
      await insertAuditEvent(tx, CONTEXT, { ...event, detail: { n: 1e21, half: 0.5, words: "ñ\n🔎" } });
      await hold;
    });
  }
  /** Changes what nobody may change: as a superuser, with every trigger and foreign key off. */
  const tamper = (...texts: string[]) =>
    sql.transaction(async (tx) => {
      await tx.query("set local session_replication_role = replica");
      for (const text of texts) await tx.query(text);
    });
  /** Puts everything back as it was after `work`. */
  async function undoing(work: () => Promise<void>): Promise<void> {
    for (const table of KEPT) await sql.query(`create table kept_${table} as table ${table}`);
    await work();
    const back = KEPT.map((table) => `insert into ${table} overriding system value table kept_${table}`);
    await tamper(...[...KEPT, "audit_unchained"].map((table) => `delete from ${table}`), ...back);
    for (const table of KEPT) await sql.query(`drop table kept_${table}`);
  }
  const broken = async () => {
    const { firstBroken, whole } = await verify();
    return whole ? null : { seq: firstBroken?.seq, head: firstBroken?.head, reason: firstBroken?.reason };
  };

  beforeAll(async () => {
    sql = getSql();
    signer = await openTestSigner();
  });
  afterEach(async () => {
    expect(await broken()).toBeNull();
  });

  test("an event waits, then stands in the region's chain and in one of each of its states", async () => {
    await record(["TT", "JM"]);
    await record([]);
    await record(["JM", "JM"]);
    expect(await verify()).toMatchObject({ records: 0, waiting: 3, oldestWaiting: clock.now() });
    expect(await chainAllAuditEvents({ sql })).toBe(3);
    expect(await verify()).toMatchObject({ records: 3, waiting: 0, oldestWaiting: null, chains: { JM: 2, TT: 1 } });
    expect(await chainAuditEvents({ sql })).toBe(0);
  });

  test("many writers at once, some of whom give up, and many who chain: each event once, without a gap", async () => {
    const before = (await verify()).records;
    const states: readonly StateCode[][] = [["TT"], ["JM"], ["TT", "JM"], ["BB", "TT"], []];
    const writers = Array.from({ length: 60 }, async (_, n) => {
      const fails = n % 6 === 0;
      const hold = fails ? Promise.reject(new Error("given up")) : Promise.resolve();
      await record(states[n % states.length] ?? [], hold).catch((error: Error) =>
        expect(error.message).toBe("given up"),
      );
    });
    const chainers = Array.from({ length: 8 }, () => chainAuditEvents({ sql }, 7));
    await Promise.all([...writers, ...chainers]);
    await Promise.all(Array.from({ length: 4 }, () => chainAllAuditEvents({ sql })));
    await chainAllAuditEvents({ sql });
    expect(await verify()).toMatchObject({ records: before + 50, waiting: 0, broken: 0 });
  });

  // On PGlite's one connection no transaction runs beside another.
  const testBeside = dialect === "pglite" ? test.skip : test;
  testBeside("an open transaction holds nobody up, and its event is chained once it has ended", async () => {
    let end = () => {};
    const before = (await verify()).records;
    const slow = record(["TT"], new Promise<void>((done) => (end = done)));
    await record(["TT"]);
    await chainAllAuditEvents({ sql });
    expect(await verify()).toMatchObject({ records: before + 1, waiting: 0 });
    end();
    await slow;
    await chainAllAuditEvents({ sql });
    expect(await verify()).toMatchObject({ records: before + 2, waiting: 0 });
  });

  test("a head is signed once an hour, by one of many, and names the last event of every state", async () => {
    expect(await sign()).toMatchObject({ number: 1, keyId: signer.keyId });
    expect(await signAuditHead({ sql, clock, signer })).toBeNull();
    // The first use of a key is an event.
    await chainAllAuditEvents({ sql });
    time += 3_600_000;
    const heads = await Promise.all(Array.from({ length: 4 }, () => signAuditHead({ sql, clock, signer })));
    expect(heads.filter((head) => head !== null).map((head) => head.number)).toEqual([2]);
    const verdict = await verify();
    expect(verdict).toMatchObject({ heads: 2, signedTo: { position: verdict.records, at: clock.now().toISOString() } });
    const old = signer;
    signer = await openTestSigner();
    await record(["BB"]);
    await chainAllAuditEvents({ sql });
    expect(await sign()).toMatchObject({ number: 3, keyId: signer.keyId });
    await chainAllAuditEvents({ sql });
    // What the key of before signed still holds.
    const { rows } = await sql.query("select id from signing_keys");
    expect(rows.map((row) => row.id).sort()).toEqual([old.keyId, signer.keyId].sort());
  });

  test.each(KEPT)("the database changes, deletes and empties no row of %s", async (table) => {
    const column = {
      audit_events: "action",
      audit_chain: "hash",
      audit_links: "previous",
      audit_heads: "record",
      signing_keys: "id",
    }[table];
    await expect(sql.query(`update ${table} set ${column} = ${column}`)).rejects.toThrow(/never changed or deleted/);
    await expect(sql.query(`delete from ${table}`)).rejects.toThrow(/never changed or deleted/);
    await expect(sql.query(`truncate ${table} cascade`)).rejects.toThrow(/never changed or deleted/);
  });

  test("an event that waits is not forgotten", async () => {
    await record(["TT"]);
    await expect(sql.query("delete from audit_unchained")).rejects.toThrow(/not chained yet/);
    await expect(sql.query("truncate audit_unchained")).rejects.toThrow(/never changed or deleted/);
    await expect(sql.query("update audit_unchained set seq = -1")).rejects.toThrow(/never changed or deleted/);
    const { rows } = await sql.query("select seq::text from audit_unchained");
    const seq = rows[0]?.seq;
    await tamper("delete from audit_unchained");
    expect(await broken()).toEqual({ seq, head: null, reason: "it has no place in the chain and waits for none" });
    await sql.query("insert into audit_unchained (seq) values ($1)", [seq]);
    await chainAllAuditEvents({ sql });
  });

  /** An event with others before and behind it. */
  async function pickEvent(): Promise<string> {
    const { rows } = await sql.query(
      "select seq::text from audit_events where owner_states @> '{JM}' and actor_id = 'Zoë' order by seq offset 2 limit 1",
    );
    return String(rows[0]?.seq);
  }

  test.each([
    ["at", "at + interval '1 microsecond'"],
    ["actor_kind", "'station'"],
    ["actor_id", "actor_id || ' '"],
    ["actor_state", "null"],
    ["action", "'case.reaD'"],
    ["target_kind", "'Case'"],
    ["target_id", "replace(target_id, 'Ñ', 'N')"],
    ["owner_states", "owner_states || array[owner_states[1]]"],
    ["request_id", "request_id || 'x'"],
    ["detail", "jsonb_set(detail, '{half}', '0.50')"],
    ["detail", "jsonb_set(detail, '{n}', '1000000000000000000001')"],
  ])("one changed byte of an event's %s is found, and the event named", async (column, value) => {
    const seq = await pickEvent();
    await undoing(async () => {
      await tamper(`update audit_events set ${column} = ${value} where seq = ${seq}`);
      expect(await broken()).toEqual({ seq, head: null, reason: "its content does not give its hash" });
      expect((await verify()).broken).toBe(1);
    });
  });

  const ZEROS = "decode(repeat('00', 32), 'hex')";
  test.each([
    [
      "an event that moves to another state",
      "update audit_events set owner_states = '{GY}' where seq = $seq",
      /not those of its owner states/,
    ],
    ["an event that is gone", "delete from audit_events where seq = $seq", /its event is gone/],
    ["an event that is gone with its place", "delete from audit_chain where seq = $seq", /position \d+ is missing/],
    ["a place of another event", "update audit_chain set seq = -seq where seq = $seq", /its event is gone/],
    ["another hash", `update audit_chain set hash = ${ZEROS} where seq = $seq`, /its content does not give its hash/],
    ["another hash before it", `update audit_chain set previous = ${ZEROS} where seq = $seq`, /does not name the hash/],
    [
      "a link that is gone",
      "delete from audit_links where chain = 'JM' and chain_position = (select position from audit_chain where seq = $seq)",
      /not those of its owner states/,
    ],
    [
      "a link to another event",
      `update audit_links set previous = ${ZEROS} where chain = 'JM' and chain_position = (select position from audit_chain where seq = $seq)`,
      /its content does not give its hash/,
    ],
  ])("%s is found", async (_name, text, reason) => {
    const seq = await pickEvent();
    await undoing(async () => {
      await tamper(text.replaceAll("$seq", seq));
      expect(await broken()).toMatchObject({ head: null, reason: expect.stringMatching(reason) });
    });
  });

  const signAgain = async (number: number) => {
    const { rows } = await sql.query("select record from audit_heads where number = $1", [number]);
    const signature = Buffer.from(signer.sign(Buffer.from(String(rows[0]?.record)))).toString("hex");
    await tamper(`update audit_heads set signature = decode('${signature}', 'hex') where number = ${number}`);
  };
  test("who rewrites everything from an event on, but has no key, is found by the head; with another key, too", async () => {
    const seq = await pickEvent();
    await undoing(async () => {
      await tamper(
        `update audit_events set action = 'case.updated' where seq = ${seq}`,
        "insert into audit_unchained select seq from audit_chain",
        "delete from audit_links",
        "delete from audit_chain",
      );
      await chainAllAuditEvents({ sql });
      expect(await broken()).toMatchObject({ head: 1, reason: expect.stringMatching(/^it signs/) });
    });
    await undoing(async () => {
      await signAgain(2);
      expect(await broken()).toMatchObject({ head: 2, reason: "its signature does not hold" });
    });
    const stranger = await openTestSigner();
    const { broken: all } = await verifyAudit(
      { sql },
      { keys: [{ id: stranger.keyId, publicKey: stranger.publicKey }] },
    );
    expect(all).toBe(3);
  });

  test("who takes the end away is found by the head, and so is a head that is changed or gone", async () => {
    await undoing(async () => {
      await tamper(
        "delete from audit_links where chain_position >= (select max(position) from audit_heads)",
        "delete from audit_events where seq in (select seq from audit_chain where position >= (select max(position) from audit_heads))",
        "delete from audit_chain where position >= (select max(position) from audit_heads)",
      );
      expect(await broken()).toMatchObject({ head: 3, reason: expect.stringMatching(/which are not there/) });
    });
    for (const [text, reason] of [
      ["delete from audit_heads where number = 2", "head 2 is missing"],
      [
        "update audit_heads set record = replace(record, 'T09', 'T10') where number = 1",
        "its record does not give its hash",
      ],
      [
        "update audit_heads set signature = overlay(signature placing '\\x00'::bytea from 5) where number = 1",
        "its signature does not hold",
      ],
      [
        "delete from signing_keys where id = (select key_id from audit_heads where number = 1)",
        "which is none of those published",
      ],
    ] as const) {
      await undoing(async () => {
        await tamper(text);
        expect(await broken()).toMatchObject({ reason: expect.stringContaining(reason) });
      });
    }
  });

  test("a head that another process signs while the trail is read is no fault of it", async () => {
    let signed = 0;
    // Once the page behind the last one was asked for, and before the heads are looked at again.
    const busy: Sql = {
      ...sql,
      query: async (text, values) => {
        if (text.includes("from audit_links where chain_position")) {
          await record(["TT"]);
          await chainAllAuditEvents({ sql });
          if ((await sign()) !== null) signed += 1;
        }
        return sql.query(text, values);
      },
    };
    expect(await verifyAudit({ sql: busy })).toMatchObject({ broken: 0 });
    expect(signed).toBe(1);
  });

  test("a head of a clock that went far ahead does not keep the next ones waiting", async () => {
    const now = time;
    time += 400 * 24 * 3_600_000;
    expect(await signAuditHead({ sql, clock, signer })).not.toBeNull();
    time = now;
    expect(await sign()).not.toBeNull();
  });
});
