-- What is written on the marks of a pair while its evidence is purged: the purge erases what is there as it takes the exhibits, so what comes after
-- them is refused. Whoever writes holds both exhibits until the row is there: a purge at the same time comes after it, and takes it along.
create function refuse_purged_pair() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  purged timestamptz := (select max(s.purged_at) from (
    select x.purged_at from linkages l join exhibits x on x.id in (l.exhibit_a, l.exhibit_b) where l.id = new.linkage_id
    order by x.id for share of x) s);
begin
  if purged is not null then
    raise exception 'the evidence that it is of was purged' using errcode = 'RB410',
      detail = to_char(purged at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  end if;
  return null;
end $$;
revoke execute on function refuse_purged_pair from public;

-- After the policies were asked. What an archive brings of a purged pair is erased already.
create trigger annotations_of_evidence after insert on annotations for each row when (not is_arriving()) execute function refuse_purged_pair();
create trigger pictures_of_evidence after insert on comparison_pictures for each row when (not is_arriving()) execute function refuse_purged_pair();
