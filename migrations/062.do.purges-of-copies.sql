-- A purge also takes what tells of the same evidence beside its own records: the lines of imported files (also of those that entered nothing, and of
-- previews that nobody applied) with the files that wait with them, the purposes of work and of searches that named the case, why it was held,
-- restored or its reports withdrawn, and what a state's archive left here word for word. Why it was purged stays: that is the purge's own record.

create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  -- a connection need not know it yet
  purging text := current_setting('ribin.purging', true);
begin
  if tg_op <> 'TRUNCATE' and purging <> ''
    and tg_table_name in ('outlines', 'feature_history', 'comparisons', 'bullet_comparisons', 'reviews', 'conclusions', 'reports',
      'custody_records', 'refusals', 'correlation_requests', 'removals', 'examinations', 'consultation_statements',
      'verification_assignments', 'firearm_records', 'trace_requests', 'trace_outcomes', 'firearm_merges', 'firearm_splits',
      'firearm_split_decisions', 'exhibit_times', 'report_requests', 'report_request_parts', 'report_request_answers',
      'report_request_words', 'ibin_decisions', 'work_purposes', 'legal_holds', 'legal_hold_ends', 'removal_restorations',
      'report_withdrawals', 'kept_records')
    and exists (select from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed'
      where p.id::text = purging and not exists (select from purge_ends e where e.purge_id = p.id))
  then
    return coalesce(new, old);
  end if;
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;

create index import_items_of_record on import_items (record_id) where record_id is not null;
create index import_items_of_case on import_items (owner_state, (content ->> 'caseNumber'));

-- The numbers that a case had in imported files, and has.
create function imported_numbers(of_case uuid, number text) returns text[] language sql stable set search_path = public, pg_temp as $$
  select array_agg(distinct n.number) from (
    select number union all select i.content ->> 'caseNumber' from import_items i where i.record_id = of_case) n
  where n.number is not null
$$;

-- Items of the state that made these records or that name what they are of (`exhibit` null: whatever is of the case) and made none; not what made
-- another record that stands. An item that was not applied yet never is. Its file, where one waits, is deleted with those of the purge.
create function erase_import_items(owner text, numbers text[], exhibit text, records uuid[]) returns void
  language sql set search_path = public, pg_temp as $$
  with gone as (
    update import_items i set key = 'purged ' || i.number, content = '{}', differences = '[]', result = coalesce(i.result, 'refused'),
        remark = case when i.result is null then 'purged' end
      where i.owner_state = owner and (i.record_id = any (records) or (i.record_id is null and i.content ->> 'caseNumber' = any (numbers)
        and (exhibit is null or i.content ->> 'exhibitNumber' = exhibit)))
      returning i.import_id, i.number
  ), named as (
    update imports m set file_name = 'purged' from gone g where m.id = g.import_id
  )
  insert into purge_blobs (purge_id, owner_state, blob_key)
  select distinct current_setting('ribin.purging')::uuid, owner, 'imports/' || g.import_id || '/' || f.number
  from gone g cross join lateral unnest(array[0, g.number]) as f (number)
  on conflict do nothing
$$;

-- What an archive left: lines that name the record, or a pair that does. A group stays with the ids of its members, a report with its hashes.
create function erase_kept_records(owner text, named uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  names text[] := array(select named::text union all select k.record ->> 'id' from kept_records k
    where k.owner_state = owner and k.path = 'shared/linkages.jsonl' and named::text in (k.record ->> 'ownExhibitId', k.record ->> 'ownCaseId'));
begin
  insert into purge_blobs (purge_id, owner_state, blob_key)
    select current_setting('ribin.purging')::uuid, owner, k.record ->> 'pdf_key' from kept_records k
    where k.owner_state = owner and k.path = 'records/reports.jsonl' and k.record ->> 'pdf_key' is not null
      and exists (select from unnest(names) n where strpos(k.record::text, n) > 0)
    on conflict do nothing;
  update kept_records k set record = case k.path when 'records/reports.jsonl' then k.record || '{"document": {}, "pdf_key": null}'
      else k.record || jsonb_build_object('splits', (select coalesce(jsonb_agg(s.split || '{"reason": "purged"}'
          || case when jsonb_typeof(s.split -> 'decision') = 'object'
            then jsonb_build_object('decision', (s.split -> 'decision') || '{"reason": "purged"}') else '{}' end order by s.place), '[]')
        from jsonb_array_elements(k.record -> 'splits') with ordinality as s (split, place))) end
    where k.owner_state = owner and k.path in ('records/reports.jsonl', 'shared/groups.jsonl')
      and exists (select from unnest(names) n where strpos(k.record::text, n) > 0);
  delete from kept_records k where k.owner_state = owner and k.path not in ('records/reports.jsonl', 'shared/groups.jsonl')
    and exists (select from unnest(names) n where strpos(k.record::text, n) > 0);
end $$;

-- Before those of 060, by their names: these still read what the items say.
create function erase_exhibit_copies() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  number text := (select c.case_number from cases c where c.id = new.case_id);
begin
  perform erase_import_items(new.owner_state, imported_numbers(new.case_id, number), old.exhibit_number,
    array(select new.id union all select a.id from acquisitions a where a.exhibit_id = new.id));
  perform erase_kept_records(new.owner_state, new.id);
  update removal_restorations s set reason = 'purged' from removals r where r.id = s.removal_id and r.exhibit_id = new.id;
  update report_withdrawals w set reason = 'purged' from reports r join linkages l on l.id = r.linkage_id
    where r.id = w.report_id and new.id in (l.exhibit_a, l.exhibit_b);
  return null;
end $$;
create trigger exhibits_copies_purged after update of purged_at on exhibits for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_exhibit_copies();

create function erase_case_copies() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform erase_import_items(new.owner_state, imported_numbers(new.id, old.case_number), null, array[new.id]);
  perform erase_kept_records(new.owner_state, new.id);
  update work_purposes set statement = 'purged', case_number = 'purged' where owner_state = new.owner_state and case_number = old.case_number;
  update correlation_requests set reason = 'purged', case_number = null where owner_state = new.owner_state and case_number = old.case_number;
  update legal_hold_ends e set reason = 'purged' from legal_holds h where h.id = e.hold_id and h.case_id = new.id;
  update legal_holds set reason = 'purged' where case_id = new.id;
  update removal_restorations s set reason = 'purged' from removals r where r.id = s.removal_id and r.case_id = new.id;
  return null;
end $$;
create trigger cases_copies_purged after update of purged_at on cases for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_case_copies();
revoke execute on function imported_numbers, erase_import_items, erase_kept_records from public;
