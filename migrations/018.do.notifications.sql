-- Notifications (docs/notifications.md): derived from the audit trail in the order of its chain, delivered by jobs; and requests for
-- reports (docs/reports.md).

-- How far the trail was read. One row; whoever derives holds it.
create table notice_cursor (
  one boolean primary key default true check (one),
  position bigint not null
);
insert into notice_cursor (position) select coalesce(max(position), 0) from audit_chain;

create table notifications (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  owner_state text not null references states (code),
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  -- what is told once: of many events that belong together, the first
  group_key text not null,
  -- of the event in the region's chain
  position bigint not null,
  -- whether the account wanted mail of this kind when it came
  mail boolean not null,
  created_at timestamptz not null,
  unique (account_id, kind, group_key)
);
create index notifications_page on notifications (account_id, created_at desc, id desc);
create index notifications_mail on notifications (account_id) where mail;

create table notification_reads (
  notification_id uuid primary key references notifications (id),
  account_id uuid not null references accounts (id),
  read_at timestamptz not null
);
create index notification_reads_account on notification_reads (account_id);

-- The newest of an account counts.
create table notification_preferences (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  mail text[] not null,
  created_at timestamptz not null
);
create index notification_preferences_account on notification_preferences (account_id, created_at desc, id desc);

-- Which job carries a notification by mail: one, for good.
create table notification_mails (
  notification_id uuid primary key references notifications (id),
  job_id uuid not null references jobs (id)
);
create index notification_mails_job on notification_mails (job_id);

create table webhooks (
  id uuid primary key,
  owner_state text not null references states (code),
  url text not null,
  kinds text[] not null,
  created_by uuid not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
create index webhooks_state on webhooks (owner_state) where withdrawn_at is null;

-- The newest signs; the one before it signs too until `previous_until`.
create table webhook_secrets (
  id uuid primary key,
  webhook_id uuid not null references webhooks (id),
  owner_state text not null references states (code),
  sealed text not null,
  previous_until timestamptz,
  created_by uuid not null,
  created_at timestamptz not null
);
create index webhook_secrets_of on webhook_secrets (webhook_id, created_at desc, id desc);

create table webhook_messages (
  id uuid primary key,
  webhook_id uuid not null references webhooks (id),
  owner_state text not null references states (code),
  kind text not null,
  position bigint not null,
  -- the very text that is sent
  body text not null,
  job_id uuid not null references jobs (id),
  created_at timestamptz not null,
  unique (webhook_id, position, kind)
);
create index webhook_messages_page on webhook_messages (webhook_id, created_at desc, id desc);

create table delivery_attempts (
  id uuid primary key,
  owner_state text not null references states (code),
  job_id uuid not null references jobs (id),
  channel text not null check (channel in ('mail', 'webhook')),
  attempt integer not null,
  delivered boolean not null,
  -- code and words; null where it was delivered
  reason text,
  at timestamptz not null,
  check (delivered = (reason is null))
);
create index delivery_attempts_job on delivery_attempts (job_id, at, id);

-- An investigator asks for a report across jurisdictions.
create table report_requests (
  id uuid primary key,
  -- the state that asks
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  purpose text not null,
  requested_by uuid not null references accounts (id),
  expires_at timestamptz not null,
  created_at timestamptz not null
);
create index report_requests_page on report_requests (owner_state, created_at desc, id desc);
create index report_requests_case on report_requests (case_id);

-- What is asked of the owner of the other side of a linkage. It holds nothing of the case of who asks.
create table report_request_parts (
  id uuid primary key,
  request_id uuid not null references report_requests (id),
  -- the state that is asked
  owner_state text not null references states (code),
  asking_state text not null references states (code),
  linkage_id uuid not null references linkages (id),
  case_id uuid not null references cases (id),
  purpose text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  unique (request_id, linkage_id)
);
create index report_request_parts_page on report_request_parts (owner_state, created_at desc, id desc);

-- That who asked may know of a part: it is of a hit that the rules let the state know of, or it was released. Nobody takes it back.
create table report_request_disclosures (
  part_id uuid primary key references report_request_parts (id),
  request_id uuid not null references report_requests (id),
  asking_state text not null references states (code),
  asked_state text not null references states (code),
  linkage_id uuid not null references linkages (id),
  disclosed_at timestamptz not null
);
create index report_request_disclosures_request on report_request_disclosures (request_id, disclosed_at, part_id);

create table report_request_answers (
  id uuid primary key,
  part_id uuid not null references report_request_parts (id),
  request_id uuid not null references report_requests (id),
  owner_state text not null references states (code),
  asking_state text not null references states (code),
  decision text not null check (decision in ('released', 'refused', 'more_asked')),
  reason text,
  release_id uuid references releases (id),
  answered_by uuid not null references accounts (id),
  created_at timestamptz not null,
  check ((decision = 'released') = (release_id is not null)),
  check (decision = 'released' or reason is not null)
);
create index report_request_answers_part on report_request_answers (part_id, created_at, id);
-- Released or refused once; more may be asked before.
create unique index report_request_answers_final on report_request_answers (part_id) where decision <> 'more_asked';

-- What who asked said to a question, or that the request is withdrawn.
create table report_request_words (
  id uuid primary key,
  request_id uuid not null references report_requests (id),
  part_id uuid references report_request_parts (id),
  owner_state text not null references states (code),
  kind text not null check (kind in ('reply', 'withdrawal')),
  words text not null,
  said_by uuid not null references accounts (id),
  created_at timestamptz not null,
  check ((kind = 'reply') = (part_id is not null))
);
create unique index report_request_words_withdrawn on report_request_words (request_id) where kind = 'withdrawal';
create index report_request_words_of on report_request_words (request_id, created_at, id);

do $$
declare name text;
begin
  foreach name in array array['notifications', 'notification_reads', 'notification_preferences', 'notification_mails', 'webhook_secrets',
    'webhook_messages', 'delivery_attempts', 'report_requests', 'report_request_parts', 'report_request_disclosures',
    'report_request_answers', 'report_request_words']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_kept', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      name || '_not_emptied', name);
    execute format('call guard_table(%L)', name);
  end loop;
end $$;
call guard_table('notice_cursor');
call guard_table('webhooks');
grant update on notice_cursor, webhooks to ribin_service;
grant update (withdrawn_at) on webhooks to ribin_request;

create policy own on notifications for select to ribin_request using (account_id::text = (select acting_id()));
create policy own on notification_reads for select to ribin_request using (account_id::text = (select acting_id()));
create policy read on notification_reads for insert to ribin_request with check (account_id::text = (select acting_id())
  and exists (select from notifications n where n.id = notification_id and n.account_id = notification_reads.account_id));
create policy own on notification_preferences for select to ribin_request using (account_id::text = (select acting_id()));
create policy chosen on notification_preferences for insert to ribin_request with check (account_id::text = (select acting_id()));

create function acting_coordinates(state text) returns boolean language sql stable parallel safe
  return coalesce(state = acting_state(), false) and acting_has('national_coordinator');
create policy own on webhooks for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy made on webhooks for insert to ribin_request with check (acting_coordinates(owner_state) and created_by::text = (select acting_id()));
create policy withdrawn on webhooks for update to ribin_request using (acting_coordinates(owner_state)) with check (acting_coordinates(owner_state));
-- A sealed secret is written by a request and read by the service alone.
create policy made on webhook_secrets for insert to ribin_request with check (
  acting_coordinates(owner_state) and created_by::text = (select acting_id())
  and exists (select from webhooks w where w.id = webhook_id and w.owner_state = webhook_secrets.owner_state));
create policy own on webhook_messages for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy own on delivery_attempts for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_has('national_coordinator')));

create policy own on report_requests for select to ribin_request using (owner_state = (select acting_state())
  and (requested_by::text = (select acting_id()) or (select acting_has('national_coordinator'))));
create policy asked on report_requests for insert to ribin_request with check (owner_state = (select acting_state())
  and requested_by::text = (select acting_id()) and ((select acting_has('investigator')) or (select acting_has('national_coordinator')))
  and exists (select from cases c where c.id = case_id and c.owner_state = report_requests.owner_state));
-- Who is asked. Who asks learns of parts by what is disclosed of them alone.
create policy asked on report_request_parts for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy own on report_request_disclosures for select to ribin_request using (
  (asked_state = (select acting_state()) and (select acting_has('national_coordinator')))
  or exists (select from report_requests r where r.id = request_id));
create policy released on report_request_disclosures for insert to ribin_request with check (
  acting_coordinates(asked_state) and exists (select from report_request_parts p where p.id = part_id
    and p.owner_state = report_request_disclosures.asked_state and p.request_id = report_request_disclosures.request_id));
create policy own on report_request_answers for select to ribin_request using (
  (owner_state = (select acting_state()) and (select acting_has('national_coordinator')))
  or (asking_state = (select acting_state()) and exists (select from report_request_disclosures d where d.part_id = report_request_answers.part_id)));
create policy answered on report_request_answers for insert to ribin_request with check (
  acting_coordinates(owner_state) and answered_by::text = (select acting_id())
  and exists (select from report_request_parts p where p.id = part_id and p.owner_state = report_request_answers.owner_state
    and p.request_id = report_request_answers.request_id and p.asking_state = report_request_answers.asking_state));
create policy parties on report_request_words for select to ribin_request using (
  exists (select from report_requests r where r.id = request_id)
  or exists (select from report_request_parts p where p.request_id = report_request_words.request_id
    and (p.id = part_id or report_request_words.kind = 'withdrawal')));
create policy said on report_request_words for insert to ribin_request with check (said_by::text = (select acting_id())
  and exists (select from report_requests r where r.id = request_id and r.owner_state = report_request_words.owner_state));

-- True for a statement that is made for somebody who asked through the API, also within a function of its owner.
create function is_request() returns boolean language sql stable return coalesce(current_setting('role', true), '') = 'ribin_request';
-- Whether the release that answered a part has ended: for the two states of the part alone; null: it was not released.
create function part_release_ended(part uuid, at timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select r.withdrawn_at is not null or r.expires_at <= at
  from report_request_answers a join releases r on r.id = a.release_id
  where a.part_id = part and (not is_request() or acting_state() in (a.asking_state, a.owner_state))
$$;
revoke execute on function part_release_ended(uuid, timestamptz) from public;
grant execute on function part_release_ended(uuid, timestamptz) to ribin_request, ribin_service;
