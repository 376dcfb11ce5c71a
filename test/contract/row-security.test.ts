/** The second lock by itself: straight SQL under the role of requests, against rules that are written here and taken from no code. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Actor } from "../../src/domain/permission.ts";
import { ROLES, type Role } from "../../src/domain/vocabulary.ts";
import type { DatabaseRole } from "../../src/ports/asker.ts";
import type { OwnerSql, Sql } from "../../src/ports/sql.ts";
import { type LockWorld, makeLockWorld, type Relation } from "../support/lock-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

/** t: technician, e: examiner, v: verifier, i: investigator, n: national, r: regional coordinator, a: auditor, s: station, p: any person. */
const LETTERS: Readonly<Record<Role, string>> = {
  lab_technician: "t",
  firearms_examiner: "e",
  verifier: "v",
  investigator: "i",
  national_coordinator: "n",
  regional_coordinator: "r",
  auditor: "a",
};
const EVIDENCE = { own: "tevins", "own, other lab": "tevin", released: "evin" };
const PAIR = { pair: "evinr", "pair with images": "evinr", "foreign pair": "r" };

/** Who reads which rows of a table, by what the row is to the reader's state. What is not here, nobody reads. */
const READ: Readonly<Record<string, Partial<Record<Relation, string>>>> = {
  labs: { region: "ps" },
  accounts: { own: "p", foreign: "r" },
  stations: { own: "tn" },
  cases: EVIDENCE,
  exhibits: EVIDENCE,
  acquisitions: { ...EVIDENCE, agreed: "ev" },
  outlines: { own: "tev", "own, other lab": "tev", released: "ev", agreed: "ev" },
  custody_records: { own: "tevin", "own, other lab": "tevin", released: "evin" },
  linkages: PAIR,
  candidates: PAIR,
  reviews: PAIR,
  conclusions: PAIR,
  hits: PAIR,
  comparisons: { "pair with images": "evin" },
  bullet_comparisons: { "pair with images": "evin" },
  reports: { mine: "evinr", own: "n" },
  agreements: { own: "p", foreign: "ra" },
  releases: { own: "p" },
  jobs: { own: "ps", foreign: "ra" },
  refusals: { own: "tn" },
  correlation_requests: { own: "tevnra", foreign: "ra", region: "tevnra" },
  sweeps: { own: "tevnra", foreign: "ra" },
  uploads: { mine: "p" },
};
/** Of the regional coordinator and the auditor the own state's rows are rows like any other's. */
const REGIONAL = new Set(["accounts", "agreements", "jobs"]);

/** Of these a request has nothing at all, not even the right to ask. */
const CLOSED = [
  "sessions",
  "features",
  "feature_history",
  "search_gaps",
  "sweep_records",
  "sweep_shards",
  "sign_in_tries",
  "invitations",
  "second_factors",
  "recovery_codes",
  "sign_in_challenges",
  "identities",
  "openid_flows",
  "openid_logouts",
  "set_up_codes",
  "store_keys",
  "store_sealing",
  "audit_links",
  "audit_unchained",
  "audit_heads",
];

function lettersOf(actor: Actor): string {
  if (actor.kind === "station") return "s";
  return ["p", ...actor.roles.map((role) => LETTERS[role])].join("");
}

function isShown(table: string, relation: Relation, letters: string): boolean {
  const allowed = READ[table]?.[relation] ?? "";
  const everywhere = relation === "own" && REGIONAL.has(table) ? (READ[table]?.foreign ?? "") : "";
  return [...letters].some((letter) => allowed.includes(letter) || everywhere.includes(letter));
}

const as = (sql: OwnerSql, actor: Actor | null, role: DatabaseRole = "ribin_request"): Sql =>
  sql.under(() => ({ role, actor }));

describeEachSql("row security", (getSql) => {
  let world: LockWorld;
  let people: { readonly name: string; readonly actor: Actor }[];
  const person = (...roles: Role[]): Actor => ({
    kind: "account",
    id: world.me,
    state: "TT",
    labId: world.labs.TT,
    roles,
  });
  const station = (labId: string): Actor => ({
    kind: "station",
    id: crypto.randomUUID(),
    state: "TT",
    labId,
    roles: [],
  });
  beforeAll(async () => {
    world = await makeLockWorld(getSql());
    people = [
      ...ROLES.map((role) => ({ name: role, actor: person(role) })),
      { name: "no role", actor: person() },
      { name: "station", actor: station(world.labs.TT) },
    ];
  });

  async function readIds(actor: Actor | null, table: string): Promise<string[]> {
    const { rows } = await as(getSql(), actor).query(`select id from ${table}`, []);
    return rows.map(({ id }) => String(id)).sort();
  }
  function expectedIds(actor: Actor, table: string): string[] {
    const letters = lettersOf(actor);
    const shown = [...world.rows[table]!].filter(([, relation]) => isShown(table, relation, letters));
    return shown.map(([id]) => id).sort();
  }
  const tell = (table: string, ids: readonly string[]) => ids.map((id) => world.rows[table]!.get(id) ?? "?").sort();

  test.each(Object.keys(READ))(
    "%s: each role reads what is its own, released, agreed or the region's",
    async (table) => {
      const relations = new Set(world.rows[table]!.values());
      expect(relations.size).toBeGreaterThan(0);
      for (const { name, actor } of people) {
        const read = await readIds(actor, table);
        const expected = expectedIds(actor, table);
        expect([name, tell(table, read)]).toEqual([name, tell(table, expected)]);
        expect(read).toEqual(expected);
      }
    },
  );

  test("nobody, and who must enrol a second factor first, reads none of it", async () => {
    for (const table of Object.keys(READ)) {
      expect([table, await readIds(null, table)]).toEqual([table, []]);
      const enrolling: Actor = { ...person(...ROLES), mustEnrol: true };
      // The second factor is still missing: there is an id, and no state.
      const read = await readIds(enrolling, table);
      expect([table, tell(table, read).filter((relation) => relation !== "mine" && relation !== "region")]).toEqual([
        table,
        [],
      ]);
    }
  });

  test("7,500 random sets of roles and tables, half on each database: no row that the rules do not show", async () => {
    const tables = fc.constantFrom(...Object.keys(READ));
    const roles = fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 4 });
    const states = fc.constantFrom("TT" as const, "BB" as const);
    await fc.assert(
      fc.asyncProperty(tables, roles, states, async (table, some, state) => {
        const stranger = state === "BB";
        const actor: Actor = stranger
          ? { ...person(...some), id: crypto.randomUUID(), state, labId: crypto.randomUUID() }
          : person(...some);
        const read = await readIds(actor, table);
        if (!stranger) return expect(read).toEqual(expectedIds(actor, table));
        // A state that has no part in anything: what the region's roles read, and what everybody does.
        const letters = lettersOf(actor).replace(/[teivn]/g, "");
        for (const id of read) {
          const relation = world.rows[table]!.get(id)!;
          const asForeign = relation === "region" ? relation : relation.includes("pair") ? "foreign pair" : "foreign";
          const wide = table === "correlation_requests" && relation === "region";
          expect([table, relation, wide || isShown(table, asForeign, letters)]).toEqual([table, relation, true]);
        }
      }),
      { numRuns: 7_500 / 2 },
    );
  }, 180_000);

  test.each(CLOSED)("%s is no request's", async (table) => {
    for (const { actor } of people) {
      for (const text of [`select 1 from ${table}`, `delete from ${table}`, `insert into ${table} default values`]) {
        await expect(as(getSql(), actor).query(text, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
    }
  });

  test("hashes of passwords and tokens are no request's, and who signs people in sees no evidence", async () => {
    const everyone = person(...ROLES);
    for (const text of [
      "select password_hash from accounts",
      "select token_hash from stations",
      "select * from accounts",
    ]) {
      await expect(as(getSql(), everyone).query(text, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    for (const table of Object.keys(READ)) {
      if (["labs", "accounts", "stations"].includes(table)) continue;
      for (const actor of [null, everyone]) {
        const asked = as(getSql(), actor, "ribin_sign_in").query(`select 1 from ${table}`, []);
        await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
    }
  });

  test("signed in, credentials are one's own or of whom one manages", async () => {
    const count = async (actor: Actor | null) =>
      Number((await as(getSql(), actor, "ribin_sign_in").query("select count(*) as n from accounts", [])).rows[0]?.n);
    expect(await count(null)).toBe(4);
    expect(await count(person("firearms_examiner"))).toBe(1);
    expect(await count(person("national_coordinator"))).toBe(2);
    expect(await count(person("regional_coordinator"))).toBe(4);
  });

  test("nothing is written into another state, nor moved there, whatever the roles", async () => {
    const all = as(getSql(), person(...ROLES.filter((role) => role !== "regional_coordinator")));
    const refused = async (text: string, values: unknown[] = []) =>
      expect(all.query(text, values)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const id = crypto.randomUUID();
    await refused(
      `insert into cases (id, owner_state, lab_id, case_number, event_type, created_by, created_at, updated_at)
       values ($1, 'JM', $2, 'x', 'homicide', $1, now(), now())`,
      [id, world.labs.JM],
    );
    const foreignCase = [...world.rows.cases!].find(([, relation]) => relation === "foreign")![0];
    await refused(
      `insert into exhibits (id, owner_state, case_id, exhibit_number, type, category, created_by, created_at, updated_at)
       values ($1, 'TT', $2, 'x', 'bullet', 'CE', $1, now(), now())`,
      [id, foreignCase],
    );
    await refused(
      `insert into releases (id, owner_state, case_id, to_state, purpose, expires_at, created_by, created_at)
       values ($1, 'JM', $2, 'TT', 'x', now() + interval '1 day', $1, now())`,
      [id, foreignCase],
    );
    await refused(
      `insert into agreements (id, state_a, state_b, created_by, created_at) values ($1, 'GY', 'TT', $1, now())`,
      [id],
    );
    await refused("update cases set owner_state = 'TT'");
    await refused("update acquisitions set blob_key = 'other'");
    const changed = async (table: string, column: string) => {
      const { rows } = await all.query(`update ${table} set ${column} = ${column} returning id`, []);
      return new Set(
        tell(
          table,
          rows.map((row) => String(row.id)),
        ),
      );
    };
    const ownOnly = new Set(["own", "own, other lab"]);
    expect(await changed("cases", "place")).toEqual(ownOnly);
    expect(await changed("exhibits", "comment")).toEqual(ownOnly);
    expect(await changed("acquisitions", "stage_note")).toEqual(ownOnly);
    expect(await changed("linkages", "version")).toEqual(new Set(["pair", "pair with images"]));
    expect(await changed("jobs", "attempt")).toEqual(new Set(["own"]));
    expect(await changed("stations", "revoked_at")).toEqual(new Set(["own"]));
  });

  test("decisions are in one's own name, and only where the images may be seen", async () => {
    const mine = as(getSql(), person("firearms_examiner"));
    const find = (relation: Relation) => [...world.rows.linkages!].find(([, is]) => is === relation)![0];
    const review = (linkage: string, account = world.me, state = "TT") =>
      mine.query(
        `insert into reviews (id, linkage_id, account_id, account_state, decision, reasons, created_at)
         values ($1, $2, $3, $4, 'lead', 'r', now())`,
        [crypto.randomUUID(), linkage, account, state],
      );
    await review(find("pair with images"));
    for (const relation of ["pair", "hidden pair", "foreign pair"] as const) {
      await expect(review(find(relation))).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(review(find("pair with images"), world.me, "JM")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = [...world.rows.accounts!].find(([id, is]) => is === "own" && id !== world.me)![0];
    await expect(review(find("pair with images"), other)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("what is kept for good is changed and deleted by no role of the program, and events are in one's own name", async () => {
    const KEPT = [
      "audit_events",
      "audit_chain",
      "audit_links",
      "audit_heads",
      "conclusions",
      "reviews",
      "hits",
      "reports",
      "report_signatures",
      "report_withdrawals",
      "custody_records",
      "comparisons",
      "outlines",
      "refusals",
      "signing_keys",
    ];
    for (const role of ["ribin_request", "ribin_sign_in", "ribin_service"] as const) {
      const sql = as(getSql(), role === "ribin_service" ? null : person(...ROLES), role);
      for (const table of KEPT) {
        const column = (
          await getSql().query(
            "select column_name as name from information_schema.columns where table_name = $1 order by ordinal_position offset 1 limit 1",
            [table],
          )
        ).rows[0]?.name;
        for (const text of [
          `delete from ${table}`,
          `update ${table} set ${column} = ${column}`,
          `truncate ${table} cascade`,
        ]) {
          await expect(sql.query(text, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
        }
      }
    }
    const event = (actorId: string) =>
      as(getSql(), person()).query(
        `insert into audit_events (at, actor_kind, actor_id, action, target_kind, target_id, owner_states, request_id)
         values (now(), 'account', $1, 'case.read', 'case', 'x', '{TT}', 'r')`,
        [actorId],
      );
    await event(world.me);
    await expect(event(crypto.randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("the trail is the auditor's, and of the own state the coordinator's", async () => {
    const read = async (actor: Actor) =>
      (await as(getSql(), actor).query("select owner_states from audit_events", [])).rows.map((row) =>
        String(row.owner_states),
      );
    expect(new Set(await read(person("auditor")))).toEqual(new Set(["TT", "JM", "GY"]));
    expect(new Set(await read(person("national_coordinator")))).toEqual(new Set(["TT"]));
    expect(await read(person("firearms_examiner", "regional_coordinator"))).toEqual([]);
  });

  describe("every table and function of the schema", () => {
    /** Neither rows of a state nor of a person. */
    const OPEN: Readonly<Record<string, string>> = {
      states: "the names of the network's states",
      schema_migrations: "which migrations were applied; granted to no request",
    };

    test("a table is under row-level security with a policy, or named here with the reason", async () => {
      const { rows } = await getSql().query(
        `select c.relname as name, c.relrowsecurity as secured, exists (select from pg_policy p where p.polrelid = c.oid) as policed
         from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`,
        [],
      );
      expect(rows.length).toBeGreaterThan(45);
      const open = rows.filter((row) => row.secured !== true || row.policed !== true).map((row) => String(row.name));
      expect(open.sort()).toEqual(Object.keys(OPEN).sort());
    });

    test("no role of the program owns a table, is a superuser or passes row-level security by", async () => {
      const { rows } = await getSql().query(
        `select rolname, rolsuper, rolbypassrls, rolcanlogin,
           (select count(*)::int from pg_class where relowner = r.oid) as owned
         from pg_roles r where rolname in ('ribin_request', 'ribin_sign_in', 'ribin_service') order by rolname`,
        [],
      );
      const nothing = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, owned: 0 };
      expect(rows).toEqual(
        ["ribin_request", "ribin_service", "ribin_sign_in"].map((rolname) => ({ rolname, ...nothing })),
      );
    });

    test("what runs with the owner's rights has a fixed search path and is not everybody's to call", async () => {
      const { rows } = await getSql().query(
        `select p.proname as name, coalesce(array_to_string(p.proconfig, ','), '') as config,
           p.prorettype = 'trigger'::regtype or not has_function_privilege('public', p.oid, 'execute') as closed
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef`,
        [],
      );
      expect(rows.length).toBeGreaterThan(25);
      const wrong = rows.filter((row) => row.closed !== true || !String(row.config).includes("search_path="));
      expect(wrong.map((row) => row.name)).toEqual([]);
    });
  });
});
