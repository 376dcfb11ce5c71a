/** People and pairs of a region whose cases, exhibits and acquisitions `fillRecords` has entered. */
import type { Sql, SqlExecutor } from "../../src/ports/sql.ts";
import { MATES } from "../vectors/draw-vectors.ts";

/** Whose examiner asks. */
export const ASKED_STATE = "TT";
const PEOPLE = 200;
/** Others that a search proposed of each exhibit besides the firearm's own; one in eight of all pairs was put before examiners. */
const OTHERS = 4;
const LINKED = 8;
/** What a search compares for an acquisition as the program is set when it is installed; of those that are asked for the lists are full. */
const LISTED = 200;

/** Two hundred people over the states that have evidence; nobody signs in as them. */
export async function fillPeople(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `with owners as (select l.owner_state, (array_agg(l.id))[1] as lab_id, row_number() over (order by l.owner_state) as place
       from labs l where exists (select from cases c where c.lab_id = l.id) group by l.owner_state)
     insert into accounts (id, owner_state, lab_id, email, name, roles, password_hash, created_at)
     select gen_random_uuid(), o.owner_state, o.lab_id, 'person-' || n || '@bench.example', 'Person ' || n, '{firearms_examiner,verifier}', '', now()
     from generate_series(1, $1::int) as n join owners o on o.place = 1 + n % (select count(*) from owners)`,
    [PEOPLE],
  );
  return rowCount;
}

const draw = (of: string, salt: number) => `((hashint8extended(${of}, ${salt}) & 1048575) / 1048576.0)`;
const number = (id: string) => `hashtext(${id}::text)`;

/** Each exhibit beside its firearm's others, and beside a few of other firearms, over the last year; all compared. */
export async function fillPairs(sql: Sql, count: number): Promise<{ candidates: number; linkages: number }> {
  const numbered = `numbered as materialized (select n, a.id, a.owner_state, a.exhibit_id, x.case_id from generate_series(0, $1::bigint - 1) as n
    join acquisitions a on a.id = ('a0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid join exhibits x on x.id = a.exhibit_id)`;
  const pairs = `select a.*, b.id as other, b.owner_state as other_state, b.exhibit_id as other_exhibit, b.case_id as other_case, p.mates
    from numbered a cross join lateral (
      select a.n + k as m, true as mates from generate_series(1, ${MATES - 1}) as k where (a.n + k) / ${MATES} = a.n / ${MATES}
      union all select (hashint8extended(a.n, 20 + k) & 1073741823) % $1::bigint, false from generate_series(1, ${OTHERS}) as k
    ) p join numbered b on b.n = p.m and b.n > a.n and b.case_id <> a.case_id`;
  return sql.transaction(async (tx) => {
    const linked = `mates or (hashint8extended(n, 40) & 1023) < ${1024 / LINKED}`;
    const when = "now() - make_interval(mins => (hashint8extended(n, 50) & 524287)::int)";
    const linkages = await tx.query(
      `with ${numbered} insert into linkages (id, exhibit_a, exhibit_b, case_a, case_b, state_a, state_b, best_score, created_at, updated_at)
       select gen_random_uuid(), exhibit_id, other_exhibit, case_id, other_case, owner_state, other_state, case when mates then .6 else .1 end + ${draw("n", 51)} * .3, ${when}, now()
       from (${pairs}) p where ${linked} on conflict do nothing`,
      [count],
    );
    const candidates = await tx.query(
      `with ${numbered} insert into candidates (id, acquisition_a, acquisition_b, state_a, state_b, model_id, model_version, similarity, linkage_id, created_at)
       select gen_random_uuid(), p.id, p.other, p.owner_state, p.other_state, 'bench', '1.0.0', case when mates then .6 else .1 end + ${draw("n", 52)} * .3, l.id, now()
       from (${pairs}) p left join linkages l on l.exhibit_a = p.exhibit_id and l.exhibit_b = p.other_exhibit on conflict do nothing`,
      [count],
    );
    await fillComparisons(tx);
    return { candidates: candidates.rowCount, linkages: linkages.rowCount };
  });
}

/** Of each candidate that has none. */
async function fillComparisons(tx: SqlExecutor): Promise<void> {
  await tx.query(
    `insert into comparisons (id, candidate_id, method, method_version, comparable, score, correlation, cells_usable, cells_congruent, outcome, created_at)
     select gen_random_uuid(), c.id, 'breech-face-cells', '1.2.0', true, c.similarity, c.similarity, 30, 20, '{}', now() from candidates c
     where not exists (select from comparisons k where k.candidate_id = c.id)`,
    [],
  );
}

/** What examiners decided of the linkages: the older, the likelier; one in eight of it a hit. Firearm groups are left out: no page asks for them. */
export async function fillDecisions(sql: Sql): Promise<{ waiting: number; hits: number }> {
  await sql.query(
    `update linkages set state = (array['lead', 'under microscopy', 'consultation', 'hit', 'inconclusive', 'eliminated', 'eliminated',
       'eliminated'])[1 + floor(${draw(number("id"), 61)} * 8)::int]
     where created_at < now() - make_interval(days => floor(${draw(number("id"), 60)} * 128)::int)`,
    [],
  );
  return sql.transaction(async (tx) => {
    await tx.query("alter table hits disable trigger hits_grow_groups", []);
    const hits = await tx.query(
      `insert into hits (id, linkage_id, case_a, case_b, state_a, state_b, confirmed_by, links_new_cases, created_at)
       select gen_random_uuid(), l.id, l.case_a, l.case_b, l.state_a, l.state_b, a.id, true, l.created_at + interval '5 days'
       from linkages l join lateral (select id from accounts where owner_state = l.state_a limit 1) a on true where l.state = 'hit'`,
      [],
    );
    await tx.query("alter table hits enable trigger hits_grow_groups", []);
    const { rows } = await tx.query("select count(*)::int as waiting from linkages where state = 'candidate'", []);
    return { waiting: Number(rows[0]?.waiting), hits: hits.rowCount };
  });
}

/** Fills the lists of these acquisitions up with others, all compared. */
export async function fillLists(sql: Sql, acquisitions: readonly string[], count: number): Promise<number> {
  return sql.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `with pairs as (
         select a.id, a.owner_state, b.id as other, b.owner_state as other_state, k from unnest($1::uuid[]) as asked (id)
           join acquisitions a on a.id = asked.id cross join generate_series(1, $3::int) as k
           join acquisitions b on b.id <> a.id and b.id = ('a0000000-0000-7000-8000-' ||
             lpad(to_hex(floor(${draw(number("a.id"), 100)} * $2::bigint + k * $2::bigint / $3::int)::bigint % $2::bigint), 12, '0'))::uuid)
       insert into candidates (id, acquisition_a, acquisition_b, state_a, state_b, model_id, model_version, similarity, created_at)
       select gen_random_uuid(), least(id, other), greatest(id, other), case when id < other then owner_state else other_state end,
         case when id < other then other_state else owner_state end, 'bench', '1.0.0', .1 + k * .001, now()
       from pairs on conflict do nothing`,
      [acquisitions, count, LISTED],
    );
    await fillComparisons(tx);
    return rowCount;
  });
}
