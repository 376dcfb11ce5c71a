-- What the exchange of files must know of hits and imports that the policies hide from who asks (see 012).

-- Evidence of the pair was removed, by whichever state; told to the two states of the pair.
create function pair_removed(linkage uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from linkages l join exhibits x on x.id in (l.exhibit_a, l.exhibit_b)
    where l.id = linkage and x.removed_at is not null and (acts_for_itself() or acting_state() in (l.state_a, l.state_b)))
$$;
-- Which of these are the state's hits and stand: who takes a file in need not be one who reads hits.
create function own_hits_among(hits uuid[], viewer text) returns table (id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select h.id from hits h where h.id = any (hits) and viewing_state(viewer) in (h.state_a, h.state_b) and not pair_removed(h.linkage_id)
$$;
revoke execute on function pair_removed(uuid), own_hits_among(uuid[], text) from public;
grant execute on function pair_removed(uuid), own_hits_among(uuid[], text) to ribin_request, ribin_service;
