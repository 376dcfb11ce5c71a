/** Pages of pairs under the role of requests: whole, in order, and of what the rules of test/support/lock-world.ts show and nothing else. */
import { beforeAll, expect, test } from "@jest/globals";
import type { Actor } from "../../src/domain/permission.ts";
import { type LinkageState, linkageStateSchema, ROLES, type Role } from "../../src/domain/vocabulary.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { decodeCursor, type Page, type PageRequest } from "../../src/repositories/page.ts";
import { listHits } from "../../src/repositories/review/hits.ts";
import {
  type LinkageFilter,
  listLinkagesByAge,
  listLinkagesByDue,
  listLinkagesByScore,
} from "../../src/repositories/review/linkage-pages.ts";
import { type LockWorld, makeLockWorld } from "../support/lock-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

interface Row {
  readonly id: string;
  readonly state: LinkageState;
  readonly created_at: Date;
  readonly best_score: number;
  readonly due_at: Date;
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

describeEachSql("pages of pairs", (getSql) => {
  let world: LockWorld;
  /** What a reader of TT, or of the region, may see, by rules that are written elsewhere. */
  let shown: (everywhere: boolean) => Promise<Row[]>;
  const person = (...roles: Role[]): Actor => ({
    kind: "account",
    id: world.me,
    state: "TT",
    labId: world.labs.TT,
    roles,
  });
  const as = (actor: Actor): Sql => getSql().under(() => ({ role: "ribin_request", actor }));

  beforeAll(async () => {
    const sql = getSql();
    world = await makeLockWorld(sql);
    // Times and scores of which several are equal; every state of a linkage.
    await sql.query(
      `with numbered as (select id, row_number() over (order by id) as n from linkages)
       update linkages l set created_at = timestamptz '2026-01-01' + make_interval(hours => (n.n / 3)::int),
         best_score = (n.n % 4) / 7.0::real, state = ($1::text[])[1 + n.n % 7], version = 2
       from numbered n where n.id = l.id`,
      [linkageStateSchema.options],
    );
    await sql.query(
      `with numbered as (select linkage_id, row_number() over (order by linkage_id) as n from linkage_clocks)
       update linkage_clocks k set due_at = timestamptz '2026-02-01' + make_interval(hours => (n.n % 5)::int)
       from numbered n where n.linkage_id = k.linkage_id`,
      [],
    );
    shown = async (everywhere) => {
      const seen = [...world.rows.linkages!].filter(
        ([, is]) => is.startsWith("pair") || (everywhere && is === "foreign pair"),
      );
      const { rows } = await sql.query(
        `select l.*, (select due_at from linkage_clocks k where k.linkage_id = l.id and k.state = 'TT') as due_at
         from linkages l where l.id = any ($1::uuid[])`,
        [seen.map(([id]) => id)],
      );
      return rows as unknown as Row[];
    };
  });

  async function walk<T extends { readonly id: string }>(
    list: (page: PageRequest) => Promise<Page<T>>,
    limit: number,
  ): Promise<string[]> {
    const ids: string[] = [];
    let after: PageRequest["after"] = null;
    do {
      const page: Page<T> = await list({ limit, after });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      ids.push(...page.items.map(({ id }) => id));
      after = page.nextCursor === null ? null : decodeCursor(page.nextCursor);
    } while (after !== null);
    return ids;
  }

  const ORDERS = {
    age: {
      list: listLinkagesByAge,
      compare: (a: Row, b: Row) => a.created_at.getTime() - b.created_at.getTime() || byText(a.id, b.id),
    },
    score: {
      list: listLinkagesByScore,
      compare: (a: Row, b: Row) => b.best_score - a.best_score || byText(a.id, b.id),
    },
    due: {
      list: listLinkagesByDue,
      compare: (a: Row, b: Row) => a.due_at.getTime() - b.due_at.getTime() || byText(a.id, b.id),
    },
  };
  const FILTERS: readonly (readonly LinkageState[] | null)[] = [
    null,
    ["candidate"],
    ["hit", "eliminated", "candidate"],
    ["lead", "lead"],
  ];

  test.each(["age", "score", "due"] as const)("the queue by %s: whole and in order, page by page", async (order) => {
    const { list, compare } = ORDERS[order];
    for (const everywhere of [false, true]) {
      const tx = as(person(everywhere ? "regional_coordinator" : "firearms_examiner"));
      // A queue of every state's is by age where the own is by what is due.
      const sorted = (await shown(everywhere)).sort(order === "due" && everywhere ? ORDERS.age.compare : compare);
      expect(sorted.length).toBeGreaterThan(5);
      for (const states of FILTERS) {
        const filter: LinkageFilter = { party: everywhere ? null : "TT", viewer: "TT", states, now: new Date() };
        const expected = sorted.filter(({ state }) => states === null || states.includes(state)).map(({ id }) => id);
        for (const limit of [1, 3, 100]) {
          const read = await walk((page) => list(tx, filter, page), limit);
          expect([everywhere, states, limit, read]).toEqual([everywhere, states, limit, expected]);
        }
      }
    }
  });

  test("hits: whole, newest first, page by page", async () => {
    for (const everywhere of [false, true]) {
      const tx = as(person(everywhere ? "regional_coordinator" : "investigator"));
      const { rows } = await getSql().query("select id, created_at from hits", []);
      const relation = (id: unknown) => world.rows.hits!.get(String(id)) ?? "";
      const expected = rows
        .filter(({ id }) => relation(id).startsWith("pair") || (everywhere && relation(id) === "foreign pair"))
        .map(({ id }) => String(id))
        // All of one moment.
        .sort((a, b) => byText(b, a));
      const filter = { party: everywhere ? null : ("TT" as const), viewer: "TT" as const, now: new Date() };
      for (const limit of [1, 4, 100])
        expect(await walk((page) => listHits(tx, filter, page), limit)).toEqual(expected);
    }
  });

  test("the candidates of acquisitions are those that the policy on candidates shows, whoever asks", async () => {
    const { rows } = await getSql().query("select id from acquisitions", []);
    const acquisitions = rows.map(({ id }) => String(id));
    for (const actor of [...ROLES.map((role) => person(role)), person(), person("verifier", "auditor")]) {
      const allowed = await as(actor).query("select id from candidates order by id", []);
      // For whom one says that one asks widens nothing.
      const given = await as(actor).query(
        `select distinct s.id from unnest($1::uuid[]) as asked (id) cross join lateral candidates_shown(asked.id, 'JM', now()) s order by s.id`,
        [acquisitions],
      );
      expect([actor.roles, given.rows]).toEqual([actor.roles, allowed.rows]);
    }
  });

  test("a clock is shown with its linkage only", async () => {
    for (const actor of [...ROLES.map((role) => person(role)), person()]) {
      const regional = actor.roles.includes("regional_coordinator");
      const { rows } = await as(actor).query("select linkage_id as id, state from linkage_clocks order by 1, 2", []);
      const linkages = await as(actor).query("select id from linkages", []);
      const all = await getSql().query("select linkage_id as id, state from linkage_clocks order by 1, 2", []);
      const readable = new Set(linkages.rows.map(({ id }) => id));
      const expected = all.rows.filter(({ id, state }) => readable.has(id) && (regional || state === "TT"));
      expect([actor.roles, rows]).toEqual([actor.roles, expected]);
    }
  });

  test("a clock knows where its linkage stands, also when it begins again", async () => {
    const strays = async () =>
      (
        await getSql().query(
          "select k.linkage_id from linkage_clocks k join linkages l on l.id = k.linkage_id where k.linkage_state <> l.state",
          [],
        )
      ).rows;
    const count = async () => Number((await getSql().query("select count(*) as n from linkage_clocks", [])).rows[0]?.n);
    const before = await count();
    expect(await strays()).toEqual([]);
    await getSql().query("update exhibits set removed_at = now()", []);
    expect(await count()).toBe(0);
    await getSql().query("update exhibits set removed_at = null", []);
    expect([await count(), await strays()]).toEqual([before, []]);
  });
});
