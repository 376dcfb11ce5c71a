-- The second lock over every table of before (docs/security.md): who may read and write which rows, decided by PostgreSQL. Nothing here
-- relies on what the program checked first. What no policy allows is refused.

-- A third role beside the two of 010: looks up who signs in and keeps their credentials. It sees people, and no evidence.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'ribin_sign_in') then create role ribin_sign_in nologin; end if;
  exception when duplicate_object or unique_violation then null;
  end;
  begin
    if not pg_has_role(current_user, 'ribin_sign_in', 'member') then grant ribin_sign_in to current_user; end if;
  exception when unique_violation then null;
  end;
end $$;
grant usage on schema public to ribin_sign_in;

-- "account" or "station"; null: nobody.
create function acting_kind() returns text language sql stable parallel safe
  return nullif(current_setting('ribin.kind', true), '');
-- One of these roles, or a station where that is named.
create function acting_as(variadic wanted text[]) returns boolean language sql stable parallel safe
  return acting_roles() && wanted or coalesce(acting_kind() = any (wanted), false);
-- Who manages the accounts of a state.
create function acting_manages(state text) returns boolean language sql stable parallel safe
  return acting_has('regional_coordinator') or (acting_has('national_coordinator') and coalesce(state = acting_state(), false));
-- The program's own work, or the owner of the tables (migrations, tests): nobody's state narrows it.
create function acts_for_itself() returns boolean language sql stable parallel restricted
  return current_setting('role', true) = 'ribin_service'
    or (coalesce(current_setting('role', true), 'none') = 'none' and session_user = current_user);
-- For whom and for when something is looked up: a request only ever for its own state, and now.
create function viewing_state(asked text) returns text language sql stable parallel restricted
  return case when acts_for_itself() then asked else acting_state() end;
create function viewing_at(asked timestamptz) returns timestamptz language sql stable parallel restricted
  return case when acts_for_itself() then asked else now() end;

-- What follows looks at rows of other states and answers yes or no about one; a request that may not see a row may so still be told
-- whether a policy lets it. All run with the owner's rights, in a fixed search path.

-- It leaves its state by release only: of a restricted case, a licensed firearm's test fire, or a cast of either.
create function is_national(exhibit uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from exhibits x join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id left join cases o on o.id = p.case_id
    where x.id = exhibit and (c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false)))
$$;
-- The same, as seen from a state with which less may have been agreed (a later migration asks the agreements' terms).
create function leaves_by_release(exhibit uuid, viewer text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$ select is_national(exhibit) $$;
-- A cast counts as what it is a cast of.
create function counted_category(exhibit uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(p.category, x.category) from exhibits x left join exhibits p on p.id = x.parent_exhibit_id where x.id = exhibit
$$;
-- To the state that asks, now.
create function is_case_released(released uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from releases r where r.case_id = released and r.to_state = acting_state() and r.withdrawn_at is null
    and r.expires_at > now())
$$;
create function is_released(exhibit uuid, viewer text, at timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from exhibits x join releases r on r.case_id = x.case_id where x.id = exhibit and r.withdrawn_at is null
    and r.to_state = viewing_state(viewer) and r.expires_at > viewing_at(at))
$$;
-- A reader of `viewer` may be told that the exhibit stands in a pair.
create function may_be_named(exhibit uuid, viewer text, at timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 1000 as $$
  select exists (select from exhibits x where x.id = exhibit and (x.owner_state is not distinct from viewing_state(viewer)
    or not leaves_by_release(x.id, viewing_state(viewer)) or is_released(x.id, viewer, at)))
$$;
create function pair_visible(a uuid, b uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 2000 as $$
  select not exists (select from exhibits x where x.id in (a, b) and x.owner_state is distinct from acting_state()
    and leaves_by_release(x.id, acting_state()) and not is_released(x.id, acting_state(), now()))
$$;
create function candidate_visible(a uuid, b uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 2000 as $$
  select pair_visible(x.exhibit_id, y.exhibit_id) from acquisitions x, acquisitions y where x.id = a and y.id = b
$$;
create function is_agreed(state text, category text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from agreements g where g.withdrawn_at is null and (g.valid_until is null or g.valid_until > now())
    and ((g.state_a = state and g.state_b = acting_state()) or (g.state_b = state and g.state_a = acting_state())))
$$;
-- The images of a pair: of the own state, released, or, where one side is the own state's, covered by an agreement.
create function pair_images(a uuid, b uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 3000 as $$
  select exists (select from exhibits x where x.id in (a, b) and (x.owner_state = acting_state() or is_released(x.id, acting_state(), now())))
    and not exists (select from exhibits x where x.id in (a, b) and x.owner_state is distinct from acting_state()
      and not is_released(x.id, acting_state(), now())
      and not (not leaves_by_release(x.id, acting_state()) and is_agreed(x.owner_state, counted_category(x.id))
        and exists (select from exhibits y where y.id in (a, b) and y.owner_state = acting_state())))
$$;
create function candidate_images(candidate uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 3000 as $$
  select coalesce((select acting_state() in (k.state_a, k.state_b) and pair_images(x.exhibit_id, y.exhibit_id)
    from candidates k join acquisitions x on x.id = k.acquisition_a join acquisitions y on y.id = k.acquisition_b
    where k.id = candidate), false)
$$;
create function linkage_images(linkage uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 3000 as $$
  select coalesce((select acting_state() in (l.state_a, l.state_b) and pair_images(l.exhibit_a, l.exhibit_b)
    from linkages l where l.id = linkage), false)
$$;
-- Another state's acquisition stands in a candidate with the own state, and the two states' agreement covers its image.
create function image_agreed(acquisition uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 3000 as $$
  select exists (select from acquisitions q where q.id = acquisition
    and is_agreed(q.owner_state, counted_category(q.exhibit_id)) and not leaves_by_release(q.exhibit_id, acting_state())
    and (exists (select from candidates k where k.acquisition_a = q.id and k.state_b = acting_state())
      or exists (select from candidates k where k.acquisition_b = q.id and k.state_a = acting_state())))
$$;

-- Triggers write what their cause's writer may not.
alter function keep_feature() security definer set search_path = public, pg_temp;
alter function fill_search_entry() security definer set search_path = public, pg_temp;
alter function keep_one_mark() security definer set search_path = public, pg_temp;
alter function renew_search_entries() security definer set search_path = public, pg_temp;
alter function number_feature() security definer set search_path = public, pg_temp;
alter function note_unchained() security definer set search_path = public, pg_temp;
alter function refuse_unchained_loss() security definer set search_path = public, pg_temp;
alter function create_space(text, text, text, text) security definer set search_path = public, pg_temp;
alter function drop_space(text, text, text, text) security definer set search_path = public, pg_temp;
revoke execute on function create_space(text, text, text, text), drop_space(text, text, text, text) from public;
grant execute on function create_space(text, text, text, text), drop_space(text, text, text, text) to ribin_service;

-- All tables, the states' names apart.
grant select on states to ribin_request, ribin_sign_in, ribin_service;
do $$
declare name text;
begin
  foreach name in array array['labs', 'accounts', 'sessions', 'stations', 'cases', 'exhibits', 'acquisitions', 'same_images', 'refusals',
    'features', 'linkages', 'candidates', 'comparisons', 'reviews', 'conclusions', 'hits', 'reports', 'agreements', 'releases',
    'audit_events', 'jobs', 'idempotency_keys', 'uploads', 'outlines', 'feature_history', 'bullet_comparisons', 'search_models',
    'search_gaps', 'correlation_requests', 'correlation_runs', 'sweep_records', 'sweeps', 'sweep_shards', 'sign_in_tries',
    'invitations', 'second_factors', 'recovery_codes', 'sign_in_challenges', 'identities', 'openid_flows', 'audit_chain',
    'audit_links', 'audit_unchained', 'signing_keys', 'audit_heads', 'custody_records', 'report_signatures', 'report_withdrawals']
  loop
    call guard_table(name::regclass);
  end loop;
end $$;
-- Nothing of these is a request's.
revoke all on sessions, features, feature_history, search_gaps, sweep_records, sweep_shards, sign_in_tries, invitations, second_factors,
  recovery_codes, sign_in_challenges, identities, openid_flows, audit_links, audit_unchained, audit_heads from ribin_request;
-- These it reads and does not write.
revoke insert on accounts, same_images, candidates, comparisons, bullet_comparisons, linkages, search_models, sweeps, audit_chain,
  signing_keys from ribin_request;

-- The program's own work. What is kept for good has neither update nor delete, for nobody.
grant update on acquisitions, candidates, linkages, jobs, sweeps, correlation_runs, search_models, uploads, accounts, sessions, stations,
  invitations to ribin_service;
grant update, delete on features, sweep_records, search_gaps, idempotency_keys, sign_in_tries, second_factors, recovery_codes,
  sign_in_challenges, identities, openid_flows to ribin_service;
grant delete on search_models, uploads, audit_unchained to ribin_service;
grant usage on sequence report_numbers, feature_numbers to ribin_service;
grant usage on sequence report_numbers to ribin_request;
grant select on search_entries, standing_comparisons, standing_bullet_comparisons to ribin_service;

-- People. Labs are known to everybody in the network: they are whom one calls about a candidate.
create policy read on labs for select to ribin_request using ((select acting_id()) is not null);
create policy write on labs for insert to ribin_request with check (acting_manages(owner_state));
-- Of the own state, and never what they sign in by.
revoke select on accounts from ribin_request;
grant select (id, owner_state, lab_id, email, name, roles, disabled_at, version, created_at) on accounts to ribin_request;
create policy read on accounts for select to ribin_request
  using (owner_state = (select acting_state()) and (select acting_kind()) = 'account' or (select acting_has('regional_coordinator')));
revoke select on stations from ribin_request;
grant select (id, owner_state, lab_id, name, created_by, created_at, expires_at, allowed_actions, allowed_exhibit_types, last_used_at,
  revoked_at) on stations to ribin_request;
grant update (revoked_at) on stations to ribin_request;
create policy read on stations for select to ribin_request
  using (owner_state = (select acting_state()) and (select acting_as('national_coordinator', 'lab_technician')));
create policy write on stations for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy revoke on stations for update to ribin_request
  using (owner_state = (select acting_state()) and (select acting_has('national_coordinator')));

-- Signing in: nobody is known yet, and all is looked up by address or token. Afterwards one's own, or what one manages.
grant select, insert, update on accounts, sessions, invitations to ribin_sign_in;
grant select, insert, update, delete on identities, second_factors, recovery_codes, sign_in_challenges, sign_in_tries, openid_flows
  to ribin_sign_in;
grant select on labs, stations to ribin_sign_in;
grant update (last_used_at) on stations to ribin_sign_in;
grant insert on audit_events to ribin_sign_in;
create policy sign_in on labs for select to ribin_sign_in using (true);
create policy sign_in on stations to ribin_sign_in using ((select acting_id()) is null);
create policy sign_in on accounts to ribin_sign_in
  using ((select acting_id()) is null or id::text = (select acting_id()) or acting_manages(owner_state));
do $$
declare name text;
begin
  foreach name in array array['sessions', 'invitations', 'identities', 'second_factors', 'recovery_codes', 'sign_in_challenges'] loop
    execute format('create policy sign_in on %I to ribin_sign_in using (exists (select from accounts a where a.id = account_id))', name);
  end loop;
end $$;
create policy sign_in on sign_in_tries to ribin_sign_in using (true);
create policy sign_in on openid_flows to ribin_sign_in using (true);
create policy sign_in on audit_events for insert to ribin_sign_in with check (true);

-- One's own requests and uploads.
grant select, insert, update, delete on idempotency_keys to ribin_request, ribin_sign_in;
create policy own on idempotency_keys to ribin_request, ribin_sign_in using (actor_id = (select acting_id()));
grant update, delete on uploads to ribin_request;
create policy own on uploads to ribin_request
  using (actor_id::text = (select acting_id()) and owner_state = (select acting_state()));

-- Evidence: the own state's, or of a case that was released to it.
create policy read_own on cases for select to ribin_request using (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator', 'station'))
  and ((select acting_kind()) = 'account' or lab_id = (select acting_lab())));
create policy read_released on cases for select to ribin_request
  using ((select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) and is_case_released(id));
create policy write on cases for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_as('lab_technician', 'firearms_examiner')));
create policy change on cases for update to ribin_request
  using (owner_state = (select acting_state()) and (select acting_as('lab_technician', 'firearms_examiner')));
grant update (case_number, originating_agency, agency_reference, event_type, occurred_on, place, restricted, high_profile, comment,
  version, updated_at) on cases to ribin_request;

create policy read_own on exhibits for select to ribin_request using (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator', 'station'))
  and ((select acting_kind()) = 'account' or exists (select from cases c where c.id = case_id)));
create policy read_released on exhibits for select to ribin_request
  using ((select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) and is_case_released(case_id));
create policy write on exhibits for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_as('lab_technician', 'firearms_examiner'))
    and exists (select from cases c where c.id = case_id and c.owner_state = (select acting_state())));
create policy change on exhibits for update to ribin_request
  using (owner_state = (select acting_state()) and (select acting_as('lab_technician', 'firearms_examiner')));
grant update (calibre, calibre_group, calibre_as_given, characteristics, comment, category, parent_exhibit_id, cast_polarity, version,
  updated_at) on exhibits to ribin_request;

create policy read_own on acquisitions for select to ribin_request using (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator', 'station'))
  and ((select acting_kind()) = 'account' or lab_id = (select acting_lab())));
create policy read_foreign on acquisitions for select to ribin_request
  using (case when owner_state = (select acting_state()) then false
    when not (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) then false
    else is_released(exhibit_id, acting_state(), now()) or ((select acting_as('firearms_examiner', 'verifier')) and image_agreed(id)) end);
create policy write on acquisitions for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_as('lab_technician', 'station'))
    and exists (select from exhibits x where x.id = exhibit_id and x.owner_state = (select acting_state())));
create policy change on acquisitions for update to ribin_request using (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner', 'national_coordinator')));
grant update (stage, stage_note, quality, preview_key, progress, corrected_outline, version, updated_at) on acquisitions to ribin_request;

create policy read on outlines for select to ribin_request
  using (case when owner_state = (select acting_state()) then (select acting_as('lab_technician', 'firearms_examiner', 'verifier'))
    when not (select acting_as('firearms_examiner', 'verifier')) then false
    else exists (select from acquisitions q where q.id = acquisition_id) end);
create policy write on outlines for insert to ribin_request with check (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner')) and drawn_by::text = (select acting_id())
  and exists (select from acquisitions q where q.id = acquisition_id and q.owner_state = (select acting_state())));
create policy read on same_images for select to ribin_request using (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator', 'station')));
create policy read on refusals for select to ribin_request
  using (owner_state = (select acting_state()) and (select acting_as('lab_technician', 'national_coordinator')));
create policy write on refusals for insert to ribin_request
  with check (owner_state = (select acting_state()) and actor_id::text = (select acting_id()));
create policy read on custody_records for select to ribin_request using (case when owner_state = (select acting_state())
    then (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'investigator', 'national_coordinator'))
    when not (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) then false
    else is_released(exhibit_id, acting_state(), now()) end);
create policy write on custody_records for insert to ribin_request with check (owner_state = (select acting_state())
  and (select acting_as('lab_technician', 'firearms_examiner')) and recorded_by::text = (select acting_id())
  and exists (select from exhibits x where x.id = exhibit_id and x.owner_state = (select acting_state())));

-- Pairs: of the two states (investigators for their reports), and the regional coordinator's, whose queue it is; where a side leaves
-- its state by release only and was not released, the pair is as if it were not there.
create policy read on linkages for select to ribin_request using (((select acting_has('regional_coordinator'))
    or ((select acting_state()) in (state_a, state_b)
      and (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator'))))
  and pair_visible(exhibit_a, exhibit_b));
-- Whoever reports on it holds it; whoever decides moves it.
create policy decide on linkages for update to ribin_request
  using ((select acting_state()) in (state_a, state_b)
    and (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')))
  with check ((select acting_state()) in (state_a, state_b) and (select acting_as('firearms_examiner', 'verifier')));
grant update (state, version, updated_at) on linkages to ribin_request;
create policy read on candidates for select to ribin_request using (((select acting_has('regional_coordinator'))
    or ((select acting_state()) in (state_a, state_b)
      and (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator'))))
  and candidate_visible(acquisition_a, acquisition_b));
create policy read on comparisons for select to ribin_request
  using ((select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) and candidate_images(candidate_id));
create policy read on bullet_comparisons for select to ribin_request using ((select acting_state()) in (state_a, state_b)
  and (select acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')) and pair_images(exhibit_a, exhibit_b));
create policy read on reviews for select to ribin_request using (exists (select from linkages l where l.id = linkage_id));
create policy write on reviews for insert to ribin_request with check (account_id::text = (select acting_id())
  and account_state = (select acting_state()) and (select acting_has('firearms_examiner')) and linkage_images(linkage_id));
create policy read on conclusions for select to ribin_request using (exists (select from linkages l where l.id = linkage_id));
create policy write on conclusions for insert to ribin_request with check (account_id::text = (select acting_id())
  and account_state = (select acting_state()) and (select acting_as('firearms_examiner', 'verifier')) and linkage_images(linkage_id));
create policy read on hits for select to ribin_request using (exists (select from linkages l where l.id = linkage_id));
create policy write on hits for insert to ribin_request with check (confirmed_by::text = (select acting_id())
  and (select acting_state()) in (state_a, state_b) and (select acting_as('firearms_examiner', 'verifier'))
  and exists (select from linkages l where l.id = linkage_id));

-- A report is its reader's, and the reader's state's coordinator's.
create policy read on reports for select to ribin_request using (issued_to::text = (select acting_id())
  or (owner_state = (select acting_state()) and (select acting_has('national_coordinator'))));
create policy write on reports for insert to ribin_request with check (owner_state = (select acting_state())
  and (select acting_as('firearms_examiner', 'investigator', 'national_coordinator'))
  and exists (select from linkages l where l.id = linkage_id and (select acting_state()) in (l.state_a, l.state_b)));
create policy read on report_signatures for select to ribin_request using (exists (select from reports r where r.id = report_id));
create policy write on report_signatures for insert to ribin_request with check (owner_state = (select acting_state())
  and (select acting_as('firearms_examiner', 'investigator', 'national_coordinator')));
create policy read on report_withdrawals for select to ribin_request using (exists (select from reports r where r.id = report_id)
  or (owner_state = (select acting_state()) and (select acting_as('firearms_examiner', 'national_coordinator'))));
create policy write on report_withdrawals for insert to ribin_request with check (owner_state = (select acting_state())
  and withdrawn_by::text = (select acting_id()) and (select acting_as('firearms_examiner', 'national_coordinator')));

-- Sharing.
create policy read on agreements for select to ribin_request using ((select acting_as('regional_coordinator', 'auditor'))
  or ((select acting_state()) in (state_a, state_b) and (select acting_kind()) = 'account'));
create policy write on agreements for insert to ribin_request with check ((select acting_has('regional_coordinator')));
create policy withdraw on agreements for update to ribin_request using ((select acting_has('regional_coordinator')));
grant update (withdrawn_at) on agreements to ribin_request;
create policy read on releases for select to ribin_request using ((select acting_kind()) = 'account'
  and (owner_state = (select acting_state()) or to_state = (select acting_state())));
create policy write on releases for insert to ribin_request with check (owner_state = (select acting_state())
  and (select acting_has('national_coordinator'))
  and exists (select from cases c where c.id = case_id and c.owner_state = (select acting_state())));
create policy withdraw on releases for update to ribin_request
  using (owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
grant update (withdrawn_at) on releases to ribin_request;

-- The work behind it, and the trail.
create policy read on jobs for select to ribin_request
  using (owner_state = (select acting_state()) or (select acting_as('regional_coordinator', 'auditor')));
create policy write on jobs for insert to ribin_request
  with check (owner_state = (select acting_state()) or (select acting_has('regional_coordinator')));
create policy retry on jobs for update to ribin_request using ((select acting_has('regional_coordinator'))
  or (owner_state = (select acting_state()) and (select acting_as('national_coordinator', 'lab_technician'))));
grant update (state, attempt, max_attempts, run_after, queued_at, finished_at) on jobs to ribin_request;
create policy read on search_models for select to ribin_request using ((select acting_id()) is not null);
create policy read on correlation_requests for select to ribin_request using ((select acting_as('regional_coordinator', 'auditor'))
  or ((owner_state is null or owner_state = (select acting_state()))
    and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'national_coordinator'))));
create policy write on correlation_requests for insert to ribin_request with check (
  (owner_state is null and (select acting_has('regional_coordinator')))
  or (owner_state = (select acting_state()) and (select acting_as('firearms_examiner', 'national_coordinator'))));
create policy read on correlation_runs for select to ribin_request using ((select acting_as('regional_coordinator', 'auditor'))
  or (owner_state = (select acting_state())
    and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'national_coordinator'))));
create policy write on correlation_runs for insert to ribin_request with check (owner_state = (select acting_state())
  and (select acting_as('firearms_examiner', 'national_coordinator')));
create policy read on sweeps for select to ribin_request using ((select acting_as('regional_coordinator', 'auditor'))
  or (owner_state = (select acting_state())
    and (select acting_as('lab_technician', 'firearms_examiner', 'verifier', 'national_coordinator'))));

-- Everybody adds what they did, in their own name or as the program of a request; who asks for nothing reads nothing. The stages of an
-- acquisition are told to whoever may read it.
create policy write on audit_events for insert to ribin_request
  with check (actor_id = (select acting_id()) or actor_kind = 'system');
create policy read on audit_events for select to ribin_request using ((select acting_has('auditor'))
  or ((select acting_has('national_coordinator')) and owner_states @> array[(select acting_state())])
  or (target_kind = 'acquisition' and action in ('acquisition.received', 'acquisition.quality_assessed', 'acquisition.outline_needed',
      'acquisition.features_extracted', 'acquisition.searched', 'acquisition.verified', 'acquisition.failed')
    and case when target_id ~ '^[0-9a-f-]{36}$' then exists (select from acquisitions q where q.id = target_id::uuid) else false end));
create policy read on audit_chain for select to ribin_request using ((select acting_as('auditor', 'national_coordinator')));
create policy read on signing_keys for select to ribin_request using (true);
