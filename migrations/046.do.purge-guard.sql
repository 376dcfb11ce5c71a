-- 030's guard asked for a setting that a connection may not know yet: the refusal then said something else than that the row is kept.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
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
