-- The second lock by what two states agreed of (013) and what was removed (014), and over what people state of their work.

-- 014 wrote these anew, and without the rights of 011.
alter function fill_search_entry() security definer set search_path = public, pg_temp;
alter function renew_search_entries() security definer set search_path = public, pg_temp;
-- What was removed is named to nobody, its own state included. Whose the exhibit is may ask for any state: whom its removal concerns.
create or replace function may_be_named(exhibit uuid, viewer text, at timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 1000 as $$
  select exists (select from exhibits x cross join lateral (
      select case when acts_for_itself() or x.owner_state = acting_state() then viewer else acting_state() end as state) v
    where x.id = exhibit and x.removed_at is null and (x.owner_state is not distinct from v.state or not leaves_by_release(x.id, v.state)
      or exists (select from releases r where r.case_id = x.case_id and r.to_state = v.state and r.withdrawn_at is null
        and r.expires_at > viewing_at(at))))
$$;

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
  select exists (select from cases c where c.owner_state = viewing_state(state) and c.case_number = number and c.removed_at is null)
$$;
revoke execute on function has_case_number(text, text) from public;
grant execute on function has_case_number(text, text) to ribin_sign_in, ribin_request, ribin_service;

-- A process whose login owns nothing sees by it whether the database is of its version.
grant select on schema_migrations to ribin_service;

-- The sides of pairs: calibre, type, category, state and lab contact of each; the case and its facts where it is the viewer's or
-- released. A request is given only sides that stand in a pair with its state and may be named (the regional coordinator: in any pair).
create function exhibit_sides(exhibits uuid[], viewer text, at timestamptz) returns table (
  exhibit_id uuid, owner_state text, type text, category text, counted_category text, calibre text, lab_name text, lab_contact text, is_national boolean,
  released boolean, removed_at timestamptz, case_id uuid, exhibit_number text, case_number text, high_profile boolean, originating_agency text,
  agency_reference text, event_type text, occurred text, place text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with sides as (
    select x.id, x.owner_state, x.type, x.category, x.calibre, x.case_id, x.exhibit_number, x.removed_at, leaves_by_release(x.id, viewing_state(viewer)) as of_nation,
      is_released(x.id, viewer, at) as released
    from public.exhibits x where x.id = any (exhibits)
  ), shown as (
    select s.*, (s.owner_state is not distinct from viewing_state(viewer) or s.released) and (acts_for_itself()
      or acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) as facts
    from sides s
    where acts_for_itself() or s.owner_state = acting_state() or s.released or (not s.of_nation
      and (stands_with(s.id, acting_state())
        or (acting_has('regional_coordinator') and exists (select from linkages l where s.id in (l.exhibit_a, l.exhibit_b)))))
  )
  select s.id, s.owner_state, s.type, s.category, counted_category(s.id), s.calibre, l.name, l.contact, s.of_nation, s.released, s.removed_at, case when s.facts then s.case_id end,
    case when s.facts then s.exhibit_number end, case when s.facts then c.case_number end, case when s.facts then c.high_profile end,
    case when s.facts then c.originating_agency end, case when s.facts then c.agency_reference end,
    case when s.facts then c.event_type end, case when s.facts then to_char(c.occurred_on, 'YYYY-MM-DD') end,
    case when s.facts then c.place end
  from shown s join cases c on c.id = s.case_id join labs l on l.id = c.lab_id
$$;
revoke execute on function exhibit_sides(uuid[], text, timestamptz) from public;
grant execute on function exhibit_sides(uuid[], text, timestamptz) to ribin_request, ribin_service;
