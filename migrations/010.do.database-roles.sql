-- The second lock (docs/security.md): what a request may see and change is decided by PostgreSQL once more, under roles that own no table.
-- ribin_request: what is done for somebody who asked through the API. Row-level security holds for it; who asks stands in the settings
-- below, set for each use of a connection. ribin_service: what the program does by itself (jobs, sign-in, the operator's command line).
-- Roles belong to the whole server: another database of it may have made them, perhaps at this moment.
do $$
declare name text;
begin
  foreach name in array array['ribin_request', 'ribin_service'] loop
    begin
      if not exists (select from pg_roles where rolname = name) then execute format('create role %I nologin', name); end if;
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      if not pg_has_role(current_user, name, 'member') then execute format('grant %I to current_user', name); end if;
    exception when unique_violation then null;
    end;
  end loop;
end $$;
grant usage on schema public to ribin_request, ribin_service;

-- Who asks. Null or empty: nobody. In a policy write (select acting_state()): it is then evaluated once a query, not once a row.
create function acting_state() returns text language sql stable parallel safe
  return nullif(current_setting('ribin.state', true), '');
create function acting_id() returns text language sql stable parallel safe
  return nullif(current_setting('ribin.actor', true), '');
create function acting_lab() returns uuid language sql stable parallel safe
  return nullif(current_setting('ribin.lab', true), '')::uuid;
create function acting_roles() returns text[] language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('ribin.roles', true), ''), ','), '{}');
create function acting_has(role text) returns boolean language sql stable parallel safe
  return role = any (acting_roles());

-- Puts a table under the second lock: the service sees all of it and may read and add; a request may ask for nothing until a policy
-- of its own allows it. Grants beyond reading and adding (update, delete) are written beside the table, where they are needed.
create procedure guard_table(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy service on %s to ribin_service using (true) with check (true)', target);
  execute format('grant select, insert on %s to ribin_service, ribin_request', target);
end $$;
