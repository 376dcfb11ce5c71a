-- Keys under which the files of the store are sealed (docs/security.md, Files at rest): each state has its own, and the region has one for
-- what is no state's. They stand here wrapped by the operator's key, which is not in the database. The newest of a state seals; the
-- others open what they sealed.
create table store_keys (
  id uuid primary key,
  -- null: the region's own
  owner_state text references states (code),
  -- an age file in armour, which only the operator's key opens
  wrapped text not null,
  -- the name of the operator's key: of its public half a hash, cut short
  wrapped_by text not null,
  created_at timestamptz not null
);
create index store_keys_of on store_keys (owner_state, created_at desc, id desc);
call guard_table('store_keys');
revoke all on store_keys from ribin_request;
-- The operator's key is changed: the same keys, wrapped by another.
grant update (wrapped, wrapped_by) on store_keys to ribin_service;

-- Since when every file of the store is sealed: one that is not was put there by somebody else. One row at most.
create table store_sealing (
  one_row boolean primary key default true check (one_row),
  whole_since timestamptz not null
);
call guard_table('store_sealing');
revoke all on store_sealing from ribin_request;
