-- Which lands two marks of bullets are, in the order of the linkage's exhibits: an examiner tells dozens of pairs apart by them.
create function candidate_lands(candidate uuid) returns table (land_a integer, land_b integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when a.exhibit_id = l.exhibit_a then a.region_index else b.region_index end,
    case when a.exhibit_id = l.exhibit_a then b.region_index else a.region_index end
  from candidates c join linkages l on l.id = c.linkage_id
    join acquisitions a on a.id = c.acquisition_a join acquisitions b on b.id = c.acquisition_b
  where c.id = candidate and (acts_for_itself() or candidate_readable(c.id))
$$;
revoke execute on function candidate_lands from public;
grant execute on function candidate_lands to ribin_request, ribin_service;
