-- Blind known pairs (docs/review.md): exhibits of the own state that are known to be of one firearm, or not, in the ordinary queue. That they
-- are such is told to auditors and to the coordinator who seeded them; they never leave the state, make no hit and no report.
create table known_pairs (
  id uuid primary key,
  owner_state text not null references states (code),
  lab_id uuid not null references labs (id),
  exhibit_a uuid not null unique references exhibits (id),
  exhibit_b uuid not null unique references exhibits (id),
  same_firearm boolean not null,
  source text not null check (source in ('simulated', 'test_fire')),
  seeded_by uuid not null references accounts (id),
  created_at timestamptz not null,
  check (exhibit_a < exhibit_b)
);
-- Somebody asked for what a known pair never has, and was told what it is. What is concluded afterwards counts for nothing.
create table known_pair_disclosures (
  pair_id uuid primary key references known_pairs (id),
  owner_state text not null references states (code),
  asked_for text not null check (asked_for in ('hit', 'report')),
  disclosed_to uuid not null references accounts (id),
  created_at timestamptz not null
);
do $$
declare name text;
begin
  foreach name in array array['known_pairs', 'known_pair_disclosures'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_kept', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_not_emptied', name);
    execute format('call guard_table(%L)', name);
  end loop;
end $$;
create policy told on known_pairs for select to ribin_request using (
  (select acting_has('auditor')) or seeded_by::text = (select acting_id()));
create policy seed on known_pairs for insert to ribin_request with check (
  seeded_by::text = (select acting_id()) and owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy told on known_pair_disclosures for select to ribin_request using (exists (select from known_pairs k where k.id = pair_id));
revoke insert on known_pair_disclosures from ribin_request, ribin_service;

-- An exhibit is of one known pair, on either side.
create function is_known_exhibit(exhibit uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from known_pairs k where exhibit in (k.exhibit_a, k.exhibit_b))
$$;

-- It leaves its state no more than a licensed firearm's test fire does: searches, queues and lists of other states ask this.
create or replace function is_national(exhibit uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select is_known_exhibit(exhibit) or exists (select from exhibits x join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
    where x.id = exhibit and (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false)))
$$;
create or replace function leaves_by_release(exhibit uuid, viewer text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select is_national(exhibit) or exists (select from exhibits x left join exhibits p on p.id = x.parent_exhibit_id
    join standing_agreements t on t.state_a = least(x.owner_state, viewer) and t.state_b = greatest(x.owner_state, viewer)
    where x.id = exhibit and t.withdrawn_at is null
      and coalesce(p.category, x.category) in ('CE', 'TF') and coalesce(p.category, x.category) <> all (t.categories))
$$;
create function keep_known_national() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not new.national and is_known_exhibit((select a.exhibit_id from acquisitions a where a.id = new.acquisition_id)) then
    new.national := true;
  end if;
  return new;
end $$;
-- After the trigger that fills what is searched by: triggers go in the order of their names.
create trigger features_known_stay before insert or update on features for each row execute function keep_known_national();

-- Nothing was acquired of it, so that no search has put it beside another state's evidence.
create function is_unsearched(exhibit uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from acquisitions a where a.exhibit_id = exhibit)
$$;

-- Whether a side of the linkage is of a known pair; if so the asker is told, and that is kept.
create function disclose_known_pair(of_linkage uuid, asked text, told uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into known_pair_disclosures (pair_id, owner_state, asked_for, disclosed_to, created_at)
    select k.id, k.owner_state, asked, told, at
    from linkages l join known_pairs k on l.exhibit_a in (k.exhibit_a, k.exhibit_b) or l.exhibit_b in (k.exhibit_a, k.exhibit_b)
    where l.id = of_linkage
    on conflict (pair_id) do nothing;
  return exists (select from linkages l where l.id = of_linkage and (is_known_exhibit(l.exhibit_a) or is_known_exhibit(l.exhibit_b)));
end $$;

-- How each lab's examiners judged the known pairs: for auditors, and for the coordinators of the state. `part`: the lab's first look (the
-- conclusion, or the review that ended it), or its verification. Of what was concluded after a disclosure nothing counts.
create function known_pair_outcomes(viewer text, since timestamptz, until timestamptz) returns table (
  lab_id uuid, lab_name text, same_firearm boolean, part text, opinion text, proposed_at timestamptz, first_reviewed_at timestamptz,
  concluded_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with pairs as (
    select k.*, l.id as linkage_id, l.created_at as proposed_at, coalesce(d.created_at, 'infinity') as ended,
      (select min(r.created_at) from reviews r where r.linkage_id = l.id) as first_reviewed_at
    from known_pairs k
      left join linkages l on l.exhibit_a = k.exhibit_a and l.exhibit_b = k.exhibit_b
      left join known_pair_disclosures d on d.pair_id = k.id
    where (viewer is null or k.owner_state = viewer) and k.created_at >= since and k.created_at < until
      and (acting_id() is null or acting_has('auditor') or (acting_has('national_coordinator') and k.owner_state = acting_state()))
  ), standing as (
    select p.id as pair_id, c.part, c.conclusion, c.created_at, a.lab_id
    from pairs p join conclusions c on c.linkage_id = p.linkage_id and c.part <> 'consultation' and c.created_at <= p.ended
      join accounts a on a.id = c.account_id
    where not exists (select from conclusions n where n.corrects = c.id and n.created_at <= p.ended)
  ), reviewed as (
    select distinct on (p.id) p.id as pair_id, r.decision, r.created_at, a.lab_id
    from pairs p join reviews r on r.linkage_id = p.linkage_id and r.created_at <= p.ended join accounts a on a.id = r.account_id
    order by p.id, r.created_at desc, r.id desc
  ), outcomes as (
    select p.*, 'first' as looked, coalesce(s.lab_id, v.lab_id, p.lab_id) as by_lab,
      coalesce(s.conclusion, case when p.linkage_id is null then 'not_proposed' when v.decision is null or v.decision = 'lead' then 'pending'
        else v.decision end) as said, coalesce(s.created_at, case when v.decision <> 'lead' then v.created_at end) as at
    from pairs p left join standing s on s.pair_id = p.id and s.part = 'first' left join reviewed v on v.pair_id = p.id
    union all
    select p.*, 'verification', coalesce(s.lab_id, p.lab_id), s.conclusion, s.created_at
    from pairs p join standing s on s.pair_id = p.id and s.part = 'verification'
  )
  select o.by_lab, l.name, o.same_firearm, o.looked, o.said, o.proposed_at, o.first_reviewed_at, o.at
  from outcomes o join labs l on l.id = o.by_lab order by l.name, l.id, o.looked, o.created_at, o.id
$$;
revoke execute on function is_known_exhibit, is_unsearched, disclose_known_pair, known_pair_outcomes from public;
grant execute on function is_known_exhibit, is_unsearched, disclose_known_pair, known_pair_outcomes to ribin_service, ribin_request;
