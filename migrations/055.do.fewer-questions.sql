-- What every pair on a page is asked several times, in one question instead of three; the rule is as before (040, 044, 048), and stands in
-- one place: an exhibit is national where it leaves its state by release only, whatever was agreed with whom.
create or replace function leaves_by_release(exhibit uuid, viewer text) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return exists (select from exhibits x join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
    where x.id = exhibit and (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false)
      or exists (select from standing_agreements t
        where t.state_a = least(x.owner_state, viewer) and t.state_b = greatest(x.owner_state, viewer) and t.withdrawn_at is null
          and coalesce(p.category, x.category) in ('CE', 'TF') and coalesce(p.category, x.category) <> all (t.categories))))
    or exists (select from known_pairs k where exhibit in (k.exhibit_a, k.exhibit_b));
end $$;
create or replace function is_national(exhibit uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return leaves_by_release(exhibit, null);
end $$;
