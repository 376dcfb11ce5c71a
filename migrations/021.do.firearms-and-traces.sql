-- What is known of a firearm that was recovered, and what became of the requests to trace it (docs/statistics.md). A firearm is an
-- exhibit of the type firearm. Nothing is changed: a correction is a new record that names the old one.
create table firearm_records (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  -- the categories of the UN Programme of Action's national report
  kind text not null check (kind in ('revolver or self-loading pistol', 'rifle or carbine', 'shotgun', 'sub-machine gun',
    'assault rifle', 'light machine gun', 'light weapon', 'craft-made firearm', 'other', 'unknown')),
  make text,
  model text,
  serial_number text,
  serial_state text not null check (serial_state in ('legible', 'partly legible', 'obliterated', 'none', 'not examined')),
  -- ISO 3166-1 alpha-2
  country_of_origin text check (country_of_origin ~ '^[A-Z]{2}$'),
  import_marks text,
  recovery text not null check (recovery in ('seized', 'found', 'surrendered')),
  recovered_on date not null,
  recovery_place text,
  corrects uuid unique references firearm_records (id),
  correction_reason text,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  check ((corrects is null) = (correction_reason is null)),
  check ((serial_number is null) or serial_state in ('legible', 'partly legible', 'obliterated'))
);
-- One chain of records an exhibit.
create unique index firearm_records_first on firearm_records (exhibit_id) where corrects is null;
create index firearm_records_exhibit on firearm_records (exhibit_id, recorded_at);
create index firearm_records_recovered on firearm_records (owner_state, recovered_on);

create table trace_requests (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  firearm_record_id uuid not null references firearm_records (id),
  -- 'competent authority': the state's own, where an origin is established otherwise than by tracing
  addressee text not null check (addressee in ('eTrace', 'iARMS', 'competent authority')),
  requested_on date not null,
  -- as it was sent
  form jsonb not null,
  requested_by uuid not null references accounts (id),
  created_at timestamptz not null
);
create index trace_requests_exhibit on trace_requests (exhibit_id, created_at);
create index trace_requests_page on trace_requests (owner_state, created_at, id);

create table trace_outcomes (
  id uuid primary key,
  owner_state text not null references states (code),
  trace_request_id uuid not null references trace_requests (id),
  outcome text not null check (outcome in ('traced', 'established', 'not traced', 'not traceable', 'refused')),
  -- the number that the addressee gave it
  reference text,
  -- where the firearm left the legal market, ISO 3166-1 alpha-2
  diverted_in text check (diverted_in ~ '^[A-Z]{2}$'),
  answered_on date not null,
  note text,
  corrects uuid unique references trace_outcomes (id),
  correction_reason text,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  check ((corrects is null) = (correction_reason is null))
);
create unique index trace_outcomes_first on trace_outcomes (trace_request_id) where corrects is null;
create index trace_outcomes_request on trace_outcomes (trace_request_id);

-- What stands: of each firearm its newest record, of each request its newest outcome. By the rights of who reads.
create view standing_firearm_records with (security_invoker = true) as
  select r.* from firearm_records r where not exists (select from firearm_records n where n.corrects = r.id);
create view standing_trace_outcomes with (security_invoker = true) as
  select o.* from trace_outcomes o where not exists (select from trace_outcomes n where n.corrects = o.id);
grant select on standing_firearm_records, standing_trace_outcomes to ribin_service, ribin_request;

create trigger firearm_records_kept before update or delete on firearm_records for each row execute function refuse_change();
create trigger firearm_records_not_emptied before truncate on firearm_records for each statement execute function refuse_change();
create trigger trace_requests_kept before update or delete on trace_requests for each row execute function refuse_change();
create trigger trace_requests_not_emptied before truncate on trace_requests for each statement execute function refuse_change();
create trigger trace_outcomes_kept before update or delete on trace_outcomes for each row execute function refuse_change();
create trigger trace_outcomes_not_emptied before truncate on trace_outcomes for each statement execute function refuse_change();

call guard_table('firearm_records');
create policy firearm_read on firearm_records for select to ribin_request using (
  (owner_state = (select acting_state()) and cardinality((select acting_roles())) > 0)
  or ((select acting_roles()) && array['firearms_examiner', 'verifier', 'investigator', 'national_coordinator'] and exists (
    select from exhibits e join releases r on r.case_id = e.case_id
    where e.id = firearm_records.exhibit_id and r.to_state = (select acting_state())
      and r.withdrawn_at is null and r.expires_at > now())));
create policy firearm_record on firearm_records for insert to ribin_request with check (
  owner_state = (select acting_state()) and recorded_by::text = (select acting_id())
  and (select acting_roles()) && array['lab_technician', 'firearms_examiner']);
call guard_table('trace_requests');
create policy trace_read on trace_requests for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
create policy trace_request on trace_requests for insert to ribin_request with check (
  owner_state = (select acting_state()) and requested_by::text = (select acting_id())
  and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
call guard_table('trace_outcomes');
create policy outcome_read on trace_outcomes for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
create policy outcome_record on trace_outcomes for insert to ribin_request with check (
  owner_state = (select acting_state()) and recorded_by::text = (select acting_id())
  and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
