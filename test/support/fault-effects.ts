/** What must hold in the database whatever was taken away meanwhile. */

/** Each gives rows where something is missing or was done twice; $1: the acknowledged acquisitions. */
export const EFFECTS: Readonly<Record<string, string>> = {
  lost: `select given from unnest($1::uuid[]) as given
    where not exists (select from acquisitions where id = given and stage = 'verified')`,
  "not done": `select name, state, reason from jobs where state <> 'done' and ($1::uuid[]) is not null`,
  "a step without its event": `select name, id from jobs j where (payload->>'acquisitionId')::uuid = any($1) and not payload ? 'cause'
    and name in ('assess-quality', 'extract-features', 'search-candidates', 'verify-candidates')
    and not exists (select from audit_events e where e.target_id = j.payload->>'acquisitionId' and e.detail->>'jobId' = j.id::text)`,
  "a step done twice in effect": `select target_id, action, count(*)::int as times from audit_events
    where target_id = any($1::uuid[]::text[]) and detail ? 'jobId' group by target_id, action, detail->>'jobId' having count(*) > 1`,
  "received twice": `select target_id from audit_events where target_id = any($1::uuid[]::text[])
    and action = 'acquisition.received' group by 1 having count(*) <> 1`,
  "a pair that is there twice": `select acquisition_a, acquisition_b from candidates
    where acquisition_a = any($1::uuid[]) and acquisition_b = any($1::uuid[]) group by 1, 2 having count(*) <> 1`,
  "a pair without its comparison": `select id from candidates c where acquisition_a = any($1::uuid[]) and acquisition_b = any($1::uuid[])
    and not exists (select from comparisons m where m.candidate_id = c.id)`,
};
