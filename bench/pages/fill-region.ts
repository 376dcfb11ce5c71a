/** People and pairs of a region whose cases, exhibits and acquisitions `fillRecords` has entered. */
import type { Sql } from "../../src/ports/sql.ts";
import { MATES } from "../vectors/draw-vectors.ts";

/** Whose examiner asks. */
export const ASKED_STATE = "TT";
const PEOPLE = 200;
/** Others that a search proposed of each exhibit besides the firearm's own; one in eight of all pairs was put before examiners. */
const OTHERS = 4;
const LINKED = 8;

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
       select gen_random_uuid(), exhibit_id, other_exhibit, case_id, other_case, owner_state, other_state, case when mates then .8 else .3 end, ${when}, now()
       from (${pairs}) p where ${linked} on conflict do nothing`,
      [count],
    );
    const candidates = await tx.query(
      `with ${numbered} insert into candidates (id, acquisition_a, acquisition_b, state_a, state_b, model_id, model_version, similarity, linkage_id, created_at)
       select gen_random_uuid(), p.id, p.other, p.owner_state, p.other_state, 'bench', '1.0.0', case when mates then .7 else .2 end, l.id, now()
       from (${pairs}) p left join linkages l on l.exhibit_a = p.exhibit_id and l.exhibit_b = p.other_exhibit on conflict do nothing`,
      [count],
    );
    await tx.query(
      `insert into comparisons (id, candidate_id, method, method_version, comparable, score, correlation, cells_usable, cells_congruent, outcome, created_at)
       select gen_random_uuid(), c.id, 'breech-face-cells', '1.2.0', true, c.similarity, c.similarity, 30, 20, '{}', now() from candidates c`,
      [],
    );
    return { candidates: candidates.rowCount, linkages: linkages.rowCount };
  });
}
