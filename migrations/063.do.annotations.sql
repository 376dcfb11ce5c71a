-- What examiners draw on the marks of a comparison (docs/review.md, "Bench notes"): where something lies on one of the two marks, and what it is.
-- A correction or a withdrawal is a record of its own that names the old one; both are its author's alone.
create table annotations (
  id uuid primary key,
  linkage_id uuid not null references linkages (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  candidate_id uuid not null references candidates (id),
  -- by which the marks lay when it was drawn: another outline makes another mark, on which it does not lie
  comparison_id uuid not null references comparisons (id),
  side text not null check (side in ('a', 'b')),
  acquisition_id uuid not null references acquisitions (id),
  act text not null check (act in ('drawn', 'corrected', 'withdrawn')),
  replaces uuid unique,
  account_id uuid not null references accounts (id),
  account_state text not null references states (code),
  -- {kind, …} about the middle of the mark, x to the right and y down
  shape jsonb,
  unit text not null check (unit in ('metre', 'point')),
  words text,
  -- of a correction or a withdrawal
  reason text,
  created_at timestamptz not null,
  unique (id, account_id),
  -- nobody corrects or withdraws what somebody else drew
  foreign key (replaces, account_id) references annotations (id, account_id),
  check ((act = 'drawn') = (replaces is null)),
  check ((act = 'drawn') = (reason is null)),
  check ((act = 'withdrawn') = (shape is null) and (shape is null) = (words is null))
);
create index annotations_of on annotations (linkage_id, created_at);
create trigger annotations_kept before update or delete on annotations for each row execute function refuse_change();
create trigger annotations_not_emptied before truncate on annotations for each statement execute function refuse_change();
call guard_table('annotations');

-- A second examiner recorded a conclusion: until then what anybody drew would lead who is to verify blind, and is its author's alone.
create function linkage_verified(linkage uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 300 as $$
begin
  return exists (select from conclusions c where c.linkage_id = linkage and c.part = 'verification');
end $$;
revoke execute on function linkage_verified from public;
grant execute on function linkage_verified to ribin_service, ribin_request;

create policy read on annotations for select to ribin_request using (
  ((select acting_has('auditor')) and not (select acting_as('firearms_examiner', 'verifier')))
  or ((select acting_state()) in (state_a, state_b)
    and (account_id::text = (select acting_id())
      or ((select acting_as('firearms_examiner', 'verifier', 'national_coordinator')) and linkage_verified(linkage_id)))
    and linkage_images(linkage_id)));
create policy draw on annotations for insert to ribin_request with check (
  account_id::text = (select acting_id()) and account_state = (select acting_state()) and (select acting_state()) in (state_a, state_b)
  and (select acting_as('firearms_examiner', 'verifier')) and linkage_images(linkage_id)
  and exists (select from candidates c where c.id = candidate_id and c.linkage_id = annotations.linkage_id
    and annotations.acquisition_id = case annotations.side when 'a' then c.acquisition_a else c.acquisition_b end));

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
      'report_withdrawals', 'kept_records', 'annotations')
    and exists (select from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed'
      where p.id::text = purging and not exists (select from purge_ends e where e.purge_id = p.id))
  then
    return coalesce(new, old);
  end if;
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;

-- That somebody drew, and when, stays; where on the mark and in what words goes with the evidence, of both sides: the words speak of both.
create function erase_annotations() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update annotations n set shape = case when n.shape is null then null else '{}'::jsonb end,
      words = case when n.words is null then null else 'purged' end, reason = case when n.reason is null then null else 'purged' end
    from linkages l where l.id = n.linkage_id and new.id in (l.exhibit_a, l.exhibit_b);
  return null;
end $$;
create trigger exhibits_annotations_purged after update of purged_at on exhibits for each row
  when (old.purged_at is null and new.purged_at is not null) execute function erase_annotations();
revoke execute on function erase_annotations from public;
