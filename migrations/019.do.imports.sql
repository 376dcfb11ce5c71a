-- Imports (docs/exchange.md): a file is read into a preview, a person looks at it, and only then it is applied.
create table imports (
  id uuid primary key,
  owner_state text not null references states (code),
  -- that works the cases which the import creates
  lab_id uuid not null references labs (id),
  format text not null check (format in ('xml', 'csv', 'bundle')),
  file_name text not null,
  size_bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('previewed', 'applying', 'applied')),
  created_by uuid not null,
  created_at timestamptz not null,
  applied_by uuid,
  applied_at timestamptz,
  check ((state = 'applied') = (applied_at is not null))
);
create index imports_page on imports (owner_state, created_at, id);

-- One record of such a file, what was found to it, and what became of it.
create table import_items (
  import_id uuid not null references imports (id),
  owner_state text not null references states (code),
  -- 1..n in the order of the file
  number integer not null check (number > 0),
  -- in this order they are applied: a case before its exhibits, an exhibit before its casts
  pass smallint not null,
  kind text not null
    check (kind in ('case', 'exhibit', 'acquisition', 'hit', 'removed_case', 'removed_exhibit', 'removed_hit')),
  -- by which it is the same record in the file and in the system
  key text not null,
  -- where the file has it, for people
  place text not null,
  content jsonb not null,
  -- noted: told, and nothing is done by an import
  outcome text not null check (outcome in ('new', 'same', 'conflict', 'noted')),
  differences jsonb not null default '[]',
  remark text,
  -- what applying came to
  result text check (result in ('created', 'same', 'conflict', 'noted', 'refused')),
  record_id uuid,
  primary key (import_id, number),
  unique (import_id, kind, key)
);
create index import_items_pass on import_items (import_id, pass, number);

call guard_table('imports');
call guard_table('import_items');
grant update on imports, import_items to ribin_request, ribin_service;
create policy own_people on imports to ribin_request
  using (owner_state = (select acting_state())
    and (select acting_roles() && array['lab_technician', 'firearms_examiner', 'national_coordinator']))
  with check (owner_state = (select acting_state()) and (select acting_roles() && array['lab_technician', 'firearms_examiner']));
create policy own_people on import_items to ribin_request
  using (owner_state = (select acting_state())
    and (select acting_roles() && array['lab_technician', 'firearms_examiner', 'national_coordinator']))
  with check (owner_state = (select acting_state()) and (select acting_roles() && array['lab_technician', 'firearms_examiner']));
