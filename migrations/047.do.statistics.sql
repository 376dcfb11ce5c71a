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

-- Each measure is defined in docs/statistics.md, of what stands: no withdrawn hit, nothing that was removed, no blind known pair (044). A
-- candidate is viewed when somebody opened its evidence or reviewed it, whichever was first. A pair counts once for each group that one of its sides stands in.
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
    where exists (select from checked) and e.removed_at is null and not is_known_exhibit(e.id)
  ),
  pairs as (
    select l.id, l.exhibit_a, l.exhibit_b, l.created_at, h.hit_at,
      l.created_at + case when a.high_profile or b.high_profile then interval '24 hours' else interval '48 hours' end as due_at,
      least((select min(v.viewed_at) from evidence_views v where v.linkage_id = l.id),
        (select min(r.created_at) from reviews r where r.linkage_id = l.id)) as viewed_at,
      (select min(r.created_at) from reviews r where r.linkage_id = l.id and r.decision = 'lead') as lead_at,
      (select max(f.first_at) from (select min(q.created_at) as first_at from acquisitions q
        where q.exhibit_id in (l.exhibit_a, l.exhibit_b) group by q.exhibit_id) f) as ready_at
    from linkages l join sides a on a.exhibit_id = l.exhibit_a join sides b on b.exhibit_id = l.exhibit_b
      left join lateral (select max(k.created_at) as hit_at from hits k where k.linkage_id = l.id
        and not exists (select from hit_withdrawals w where w.hit_id = k.id)) h on true
    where (l.created_at >= since and l.created_at < until or h.hit_at >= since and h.hit_at < until
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
    where exists (select from checked) and e.removed_at is null and h.state_a <> h.state_b
      and not exists (select from hit_withdrawals w where w.hit_id = h.id)
      and not exists (select from hits n where n.linkage_id = h.linkage_id and n.created_at > h.created_at) and h.created_at >= since and h.created_at < until
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
revoke execute on function read_statistics, read_flows, read_arms from public;
grant execute on function read_statistics, read_flows, read_arms to ribin_service, ribin_request;
