-- Whose a record is that a request may not see, for the newer kinds of records too (see owners_of in 012): each has one owner.
create or replace function owners_of(kind text, id text) returns text[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  wanted uuid;
begin
  if id !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return '{}'; end if;
  wanted := id::uuid;
  return coalesce(case kind
    when 'case' then (select array[c.owner_state] from cases c where c.id = wanted)
    when 'exhibit' then (select array[x.owner_state] from exhibits x where x.id = wanted)
    when 'acquisition' then (select array[q.owner_state] from acquisitions q where q.id = wanted)
    when 'candidate' then (select array[k.state_a, k.state_b] from candidates k where k.id = wanted)
    when 'linkage' then (select array[l.state_a, l.state_b] from linkages l where l.id = wanted)
    when 'hit' then (select array[h.state_a, h.state_b] from hits h where h.id = wanted)
    when 'report' then (select array[r.owner_state] from reports r where r.id = wanted)
    when 'report_request' then (select array[r.owner_state] from report_requests r where r.id = wanted)
    when 'report_request_part' then (select array[p.owner_state] from report_request_parts p where p.id = wanted)
    when 'release' then (select array[r.owner_state] from releases r where r.id = wanted)
    when 'agreement' then (select array[g.state_a, g.state_b] from agreements g where g.id = wanted)
    when 'correlation' then (select array[r.owner_state] from correlation_requests r where r.id = wanted and r.owner_state is not null)
    when 'job' then (select array[j.owner_state] from jobs j where j.id = wanted)
    when 'station' then (select array[s.owner_state] from stations s where s.id = wanted)
    when 'account' then (select array[a.owner_state] from accounts a where a.id = wanted)
    when 'import' then (select array[i.owner_state] from imports i where i.id = wanted)
    when 'removal' then (select array[r.owner_state] from removals r where r.id = wanted)
    when 'legal_hold' then (select array[h.owner_state] from legal_holds h where h.id = wanted)
    when 'purge' then (select array[p.owner_state] from purges p where p.id = wanted)
    when 'trace-request' then (select array[t.owner_state] from trace_requests t where t.id = wanted)
    when 'webhook' then (select array[w.owner_state] from webhooks w where w.id = wanted)
  end, '{}');
end $$;
-- 041's, for which there is no use now.
drop function owner_of_import(text);
