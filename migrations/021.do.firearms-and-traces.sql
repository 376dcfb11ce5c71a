-- What is known of a firearm that was recovered, and what became of the requests to trace it (docs/statistics.md). A firearm is an
-- exhibit of the type firearm. Nothing is changed: a correction is a new record that names the old one.
create table firearm_records (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  -- the categories of the UN Programme of Action's national report
  kind text not null check (kind in ('revolver or self-loading pistol', 'rifle or carbine', 'shotgun', 'sub-machine gun',
    'assault rifle', 'light machine gun', 'light weapon', 'craft-made firearm', 'other', 'unknown')),
  make text,
  model text,
  serial_number text,
  serial_state text not null check (serial_state in ('legible', 'partly legible', 'obliterated', 'none', 'not examined')),
  -- ISO 3166-1 alpha-2
  country_of_origin text check (country_of_origin ~ '^[A-Z]{2}$'),
  import_marks text,
  recovery text not null check (recovery in ('seized', 'found', 'surrendered')),
  recovered_on date not null,
  recovery_place text,
  corrects uuid unique references firearm_records (id),
  correction_reason text,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  check ((corrects is null) = (correction_reason is null)),
  check ((serial_number is null) or serial_state in ('legible', 'partly legible', 'obliterated'))
);
-- One chain of records an exhibit.
create unique index firearm_records_first on firearm_records (exhibit_id) where corrects is null;
create index firearm_records_exhibit on firearm_records (exhibit_id, recorded_at);
create index firearm_records_recovered on firearm_records (owner_state, recovered_on);

create table trace_requests (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  firearm_record_id uuid not null references firearm_records (id),
  -- 'competent authority': the state's own, where an origin is established otherwise than by tracing
  addressee text not null check (addressee in ('eTrace', 'iARMS', 'competent authority')),
  requested_on date not null,
  -- as it was sent
  form jsonb not null,
  requested_by uuid not null references accounts (id),
  created_at timestamptz not null
);
create index trace_requests_exhibit on trace_requests (exhibit_id, created_at);
create index trace_requests_page on trace_requests (owner_state, created_at, id);

create table trace_outcomes (
  id uuid primary key,
  owner_state text not null references states (code),
  trace_request_id uuid not null references trace_requests (id),
  outcome text not null check (outcome in ('traced', 'established', 'not traced', 'not traceable', 'refused')),
  -- the number that the addressee gave it
  reference text,
  -- where the firearm left the legal market, ISO 3166-1 alpha-2
  diverted_in text check (diverted_in ~ '^[A-Z]{2}$'),
  answered_on date not null,
  note text,
  corrects uuid unique references trace_outcomes (id),
  correction_reason text,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  check ((corrects is null) = (correction_reason is null))
);
create unique index trace_outcomes_first on trace_outcomes (trace_request_id) where corrects is null;
create index trace_outcomes_request on trace_outcomes (trace_request_id);

-- What stands: of each firearm its newest record, of each request its newest outcome. By the rights of who reads.
create view standing_firearm_records with (security_invoker = true) as
  select r.* from firearm_records r where not exists (select from firearm_records n where n.corrects = r.id);
create view standing_trace_outcomes with (security_invoker = true) as
  select o.* from trace_outcomes o where not exists (select from trace_outcomes n where n.corrects = o.id);
grant select on standing_firearm_records, standing_trace_outcomes to ribin_service, ribin_request;

create trigger firearm_records_kept before update or delete on firearm_records for each row execute function refuse_change();
create trigger firearm_records_not_emptied before truncate on firearm_records for each statement execute function refuse_change();
create trigger trace_requests_kept before update or delete on trace_requests for each row execute function refuse_change();
create trigger trace_requests_not_emptied before truncate on trace_requests for each statement execute function refuse_change();
create trigger trace_outcomes_kept before update or delete on trace_outcomes for each row execute function refuse_change();
create trigger trace_outcomes_not_emptied before truncate on trace_outcomes for each statement execute function refuse_change();

call guard_table('firearm_records');
create policy firearm_read on firearm_records for select to ribin_request using (
  (owner_state = (select acting_state()) and cardinality((select acting_roles())) > 0)
  or ((select acting_roles()) && array['firearms_examiner', 'verifier', 'investigator', 'national_coordinator'] and exists (
    select from exhibits e join releases r on r.case_id = e.case_id
    where e.id = firearm_records.exhibit_id and r.to_state = (select acting_state())
      and r.withdrawn_at is null and r.expires_at > now())));
create policy firearm_record on firearm_records for insert to ribin_request with check (
  owner_state = (select acting_state()) and recorded_by::text = (select acting_id())
  and (select acting_roles()) && array['lab_technician', 'firearms_examiner']);
call guard_table('trace_requests');
create policy trace_read on trace_requests for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
create policy trace_request on trace_requests for insert to ribin_request with check (
  owner_state = (select acting_state()) and requested_by::text = (select acting_id())
  and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
call guard_table('trace_outcomes');
create policy outcome_read on trace_outcomes for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
create policy outcome_record on trace_outcomes for insert to ribin_request with check (
  owner_state = (select acting_state()) and recorded_by::text = (select acting_id())
  and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);

-- What crosses states leaves as numbers only. These functions read as their owner, so that row-level security does not cut their
-- counts short; what they give has no row of evidence in it, and they hold the reader to who acts.
create function assert_statistics_reader(reader text, everybody boolean) returns void language plpgsql stable as $$
begin
  if coalesce(current_setting('role', true), 'none') <> 'ribin_request' then return; end if;
  if acting_has('regional_coordinator') or acting_has('auditor') then return; end if;
  if everybody or reader is distinct from acting_state() or not acting_has('national_coordinator') then
    raise exception 'these statistics are not for who acts' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Each measure is defined in docs/statistics.md. A pair counts once for each group that one of its sides stands in.
-- `reader`: whose rows are given in full; `everybody`: all states' are; `pooled`: the others' are given together, without their labs,
-- without what leaves its state by release only, and with no count under 3.
create function read_statistics(reader text, everybody boolean, pooled boolean, since timestamptz, until timestamptz, moment timestamptz,
  by_what text[])
returns table (state text, lab uuid, calibre text, region text, month text, acquisitions bigint, candidates bigint, viewed_in_time bigint,
  viewed_late bigint, not_viewed bigint, leads bigint, hits bigint, acquire_count bigint, acquire_median double precision,
  acquire_p90 double precision, lead_count bigint, lead_median double precision, lead_p90 double precision, hit_count bigint,
  hit_median double precision, hit_p90 double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  with checked as materialized (select assert_statistics_reader(reader, everybody)),
  -- an exhibit with what its rows are grouped by; national: it leaves its state by release only
  sides as (
    select e.id as exhibit_id, e.owner_state, c.lab_id, coalesce(e.calibre, 'unknown') as calibre, c.high_profile,
      (c.restricted or e.category = 'LIC' or coalesce(p.category = 'LIC' or pc.restricted, false)) as national,
      exists (select from releases r where r.case_id = c.id and r.to_state = reader and r.withdrawn_at is null
        and r.expires_at > moment) as released
    from exhibits e join cases c on c.id = e.case_id
      left join exhibits p on p.id = e.parent_exhibit_id left join cases pc on pc.id = p.case_id
    where exists (select from checked)
  ),
  pairs as (
    select l.id, l.exhibit_a, l.exhibit_b, l.created_at, h.created_at as hit_at,
      l.created_at + case when a.high_profile or b.high_profile then interval '24 hours' else interval '48 hours' end as due_at,
      (select min(r.created_at) from reviews r where r.linkage_id = l.id) as viewed_at,
      (select min(r.created_at) from reviews r where r.linkage_id = l.id and r.decision = 'lead') as lead_at,
      (select max(f.first_at) from (select min(q.created_at) as first_at from acquisitions q
        where q.exhibit_id in (l.exhibit_a, l.exhibit_b) group by q.exhibit_id) f) as ready_at
    from linkages l join sides a on a.exhibit_id = l.exhibit_a join sides b on b.exhibit_id = l.exhibit_b
      left join hits h on h.linkage_id = l.id
    where (l.created_at >= since and l.created_at < until or h.created_at >= since and h.created_at < until
        or exists (select from reviews r where r.linkage_id = l.id and r.created_at >= since and r.created_at < until))
      and (everybody or ((a.owner_state = reader or not a.national or a.released)
      and (b.owner_state = reader or not b.national or b.released)))
  ),
  pair_sides as (
    select p.id as pair_id, p.created_at, p.hit_at, p.due_at, p.viewed_at, p.lead_at, p.ready_at,
      s.exhibit_id, s.owner_state, s.lab_id, s.calibre, s.national,
      coalesce(q.region, 'unknown') as region
    from pairs p join sides s on s.exhibit_id in (p.exhibit_a, p.exhibit_b)
      left join lateral (select distinct a.region from candidates d join acquisitions a on a.id in (d.acquisition_a, d.acquisition_b)
        where d.linkage_id = p.id and a.exhibit_id = s.exhibit_id) q on true
  ),
  facts as (
    select 'acquisition' as kind, a.id, s.owner_state, a.lab_id, s.calibre, a.region, s.national, a.created_at as at,
      extract(epoch from a.created_at - (select max(k.occurred_at) from custody_records k
        where k.exhibit_id = a.exhibit_id and k.event = 'received' and k.occurred_at <= a.created_at
          and not exists (select from custody_records n where n.corrects = k.id)))::float8 / 3600 as hours
    from acquisitions a join sides s on s.exhibit_id = a.exhibit_id
    union all
    select 'candidate', pair_id, owner_state, lab_id, calibre, region, national, created_at, null from pair_sides
    union all
    select case when viewed_at <= due_at then 'in time' when viewed_at is not null then 'late' else 'not viewed' end,
      pair_id, owner_state, lab_id, calibre, region, national, created_at, null
    from pair_sides where viewed_at is not null or due_at < moment
    union all
    select 'lead', pair_id, owner_state, lab_id, calibre, region, national, lead_at,
      extract(epoch from lead_at - ready_at)::float8 / 3600 from pair_sides where lead_at is not null
    union all
    select 'hit', pair_id, owner_state, lab_id, calibre, region, national, hit_at,
      extract(epoch from hit_at - lead_at)::float8 / 3600 from pair_sides where hit_at is not null
  ),
  grouped as (
    -- once a group, however many sides and regions of a pair stand in it
    select distinct kind, id, hours, not (everybody or owner_state = reader) as other,
      case when 'state' = any (by_what) and (everybody or owner_state = reader) then owner_state end as state,
      case when 'lab' = any (by_what) and (everybody or owner_state = reader) then lab_id end as lab,
      case when 'calibre' = any (by_what) then calibre end as calibre,
      case when 'region' = any (by_what) then region end as region,
      case when 'month' = any (by_what) then to_char(at at time zone 'UTC', 'YYYY-MM') end as month
    from facts
    where at >= since and at < until and (everybody or owner_state = reader or (pooled and not national))
  ),
  counted as (
    select state, lab, calibre, region, month, other,
      count(*) filter (where kind = 'acquisition') as acquisitions,
      count(*) filter (where kind = 'candidate') as candidates,
      count(*) filter (where kind = 'in time') as viewed_in_time,
      count(*) filter (where kind = 'late') as viewed_late,
      count(*) filter (where kind = 'not viewed') as not_viewed,
      count(*) filter (where kind = 'lead') as leads,
      count(*) filter (where kind = 'hit') as hits,
      count(hours) filter (where kind = 'acquisition') as acquire_count,
      percentile_cont(array[0.5, 0.9]) within group (order by hours) filter (where kind = 'acquisition') as acquire,
      count(hours) filter (where kind = 'lead') as lead_count,
      percentile_cont(array[0.5, 0.9]) within group (order by hours) filter (where kind = 'lead') as lead,
      count(hours) filter (where kind = 'hit') as hit_count,
      percentile_cont(array[0.5, 0.9]) within group (order by hours) filter (where kind = 'hit') as hit
    from grouped group by state, lab, calibre, region, month, other
  )
  select case when other then 'others' else state end, lab, calibre, region, month,
    case when other and acquisitions < 3 then null else acquisitions end,
    case when other and candidates < 3 then null else candidates end,
    case when other and viewed_in_time < 3 then null else viewed_in_time end,
    case when other and viewed_late < 3 then null else viewed_late end,
    case when other and not_viewed < 3 then null else not_viewed end,
    case when other and leads < 3 then null else leads end,
    case when other and hits < 3 then null else hits end,
    case when other and acquire_count < 3 then null else acquire_count end,
    case when other and acquire_count < 3 then null else acquire[1] end,
    case when other and acquire_count < 3 then null else acquire[2] end,
    case when other and lead_count < 3 then null else lead_count end,
    case when other and lead_count < 3 then null else lead[1] end,
    case when other and lead_count < 3 then null else lead[2] end,
    case when other and hit_count < 3 then null else hit_count end,
    case when other and hit_count < 3 then null else hit[1] end,
    case when other and hit_count < 3 then null else hit[2] end
  from counted order by other, state nulls first, lab, calibre, region, month
$$;

-- Hits between two states, by month. With a direction, from the earlier occurrence to the later one, only where the reader may know
-- both dates; without one the two states stand in the order of their codes.
create function read_flows(reader text, everybody boolean, since timestamptz, until timestamptz, moment timestamptz)
returns table (month text, from_state text, to_state text, directed boolean, hits bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with checked as materialized (select assert_statistics_reader(reader, everybody)),
  ends as (
    select h.id as hit_id, h.created_at, c.owner_state, c.occurred_on,
      (c.restricted or e.category = 'LIC' or coalesce(p.category = 'LIC' or pc.restricted, false)) as national,
      exists (select from releases r where r.case_id = c.id and r.to_state = reader and r.withdrawn_at is null
        and r.expires_at > moment) as released,
      row_number() over (partition by h.id order by c.owner_state) as side
    from hits h join linkages l on l.id = h.linkage_id join exhibits e on e.id in (l.exhibit_a, l.exhibit_b)
      join cases c on c.id = e.case_id
      left join exhibits p on p.id = e.parent_exhibit_id left join cases pc on pc.id = p.case_id
    where exists (select from checked) and h.state_a <> h.state_b and h.created_at >= since and h.created_at < until
      and (everybody or reader in (h.state_a, h.state_b))
  ),
  flows as (
    select to_char(a.created_at at time zone 'UTC', 'YYYY-MM') as month, a.owner_state as one, b.owner_state as two,
      case when not everybody and (a.owner_state = reader or a.released) and (b.owner_state = reader or b.released)
        then sign(b.occurred_on - a.occurred_on) end as way
    from ends a join ends b on b.hit_id = a.hit_id and a.side = 1 and b.side = 2
    where everybody or ((a.owner_state = reader or not a.national or a.released)
      and (b.owner_state = reader or not b.national or b.released))
  )
  select month, case when way < 0 then two else one end, case when way < 0 then one else two end,
    coalesce(way, 0) <> 0, count(*)
  from flows group by 1, 2, 3, 4 order by 1, 2, 3, 4
$$;

-- Firearms that were recovered, by state, year and kind, with what became of tracing them (SDG 16.4.2, UN Programme of Action).
create function read_arms(reader text, everybody boolean, first_year integer, last_year integer)
returns table (state text, year integer, kind text, arms bigint, seized bigint, found bigint, surrendered bigint, marked bigint,
  marked_known bigint, requested bigint, traced bigint, established bigint, not_traced bigint, waiting bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with checked as materialized (select assert_statistics_reader(reader, everybody)),
  arms as (
    select f.owner_state, extract(year from f.recovered_on)::integer as year, f.kind, f.recovery,
      f.serial_number is not null and f.serial_state in ('legible', 'partly legible') as marked,
      (select count(*) from trace_requests t where t.exhibit_id = f.exhibit_id) as requests,
      (select array_agg(o.outcome) from trace_requests t join trace_outcomes o on o.trace_request_id = t.id
        where t.exhibit_id = f.exhibit_id and not exists (select from trace_outcomes n where n.corrects = o.id)) as outcomes
    from firearm_records f
    where exists (select from checked) and (everybody or f.owner_state = reader)
      and f.recovered_on >= make_date(first_year, 1, 1) and f.recovered_on < make_date(last_year + 1, 1, 1)
      and not exists (select from firearm_records n where n.corrects = f.id)
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
revoke execute on function read_statistics, read_flows, read_arms from public;
grant execute on function read_statistics, read_flows, read_arms to ribin_service, ribin_request;
