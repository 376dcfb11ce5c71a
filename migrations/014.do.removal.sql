-- A case or an exhibit that its state removes is gone for everybody from that moment; what stays is a tombstone (docs/sharing.md).

-- When it became so; null: it is there. Of an exhibit, its case and its original count too. Kept right by triggers.
alter table cases add column removed_at timestamptz;
alter table exhibits add column removed_at timestamptz;
alter table features add column removed boolean not null default false;

create table removals (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  -- null: the case with all its exhibits
  exhibit_id uuid references exhibits (id),
  reason_code text not null check (reason_code in
    ('entered_in_error', 'duplicate', 'court_order', 'expunged', 'not_evidence', 'licence_ended', 'other')),
  reason text not null,
  removed_by uuid not null references accounts (id),
  removed_at timestamptz not null
);
create index removals_of on removals (case_id);
create index removals_page on removals (owner_state, removed_at, id);

create table removal_restorations (
  removal_id uuid primary key references removals (id),
  owner_state text not null references states (code),
  reason text not null,
  restored_by uuid not null references accounts (id),
  restored_at timestamptz not null
);

-- What another state that was concerned is told: that something was removed, when, and which of its linkages with it. No fact of it.
create table removal_notices (
  removal_id uuid not null references removals (id),
  to_state text not null references states (code),
  owner_state text not null references states (code),
  kind text not null check (kind in ('case', 'exhibit')),
  linkage_ids uuid[] not null,
  removed_at timestamptz not null,
  primary key (removal_id, to_state),
  check (to_state <> owner_state)
);
create index removal_notices_to on removal_notices (to_state, removed_at, removal_id);

create trigger removals_kept before update or delete on removals for each row execute function refuse_change();
create trigger removals_not_emptied before truncate on removals for each statement execute function refuse_change();
create trigger removal_restorations_kept before update or delete on removal_restorations for each row execute function refuse_change();
create trigger removal_restorations_not_emptied before truncate on removal_restorations for each statement execute function refuse_change();
create trigger removal_notices_kept before update or delete on removal_notices for each row execute function refuse_change();
create trigger removal_notices_not_emptied before truncate on removal_notices for each statement execute function refuse_change();

create function find_open_removal(of_case uuid, of_exhibit uuid) returns timestamptz language sql stable as $$
  select min(r.removed_at) from removals r
  where r.case_id = of_case and (r.exhibit_id is null or r.exhibit_id = of_exhibit)
    and not exists (select from removal_restorations s where s.removal_id = r.id)
$$;

-- Brings the case and its exhibits, and casts of them in other cases, to what the removals say.
create function settle_removals(of_case uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  update cases c set removed_at = find_open_removal(c.id, null)
  where c.id = of_case and c.removed_at is distinct from find_open_removal(c.id, null);
  -- A linkage in which one has a side is another version: whoever decides or reports on what they read before is told to read again.
  with changed as (
    update exhibits e set removed_at = t.at from (
      select x.id, least(find_open_removal(x.case_id, x.id), find_open_removal(p.case_id, p.id)) as at
      from exhibits x left join exhibits p on p.id = x.parent_exhibit_id
      where x.case_id = of_case or p.case_id = of_case) t
    where e.id = t.id and e.removed_at is distinct from t.at returning e.id)
  update linkages l set version = l.version + 1
  where l.id in (select k.id from linkages k join changed on changed.id in (k.exhibit_a, k.exhibit_b));
$$;
revoke execute on function settle_removals(uuid) from public;

create function settle_removal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'removals' then
    perform settle_removals(new.case_id);
  else
    perform settle_removals(r.case_id) from removals r where r.id = new.removal_id;
  end if;
  return null;
end $$;
create trigger removals_settled after insert on removals for each row execute function settle_removal();
create trigger restorations_settled after insert on removal_restorations for each row execute function settle_removal();

-- A cast that is made, or corrected, after its original was removed is removed with it.
create function follow_original() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.removed_at := (select least(find_open_removal(new.case_id, new.id), find_open_removal(p.case_id, p.id))
    from (select 1) one left join exhibits p on p.id = new.parent_exhibit_id);
  return new;
end $$;
create trigger exhibits_follow before insert or update of parent_exhibit_id, case_id on exhibits
  for each row execute function follow_original();

-- The search looks at features alone: what is removed is marked there too.
create or replace view search_entries as
  select a.id as acquisition_id, a.region, coalesce(x.parent_exhibit_id, x.id) as exhibit_root, x.case_id, x.type as exhibit_type,
    coalesce(p.category, x.category) as category, x.calibre_group, c.occurred_on,
    c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false) as national,
    list_excluding(x.characteristics) as excluding,
    x.removed_at is not null as removed
  from acquisitions a
    join exhibits x on x.id = a.exhibit_id
    join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id
    left join cases o on o.id = p.case_id;

create or replace function fill_search_entry() returns trigger language plpgsql as $$
begin
  -- Held until the row is there for others: a correction of the exhibit or case at the same time comes after it, and sees it.
  perform 1 from acquisitions a join exhibits x on x.id = a.exhibit_id join cases c on c.id = x.case_id
    where a.id = new.acquisition_id for share of x, c;
  select e.region, e.exhibit_root, e.case_id, e.exhibit_type, e.category, e.calibre_group, e.occurred_on, e.national, e.excluding, e.removed
    into new.region, new.exhibit_root, new.case_id, new.exhibit_type, new.category, new.calibre_group, new.occurred_on,
      new.national, new.excluding, new.removed
    from search_entries e where e.acquisition_id = new.acquisition_id;
  return new;
end $$;

create or replace function renew_search_entries() returns trigger language plpgsql as $$
declare
  changed uuid[];
begin
  if tg_table_name = 'acquisitions' then
    changed := array[new.id];
  elsif tg_table_name = 'exhibits' then
    changed := array(select a.id from acquisitions a
      where a.exhibit_id in (select new.id union select id from exhibits where parent_exhibit_id = new.id));
  else
    changed := array(select a.id from acquisitions a where a.exhibit_id in (
      select id from exhibits where case_id = new.id
      union select k.id from exhibits k join exhibits p on p.id = k.parent_exhibit_id where p.case_id = new.id));
  end if;
  update features f set region = e.region, exhibit_root = e.exhibit_root, case_id = e.case_id, exhibit_type = e.exhibit_type,
    category = e.category, calibre_group = e.calibre_group, occurred_on = e.occurred_on, national = e.national,
    excluding = e.excluding, removed = e.removed
  from search_entries e where f.acquisition_id = any (changed) and e.acquisition_id = f.acquisition_id;
  return null;
end $$;
create trigger exhibits_removed after update of removed_at on exhibits for each row
  when (old.removed_at is distinct from new.removed_at) execute function renew_search_entries();

-- Reports that rest on what was removed stand no longer, whichever state issued them: their readers may have to act on it.
create function withdraw_reports_on(of_removal uuid)
  returns table (report_id uuid, number text, kind text, linkage_id uuid, state_a text, state_b text)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  removal removals;
begin
  select * into strict removal from removals where id = of_removal;
  if acting_id() is not null and (acting_id() <> removal.removed_by::text or acting_state() is distinct from removal.owner_state) then
    raise exception 'the removal is not yours';
  end if;
  return query
    with resting as (
      select p.id, p.owner_state, p.number, p.kind, p.linkage_id, l.state_a, l.state_b
      from reports p join linkages l on l.id = p.linkage_id
      where exists (select from exhibits x where x.id in (l.exhibit_a, l.exhibit_b) and x.removed_at is not null
        and (x.case_id = removal.case_id or exists (select from exhibits o where o.id = x.parent_exhibit_id and o.case_id = removal.case_id)))
    ), withdrawn as (
      insert into report_withdrawals (id, report_id, owner_state, reason, withdrawn_by, withdrawn_at)
      select gen_random_uuid(), r.id, r.owner_state, 'The evidence that it rests on was removed by the state that owns it.',
        removal.removed_by, removal.removed_at
      from resting r
      on conflict on constraint report_withdrawals_report_id_key do nothing returning report_withdrawals.report_id
    )
    select r.id, r.number, r.kind, r.linkage_id, r.state_a, r.state_b from resting r join withdrawn w on w.report_id = r.id;
end $$;
revoke execute on function withdraw_reports_on(uuid) from public;
grant execute on function withdraw_reports_on(uuid) to ribin_request, ribin_service;

call guard_table('removals');
create policy own_removals on removals for select to ribin_request
  using (owner_state = (select acting_state()) or (select acting_has('auditor')));
create policy coordinators_removals on removals for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_has('national_coordinator')) and removed_by::text = (select acting_id()));
call guard_table('removal_restorations');
create policy own_restorations on removal_restorations for select to ribin_request
  using (owner_state = (select acting_state()) or (select acting_has('auditor'))
    or exists (select from removal_notices n where n.removal_id = removal_restorations.removal_id and n.to_state = (select acting_state())));
create policy coordinators_restorations on removal_restorations for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_has('national_coordinator')) and restored_by::text = (select acting_id()));
call guard_table('removal_notices');
create policy parties_notices on removal_notices for select to ribin_request
  using ((select acting_state()) in (owner_state, to_state) or (select acting_has('auditor')));
create policy owners_notices on removal_notices for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
