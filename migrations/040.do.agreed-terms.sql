-- The second lock by what two states agreed of, and over what people state of their work (013).

-- Its category is one that the agreement leaves out: narrower terms bind until newer ones or the withdrawal.
create or replace function leaves_by_release(exhibit uuid, viewer text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from exhibits x join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
    where x.id = exhibit and (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false)
      or exists (select from standing_agreements t
        where t.state_a = least(x.owner_state, viewer) and t.state_b = greatest(x.owner_state, viewer) and t.withdrawn_at is null
          and coalesce(p.category, x.category) in ('CE', 'TF') and coalesce(p.category, x.category) <> all (t.categories))))
$$;
create or replace function is_agreed(state text, category text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from standing_agreements t where t.state_a = least(state, acting_state())
    and t.state_b = greatest(state, acting_state()) and t.withdrawn_at is null and t.images
    and (t.valid_until is null or t.valid_until > now()) and category = any (t.categories))
$$;

-- A purpose is stated in a session, by the role that knows sessions, and travels with who signed in.
grant select, insert on work_purposes to ribin_sign_in;
create policy sign_in on work_purposes to ribin_sign_in
  using ((select acting_id()) is null or account_id::text = (select acting_id()))
  with check (account_id::text = (select acting_id()) and owner_state = (select acting_state()));
-- Whether the own state entered a case of this number, whoever of it asks.
create function has_case_number(state text, number text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases c where c.owner_state = viewing_state(state) and c.case_number = number)
$$;
revoke execute on function has_case_number(text, text) from public;
grant execute on function has_case_number(text, text) to ribin_sign_in, ribin_request, ribin_service;

-- A process whose login owns nothing sees by it whether the database is of its version.
grant select on schema_migrations to ribin_service;
