-- The first account of a fresh region over HTTP: a code that a process writes into its data folder while there is no account
-- (docs/operations.md, The first coordinator). Several processes have a code each; the first that is used makes the others worthless.
create table set_up_codes (
  id uuid primary key,
  -- SHA-256, hex
  code_hash text not null unique,
  created_at timestamptz not null,
  used_at timestamptz
);
call guard_table('set_up_codes');
revoke all on set_up_codes from ribin_request;
grant select, update (used_at) on set_up_codes to ribin_sign_in;
create policy sign_in on set_up_codes to ribin_sign_in using ((select acting_id()) is null);
