-- Which of many exhibits may be named to which of many states: `may_be_named` of each pair, asked in one statement. One by one a search asks it
-- for every mark that it lists, and spent more time there than on everything else together (docs/benchmarks.md).
create function named_among(exhibits uuid[], viewers text[], at timestamptz) returns table (exhibit uuid, viewer text)
  language plpgsql stable security definer set search_path = public, pg_temp rows 100 cost 5000 as $$
#variable_conflict use_column
declare
  anybody boolean := acts_for_itself();
  mine text := acting_state();
  moment timestamptz := viewing_at(at);
begin
  return query
    select x.id, v.viewer
    from exhibits x join cases c on c.id = x.case_id
      left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
      cross join unnest(viewers) as v (viewer)
      cross join lateral (select case when anybody or x.owner_state = mine then v.viewer else mine end as state) asks
    where x.id = any (exhibits) and x.removed_at is null
      and (x.owner_state is not distinct from asks.state
        or not (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false)
          or exists (select from standing_agreements t
            where t.state_a = least(x.owner_state, asks.state) and t.state_b = greatest(x.owner_state, asks.state) and t.withdrawn_at is null
              and coalesce(p.category, x.category) in ('CE', 'TF') and coalesce(p.category, x.category) <> all (t.categories))
          or exists (select from known_pairs k where x.id in (k.exhibit_a, k.exhibit_b)))
        or exists (select from releases r where r.case_id = x.case_id and r.to_state = asks.state and r.withdrawn_at is null
          and r.expires_at > moment));
end $$;
revoke execute on function named_among from public;
grant execute on function named_among to ribin_request, ribin_service;
