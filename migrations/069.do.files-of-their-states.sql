-- Whose a file of the store is: its key names the record that it belongs to. A line that an archive brought may name any key, so a purge deletes,
-- and an export carries out, no file of another state's, whatever names it.
create index kept_records_of_id on kept_records using hash ((record ->> 'id'));

-- Those of the keys whose record is here, and not the state's.
create function foreign_blobs(owner text, keys text[]) returns setof text language sql stable set search_path = public, pg_temp as $$
  select n.key
  from (select u.key, split_part(u.key, '/', 1) as kind,
      substring(u.key from '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}')::uuid as id from unnest(keys) as u (key)
      -- so that the id is looked for once, and not in each of the joins
      offset 0) n
    left join acquisitions a on a.id = n.id and n.kind not in ('archives', 'imports', 'pictures', 'reports')
    left join imports i on i.id = n.id and n.kind = 'imports'
    -- Both states' examiners are shown a picture, and it goes with either's exhibit; a report likewise.
    left join comparison_pictures p on p.id = n.id and n.kind = 'pictures'
    left join reports r on r.id = n.id and n.kind = 'reports'
    left join linkages l on l.id = r.linkage_id
    cross join lateral array_remove(array[case when n.kind = 'archives' then split_part(n.key, '/', 2) end,
      a.owner_state, i.owner_state, p.state_a, p.state_b, r.owner_state, l.state_a, l.state_b], null) as whose
  where case when whose <> '{}' then not owner = any (whose)
    -- What an archive left here word for word has its file too.
    else exists (select from kept_records k where k.record ->> 'id' = n.id::text and k.owner_state <> owner)
      and not exists (select from kept_records k where k.record ->> 'id' = n.id::text and k.owner_state = owner) end
$$;
revoke execute on function foreign_blobs from public;
grant execute on function foreign_blobs to ribin_service;

create function refuse_foreign_blob() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from foreign_blobs(new.owner_state, array[new.blob_key])) then return null; end if;
  return new;
end $$;
-- Of what still is to be deleted.
create trigger purge_blobs_own before insert on purge_blobs for each row when (new.deleted_at is null) execute function refuse_foreign_blob();
revoke execute on function refuse_foreign_blob from public;

-- The PDF of a report goes with a purge; from now on its row says so, as rows of other files do. Without that no archive of the state could be
-- written any more: it would look for the file.
create function erase_report_files() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update reports r set pdf_key = 'purged/' || r.id from linkages l
    where l.id = r.linkage_id and new.id in (l.exhibit_a, l.exhibit_b) and r.pdf_key not like 'purged/%';
  return null;
end $$;
-- After erase_evidence noted the files.
create trigger exhibits_report_files_purged after update of purged_at on exhibits for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_report_files();
revoke execute on function erase_report_files from public;

alter table reports disable trigger reports_kept;
update reports r set pdf_key = 'purged/' || r.id where exists (select from purge_blobs b where b.blob_key = r.pdf_key);
alter table reports enable trigger reports_kept;

-- As 062 has it, with the files of every line that goes: there only those of reports were noted. Marks of a pair stay with their acquisitions.
create or replace function erase_kept_records(owner text, named uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  names text[] := array(select named::text union all select k.record ->> 'id' from kept_records k
    where k.owner_state = owner and k.path = 'shared/linkages.jsonl' and named::text in (k.record ->> 'ownExhibitId', k.record ->> 'ownCaseId'));
begin
  insert into purge_blobs (purge_id, owner_state, blob_key)
    select distinct current_setting('ribin.purging')::uuid, owner, k.record ->> m.member
    from kept_records k cross join lateral unnest(array['blob_key', 'preview_key', 'pdf_key']) as m (member)
    where k.owner_state = owner and k.path like 'records/%' and k.record ->> m.member is not null
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
