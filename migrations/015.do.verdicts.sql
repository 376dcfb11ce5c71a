-- From candidate to hit (docs/review.md): what is documented before a comparison is seen, conclusions with their basis and corrections,
-- verifiers whom the system assigns, consultations, hits that no longer stand, and the firearm groups that hits grow.

-- What an examiner saw on a questioned exhibit by itself. A later look is a new record.
create table examinations (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  account_id uuid not null references accounts (id),
  -- of all its marks: what they are good for
  suitability text not null check (suitability in ('suitable', 'limited', 'unsuitable')),
  -- [{region, suitability}], as the examiner judged them
  regions jsonb not null,
  -- in the terms of Open-FMC, as this examiner saw them; what could not be discerned is left out
  characteristics jsonb not null,
  notes text,
  -- the examiner had been shown a comparison of the exhibit, or facts of a case beside it, before
  after_unmasking boolean not null,
  created_at timestamptz not null
);
create index examinations_of on examinations (exhibit_id, account_id, created_at);

-- The first time that an examiner was shown what stands beside the questioned exhibit, and the record that had been made by then.
create table unmaskings (
  account_id uuid not null references accounts (id),
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  other_exhibit_id uuid not null references exhibits (id),
  examination_id uuid not null references examinations (id),
  created_at timestamptz not null,
  primary key (account_id, exhibit_id, other_exhibit_id)
);

-- An elimination says on what; a correction is a new conclusion that names the old one. `reopens`: it was changed by somebody who could read
-- what the other concluded, so that only a consultation settles it.
alter table conclusions
  add column basis text check (basis in ('class', 'individual')),
  add column corrects uuid unique references conclusions (id),
  add column correction_reason text,
  add column reopens boolean not null default false,
  add check ((corrects is null) = (correction_reason is null)),
  add check (basis is null or conclusion = 'elimination');
drop index conclusions_once;
create unique index conclusions_once on conclusions (linkage_id, part) where part <> 'consultation' and corrects is null;

-- Whom the system asks to verify blind, or as the third of a consultation. The one that nothing replaces counts; account null: nobody
-- could be asked.
create table verification_assignments (
  id uuid primary key,
  linkage_id uuid not null references linkages (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  part text not null check (part in ('verification', 'third')),
  account_id uuid references accounts (id),
  account_state text references states (code),
  cause text not null check (cause in ('first_conclusion', 'consultation', 'declined', 'reassigned', 'expired')),
  replaces uuid unique references verification_assignments (id),
  -- of who declined, had it reassigned, or asked for a third
  reason text,
  made_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  check ((account_id is null) = (account_state is null) and (account_id is null) = (expires_at is null)),
  check ((cause in ('first_conclusion', 'consultation')) = (replaces is null))
);
create unique index verification_assignments_once on verification_assignments (linkage_id) where cause = 'first_conclusion';
create index verification_assignments_of on verification_assignments (linkage_id, created_at);
create index verification_assignments_to on verification_assignments (account_id, created_at);

-- What the examiners of a consultation say to each other, beside their conclusions.
create table consultation_statements (
  id uuid primary key,
  linkage_id uuid not null references linkages (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  account_id uuid not null references accounts (id),
  account_state text not null references states (code),
  statement text not null,
  created_at timestamptz not null
);
create index consultation_statements_of on consultation_statements (linkage_id, created_at);

-- A hit that no longer stands. The linkage may become one again, by a row of its own.
create table hit_withdrawals (
  hit_id uuid primary key references hits (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  cause text not null check (cause in ('conclusion_corrected')),
  conclusion_id uuid not null references conclusions (id),
  withdrawn_by uuid not null references accounts (id),
  created_at timestamptz not null
);
alter table hits drop constraint hits_linkage_id_key;
create index hits_linkage on hits (linkage_id, created_at);

do $$
declare name text;
begin
  foreach name in array array['examinations', 'unmaskings', 'verification_assignments', 'consultation_statements', 'hit_withdrawals'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_kept', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_not_emptied', name);
    execute format('call guard_table(%L)', name);
  end loop;
end $$;

-- An examiner's own records; another's would tell a verifier what the first one saw.
create policy own_examinations on examinations for select to ribin_request using (
  account_id::text = (select acting_id())
  or owner_state = (select acting_state()) and (select acting_has('national_coordinator'))
  or (select acting_has('auditor')));
create policy examine on examinations for insert to ribin_request with check (
  account_id::text = (select acting_id()) and owner_state = (select acting_state())
  and ((select acting_has('firearms_examiner')) or (select acting_has('verifier'))));
create policy own_unmaskings on unmaskings for select to ribin_request using (account_id::text = (select acting_id()));
create policy unmask on unmaskings for insert to ribin_request with check (
  account_id::text = (select acting_id()) and owner_state = (select acting_state()));

create policy parties on verification_assignments for select to ribin_request using (
  (select acting_state()) in (state_a, state_b) or (select acting_has('regional_coordinator')));
create policy assign on verification_assignments for insert to ribin_request with check (
  (select acting_state()) in (state_a, state_b) or (select acting_has('regional_coordinator')));
create policy parties on consultation_statements for select to ribin_request using ((select acting_state()) in (state_a, state_b));
create policy state_own on consultation_statements for insert to ribin_request with check (
  account_id::text = (select acting_id()) and account_state = (select acting_state()) and (select acting_state()) in (state_a, state_b));
create policy parties on hit_withdrawals for select to ribin_request using (
  (select acting_state()) in (state_a, state_b) or (select acting_has('regional_coordinator')));
create policy withdraw on hit_withdrawals for insert to ribin_request with check (
  withdrawn_by::text = (select acting_id()) and (select acting_state()) in (state_a, state_b));

-- Assignments that nothing replaced, that no conclusion answered, and whose linkage still waits for it.
create function is_open_assignment(assignment uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  return not exists (select from verification_assignments n where n.replaces = assignment)
    and exists (select from verification_assignments v join linkages l on l.id = v.linkage_id
      where v.id = assignment and l.state = case v.part when 'third' then 'consultation' else 'under microscopy' end)
    and not exists (select from verification_assignments v join conclusions c on c.linkage_id = v.linkage_id and c.account_id = v.account_id
      and c.part = case v.part when 'third' then 'consultation' else 'verification' end and c.created_at >= v.created_at
      where v.id = assignment);

-- Who verifies, or is the third, of a linkage: the states in the order preferred; then whoever was not asked for it before, has the fewest
-- open assignments, was asked longest ago, was entered first. Never who reviewed it, concluded on it, was relieved of it, or is one hand
-- with somebody who concluded (issued the other's sign-in). It reads the accounts of both states and gives one id.
create function choose_examiner(asked_linkage uuid, preferred text[], relieved uuid) returns table (account_id uuid, account_state text)
language sql stable security definer set search_path = public, pg_temp as $$
  with issued as (
    select distinct on (i.account_id) i.account_id, i.issued_by from invitations i where i.accepted_at is not null
    order by i.account_id, i.accepted_at desc
  ), concluded as (select distinct c.account_id from conclusions c where c.linkage_id = asked_linkage)
  select a.id, a.owner_state
  from accounts a
  where a.owner_state = any (preferred) and a.disabled_at is null and a.roles && array['firearms_examiner', 'verifier']
    and exists (select from linkages l where l.id = asked_linkage and a.owner_state in (l.state_a, l.state_b))
    and a.id is distinct from relieved and a.id not in (select c.account_id from concluded c)
    and not exists (select from reviews r where r.linkage_id = asked_linkage and r.account_id = a.id)
    and not exists (select from verification_assignments v join verification_assignments n on n.replaces = v.id
      where v.linkage_id = asked_linkage and v.account_id = a.id and n.cause in ('declined', 'reassigned'))
    and not exists (select from issued i where i.account_id = a.id and i.issued_by in (select c.account_id::text from concluded c))
    and not exists (select from issued i join concluded c on c.account_id = i.account_id where i.issued_by = a.id::text)
  order by array_position(preferred, a.owner_state),
    exists (select from verification_assignments v where v.linkage_id = asked_linkage and v.account_id = a.id),
    (select count(*) from verification_assignments v where v.account_id = a.id and is_open_assignment(v.id)),
    (select max(v.created_at) from verification_assignments v where v.account_id = a.id) nulls first,
    a.id
  limit 1
$$;

-- Ends the reports of a hit that no longer stands, of whichever of the two states; gives what the trail has to tell.
create function withdraw_hit_reports(ended_hit uuid, why text, at timestamptz) returns table (report_id uuid, owner_state text)
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into report_withdrawals (id, report_id, owner_state, reason, withdrawn_by, withdrawn_at)
  select gen_random_uuid(), r.id, r.owner_state, why, w.withdrawn_by, at
  from reports r join hit_withdrawals w on w.hit_id = r.hit_id
  where r.hit_id = ended_hit and not exists (select from report_withdrawals o where o.report_id = r.id)
  returning report_id, owner_state
$$;
revoke execute on function is_open_assignment, choose_examiner, withdraw_hit_reports from public;
grant execute on function is_open_assignment, choose_examiner, withdraw_hit_reports to ribin_service, ribin_request;
