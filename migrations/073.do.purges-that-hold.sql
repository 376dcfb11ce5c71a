-- What people write of evidence while it is purged. A purge emptied what was there before it held the exhibits: words that were committed
-- between the two stayed for good, and so did the PDF of a report. From now on a purge holds what goes before it reads anything of it; whoever
-- writes words that a purge takes holds both exhibits, too, until they are there. One comes after the other: what was written before goes with the
-- evidence, and what comes after is refused.
--
-- The order, so that none of them waits for another in a circle:
--   a decision or a report: the linkage, then the exhibits (here, at the insert), then what hangs on them (clocks, groups);
--   marks and outlines:     the acquisition, then the exhibit;
--   a removal:              the case, the exhibits, the linkages, the clocks;
--   a purge:                the case, the acquisitions, the exhibits, then what hangs on them. It holds no linkage, ever.
-- Who writes holds the exhibits by "for key share": against the purge's "for update", and against nothing else. A removal or a correction of an
-- exhibit, which comes to linkages and clocks after exhibits, would otherwise wait for a decision that waits for it. What is left, at the very moment of
-- a purge: a mark that is stored for the search (it holds the case too), a cast that is corrected (it comes to its marks after it), and what changes
-- the group of the exhibit. PostgreSQL breaks one of the two off, as before; a job is tried again.

-- The exhibits that go, casts of them in other cases too; none once they went.
create function exhibits_to_purge(of_purge uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select x.id from purges g cross join exhibits x left join exhibits p on p.id = x.parent_exhibit_id
  where g.id = of_purge and x.purged_at is null and (
    (x.case_id = g.case_id and (g.exhibit_id is null or x.id = g.exhibit_id))
    or (p.case_id = g.case_id and (g.exhibit_id is null or p.id = g.exhibit_id)))
$$;
revoke execute on function exhibits_to_purge(uuid) from public;

-- Against all who write of it, until the transaction ends: what stands against the purge is asked, and what goes is read, after this.
create function hold_evidence(of_purge uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from acquisitions a where a.exhibit_id in (select exhibits_to_purge(of_purge)) order by a.id for update;
  perform from exhibits x where x.id in (select exhibits_to_purge(of_purge)) order by x.id for update;
end $$;

-- As 030 has it, once what goes is held.
alter function erase_evidence(uuid, timestamptz) rename to erase_held_evidence;
revoke execute on function erase_held_evidence(uuid, timestamptz) from ribin_service;
create function erase_evidence(of_purge uuid, at timestamptz) returns uuid[]
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform hold_evidence(of_purge);
  return erase_held_evidence(of_purge, at);
end $$;
revoke execute on function hold_evidence(uuid), erase_evidence(uuid, timestamptz) from public;
grant execute on function hold_evidence(uuid), erase_evidence(uuid, timestamptz) to ribin_service;

-- Holds them until the transaction ends, and refuses where one is purged.
create function refuse_purged(named uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  purged timestamptz := (select max(s.purged_at) from (
    select x.purged_at from exhibits x where x.id = any (named) order by x.id for key share) s);
begin
  if purged is not null then
    raise exception 'the evidence that it is of was purged' using errcode = 'RB410',
      detail = to_char(purged at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  end if;
end $$;

-- As 071 has it, with the weaker hold.
create or replace function refuse_purged_pair() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refuse_purged(array[l.exhibit_a, l.exhibit_b]) from linkages l where l.id = new.linkage_id;
  return null;
end $$;

-- A report may be withdrawn after the purge, too, so that why is not refused; what is written while it begins goes with it all the same. Asked for by
-- the person's path alone: a removal withdraws reports while it holds clocks that a purge waits for.
create function hold_report(report uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from exhibits x where x.id in (select unnest(array[l.exhibit_a, l.exhibit_b]) from reports r join linkages l on l.id = r.linkage_id
    where r.id = report and (acts_for_itself() or r.owner_state = acting_state())) order by x.id for key share;
end $$;
revoke execute on function hold_report(uuid) from public;
grant execute on function hold_report(uuid) to ribin_request, ribin_service;

-- The same of what is written of exhibits themselves, or of a group of them.
create function refuse_purged_exhibits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  case tg_table_name
    when 'trace_outcomes' then perform refuse_purged(array[t.exhibit_id]) from trace_requests t where t.id = new.trace_request_id;
    when 'outlines' then perform refuse_purged(array[a.exhibit_id]) from acquisitions a where a.id = new.acquisition_id;
    when 'firearm_merges' then perform refuse_purged(array[new.exhibit_a, new.exhibit_b]);
    when 'firearm_splits' then perform refuse_purged(new.exhibits);
    when 'firearm_split_decisions' then perform refuse_purged(s.exhibits) from firearm_splits s where s.id = new.split_id;
    else perform refuse_purged(array[new.exhibit_id]);
  end case;
  return null;
end $$;
revoke execute on function refuse_purged, refuse_purged_pair, refuse_purged_exhibits from public;

-- After the policies were asked, and before the triggers that settle groups, by their names. What an archive brings is erased already.
do $$
declare
  name text;
begin
  foreach name in array array['reviews', 'conclusions', 'consultation_statements', 'verification_assignments', 'reports'] loop
    execute format('create trigger %I after insert on %I for each row when (not is_arriving()) execute function refuse_purged_pair()',
      name || '_of_evidence', name);
  end loop;
  foreach name in array array['examinations', 'exhibit_times', 'custody_records', 'firearm_records', 'trace_requests', 'trace_outcomes',
    'firearm_merges', 'firearm_splits', 'firearm_split_decisions']
  loop
    execute format('create trigger %I after insert on %I for each row when (not is_arriving()) execute function refuse_purged_exhibits()',
      name || '_of_evidence', name);
  end loop;
end $$;
-- Those that a person drew, and says why.
create trigger outlines_of_evidence after insert on outlines for each row
  when (new.reason is not null and not is_arriving()) execute function refuse_purged_exhibits();
