-- Queues that are read in their order and no further than their page (docs/security.md).
create index linkages_by_age on linkages (created_at, id);
create index linkages_by_score on linkages (best_score desc, id);

-- Whether a pair is listed to a state: it is no exhibit beside its own cast, and both sides may be named. One question and not three: the
-- planner takes each function for one that turns two rows in three away, and with three of them looks at all rows before the first page.
create function pair_is_listed(a uuid, b uuid, viewer text, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp cost 3000 as $$
begin
  return not is_replica(a, b) and may_be_named(a, viewer, at) and may_be_named(b, viewer, at);
end $$;
revoke execute on function pair_is_listed(uuid, uuid, text, timestamptz) from public;
grant execute on function pair_is_listed(uuid, uuid, text, timestamptz) to ribin_request, ribin_service;
