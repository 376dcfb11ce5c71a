-- Pages of the queue, of hits and of candidates that read no further than they show, whoever asks and whatever is filtered (docs/security.md).

-- Each side of a pair has its own index in each order, by where the linkage stands: of a year's queue most is decided. A page merges
-- them and stops.
drop index linkages_page;
drop index linkages_by_age;
drop index linkages_by_score;
create index linkages_age on linkages (state, created_at, id);
create index linkages_age_a on linkages (state_a, state, created_at, id);
create index linkages_age_b on linkages (state_b, state, created_at, id);
create index linkages_score on linkages (state, best_score desc, id);
create index linkages_score_a on linkages (state_a, state, best_score desc, id);
create index linkages_score_b on linkages (state_b, state, best_score desc, id);
create index hits_age on hits (created_at, id);
create index hits_age_a on hits (state_a, created_at, id);
create index hits_age_b on hits (state_b, created_at, id);

-- A clock knows where its linkage stands, so that what is due is read without all that was decided before it. Triggers keep it.
alter table linkage_clocks add column linkage_state text not null default 'candidate';
update linkage_clocks k set linkage_state = l.state from linkages l where l.id = k.linkage_id and l.state <> k.linkage_state;
drop index linkage_clocks_due;
create index linkage_clocks_due on linkage_clocks (state, linkage_state, due_at, linkage_id);
-- For the reminders, of every state's.
create index linkage_clocks_waiting on linkage_clocks (due_at, linkage_id) where linkage_state = 'candidate';

create function note_linkage_state() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update linkage_clocks set linkage_state = new.state where linkage_id = new.id;
  return null;
end $$;
create trigger linkages_state_clock after update of state on linkages for each row
  when (old.state <> new.state) execute function note_linkage_state();
-- A clock that begins again, as a restored exhibit's does, begins where its linkage stands.
create function set_linkage_state() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.linkage_state := (select l.state from linkages l where l.id = new.linkage_id);
  return new;
end $$;
create trigger linkage_clocks_state before insert on linkage_clocks for each row execute function set_linkage_state();

-- What the policy on linkages says of one.
create function linkage_readable(linkage uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return exists (select from linkages l where l.id = linkage
    and (acting_has('regional_coordinator') or (acting_state() in (l.state_a, l.state_b)
      and acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')))
    and pair_visible(l.exhibit_a, l.exhibit_b));
end $$;
revoke execute on function linkage_readable(uuid) from public;
grant execute on function linkage_readable(uuid) to ribin_request, ribin_service;

-- The planner takes a function that answers yes or no for one that turns two rows in three away, and prepares to read everything before the
-- first page. Most pairs may be seen: "is not null" says so, and means the same.
alter policy read on linkages using (((select acting_has('regional_coordinator'))
    or ((select acting_state()) in (state_a, state_b)
      and (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator'))))
  and nullif(pair_visible(exhibit_a, exhibit_b), false) is not null);
alter policy read on hits using (nullif(linkage_readable(linkage_id), false) is not null);
-- A clock tells that its linkage exists, and now also where it stands: it is shown to whom the linkage is.
alter policy own on linkage_clocks using (((state = (select acting_state())) or (select acting_has('regional_coordinator')))
  and nullif(linkage_readable(linkage_id), false) is not null);

-- The candidates of an acquisition as the policy on candidates shows them, each other side once (the newest model's), named, no replica, with
-- the comparison that counts. The rights that hang on the acquisition are asked once and not once a candidate. May_be_named of both sides
-- is what candidate_visible asks, and that nothing of the pair was removed.
create function candidates_shown(acquisition uuid, viewer text, at timestamptz) returns table (
  id uuid, similarity real, model_id text, model_version text, found_by text[], linkage_id uuid, other uuid, exhibit_id uuid,
  comparison_id uuid, subclass jsonb, remarks jsonb, method text, method_version text, comparable boolean, reason text, score real,
  correlation real, cells_usable integer, cells_congruent integer, compared_at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  own uuid := (select q.exhibit_id from acquisitions q where q.id = acquisition);
  itself boolean := acts_for_itself();
  regional boolean := acting_has('regional_coordinator');
begin
  if not itself and not (may_be_named(own, viewer, at)
    and (regional or acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator'))) then
    return;
  end if;
  return query
    with newest as (
      select distinct on (p.other) p.* from (
        select c.*, case when c.acquisition_a = acquisition then c.acquisition_b else c.acquisition_a end as other
        from candidates c where (c.acquisition_a = acquisition or c.acquisition_b = acquisition)
          and (itself or regional or acting_state() in (c.state_a, c.state_b))) p
      order by p.other, p.created_at desc, p.id desc)
    select n.id, n.similarity, n.model_id, n.model_version, n.found_by, n.linkage_id, n.other, o.exhibit_id, k.id, k.outcome -> 'subclass',
      k.remarks, k.method, k.method_version, k.comparable, k.reason, k.score, k.correlation, k.cells_usable, k.cells_congruent, k.created_at
    from newest n join acquisitions o on o.id = n.other
      left join lateral (select s.* from counting_comparisons s where s.candidate_id = n.id limit 1) k on true
    where not is_replica(o.exhibit_id, own) and may_be_named(o.exhibit_id, viewer, at)
      and not (k.id is null and lost_its_marks(n.id));
end $$;
revoke execute on function candidates_shown(uuid, text, timestamptz) from public;
grant execute on function candidates_shown(uuid, text, timestamptz) to ribin_request, ribin_service;

-- The rest of what pages and policies ask row by row, in the language whose plans are kept (048); what each says is as before (011, 012, 040).
create or replace function counted_category(exhibit uuid) returns text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(p.category, x.category) from exhibits x left join exhibits p on p.id = x.parent_exhibit_id where x.id = exhibit);
end $$;
create or replace function is_case_released(released uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from releases r where r.case_id = released and r.to_state = acting_state() and r.withdrawn_at is null
    and r.expires_at > now());
end $$;
create or replace function is_agreed(state text, category text) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from standing_agreements t where t.state_a = least(state, acting_state())
    and t.state_b = greatest(state, acting_state()) and t.withdrawn_at is null and t.images
    and (t.valid_until is null or t.valid_until > now()) and category = any (t.categories));
end $$;
create or replace function pair_images(a uuid, b uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return exists (select from exhibits x where x.id in (a, b) and (x.owner_state = acting_state() or is_released(x.id, acting_state(), now())))
    and not exists (select from exhibits x where x.id in (a, b) and x.owner_state is distinct from acting_state()
      and not is_released(x.id, acting_state(), now())
      and not (not leaves_by_release(x.id, acting_state()) and is_agreed(x.owner_state, counted_category(x.id))
        and exists (select from exhibits y where y.id in (a, b) and y.owner_state = acting_state())));
end $$;
create or replace function candidate_images(candidate uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return coalesce((select acting_state() in (k.state_a, k.state_b) and pair_images(x.exhibit_id, y.exhibit_id)
    from candidates k join acquisitions x on x.id = k.acquisition_a join acquisitions y on y.id = k.acquisition_b
    where k.id = candidate), false);
end $$;
create or replace function linkage_images(linkage uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return coalesce((select acting_state() in (l.state_a, l.state_b) and pair_images(l.exhibit_a, l.exhibit_b)
    from linkages l where l.id = linkage), false);
end $$;
create or replace function image_agreed(acquisition uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return exists (select from acquisitions q where q.id = acquisition
    and is_agreed(q.owner_state, counted_category(q.exhibit_id)) and not leaves_by_release(q.exhibit_id, acting_state())
    and (exists (select from candidates k where k.acquisition_a = q.id and k.state_b = acting_state())
      or exists (select from candidates k where k.acquisition_b = q.id and k.state_a = acting_state())));
end $$;
create or replace function candidate_readable(candidate uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return coalesce((select (acting_has('regional_coordinator') or (acting_state() in (k.state_a, k.state_b)
      and acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')))
    and candidate_visible(k.acquisition_a, k.acquisition_b) from candidates k where k.id = candidate), false);
end $$;
create or replace function exhibit_of(acquisition uuid) returns uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select q.exhibit_id from acquisitions q where q.id = acquisition and (acts_for_itself() or q.owner_state = acting_state()
    or acting_has('regional_coordinator') or stands_with(q.exhibit_id, acting_state())));
end $$;

-- As 040 has it; what costs most is asked once an exhibit and not each time that it is named.
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
      and (stands_with(s.id, acting_state())
        or (acting_has('regional_coordinator') and exists (select from linkages l where s.id in (l.exhibit_a, l.exhibit_b)))))
  )
  select s.id, s.owner_state, s.type, s.category, counted_category(s.id), s.calibre, l.name, l.contact, s.of_nation, s.released, s.removed_at, case when s.facts then s.case_id end,
    case when s.facts then s.exhibit_number end, case when s.facts then c.case_number end, case when s.facts then c.high_profile end,
    case when s.facts then c.originating_agency end, case when s.facts then c.agency_reference end,
    case when s.facts then c.event_type end, case when s.facts then to_char(c.occurred_on, 'YYYY-MM-DD') end,
    case when s.facts then c.place end
  from shown s join cases c on c.id = s.case_id join labs l on l.id = c.lab_id;
end $$;
