-- Pictures of a comparison as an examiner had set it up: layout, light, cells, annotations, scale bar. Kept as bench notes, read as annotations
-- are (063): until a second examiner concluded by whom they are of alone.
create table comparison_pictures (
  id uuid primary key,
  linkage_id uuid not null references linkages (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  candidate_id uuid not null references candidates (id),
  comparison_id uuid not null references comparisons (id),
  account_id uuid not null references accounts (id),
  account_state text not null references states (code),
  -- what it is to show
  caption text,
  width integer not null,
  height integer not null,
  size_bytes integer not null,
  sha256 text not null,
  blob_key text not null unique,
  created_at timestamptz not null
);
create index comparison_pictures_of on comparison_pictures (linkage_id, created_at);
create trigger comparison_pictures_kept before update or delete on comparison_pictures for each row execute function refuse_change();
create trigger comparison_pictures_not_emptied before truncate on comparison_pictures for each statement execute function refuse_change();
call guard_table('comparison_pictures');

create policy read on comparison_pictures for select to ribin_request using (
  ((select acting_has('auditor')) and not (select acting_as('firearms_examiner', 'verifier')))
  or ((select acting_state()) in (state_a, state_b)
    and (account_id::text = (select acting_id())
      or ((select acting_as('firearms_examiner', 'verifier', 'national_coordinator')) and linkage_verified(linkage_id)))
    and linkage_images(linkage_id)));
create policy keep on comparison_pictures for insert to ribin_request with check (
  account_id::text = (select acting_id()) and account_state = (select acting_state()) and (select acting_state()) in (state_a, state_b)
  and (select acting_as('firearms_examiner', 'verifier')) and linkage_images(linkage_id)
  and exists (select from candidates c where c.id = candidate_id and c.linkage_id = comparison_pictures.linkage_id));

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
      'report_withdrawals', 'kept_records', 'annotations', 'comparison_pictures')
    and exists (select from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed'
      where p.id::text = purging and not exists (select from purge_ends e where e.purge_id = p.id))
  then
    return coalesce(new, old);
  end if;
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;

-- A picture shows both marks: it goes with either.
create function erase_pictures() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into purge_blobs (purge_id, owner_state, blob_key)
    select current_setting('ribin.purging')::uuid, new.owner_state, n.blob_key
    from comparison_pictures n join linkages l on l.id = n.linkage_id
    where new.id in (l.exhibit_a, l.exhibit_b) and n.blob_key not like 'purged/%'
    on conflict do nothing;
  update comparison_pictures n set caption = case when n.caption is null then null else 'purged' end, blob_key = 'purged/' || n.id
    from linkages l where l.id = n.linkage_id and new.id in (l.exhibit_a, l.exhibit_b);
  return null;
end $$;
create trigger exhibits_pictures_purged after update of purged_at on exhibits for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_pictures();
revoke execute on function erase_pictures from public;
