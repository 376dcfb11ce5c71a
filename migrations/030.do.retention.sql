-- How long evidence is kept, what holds it, and its purge: proposed by the rules, reviewed by one coordinator, confirmed by another, and
-- carried out once (docs/sharing.md). What remains are ids, hashes, codes and numbers: no fact of a case, no picture, no mark.

-- Newer rules count instead of older ones, which stay. Null: kept without limit.
create table retention_rules (
  id uuid primary key,
  owner_state text not null references states (code),
  category text not null check (category in ('CE', 'TF', 'LIC', 'CAST')),
  version integer not null check (version >= 1),
  days integer check (days >= 1),
  counted_from text not null check (counted_from in ('occurred', 'exhibit_entered')),
  set_by uuid not null references accounts (id),
  set_at timestamptz not null,
  unique (owner_state, category, version)
);

create table legal_holds (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  reason text not null,
  -- null: until it is ended
  until timestamptz,
  placed_by uuid not null references accounts (id),
  placed_at timestamptz not null
);
create index legal_holds_of on legal_holds (case_id);
create table legal_hold_ends (
  hold_id uuid primary key references legal_holds (id),
  owner_state text not null references states (code),
  reason text not null,
  ended_by uuid not null references accounts (id),
  ended_at timestamptz not null
);

create table purges (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  -- null: the case with all its exhibits
  exhibit_id uuid references exhibits (id),
  basis text not null check (basis in ('retention', 'removal')),
  -- how it was settled with the states of the hits that it may go; null where there is no hit
  hits_settled text,
  reason text not null,
  reviewed_by uuid not null references accounts (id),
  reviewed_at timestamptz not null
);
create index purges_page on purges (owner_state, reviewed_at, id);
create index purges_of on purges (case_id);
create table purge_decisions (
  purge_id uuid primary key references purges (id),
  owner_state text not null references states (code),
  decision text not null check (decision in ('confirmed', 'refused')),
  reason text not null,
  decided_by uuid not null references accounts (id),
  decided_at timestamptz not null
);
create table purge_ends (
  purge_id uuid primary key references purges (id),
  owner_state text not null references states (code),
  outcome text not null check (outcome in ('purged', 'stopped')),
  -- of a purge that was stopped, why; of one that was done, what went
  detail jsonb not null,
  ended_at timestamptz not null
);
-- Files that are still to be deleted, or were: a purge that was interrupted goes on from here.
create table purge_blobs (
  purge_id uuid not null references purges (id),
  owner_state text not null references states (code),
  blob_key text not null,
  deleted_at timestamptz,
  primary key (purge_id, blob_key)
);

create function refuse_same_hand() returns trigger language plpgsql as $$
begin
  if exists (select from purges p where p.id = new.purge_id and p.reviewed_by = new.decided_by) then
    raise exception 'a purge is decided by another person than reviewed it';
  end if;
  return new;
end $$;
create trigger purge_decisions_by_another before insert on purge_decisions for each row execute function refuse_same_hand();

alter table cases add column purged_at timestamptz;
alter table exhibits add column purged_at timestamptz;
alter table acquisitions add column purged_at timestamptz;
-- The same bytes may be acquired again after the purge.
alter table acquisitions drop constraint acquisitions_lab_id_sha256_key;
create unique index acquisitions_once on acquisitions (lab_id, sha256) where purged_at is null;

-- What is kept for good gives way to a purge that two people decided, while it is carried out, and to nothing else.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  -- a connection need not know it yet
  purging text := current_setting('ribin.purging', true);
begin
  if tg_op <> 'TRUNCATE' and purging <> ''
    and tg_table_name in ('outlines', 'feature_history', 'comparisons', 'bullet_comparisons', 'reviews', 'conclusions', 'reports',
      'custody_records', 'refusals', 'correlation_requests', 'removals')
    and exists (select from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed'
      where p.id::text = purging and not exists (select from purge_ends e where e.purge_id = p.id))
  then
    return coalesce(new, old);
  end if;
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;

do $$
declare name text;
begin
  foreach name in array array['retention_rules', 'legal_holds', 'legal_hold_ends', 'purges', 'purge_decisions', 'purge_ends'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_kept', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_not_emptied', name);
  end loop;
  foreach name in array array['retention_rules', 'legal_holds', 'legal_hold_ends', 'purges', 'purge_decisions', 'purge_ends', 'purge_blobs'] loop
    execute format('call guard_table(%L)', name);
    execute format('create policy own_state on %I for select to ribin_request using (owner_state = (select acting_state())
      and (select acting_has(''national_coordinator'')) or (select acting_has(''auditor'')))', name);
  end loop;
  foreach name in array array['retention_rules', 'legal_holds', 'legal_hold_ends', 'purges', 'purge_decisions'] loop
    execute format('create policy coordinators on %I for insert to ribin_request with check (owner_state = (select acting_state())
      and (select acting_has(''national_coordinator'')))', name);
  end loop;
end $$;
grant update (deleted_at) on purge_blobs to ribin_service;

-- An exhibit that is purged, or of a case that is, is never there again.
create or replace function find_open_removal(of_case uuid, of_exhibit uuid) returns timestamptz language sql stable as $$
  select least(
    (select min(r.removed_at) from removals r where r.case_id = of_case and (r.exhibit_id is null or r.exhibit_id = of_exhibit)
      and not exists (select from removal_restorations s where s.removal_id = r.id)),
    (select c.purged_at from cases c where c.id = of_case),
    (select x.purged_at from exhibits x where x.id = of_exhibit))
$$;

-- Takes everything that a confirmed purge is about out of the rows, in one transaction, and notes the files that are to follow. A second call
-- does nothing. The caller has asked whether a hold or a hit stands against it, in the same transaction.
-- Gives the exhibits that went.
create function erase_evidence(of_purge uuid, at timestamptz) returns uuid[]
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  purge purges;
  gone uuid[];
  marks uuid[];
begin
  select p.* into strict purge from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed' where p.id = of_purge;
  if exists (select from purge_ends e where e.purge_id = of_purge) then return '{}'; end if;
  gone := array(select x.id from exhibits x left join exhibits p on p.id = x.parent_exhibit_id
    where x.purged_at is null and (
      (x.case_id = purge.case_id and (purge.exhibit_id is null or x.id = purge.exhibit_id))
      or (p.case_id = purge.case_id and (purge.exhibit_id is null or p.id = purge.exhibit_id))));
  marks := array(select a.id from acquisitions a where a.exhibit_id = any (gone));
  perform set_config('ribin.purging', of_purge::text, true), set_config('ribin.dropping_model', 'on', true);

  insert into purge_blobs (purge_id, owner_state, blob_key)
    select distinct of_purge, purge.owner_state, k.key from (
      select blob_key as key from acquisitions where id = any (marks)
      union all select preview_key from acquisitions where id = any (marks)
      union all select 'incoming/' || id from acquisitions where id = any (marks)
      union all select prepared_key from features where acquisition_id = any (marks)
      union all select prepared_key from feature_history where acquisition_id = any (marks)
      union all select prepared_key from sweep_records where acquisition_id = any (marks)
      union all select k.mark_key_a from comparisons k join candidates c on c.id = k.candidate_id where c.acquisition_a = any (marks)
      union all select k.mark_key_b from comparisons k join candidates c on c.id = k.candidate_id where c.acquisition_b = any (marks)
      union all select land ->> 'key' from bullet_comparisons k, jsonb_array_elements(k.lands) as land
        where (k.exhibit_a = any (gone) or k.exhibit_b = any (gone)) and (land ->> 'acquisitionId')::uuid = any (marks)
      union all select r.pdf_key from reports r join linkages l on l.id = r.linkage_id where l.exhibit_a = any (gone) or l.exhibit_b = any (gone)
    ) k where k.key is not null
    on conflict do nothing;

  delete from features where acquisition_id = any (marks);
  delete from feature_history where acquisition_id = any (marks);
  delete from sweep_records where acquisition_id = any (marks);
  delete from search_gaps where acquisition_id = any (marks);
  update outlines set outlines = '[]', remarks = '[]', reason = case when reason is null then null else 'purged' end
    where acquisition_id = any (marks);
  update comparisons k set outcome = '{}', remarks = '[]',
      mark_key_a = case when c.acquisition_a = any (marks) then 'purged/' || k.id else k.mark_key_a end,
      mark_key_b = case when c.acquisition_b = any (marks) then 'purged/' || k.id else k.mark_key_b end
    from candidates c where c.id = k.candidate_id and (c.acquisition_a = any (marks) or c.acquisition_b = any (marks));
  update bullet_comparisons set outcome = '{}', lands = '[]' where exhibit_a = any (gone) or exhibit_b = any (gone);
  update reviews v set reasons = 'purged' from linkages l
    where l.id = v.linkage_id and (l.exhibit_a = any (gone) or l.exhibit_b = any (gone));
  update conclusions v set reasons = 'purged' from linkages l
    where l.id = v.linkage_id and (l.exhibit_a = any (gone) or l.exhibit_b = any (gone));
  -- The hashes that were signed stay with the signature: a copy that somebody holds can be checked still.
  update reports r set document = r.document || jsonb_build_object('timeline', '[]'::jsonb, 'comparison', null, 'bullets', null,
      'conclusions', '[]'::jsonb, 'caveats', '[]'::jsonb, 'sides', (
        select jsonb_agg(s.side || '{"caseFacts": null, "custody": null, "calibre": null}' order by s.place)
        from jsonb_array_elements(r.document -> 'sides') with ordinality as s (side, place)))
    from linkages l
    where l.id = r.linkage_id and (l.exhibit_a = any (gone) or l.exhibit_b = any (gone));
  update custody_records set from_holder = null, to_holder = null, place = 'purged', seal_number = null, purpose = 'purged', note = null,
      correction_reason = case when corrects is null then null else 'purged' end
    where exhibit_id = any (gone);
  update refusals set file_name = 'purged', detail = 'purged' where exhibit_id = any (gone);
  update uploads set file_name = 'purged' where acquisition_id = any (marks);
  update correlation_requests set reason = 'purged', case_number = null where acquisition_id = any (marks);
  update removals set reason = 'purged' where exhibit_id = any (gone) or (purge.exhibit_id is null and case_id = purge.case_id);
  update acquisitions set purged_at = at, file_name = 'purged', blob_key = 'purged/' || id, preview_key = null, quality = null,
      stage_note = null, micrometres_per_pixel = null, 
      inspection = '{"width": 0, "height": 0, "incrementX": null, "incrementY": null, "shareMissing": 1}', version = version + 1
    where id = any (marks);
  update exhibits set purged_at = at, removed_at = coalesce(removed_at, at), exhibit_number = 'purged ' || id, calibre = null,
      calibre_group = null, calibre_as_given = null, characteristics = '{}', comment = null, version = version + 1
    where id = any (gone);
  if purge.exhibit_id is null then
    update releases set purpose = 'purged', withdrawn_at = coalesce(withdrawn_at, at) where case_id = purge.case_id;
    update cases set purged_at = at, removed_at = coalesce(removed_at, at), case_number = 'purged ' || id, originating_agency = null,
        agency_reference = null, event_type = 'other', occurred_on = null, place = null, high_profile = false, comment = null,
        version = version + 1
      where id = purge.case_id;
  end if;
  perform set_config('ribin.purging', '', true), set_config('ribin.dropping_model', '', true);
  return gone;
end $$;
revoke execute on function erase_evidence(uuid, timestamptz) from public;
grant execute on function erase_evidence(uuid, timestamptz) to ribin_service;
