-- Firearm groups (docs/review.md): all exhibits that hits link, across states. A group is what the hits in force and the examiners' merges
-- connect, less what a split cut; who belongs to it since when is an append-only record that the database writes whenever one of them changes.

-- Set by removals (migration 014).
alter table exhibits add column if not exists removed_at timestamptz;

-- Two groups that an examiner knows to be of one firearm without a hit between them, by one exhibit of each.
create table firearm_merges (
  id uuid primary key,
  exhibit_a uuid not null references exhibits (id),
  exhibit_b uuid not null references exhibits (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  reason text not null,
  merged_by uuid not null references accounts (id),
  merged_state text not null references states (code),
  created_at timestamptz not null,
  check (exhibit_a <> exhibit_b)
);

-- Some of a group's exhibits that are not of its firearm: proposed by one examiner, decided by another.
create table firearm_splits (
  id uuid primary key,
  group_id uuid not null,
  exhibits uuid[] not null check (cardinality(exhibits) > 0),
  reason text not null,
  proposed_by uuid not null references accounts (id),
  proposed_state text not null references states (code),
  created_at timestamptz not null
);
create index firearm_splits_of on firearm_splits (group_id, created_at);
create table firearm_split_decisions (
  split_id uuid primary key references firearm_splits (id),
  approved boolean not null,
  reason text not null,
  decided_by uuid not null references accounts (id),
  decided_state text not null references states (code),
  created_at timestamptz not null
);
-- The links that a split cut. A hit that is made later between the same exhibits is another link.
create table firearm_cuts (
  edge_id uuid primary key,
  split_id uuid not null references firearm_splits (id)
);

create table firearm_group_records (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  exhibit_id uuid not null references exhibits (id),
  owner_state text not null references states (code),
  -- null: the exhibit belongs to none from here on
  group_id uuid,
  previous_group uuid,
  kind text not null check (kind in ('created', 'joined', 'merged', 'split', 'left')),
  -- what led to it; null where an exhibit was removed
  cause_id uuid,
  made_by text not null,
  created_at timestamptz not null,
  check ((kind = 'left') = (group_id is null)),
  check ((kind in ('created', 'joined')) = (previous_group is null))
);
create index firearm_group_records_of on firearm_group_records (exhibit_id, seq desc);
create index firearm_group_records_group on firearm_group_records (group_id, seq);

do $$
declare name text;
begin
  foreach name in array array['firearm_merges', 'firearm_splits', 'firearm_split_decisions', 'firearm_cuts', 'firearm_group_records'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_kept', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_not_emptied', name);
    execute format('call guard_table(%L)', name);
  end loop;
end $$;
revoke insert on firearm_group_records, firearm_cuts from ribin_request, ribin_service;

-- The newest record of an exhibit counts. Nobody is granted these views: the functions below give what may be shown of them.
create view firearm_group_members as
  select * from (select distinct on (exhibit_id) * from firearm_group_records order by exhibit_id, seq desc) newest where group_id is not null;
create view firearm_links as
  select link.edge_id, link.exhibit_a, link.exhibit_b from (
    select h.id as edge_id, l.exhibit_a, l.exhibit_b from hits h join linkages l on l.id = h.linkage_id
    where not exists (select from hit_withdrawals w where w.hit_id = h.id)
    union all select m.id, m.exhibit_a, m.exhibit_b from firearm_merges m
  ) link
  where not exists (select from firearm_cuts c where c.edge_id = link.edge_id)
    and not exists (select from exhibits x where x.id in (link.exhibit_a, link.exhibit_b) and x.removed_at is not null);

-- Brings the groups around some exhibits to what the links say, one after the other. A group goes on where most of its exhibits are.
create function settle_firearm_groups(changed uuid[], cause uuid, by_whom text, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  part record;
  chosen uuid;
  is_new boolean;
  taken uuid[] := '{}';
begin
  perform pg_advisory_xact_lock(7300151016);
  for part in
    with recursive around as (
      select unnest(changed) as id
      union select m.exhibit_id from firearm_group_members m
        where m.group_id in (select g.group_id from firearm_group_members g where g.exhibit_id = any (changed))
    ), both_ways as materialized (
      select exhibit_a as a, exhibit_b as b from firearm_links union select exhibit_b, exhibit_a from firearm_links
    ), scope as (
      select id from around union select k.b from scope s join both_ways k on k.a = s.id
    ), reach as (
      select id as root, id as node from scope union select r.root, k.b from reach r join both_ways k on k.a = r.node
    ), labelled as (
      select root as exhibit, min(node::text) as label from reach group by root
    )
    select array_agg(exhibit order by exhibit) as exhibits from labelled group by label order by count(*) desc, label
  loop
    if cardinality(part.exhibits) = 1 then
      insert into firearm_group_records (id, exhibit_id, owner_state, group_id, previous_group, kind, cause_id, made_by, created_at)
      select gen_random_uuid(), m.exhibit_id, m.owner_state, null, m.group_id, 'left', cause, by_whom, moment
      from firearm_group_members m where m.exhibit_id = part.exhibits[1];
      continue;
    end if;
    chosen := (select m.group_id from firearm_group_members m
      where m.exhibit_id = any (part.exhibits) and m.group_id <> all (taken)
      group by m.group_id
      order by count(*) desc, (select min(r.seq) from firearm_group_records r where r.group_id = m.group_id) limit 1);
    is_new := chosen is null;
    if is_new then chosen := gen_random_uuid(); end if;
    taken := taken || chosen;
    insert into firearm_group_records (id, exhibit_id, owner_state, group_id, previous_group, kind, cause_id, made_by, created_at)
    select gen_random_uuid(), x.id, x.owner_state, chosen, m.group_id,
      case when m.group_id is null then case when is_new then 'created' else 'joined' end
        when is_new then 'split' else 'merged' end,
      cause, by_whom, moment
    from exhibits x left join firearm_group_members m on m.exhibit_id = x.id
    where x.id = any (part.exhibits) and m.group_id is distinct from chosen
    order by x.id;
  end loop;
end $$;

create function settle_by_hit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform settle_firearm_groups(array[l.exhibit_a, l.exhibit_b], new.id, new.confirmed_by::text, new.created_at)
    from linkages l where l.id = new.linkage_id;
  return null;
end $$;
create trigger hits_grow_groups after insert on hits for each row execute function settle_by_hit();

create function settle_by_withdrawal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform settle_firearm_groups(array[l.exhibit_a, l.exhibit_b], new.hit_id, new.withdrawn_by::text, new.created_at)
    from hits h join linkages l on l.id = h.linkage_id where h.id = new.hit_id;
  return null;
end $$;
create trigger withdrawals_shrink_groups after insert on hit_withdrawals for each row execute function settle_by_withdrawal();

create function settle_by_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform settle_firearm_groups(array[new.exhibit_a, new.exhibit_b], new.id, new.merged_by::text, new.created_at);
  return null;
end $$;
create trigger merges_join_groups after insert on firearm_merges for each row execute function settle_by_merge();

create function settle_by_split() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  split firearm_splits;
begin
  if not new.approved then return null; end if;
  select * into strict split from firearm_splits where id = new.split_id;
  insert into firearm_cuts (edge_id, split_id)
    select k.edge_id, split.id from firearm_links k
    where (k.exhibit_a = any (split.exhibits)) <> (k.exhibit_b = any (split.exhibits))
      and exists (select from firearm_group_members m where m.group_id = split.group_id and m.exhibit_id = k.exhibit_a)
      and exists (select from firearm_group_members m where m.group_id = split.group_id and m.exhibit_id = k.exhibit_b);
  perform settle_firearm_groups(array(select m.exhibit_id from firearm_group_members m where m.group_id = split.group_id),
    split.id, new.decided_by::text, new.created_at);
  return null;
end $$;
create trigger splits_cut_groups after insert on firearm_split_decisions for each row execute function settle_by_split();

-- A removed exhibit leaves its group, and one that is restored comes back.
create function settle_by_removal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform settle_firearm_groups(array[new.id], null, coalesce(acting_id(), 'system'), coalesce(new.removed_at, now()));
  return null;
end $$;
create trigger removals_settle_groups after update of removed_at on exhibits for each row
  when (old.removed_at is distinct from new.removed_at) execute function settle_by_removal();

-- Whose eyes: of a request its state, whatever it says; of the program itself the state that it names.
create function eyes_of(viewer text) returns text language sql stable return case when acting_id() is null then viewer else acting_state() end;

-- Members that a state may be shown: of groups in which it has one itself (everybody: the regional coordinator), less what leaves its state by
-- release only.
create function firearm_members_shown(viewer text, everybody boolean, at timestamptz) returns table (
  group_id uuid, member_id uuid, exhibit_id uuid, owner_state text, joined_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.group_id, m.id, m.exhibit_id, m.owner_state, m.created_at
  from firearm_group_members m join exhibits x on x.id = m.exhibit_id join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
  where ((everybody and (acting_id() is null or acting_has('regional_coordinator')))
      or exists (select from firearm_group_members own where own.group_id = m.group_id and own.owner_state = eyes_of(viewer)))
    and (m.owner_state is not distinct from eyes_of(viewer)
      or not (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false))
      or exists (select from releases r where r.case_id = c.id and r.to_state = eyes_of(viewer) and r.withdrawn_at is null and r.expires_at > at))
$$;

-- Hits between members that may be shown.
create function firearm_hits_shown(viewer text, everybody boolean, at timestamptz, asked uuid) returns table (
  hit_id uuid, member_a uuid, member_b uuid, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with shown as (select * from firearm_members_shown(viewer, everybody, at) s where s.group_id = asked)
  select h.id, a.member_id, b.member_id, h.created_at
  from hits h join firearm_links k on k.edge_id = h.id join shown a on a.exhibit_id = k.exhibit_a join shown b on b.exhibit_id = k.exhibit_b
$$;

-- What happened to a group, of members that may be shown.
create function firearm_records_shown(viewer text, everybody boolean, at timestamptz, asked uuid) returns table (
  seq bigint, id uuid, exhibit_id uuid, owner_state text, group_id uuid, previous_group uuid, kind text, cause_id uuid, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.seq, r.id, r.exhibit_id, r.owner_state, r.group_id, r.previous_group, r.kind, r.cause_id, r.created_at
  from firearm_group_records r join exhibits x on x.id = r.exhibit_id join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
  where asked in (r.group_id, r.previous_group)
    and exists (select from firearm_members_shown(viewer, everybody, at) s where s.group_id = asked)
    and x.removed_at is null
    and (r.owner_state is not distinct from eyes_of(viewer)
      or not (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false))
      or exists (select from releases v where v.case_id = c.id and v.to_state = eyes_of(viewer) and v.withdrawn_at is null and v.expires_at > at))
$$;

-- All states of a group, for the trail; a member that may not be shown has its state told too.
create function firearm_group_states(asked uuid) returns text[] language sql stable security definer set search_path = public, pg_temp
  return array(select distinct m.owner_state from firearm_group_members m where m.group_id = asked order by m.owner_state);

revoke execute on function settle_firearm_groups, firearm_members_shown, firearm_hits_shown, firearm_records_shown, firearm_group_states
  from public;
grant execute on function firearm_members_shown, firearm_hits_shown, firearm_records_shown, firearm_group_states
  to ribin_request, ribin_service;

create policy parties on firearm_merges for select to ribin_request using ((select acting_state()) in (state_a, state_b));
create policy merge on firearm_merges for insert to ribin_request with check (
  merged_by::text = (select acting_id()) and (select acting_has('firearms_examiner')) and (select acting_state()) = merged_state);
create policy parties on firearm_splits for select to ribin_request using (
  exists (select from firearm_members_shown((select acting_state()), false, now()) s where s.group_id = firearm_splits.group_id)
  or proposed_by::text = (select acting_id()));
create policy propose on firearm_splits for insert to ribin_request with check (
  proposed_by::text = (select acting_id()) and (select acting_has('firearms_examiner'))
  and exists (select from firearm_members_shown((select acting_state()), false, now()) s where s.group_id = firearm_splits.group_id));
create policy parties on firearm_split_decisions for select to ribin_request using (
  exists (select from firearm_splits s where s.id = split_id));
create policy decide on firearm_split_decisions for insert to ribin_request with check (
  decided_by::text = (select acting_id()) and (select acting_has('firearms_examiner'))
  and exists (select from firearm_splits s where s.id = split_id and s.proposed_by::text <> (select acting_id())));
