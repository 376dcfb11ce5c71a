-- Why somebody reads what belongs to another state, and what exactly two states agreed to share (docs/sharing.md).

-- A person's purpose of work, stated once a session of work. The newest of a session counts; a change is a new record.
create table work_purposes (
  id uuid primary key,
  owner_state text not null references states (code),
  account_id uuid not null references accounts (id),
  -- the sign-in that it is stated in; it ends with it
  session_id uuid not null references sessions (id),
  purpose text not null check (purpose in
    ('investigation', 'examination', 'verification', 'prosecution', 'intelligence', 'quality_audit', 'oversight')),
  -- in the person's own words
  statement text not null,
  -- of the own state; or why there is none
  case_number text,
  no_case_reason text check (no_case_reason in
    ('case_not_entered', 'queue_review', 'verification_for_others', 'quality_audit', 'oversight')),
  stated_at timestamptz not null,
  check ((case_number is null) <> (no_case_reason is null))
);
create index work_purposes_of on work_purposes (session_id, stated_at desc, id desc);
create trigger work_purposes_kept before update or delete on work_purposes for each row execute function refuse_change();
create trigger work_purposes_not_emptied before truncate on work_purposes for each statement execute function refuse_change();
call guard_table('work_purposes');
create policy own_purposes on work_purposes for select to ribin_request using (account_id::text = (select acting_id()));
create policy state_purposes on work_purposes for insert to ribin_request
  with check (account_id::text = (select acting_id()) and owner_state = (select acting_state()));

-- A search that a person asked for bears the purpose that counted at that moment. Null: of before this, or by the program itself.
alter table correlation_requests
  add column purpose text,
  add column work_purpose_id uuid references work_purposes (id);

-- What two states agreed: newer terms count instead of older ones, which stay. Licensed firearms' test fires (LIC) are never a part of it.
create table agreement_terms (
  id uuid primary key,
  agreement_id uuid not null references agreements (id),
  version integer not null check (version >= 1),
  -- Of what is not named here the two states' searches tell each other nothing. A cast counts as what it is a cast of.
  categories text[] not null check (categories <@ array['CE', 'TF'] and cardinality(categories) > 0),
  -- false: that a candidate exists, and no more
  images boolean not null,
  -- of the images; null: until it is withdrawn
  valid_until timestamptz,
  set_by text not null,
  set_at timestamptz not null,
  unique (agreement_id, version)
);
insert into agreement_terms (id, agreement_id, version, categories, images, valid_until, set_by, set_at)
  select gen_random_uuid(), id, 1, '{CE,TF}', true, valid_until, created_by::text, created_at from agreements;
create trigger agreement_terms_kept before update or delete on agreement_terms for each row execute function refuse_change();
create trigger agreement_terms_not_emptied before truncate on agreement_terms for each statement execute function refuse_change();
call guard_table('agreement_terms');
create policy parties on agreement_terms for select to ribin_request using (
  (select acting_has('regional_coordinator')) or (select acting_has('auditor'))
  or exists (select from agreements a where a.id = agreement_id and (select acting_state()) in (a.state_a, a.state_b)));
create policy regional on agreement_terms for insert to ribin_request with check ((select acting_has('regional_coordinator')));

-- Agreements with the terms that count. Narrower terms bind until newer ones or the agreement's withdrawal: that they run out ends the
-- images, and opens nothing.
create view standing_agreements with (security_invoker = true) as
  select a.id, a.state_a, a.state_b, a.withdrawn_at, a.created_by, a.created_at,
    t.id as terms_id, t.version, t.categories, t.images, t.valid_until, t.set_at
  from agreements a join lateral (
    select * from agreement_terms t where t.agreement_id = a.id order by t.version desc limit 1) t on true;
grant select on standing_agreements to ribin_service, ribin_request;
