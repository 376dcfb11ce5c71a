-- Service clocks (docs/notifications.md): when exhibits were recovered and received, what a state's calendar says of single days,
-- who opened the evidence of a candidate, and what of it all is due.

-- Append-only: the record that no other replaces stands.
create table exhibit_times (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  recovered_at timestamptz,
  received_at timestamptz,
  -- said so by the lab; a case of high profile is urgent by itself
  urgent boolean not null,
  replaces uuid unique references exhibit_times (id),
  reason text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  check (recovered_at <= received_at),
  check ((replaces is null) = (reason is null))
);
create unique index exhibit_times_first on exhibit_times (exhibit_id) where replaces is null;
create index exhibit_times_exhibit on exhibit_times (exhibit_id, recorded_at, id);

-- Beside the rules of src/domain/clock/holidays.ts: proclaimed holidays, and days that are worked all the same. The newest of a day counts.
create table calendar_days (
  id uuid primary key,
  state text not null references states (code),
  day date not null,
  kind text not null check (kind in ('holiday', 'working')),
  name text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index calendar_days_of on calendar_days (state, day, recorded_at desc, id desc);

-- The first time that a person opened the evidence of a linkage's candidate.
create table evidence_views (
  linkage_id uuid not null references linkages (id),
  account_id uuid not null references accounts (id),
  account_state text not null references states (code),
  candidate_id uuid not null references candidates (id),
  viewed_at timestamptz not null,
  primary key (linkage_id, account_id)
);
create index evidence_views_state on evidence_views (account_state, linkage_id);

-- What was said about a clock, each level once.
create table clock_alerts (
  kind text not null check (kind in ('acquisition', 'lead')),
  subject_id uuid not null,
  state text not null references states (code),
  level text not null check (level in ('due_soon', 'overdue', 'escalated')),
  lab_id uuid not null references labs (id),
  due_at timestamptz not null,
  raised_at timestamptz not null,
  primary key (kind, subject_id, state, level)
);

create trigger exhibit_times_kept before update or delete on exhibit_times for each row execute function refuse_change();
create trigger calendar_days_kept before update or delete on calendar_days for each row execute function refuse_change();
create trigger evidence_views_kept before update or delete on evidence_views for each row execute function refuse_change();
create trigger clock_alerts_kept before update or delete on clock_alerts for each row execute function refuse_change();
create trigger exhibit_times_not_emptied before truncate on exhibit_times for each statement execute function refuse_change();
create trigger calendar_days_not_emptied before truncate on calendar_days for each statement execute function refuse_change();
create trigger evidence_views_not_emptied before truncate on evidence_views for each statement execute function refuse_change();

-- Derived, so that queues are read in the order of what is due from an index. Triggers keep them; nothing else writes them.
create table exhibit_clocks (
  exhibit_id uuid primary key references exhibits (id) on delete cascade,
  state text not null references states (code),
  lab_id uuid not null references labs (id),
  received_at timestamptz not null,
  recovered_at timestamptz not null,
  urgent boolean not null,
  acquired_at timestamptz,
  -- a firearm is not acquired itself: its test fires are
  waits boolean not null
);
create index exhibit_clocks_waiting on exhibit_clocks (state, received_at, exhibit_id) where waits and acquired_at is null;

-- For each state of a linkage its own clock: it runs from that state's own exhibit, so that it tells nothing of the other's.
create table linkage_clocks (
  linkage_id uuid not null references linkages (id) on delete cascade,
  state text not null references states (code),
  lab_id uuid not null references labs (id),
  started_at timestamptz not null,
  urgent boolean not null,
  due_at timestamptz not null,
  primary key (linkage_id, state)
);
create index linkage_clocks_due on linkage_clocks (state, due_at, linkage_id);

create function refresh_linkage_clock(linkage uuid, of_state text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into linkage_clocks as k (linkage_id, state, lab_id, started_at, urgent, due_at)
  select linkage, of_state, (array_agg(lab_id order by start desc, exhibit_id))[1], max(start), bool_or(urgent),
    max(start) + case when bool_or(urgent) then interval '24 hours' else interval '48 hours' end
  from (
    select c.exhibit_id, c.lab_id, c.urgent, case when l.created_at <= interval '7 days' + coalesce(
      (select max(q.created_at) from acquisitions q where q.exhibit_id = c.exhibit_id and q.created_at <= l.created_at), l.created_at)
      then least(c.recovered_at, l.created_at) else l.created_at end as start
    from linkages l join exhibit_clocks c on c.exhibit_id in (l.exhibit_a, l.exhibit_b)
    where l.id = linkage and c.state = of_state and not exists (
      select from exhibits x where x.id in (l.exhibit_a, l.exhibit_b) and x.removed_at is not null)) sides
  having count(*) > 0
  on conflict (linkage_id, state) do update set lab_id = excluded.lab_id, started_at = excluded.started_at,
    urgent = excluded.urgent, due_at = excluded.due_at
  where (k.lab_id, k.started_at, k.urgent) is distinct from (excluded.lab_id, excluded.started_at, excluded.urgent)
$$;

create function refresh_exhibit_clock(exhibit uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare linkage record;
begin
  insert into exhibit_clocks as k (exhibit_id, state, lab_id, received_at, recovered_at, urgent, acquired_at, waits)
  select e.id, e.owner_state, c.lab_id, coalesce(t.received_at, r.occurred_at, e.created_at),
    coalesce(t.recovered_at, t.received_at, r.occurred_at, e.created_at), c.high_profile or coalesce(t.urgent, false),
    (select min(q.created_at) from acquisitions q where q.exhibit_id = e.id), e.type <> 'firearm'
  from exhibits e join cases c on c.id = e.case_id
    left join exhibit_times t on t.exhibit_id = e.id and not exists (select from exhibit_times n where n.replaces = t.id)
    left join lateral (
      select min(u.occurred_at) as occurred_at from custody_records u where u.exhibit_id = e.id and u.event = 'received'
        and not exists (select from custody_records n where n.corrects = u.id)) r on true
  where e.id = exhibit and e.removed_at is null
  on conflict (exhibit_id) do update set lab_id = excluded.lab_id, received_at = excluded.received_at,
    recovered_at = excluded.recovered_at, urgent = excluded.urgent, acquired_at = excluded.acquired_at
  where (k.lab_id, k.received_at, k.recovered_at, k.urgent, k.acquired_at)
    is distinct from (excluded.lab_id, excluded.received_at, excluded.recovered_at, excluded.urgent, excluded.acquired_at);
  for linkage in select l.id, e.owner_state from linkages l, exhibits e
    where e.id = exhibit and exhibit in (l.exhibit_a, l.exhibit_b) order by l.id
  loop
    perform refresh_linkage_clock(linkage.id, linkage.owner_state);
  end loop;
end $$;

create function note_exhibit_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_exhibit_clock(new.exhibit_id);
  return null;
end $$;
create function note_new_exhibit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_exhibit_clock(new.id);
  return null;
end $$;
create function note_case_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_exhibit_clock(e.id) from (select id from exhibits where case_id = new.id order by id) e;
  return null;
end $$;
-- The first acquisition ends the exhibit's clock; it changes no linkage's.
create function note_acquired() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update exhibit_clocks set acquired_at = new.created_at
  where exhibit_id = new.exhibit_id and (acquired_at is null or acquired_at > new.created_at);
  return null;
end $$;
create function note_linkage_clock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_linkage_clock(new.id, new.state_a);
  if new.state_b <> new.state_a then perform refresh_linkage_clock(new.id, new.state_b); end if;
  return null;
end $$;
-- What was removed waits for nobody: its clocks stop with it, and begin again with a restoration.
create function note_removed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.removed_at is not null then
    delete from linkage_clocks k using linkages l where l.id = k.linkage_id and new.id in (l.exhibit_a, l.exhibit_b);
    delete from exhibit_clocks where exhibit_id = new.id;
  else
    perform refresh_exhibit_clock(new.id);
    perform refresh_linkage_clock(l.id, l.state_a), refresh_linkage_clock(l.id, l.state_b)
    from linkages l where new.id in (l.exhibit_a, l.exhibit_b);
  end if;
  return null;
end $$;
create trigger exhibits_removed_clock after update of removed_at on exhibits for each row
  when ((old.removed_at is null) <> (new.removed_at is null)) execute function note_removed();
create trigger exhibits_clock after insert on exhibits for each row execute function note_new_exhibit();
create trigger exhibit_times_clock after insert on exhibit_times for each row execute function note_exhibit_clock();
create trigger custody_records_clock after insert on custody_records for each row
  when (new.event = 'received' or new.corrects is not null) execute function note_exhibit_clock();
create trigger acquisitions_clock after insert on acquisitions for each row execute function note_acquired();
create trigger cases_clock after update of high_profile, lab_id on cases for each row
  when (old.high_profile <> new.high_profile or old.lab_id <> new.lab_id) execute function note_case_clock();
create trigger linkages_clock after insert on linkages for each row execute function note_linkage_clock();

do $$
begin
  perform refresh_exhibit_clock(e.id) from exhibits e;
  perform refresh_linkage_clock(l.id, l.state_a) from linkages l;
  perform refresh_linkage_clock(l.id, l.state_b) from linkages l;
end $$;
revoke execute on function refresh_linkage_clock(uuid, text), refresh_exhibit_clock(uuid) from public;

call guard_table('exhibit_times');
call guard_table('calendar_days');
call guard_table('evidence_views');
call guard_table('clock_alerts');
call guard_table('exhibit_clocks');
call guard_table('linkage_clocks');
create policy own on exhibit_times for select to ribin_request using (owner_state = (select acting_state()) and cardinality((select acting_roles())) > 0);
create policy recorded on exhibit_times for insert to ribin_request with check (
  owner_state = (select acting_state()) and recorded_by::text = (select acting_id())
  and ((select acting_has('lab_technician')) or (select acting_has('firearms_examiner'))));
-- Holidays are no secret.
create policy anybody on calendar_days for select to ribin_request using ((select acting_id()) is not null);
create policy recorded on calendar_days for insert to ribin_request with check (
  state = (select acting_state()) and recorded_by::text = (select acting_id()) and (select acting_has('national_coordinator')));
create policy own on evidence_views for select to ribin_request using (
  account_state = (select acting_state()) or (select acting_has('regional_coordinator')));
create policy viewed on evidence_views for insert to ribin_request with check (
  account_state = (select acting_state()) and account_id::text = (select acting_id()));
create policy coordinators on clock_alerts for select to ribin_request using (
  (state = (select acting_state()) and (select acting_has('national_coordinator'))) or (select acting_has('regional_coordinator')));
create policy own on exhibit_clocks for select to ribin_request using (
  (state = (select acting_state()) and cardinality((select acting_roles())) > 0) or (select acting_has('regional_coordinator')));
create policy own on linkage_clocks for select to ribin_request using (
  (state = (select acting_state()) and cardinality((select acting_roles())) > 0) or (select acting_has('regional_coordinator')));
