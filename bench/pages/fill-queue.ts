/** A state's queue of a chosen length, in a region whose people exist. */
import type { Sql } from "../../src/ports/sql.ts";
import { fillLabs, fillRecords } from "../vectors/fill-database.ts";
import { ASKED_STATE } from "./fill-region.ts";

/** Of the own state's exhibits four are in twenty-four of all; each has four linkages with exhibits of others. */
const EACH = 4;

/** So many linkages of `ASKED_STATE` that wait for review, over the last three months. */
export async function fillQueue(sql: Sql, count: number): Promise<void> {
  await fillLabs(sql);
  await sql.transaction((tx) => fillRecords(tx, 0, Math.ceil((count / EACH) * 6.5)));
  const { rowCount } = await sql.query(
    `with numbered as materialized (select e.id, e.owner_state, e.case_id, row_number() over (partition by e.owner_state = $1 order by e.id) as place
       from exhibits e),
     own as (select * from numbered where owner_state = $1),
     others as (select * from numbered where owner_state <> $1),
     pairs as (select o.id as own_id, o.case_id as own_case, x.id, x.case_id, x.owner_state, o.place * ${EACH} + k as n
       from own o cross join generate_series(0, ${EACH - 1}) as k
       join others x on x.place = 1 + (o.place * ${EACH} + k) % (select count(*) from others))
     insert into linkages (id, exhibit_a, exhibit_b, case_a, case_b, state_a, state_b, best_score, created_at, updated_at)
     select gen_random_uuid(), least(own_id, id), greatest(own_id, id),
       case when own_id < id then own_case else case_id end, case when own_id < id then case_id else own_case end,
       case when own_id < id then $1 else owner_state end, case when own_id < id then owner_state else $1 end,
       .2 + .7 * (hashint8extended(n, 51) & 1048575) / 1048576.0,
       now() - make_interval(mins => (hashint8extended(n, 50) & 131071)::int), now()
     from pairs order by n limit $2 on conflict do nothing`,
    [ASKED_STATE, count],
  );
  if (rowCount !== count) throw new Error(`${rowCount} linkages were entered, not ${count}.`);
  await sql.query("vacuum analyze", []);
}
