-- An auditor is told that somebody drew on a mark or kept a picture: who, when, by which act, with which hash. Where it lies, in what words, and
-- the picture show the evidence itself, which no auditor is given (docs/review.md, 2a): of these two tables auditors read no row.
create function bench_note_readable(linkage uuid, a text, b text, author uuid) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return acting_state() in (a, b)
    and (author::text = acting_id() or (acting_as('firearms_examiner', 'verifier', 'national_coordinator') and linkage_verified(linkage)))
    and linkage_images(linkage);
end $$;
revoke execute on function bench_note_readable from public;
grant execute on function bench_note_readable to ribin_request, ribin_service;
drop policy read on annotations;
create policy read on annotations for select to ribin_request using (bench_note_readable(linkage_id, state_a, state_b, account_id));
drop policy read on comparison_pictures;
create policy read on comparison_pictures for select to ribin_request using (bench_note_readable(linkage_id, state_a, state_b, account_id));

-- Who also examines might be asked to verify, and is told nothing by being an auditor.
create function audits_bench_notes() returns boolean language sql stable parallel restricted
  return acts_for_itself() or (acting_has('auditor') and not acting_as('firearms_examiner', 'verifier'));
create function annotation_heads(linkage uuid) returns table (id uuid, linkage_id uuid, state_a text, state_b text, candidate_id uuid,
    comparison_id uuid, side text, acquisition_id uuid, act text, replaces uuid, account_id uuid, account_state text, unit text, created_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select n.id, n.linkage_id, n.state_a, n.state_b, n.candidate_id, n.comparison_id, n.side, n.acquisition_id, n.act, n.replaces, n.account_id,
    n.account_state, n.unit, n.created_at
  from annotations n where n.linkage_id = linkage and audits_bench_notes() order by n.created_at, n.id
$$;
create function picture_heads(linkage uuid) returns table (id uuid, linkage_id uuid, state_a text, state_b text, candidate_id uuid,
    comparison_id uuid, account_id uuid, account_state text, width integer, height integer, size_bytes integer, sha256 text, created_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.linkage_id, p.state_a, p.state_b, p.candidate_id, p.comparison_id, p.account_id, p.account_state, p.width, p.height,
    p.size_bytes, p.sha256, p.created_at
  from comparison_pictures p where p.linkage_id = linkage and audits_bench_notes() order by p.created_at, p.id
$$;
revoke execute on function annotation_heads, picture_heads from public;
grant execute on function annotation_heads, picture_heads to ribin_request, ribin_service;

-- What a purge may change says so itself, at its trigger: `execute function refuse_change('purgeable')`. No list of them is kept.
do $$
declare
  kept record;
begin
  for kept in
    select t.tgname as name, c.relname as target, pg_get_triggerdef(t.oid) as definition from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgfoid = 'refuse_change()'::regprocedure and not t.tgisinternal and pg_get_triggerdef(t.oid) not ilike '%truncate%'
      and c.relname in ('outlines', 'feature_history', 'comparisons', 'bullet_comparisons', 'reviews', 'conclusions', 'reports',
        'custody_records', 'refusals', 'correlation_requests', 'removals', 'examinations', 'consultation_statements',
        'verification_assignments', 'firearm_records', 'trace_requests', 'trace_outcomes', 'firearm_merges', 'firearm_splits',
        'firearm_split_decisions', 'exhibit_times', 'report_requests', 'report_request_parts', 'report_request_answers',
        'report_request_words', 'ibin_decisions', 'work_purposes', 'legal_holds', 'legal_hold_ends', 'removal_restorations',
        'report_withdrawals', 'kept_records', 'annotations', 'comparison_pictures')
  loop
    execute format('drop trigger %I on %I', kept.name, kept.target);
    execute replace(kept.definition, 'refuse_change()', 'refuse_change(''purgeable'')');
  end loop;
end $$;
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  -- a connection need not know it yet
  purging text := current_setting('ribin.purging', true);
begin
  if tg_op <> 'TRUNCATE' and purging <> '' and tg_nargs > 0 and tg_argv[0] = 'purgeable'
    and exists (select from purges p join purge_decisions d on d.purge_id = p.id and d.decision = 'confirmed'
      where p.id::text = purging and not exists (select from purge_ends e where e.purge_id = p.id))
  then
    return coalesce(new, old);
  end if;
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;
