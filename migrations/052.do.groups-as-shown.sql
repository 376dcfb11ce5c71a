-- Firearm groups as each state may be shown them (docs/review.md), once for the list, the group, its chart and its history.

-- Whose eyes: of a request its state, whatever it says, and of nobody's request nobody's; of the program itself the state that it names.
create or replace function eyes_of(viewer text) returns text language sql stable return viewing_state(viewer);

-- The members of a group (`asked` null: of every group) that a state may be shown: its own, and what hangs together with these by hits and
-- merges of which it may be told both ends. What leaves its state by release only is not there, nor what is tied to the own exhibits by
-- such a one alone: that it is tied would tell of it. `everybody`: the regional coordinator, of whose state no exhibit is asked.
create function firearm_members_of(viewer text, everybody boolean, at timestamptz, asked uuid) returns table (
  group_id uuid, member_id uuid, exhibit_id uuid, owner_state text, joined_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  eyes text := eyes_of(viewer);
  region boolean := everybody and (acts_for_itself() or acting_has('regional_coordinator'));
begin
  return query with recursive here as (
    select distinct g.group_id as id from firearm_group_members g
    where (asked is null or g.group_id = asked) and (region or g.owner_state = eyes)
  ), named as materialized (
    select m.* from firearm_group_members m join here on here.id = m.group_id
    where m.owner_state is not distinct from eyes or may_be_named(m.exhibit_id, eyes, at)
  ), ties as materialized (
    select k.exhibit_a as a, k.exhibit_b as b from firearm_links k
      join named x on x.exhibit_id = k.exhibit_a join named y on y.exhibit_id = k.exhibit_b
  ), both_ways as materialized (
    select a, b from ties union select b, a from ties
  ), reached as (
    select n.exhibit_id as exhibit from named n where region or n.owner_state = eyes
    union select w.b from reached r join both_ways w on w.a = r.exhibit
  )
  select n.group_id, n.id, n.exhibit_id, n.owner_state, n.created_at from named n join reached r on r.exhibit = n.exhibit_id;
end $$;
create or replace function firearm_members_shown(viewer text, everybody boolean, at timestamptz) returns table (
  group_id uuid, member_id uuid, exhibit_id uuid, owner_state text, joined_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select * from firearm_members_of(viewer, everybody, at, null)
$$;

-- What ties members that may be shown: hits, and merges where an examiner knew it without one. The linkage of a hit, and when it was a lead,
-- are told to its two states, and to the regional coordinator.
create function firearm_ties_shown(viewer text, everybody boolean, at timestamptz, asked uuid) returns table (
  id uuid, kind text, linkage_id uuid, exhibit_a uuid, exhibit_b uuid, member_a uuid, member_b uuid, lead_at timestamptz, made_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with shown as materialized (select * from firearm_members_of(viewer, everybody, at, asked))
  select k.edge_id, case when h.id is null then 'merge' else 'hit' end, t.id, k.exhibit_a, k.exhibit_b, a.member_id, b.member_id,
    (select min(r.created_at) from reviews r where r.linkage_id = t.id and r.decision = 'lead'), coalesce(h.created_at, m.created_at)
  from firearm_links k join shown a on a.exhibit_id = k.exhibit_a join shown b on b.exhibit_id = k.exhibit_b
    left join hits h on h.id = k.edge_id left join firearm_merges m on m.id = k.edge_id
    left join linkages t on t.id = h.linkage_id and (eyes_of(viewer) in (t.state_a, t.state_b)
      or (everybody and (acts_for_itself() or acting_has('regional_coordinator'))))
$$;
create or replace function firearm_hits_shown(viewer text, everybody boolean, at timestamptz, asked uuid) returns table (
  hit_id uuid, member_a uuid, member_b uuid, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.member_a, k.member_b, k.made_at from firearm_ties_shown(viewer, everybody, at, asked) k where k.kind = 'hit'
$$;

-- What happened to a group, of the members that may be shown; of what left it only where the reader knows the exhibit otherwise: it is the own
-- state's, or stands in a pair with one of it.
create or replace function firearm_records_shown(viewer text, everybody boolean, at timestamptz, asked uuid) returns table (
  seq bigint, id uuid, exhibit_id uuid, owner_state text, group_id uuid, previous_group uuid, kind text, cause_id uuid, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with shown as materialized (select s.exhibit_id from firearm_members_of(viewer, everybody, at, asked) s)
  select r.seq, r.id, r.exhibit_id, r.owner_state, r.group_id, r.previous_group, r.kind, r.cause_id, r.created_at
  from firearm_group_records r
  where asked in (r.group_id, r.previous_group) and exists (select from shown)
    and (r.exhibit_id in (select s.exhibit_id from shown s) or (may_be_named(r.exhibit_id, eyes_of(viewer), at)
      and (r.owner_state is not distinct from eyes_of(viewer) or stands_with(r.exhibit_id, eyes_of(viewer))
        or (everybody and (acts_for_itself() or acting_has('regional_coordinator'))))))
$$;

-- Whether an exhibit is shown to a state in a firearm group: it is told of it what it is told of an exhibit that stands beside one of its own.
create function stands_in_group_with(exhibit uuid, viewer text, at timestamptz) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return exists (select from firearm_group_members m cross join lateral firearm_members_of(viewer, false, at, m.group_id) s
    where m.exhibit_id = exhibit and s.exhibit_id = exhibit);
end $$;
revoke execute on function firearm_members_of, firearm_ties_shown, stands_in_group_with from public;
grant execute on function firearm_members_of, firearm_ties_shown, stands_in_group_with to ribin_request, ribin_service;

-- As 050 has it, and of exhibits in a firearm group with one of the own state's: calibre, type, category, state and lab contact; facts by release.
create or replace function exhibit_sides(exhibits uuid[], viewer text, at timestamptz) returns table (
  exhibit_id uuid, owner_state text, type text, category text, counted_category text, calibre text, lab_name text, lab_contact text, is_national boolean,
  released boolean, removed_at timestamptz, case_id uuid, exhibit_number text, case_number text, high_profile boolean, originating_agency text,
  agency_reference text, event_type text, occurred text, place text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with sides as materialized (
    select x.id, x.owner_state, x.type, x.category, x.calibre, x.case_id, x.exhibit_number, x.removed_at, leaves_by_release(x.id, viewing_state(viewer)) as of_nation,
      is_released(x.id, viewer, at) as released
    from public.exhibits x where x.id = any (exhibits)
  ), shown as materialized (
    select s.*, (s.owner_state is not distinct from viewing_state(viewer) or s.released) and (acts_for_itself()
      or acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) as facts
    from sides s
    where acts_for_itself() or s.owner_state = acting_state() or s.released or (not s.of_nation
      and (stands_with(s.id, acting_state()) or stands_in_group_with(s.id, acting_state(), at)
        or (acting_has('regional_coordinator') and exists (select from linkages l where s.id in (l.exhibit_a, l.exhibit_b)))))
  )
  select s.id, s.owner_state, s.type, s.category, counted_category(s.id), s.calibre, l.name, l.contact, s.of_nation, s.released, s.removed_at, case when s.facts then s.case_id end,
    case when s.facts then s.exhibit_number end, case when s.facts then c.case_number end, case when s.facts then c.high_profile end,
    case when s.facts then c.originating_agency end, case when s.facts then c.agency_reference end,
    case when s.facts then c.event_type end, case when s.facts then to_char(c.occurred_on, 'YYYY-MM-DD') end,
    case when s.facts then c.place end
  from shown s join cases c on c.id = s.case_id join labs l on l.id = c.lab_id;
end $$;

-- Recovered firearms by what stands of each (021).
create or replace function read_arms(reader text, everybody boolean, first_year integer, last_year integer)
returns table (state text, year integer, kind text, arms bigint, seized bigint, found bigint, surrendered bigint, marked bigint,
  marked_known bigint, requested bigint, traced bigint, established bigint, not_traced bigint, waiting bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with checked as materialized (select assert_statistics_reader(reader, everybody)),
  arms as (
    select f.owner_state, extract(year from f.recovered_on)::integer as year, f.kind, f.recovery,
      f.serial_number is not null and f.serial_state in ('legible', 'partly legible') as marked,
      (select count(*) from trace_requests t where t.exhibit_id = f.exhibit_id) as requests,
      (select array_agg(o.outcome) from trace_requests t join standing_trace_outcomes o on o.trace_request_id = t.id
        where t.exhibit_id = f.exhibit_id) as outcomes
    from standing_firearm_records f
    where exists (select from checked) and (everybody or f.owner_state = reader)
      and f.recovered_on >= make_date(first_year, 1, 1) and f.recovered_on < make_date(last_year + 1, 1, 1)
      and exists (select from exhibits e where e.id = f.exhibit_id and e.removed_at is null)
  )
  select owner_state, year, kind, count(*),
    count(*) filter (where recovery = 'seized'), count(*) filter (where recovery = 'found'),
    count(*) filter (where recovery = 'surrendered'), count(*) filter (where marked),
    count(*) filter (where marked and outcomes && array['traced', 'established']), count(*) filter (where requests > 0),
    count(*) filter (where 'traced' = any (outcomes)),
    count(*) filter (where 'established' = any (outcomes) and not 'traced' = any (outcomes)),
    count(*) filter (where cardinality(outcomes) > 0 and not outcomes && array['traced', 'established']),
    count(*) filter (where requests > 0 and outcomes is null)
  from arms group by owner_state, year, kind order by owner_state, year, kind
$$;

-- How often an exhibit was removed or purged: what processes hold beside the database (vectors in memory, packs on disk) is held against it
-- where this grew (docs/operations.md). Rows are counted, not compared: a transaction that began earlier may commit later.
create table evidence_gone (
  id bigint generated always as identity primary key,
  at timestamptz not null default now()
);
create trigger evidence_gone_kept before update or delete on evidence_gone for each row execute function refuse_change();
create trigger evidence_gone_not_emptied before truncate on evidence_gone for each statement execute function refuse_change();
call guard_table('evidence_gone');
revoke all on evidence_gone from ribin_request;
revoke insert on evidence_gone from ribin_service;
create function note_gone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into evidence_gone default values;
  return null;
end $$;
-- What memory forgot of a removed exhibit is new to it when the exhibit is restored.
create trigger features_returned before update of removed on features for each row
  when (old.removed and not new.removed) execute function number_feature();
create trigger exhibits_gone after update of removed_at, purged_at on exhibits for each row
  when ((new.removed_at is not null and old.removed_at is null) or (new.purged_at is not null and old.purged_at is null))
  execute function note_gone();

-- A state's archive brings its groups as they were (docs/exchange.md): while it is read, nothing settles them anew.
create function is_arriving() returns boolean language sql stable
  return coalesce(current_setting('ribin.arriving', true), '') = 'on' and acts_for_itself();
do $$
declare
  made record;
begin
  for made in select * from (values
    ('hits', 'hits_grow_groups', 'insert on hits', 'settle_by_hit'),
    ('hit_withdrawals', 'withdrawals_shrink_groups', 'insert on hit_withdrawals', 'settle_by_withdrawal'),
    ('firearm_merges', 'merges_join_groups', 'insert on firearm_merges', 'settle_by_merge'),
    ('firearm_split_decisions', 'splits_cut_groups', 'insert on firearm_split_decisions', 'settle_by_split')) as t (held, name, cause, does)
  loop
    execute format('drop trigger %I on %I', made.name, made.held);
    execute format('create trigger %I after %s for each row when (not is_arriving()) execute function %I()', made.name, made.cause, made.does);
  end loop;
end $$;
grant insert on firearm_group_records, firearm_cuts to ribin_service;
-- A cut of two of a state's own exhibits goes with them, also where the split was decided elsewhere.
alter table firearm_cuts drop constraint firearm_cuts_split_id_fkey;
