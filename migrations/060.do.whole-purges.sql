-- A purge takes every text that people wrote about what goes, and what was recorded of a firearm: who it was seized from is not written
-- anywhere, but a serial number, a place and the words of an examination tell of a case that is to be forgotten.

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
      'report_request_words', 'ibin_decisions')
    and exists (select from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed'
      where p.id::text = purging and not exists (select from purge_ends e where e.purge_id = p.id))
  then
    return coalesce(new, old);
  end if;
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;

-- In the transaction of erase_evidence, with its rights: nothing else sets purged_at.
create function erase_exhibit_texts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update examinations set regions = '[]', characteristics = '{}', notes = case when notes is null then null else 'purged' end
    where exhibit_id = new.id;
  update exhibit_times set reason = case when reason is null then null else 'purged' end where exhibit_id = new.id;
  update trace_outcomes o set reference = null, note = null, correction_reason = case when o.corrects is null then null else 'purged' end
    from trace_requests t where t.id = o.trace_request_id and t.exhibit_id = new.id;
  update trace_requests set form = '{}' where exhibit_id = new.id;
  -- Its kind and year stay: the tables of recovered firearms count them.
  update firearm_records set make = null, model = null, serial_number = null, import_marks = null, country_of_origin = null,
      recovery_place = null, recovered_on = date_trunc('year', recovered_on), correction_reason = case when corrects is null then null else 'purged' end
    where exhibit_id = new.id;
  update consultation_statements s set statement = 'purged' from linkages l
    where l.id = s.linkage_id and new.id in (l.exhibit_a, l.exhibit_b);
  update verification_assignments a set reason = case when a.reason is null then null else 'purged' end from linkages l
    where l.id = a.linkage_id and new.id in (l.exhibit_a, l.exhibit_b);
  update conclusions c set correction_reason = 'purged' from linkages l
    where l.id = c.linkage_id and new.id in (l.exhibit_a, l.exhibit_b) and c.corrects is not null;
  update firearm_merges set reason = 'purged' where new.id in (exhibit_a, exhibit_b);
  update firearm_split_decisions d set reason = 'purged' from firearm_splits s
    where s.id = d.split_id and new.id = any (s.exhibits);
  update firearm_splits set reason = 'purged' where new.id = any (exhibits);
  update import_items set key = 'purged ' || number, content = '{}', differences = '[]', remark = null where record_id = new.id;
  return null;
end $$;
create trigger exhibits_purged after update of purged_at on exhibits for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_exhibit_texts();

create function erase_case_texts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update report_request_answers a set reason = case when a.reason is null then null else 'purged' end
    from report_request_parts p join report_requests r on r.id = p.request_id
    where p.id = a.part_id and new.id in (p.case_id, r.case_id);
  update report_request_words w set words = 'purged' from report_requests r
    where r.id = w.request_id and (r.case_id = new.id
      or exists (select from report_request_parts p where p.request_id = r.id and p.case_id = new.id and p.id = w.part_id));
  update report_request_parts p set purpose = 'purged' from report_requests r
    where r.id = p.request_id and new.id in (p.case_id, r.case_id);
  update report_requests set purpose = 'purged' where case_id = new.id;
  update ibin_decisions set reasons = 'purged' where case_id = new.id;
  update import_items set key = 'purged ' || number, content = '{}', differences = '[]', remark = null where record_id = new.id;
  return null;
end $$;
create trigger cases_purged after update of purged_at on cases for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_case_texts();
