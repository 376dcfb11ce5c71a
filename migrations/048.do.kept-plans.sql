-- The functions that policies ask row by row, as before, in a language whose plans are kept for the session: functions of plain SQL within
-- one another are planned anew at every call, which cost more than what they ask (a page of the queue: seconds). docs/security.md.
create or replace function is_known_exhibit(exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return (exists (select from known_pairs k where exhibit in (k.exhibit_a, k.exhibit_b)));
end $$;
create or replace function is_national(exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return (is_known_exhibit(exhibit) or exists (select from exhibits x join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
    where x.id = exhibit and (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false))));
end $$;
create or replace function leaves_by_release(exhibit uuid, viewer text) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return (is_national(exhibit) or exists (select from exhibits x left join exhibits p on p.id = x.parent_exhibit_id
    join standing_agreements t on t.state_a = least(x.owner_state, viewer) and t.state_b = greatest(x.owner_state, viewer)
    where x.id = exhibit and t.withdrawn_at is null
      and coalesce(p.category, x.category) in ('CE', 'TF') and coalesce(p.category, x.category) <> all (t.categories)));
end $$;
create or replace function is_released(exhibit uuid, viewer text, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return (exists (select from exhibits x join releases r on r.case_id = x.case_id where x.id = exhibit and r.withdrawn_at is null
    and r.to_state = viewing_state(viewer) and r.expires_at > viewing_at(at)));
end $$;
create or replace function may_be_named(exhibit uuid, viewer text, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 1000 as $$
#variable_conflict use_column
begin
  return (exists (select from exhibits x cross join lateral (
      select case when acts_for_itself() or x.owner_state = acting_state() then viewer else acting_state() end as state) v
    where x.id = exhibit and x.removed_at is null and (x.owner_state is not distinct from v.state or not leaves_by_release(x.id, v.state)
      or exists (select from releases r where r.case_id = x.case_id and r.to_state = v.state and r.withdrawn_at is null
        and r.expires_at > viewing_at(at)))));
end $$;
create or replace function pair_visible(a uuid, b uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 2000 as $$
#variable_conflict use_column
begin
  return (not exists (select from exhibits x where x.id in (a, b) and x.owner_state is distinct from acting_state()
    and leaves_by_release(x.id, acting_state()) and not is_released(x.id, acting_state(), now())));
end $$;
create or replace function is_replica(a uuid, b uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 500 as $$
#variable_conflict use_column
begin
  return (exists (select from exhibits x, exhibits y where x.id = a and y.id = b
    and coalesce(x.parent_exhibit_id, x.id) = coalesce(y.parent_exhibit_id, y.id)));
end $$;
create or replace function candidate_visible(a uuid, b uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 2000 as $$
#variable_conflict use_column
begin
  return (select pair_visible(x.exhibit_id, y.exhibit_id) from acquisitions x, acquisitions y where x.id = a and y.id = b);
end $$;
create or replace function stands_with(exhibit uuid, viewer text) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return (exists (select from linkages l where l.exhibit_a = exhibit and l.state_b = viewer)
    or exists (select from linkages l where l.exhibit_b = exhibit and l.state_a = viewer)
    or exists (select from acquisitions q join candidates k on k.acquisition_a = q.id where q.exhibit_id = exhibit and k.state_b = viewer)
    or exists (select from acquisitions q join candidates k on k.acquisition_b = q.id where q.exhibit_id = exhibit and k.state_a = viewer));
end $$;
