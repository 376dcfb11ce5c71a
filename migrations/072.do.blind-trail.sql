-- Who may be asked to verify blind learns nothing of it from the audit trail either (docs/review.md, "What the trail tells").

-- Conclusions of one linkage: the unique index leaves out corrections and consultations, so that it serves no such question.
create index conclusions_of on conclusions (linkage_id, created_at, id);

-- The linkages of which a verification is recorded, and their candidates, for those who read the trail. As a set: it is read once for a
-- search that goes through the whole trail, where a question for each event would be asked a hundred thousand times.
create function verified_targets() returns setof text
  language sql stable security definer set search_path = public, pg_temp rows 1000 as $$
  with verified as (select distinct c.linkage_id as id from conclusions c
    where c.part = 'verification' and (acts_for_itself() or acting_as('auditor', 'national_coordinator')))
  select v.id::text from verified v union all select k.id::text from verified v join candidates k on k.linkage_id = v.id
$$;
revoke execute on function verified_targets from public;
grant execute on function verified_targets to ribin_request, ribin_service;

-- As before (011), and for who also examines without what other people did to a linkage that nobody verified yet; also where they did it
-- themselves, whom the system asked to verify; and without whose look at an exhibit is documented. What the program did by itself tells of
-- nobody. An event is hidden whole: one without its person would still be found by a search for that person.
alter policy read on audit_events using ((
    ((select acting_has('auditor')) or ((select acting_has('national_coordinator')) and owner_states @> array[(select acting_state())]))
    and (not (select acting_as('firearms_examiner', 'verifier'))
      or case
        when action not like 'verification.%' and (actor_kind = 'system' or actor_id = (select acting_id())) then true
        when action = 'exhibit.examined' then false
        when target_kind in ('linkage', 'candidate') then length(target_id) < 36 or target_id in (select verified_targets())
        else not detail ? 'linkageId' or detail ->> 'linkageId' in (select verified_targets())
      end))
  or (target_kind = 'acquisition' and action in ('acquisition.received', 'acquisition.quality_assessed', 'acquisition.outline_needed',
      'acquisition.features_extracted', 'acquisition.searched', 'acquisition.verified', 'acquisition.failed')
    and case when target_id ~ '^[0-9a-f-]{36}$' then exists (select from acquisitions q where q.id = target_id::uuid) else false end));
