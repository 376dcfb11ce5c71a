-- The shared plane: what the path of a request must know of rows that the policies of 011 hide from it. Each function gives what the
-- rules of sharing (docs/evidence-model.md) allow and no more, with the owner's rights and in a fixed search path; only the roles that
-- are named may call it.

-- Whether an exhibit of another state stands in a pair with one of `viewer`.
create function stands_with(exhibit uuid, viewer text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from linkages l where l.exhibit_a = exhibit and l.state_b = viewer)
    or exists (select from linkages l where l.exhibit_b = exhibit and l.state_a = viewer)
    or exists (select from acquisitions q join candidates k on k.acquisition_a = q.id where q.exhibit_id = exhibit and k.state_b = viewer)
    or exists (select from acquisitions q join candidates k on k.acquisition_b = q.id where q.exhibit_id = exhibit and k.state_a = viewer)
$$;
create index linkages_b on linkages (exhibit_b);

-- Two exhibits are one piece of evidence: a cast and its parent, or two casts of one parent.
create function is_replica(a uuid, b uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 500 as $$
  select exists (select from exhibits x, exhibits y where x.id = a and y.id = b
    and coalesce(x.parent_exhibit_id, x.id) = coalesce(y.parent_exhibit_id, y.id))
$$;

-- What the policy on candidates says of one.
create function candidate_readable(candidate uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 3000 as $$
  select coalesce((select (acting_has('regional_coordinator') or (acting_state() in (k.state_a, k.state_b)
      and acting_as('firearms_examiner', 'verifier', 'investigator', 'national_coordinator')))
    and candidate_visible(k.acquisition_a, k.acquisition_b) from candidates k where k.id = candidate), false)
$$;

-- The comparison that counts for each candidate. Nobody is granted the first view: the second gives it whole, marks and cells, where the
-- images may be seen; the third its scores, where the candidate may.
create view counting_comparisons as
  select distinct on (candidate_id) * from (
    select k.*, row_number() over (
      partition by k.candidate_id, k.method order by version_order(k.method_version) desc, k.created_at desc, k.id desc) as place
    from comparisons k
      join candidates c on c.id = k.candidate_id
      join acquisitions a on a.id = c.acquisition_a
      join acquisitions b on b.id = c.acquisition_b
    where k.outline_a >= a.corrected_outline and k.outline_b >= b.corrected_outline
  ) counting
  where place = 1
  order by candidate_id, created_at desc, id desc;
create or replace view standing_comparisons with (security_barrier) as
  select * from counting_comparisons where (select acts_for_itself()) or candidate_images(candidate_id);
create view standing_scores with (security_barrier) as
  select id, candidate_id, method, method_version, comparable, reason, score, correlation, cells_usable, cells_congruent, remarks,
    outcome -> 'subclass' as subclass, created_at
  from counting_comparisons where (select acts_for_itself()) or candidate_readable(candidate_id);
create view counting_bullet_comparisons as
  select distinct on (exhibit_a, exhibit_b) * from bullet_comparisons k
  where not exists (
    select 1 from jsonb_array_elements(k.lands) as land join acquisitions a on a.id = (land ->> 'acquisitionId')::uuid
    where (land ->> 'outlineVersion')::integer < a.corrected_outline)
  order by exhibit_a, exhibit_b, version_order(method_version) desc, created_at desc, id desc;
create or replace view standing_bullet_comparisons with (security_barrier) as
  select * from counting_bullet_comparisons
  where (select acts_for_itself()) or (acting_state() in (state_a, state_b) and pair_images(exhibit_a, exhibit_b));
create view standing_bullet_scores with (security_barrier) as
  select exhibit_a, exhibit_b, method, method_version, score, outcome -> 'pairs' as land_pairs from counting_bullet_comparisons
  where (select acts_for_itself()) or (acting_state() in (state_a, state_b) and pair_visible(exhibit_a, exhibit_b));
grant select on standing_comparisons, standing_scores, standing_bullet_comparisons, standing_bullet_scores to ribin_request, ribin_service;

-- It was compared by outlines that were corrected since, and by those that took their place nothing could be made ready.
create function lost_its_marks(candidate uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp cost 500 as $$
  select exists (select from comparisons k where k.candidate_id = candidate)
    and exists (select from candidates c join acquisitions side on side.id in (c.acquisition_a, c.acquisition_b)
      where c.id = candidate and side.corrected_outline > 0
        and not exists (select from features f where f.acquisition_id = side.id))
$$;

-- Which exhibit an acquisition is of, for a candidate that may be read.
create function exhibit_of(acquisition uuid) returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select q.exhibit_id from acquisitions q where q.id = acquisition and (acts_for_itself() or q.owner_state = acting_state()
    or acting_has('regional_coordinator') or stands_with(q.exhibit_id, acting_state()))
$$;
-- The region and scale of a candidate's marks.
create function candidate_origin(candidate uuid) returns table (exhibit_a uuid, exhibit_b uuid, region text, scale_known boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.exhibit_id, b.exhibit_id, a.region, a.scale_known and b.scale_known
  from candidates c join acquisitions a on a.id = c.acquisition_a join acquisitions b on b.id = c.acquisition_b
  where c.id = candidate and (acts_for_itself() or candidate_readable(c.id))
$$;
-- The own state's exhibits that stand in a candidate with another state's acquisition.
create function own_exhibits_beside(acquisition uuid, viewer text) returns table (exhibit_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct o.exhibit_id from candidates c
    join acquisitions o on o.id = case when c.acquisition_a = acquisition then c.acquisition_b else c.acquisition_a end
  where (c.acquisition_a = acquisition or c.acquisition_b = acquisition) and o.owner_state = viewing_state(viewer)
$$;

-- Whose a record is that a request may not see: so that the refusal is recorded in the trail of its owners. It is told to nobody.
create function owners_of(kind text, id text) returns text[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  wanted uuid;
begin
  if id !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return '{}'; end if;
  wanted := id::uuid;
  return coalesce(case kind
    when 'case' then (select array[c.owner_state] from cases c where c.id = wanted)
    when 'exhibit' then (select array[x.owner_state] from exhibits x where x.id = wanted)
    when 'acquisition' then (select array[q.owner_state] from acquisitions q where q.id = wanted)
    when 'candidate' then (select array[k.state_a, k.state_b] from candidates k where k.id = wanted)
    when 'linkage' then (select array[l.state_a, l.state_b] from linkages l where l.id = wanted)
    when 'hit' then (select array[h.state_a, h.state_b] from hits h where h.id = wanted)
    when 'report' then (select array[r.owner_state] from reports r where r.id = wanted)
    when 'report_request' then (select array[r.owner_state] from report_requests r where r.id = wanted)
    when 'report_request_part' then (select array[p.owner_state] from report_request_parts p where p.id = wanted)
    when 'release' then (select array[r.owner_state] from releases r where r.id = wanted)
    when 'agreement' then (select array[g.state_a, g.state_b] from agreements g where g.id = wanted)
    when 'correlation' then (select array[r.owner_state] from correlation_requests r where r.id = wanted and r.owner_state is not null)
    when 'job' then (select array[j.owner_state] from jobs j where j.id = wanted)
    when 'station' then (select array[s.owner_state] from stations s where s.id = wanted)
    when 'account' then (select array[a.owner_state] from accounts a where a.id = wanted)
    when 'import' then (select array[i.owner_state] from imports i where i.id = wanted)
    when 'removal' then (select array[r.owner_state] from removals r where r.id = wanted)
    when 'legal_hold' then (select array[h.owner_state] from legal_holds h where h.id = wanted)
    when 'purge' then (select array[p.owner_state] from purges p where p.id = wanted)
    when 'trace-request' then (select array[t.owner_state] from trace_requests t where t.id = wanted)
    when 'webhook' then (select array[w.owner_state] from webhooks w where w.id = wanted)
  end, '{}');
end $$;

-- Links an acquisition both ways with every other of the same bytes, whoever's; the others are for the trail of the region alone.
create function link_same_images(acquisition uuid, at timestamptz) returns table (id uuid, owner_state text)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  mine acquisitions;
begin
  select * into mine from acquisitions q where q.id = acquisition and (acts_for_itself() or q.owner_state = acting_state());
  insert into same_images (acquisition_id, same_as_id, owner_state, created_at)
    select mine.id, q.id, mine.owner_state, at from acquisitions q where q.sha256 = mine.sha256 and q.id <> mine.id
    union all select q.id, mine.id, q.owner_state, at from acquisitions q where q.sha256 = mine.sha256 and q.id <> mine.id
    on conflict do nothing;
  return query select q.id, q.owner_state from acquisitions q where q.sha256 = mine.sha256 and q.id <> mine.id
    order by q.created_at, q.id;
end $$;

-- Holds both cases of a hit against another that links them at the same time.
create function hold_cases(ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from cases c where c.id = any (ids) order by c.id for update;
end $$;

-- Who issued whose sign-in, for the rule of two people.
create function credential_issuers(accounts uuid[]) returns table (account_id uuid, issued_by text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (i.account_id) i.account_id, i.issued_by from invitations i
  where i.account_id = any (accounts) and i.accepted_at is not null
    and (acts_for_itself() or acting_as('firearms_examiner', 'verifier'))
  order by i.account_id, i.accepted_at desc
$$;

-- What a withdrawal must know of a report that its writer need not be allowed to read.
create function report_head(report uuid) returns table (
  id uuid, owner_state text, number text, kind text, linkage_id uuid, issued_to uuid, state_a text, state_b text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.owner_state, r.number, r.kind, r.linkage_id, r.issued_to, l.state_a, l.state_b
  from reports r join linkages l on l.id = r.linkage_id where r.id = report and (acts_for_itself() or r.owner_state = acting_state())
$$;
-- What whoever holds the very bytes may know of them, signed in or not.
create function report_of_hash(sha256 text) returns table (
  pdf_sha256 text, kind text, owner_state text, issued_at timestamptz, key_id text, withdrawn_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.pdf_sha256, s.kind, s.owner_state, s.issued_at, s.key_id, w.withdrawn_at
  from report_signatures s left join report_withdrawals w on w.report_id = s.report_id
  where s.pdf_sha256 = sha256 or s.json_sha256 = sha256
$$;

-- Figures over the region of which a reader is given the sum, or the own state's.
create function net_shares(viewer text) returns table (
  region text, proposed integer, by_vectors integer, by_registration integer, only_by_registration integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select q.region, count(*)::int, count(*) filter (where 'vectors' = any (c.found_by))::int,
    count(*) filter (where 'registration' = any (c.found_by))::int,
    count(*) filter (where 'registration' = any (c.found_by) and not 'vectors' = any (c.found_by))::int
  from candidates c join acquisitions q on q.id = c.acquisition_a
  where c.linkage_id is not null and case
    when acts_for_itself() or acting_as('regional_coordinator', 'auditor') then viewer is null or viewer in (c.state_a, c.state_b)
    else acting_state() in (c.state_a, c.state_b) end
  group by q.region order by q.region
$$;
create function model_progress(of_region text, id text, version text) returns table (described bigint, refused bigint, missing bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*) from features where region = of_region and model_id = id and model_version = version and own),
    (select count(*) from search_gaps where region = of_region and model_id = id and model_version = version),
    (select count(distinct f.acquisition_id) from features f
      where f.region = of_region and f.own and (f.model_id <> id or f.model_version <> version)
        and not exists (select from features n where n.acquisition_id = f.acquisition_id and n.own
          and ((n.model_id = id and n.model_version = version and n.prepared_key = f.prepared_key
            and n.outline_version = f.outline_version) or n.created_at > f.created_at))
        and not exists (select from search_gaps g where g.acquisition_id = f.acquisition_id and g.model_id = id
          and g.model_version = version and g.prepared_key = f.prepared_key))
$$;
create function states_described(of_region text, id text, version text) returns table (code text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.code from states s where (acts_for_itself() or acting_has('regional_coordinator'))
    and exists (select from features f where f.region = of_region and f.model_id = id and f.model_version = version
      and f.owner_state = s.code) order by s.code
$$;

-- The acquisition of a failed job back to where the job begins; of any state for the regional coordinator.
create function return_to_stage(acquisition uuid, to_stage text, at timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update acquisitions q set stage = to_stage, stage_note = null, progress = 0, updated_at = at, version = version + 1
  where q.id = acquisition and (acts_for_itself() or acting_has('regional_coordinator')
    or (q.owner_state = acting_state() and acting_as('national_coordinator', 'lab_technician')))
$$;

-- All that an event about a case or an exhibit can be about: what was made of it. The events themselves are under their own policy.
create function audit_targets(of_case uuid, of_exhibit uuid) returns table (kind text, id text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with subject as (
    select x.id from exhibits x where (x.id = of_exhibit or x.case_id = of_case)
      and (acts_for_itself() or acting_has('auditor') or (acting_has('national_coordinator') and x.owner_state = acting_state()))
  ), sides as (
    select l.id from linkages l join subject on l.exhibit_a = subject.id
    union select l.id from linkages l join subject on l.exhibit_b = subject.id
  ), images as (select q.id from acquisitions q join subject on q.exhibit_id = subject.id)
  select 'exhibit', subject.id::text from subject
  union all select 'acquisition', images.id::text from images
  union all select 'candidate', c.id::text from images join candidates c on c.acquisition_a = images.id
  union all select 'candidate', c.id::text from images join candidates c on c.acquisition_b = images.id
  union all select 'linkage', sides.id::text from sides
  union all select 'hit', h.id::text from sides join hits h on h.linkage_id = sides.id
  union all select 'report', r.id::text from sides join reports r on r.linkage_id = sides.id
  union all select 'case', of_case::text where of_case is not null
  union all select 'release', r.id::text from releases r where r.case_id = of_case
$$;

-- Nobody else calls them.
do $$
declare
  f regprocedure;
begin
  for f in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef and p.prorettype <> 'trigger'::regtype
      and p.proname not in ('create_space', 'drop_space') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to ribin_request, ribin_service', f);
  end loop;
end $$;
grant execute on function owners_of(text, text) to ribin_sign_in;
