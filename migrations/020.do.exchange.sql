-- Archives of a whole state and bundles of islands with poor lines (docs/exchange.md).

-- What an archive brought and what cannot stand in a table of its own here, because it hangs on another state's records: linkages, hits and
-- reports of two states. Kept word for word, and exported again with the rest.
create table kept_records (
  owner_state text not null references states (code),
  -- the archive's file
  path text not null,
  record jsonb not null,
  record_sha256 text not null check (record_sha256 ~ '^[0-9a-f]{64}$'),
  kept_at timestamptz not null,
  primary key (owner_state, path, record_sha256)
);

-- Audit trails of systems in which a state was before, as files; they are verified by `ribin audit verify --export`.
create table kept_trails (
  owner_state text not null references states (code),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  blob_key text not null,
  kept_at timestamptz not null,
  primary key (owner_state, sha256)
);

-- Keys that sign bundles, registered by the national coordinator. A revoked one stays, so that what it signed before is known.
create table bundle_keys (
  -- thumbprint of RFC 7638
  id text primary key,
  owner_state text not null references states (code),
  lab_id uuid not null references labs (id),
  name text not null,
  -- base64url of the 32 bytes, the `x` of RFC 8037
  public_key text not null unique check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  created_by uuid not null,
  created_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
create index bundle_keys_page on bundle_keys (owner_state, created_at, id);

-- Bundles that were received. The maker's own number makes a second sending of one bundle known as that.
create table bundles (
  id uuid primary key,
  owner_state text not null references states (code),
  key_id text not null references bundle_keys (id),
  import_id uuid not null unique references imports (id),
  manifest_sha256 text not null check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  received_at timestamptz not null
);

create trigger kept_records_kept before update or delete on kept_records for each row execute function refuse_change();
create trigger kept_records_not_emptied before truncate on kept_records for each statement execute function refuse_change();
create trigger kept_trails_kept before update or delete on kept_trails for each row execute function refuse_change();
create trigger kept_trails_not_emptied before truncate on kept_trails for each statement execute function refuse_change();
create trigger bundles_kept before update or delete on bundles for each row execute function refuse_change();
create trigger bundles_not_emptied before truncate on bundles for each statement execute function refuse_change();

call guard_table('kept_records');
call guard_table('kept_trails');
call guard_table('bundle_keys');
call guard_table('bundles');
grant update on bundle_keys to ribin_request, ribin_service;
-- Kept records and trails are the operator's alone: an archive is made and read on the command line.
create policy own_keys on bundle_keys for select to ribin_request
  using (owner_state = (select acting_state())
    and (select acting_roles() && array['lab_technician', 'firearms_examiner', 'national_coordinator']));
create policy coordinators_register on bundle_keys for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy coordinators_revoke on bundle_keys for update to ribin_request
  using (owner_state = (select acting_state()) and (select acting_has('national_coordinator')))
  with check (owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy own_bundles on bundles for select to ribin_request
  using (owner_state = (select acting_state())
    and (select acting_roles() && array['lab_technician', 'firearms_examiner', 'national_coordinator']));
create policy own_bundles_received on bundles for insert to ribin_request
  with check (owner_state = (select acting_state()) and (select acting_has('lab_technician')));
