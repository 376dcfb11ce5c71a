-- People's access: passwords that only their owner knows, invitations, a second factor, sessions that end, identities at
-- OpenID providers, and station tokens with a scope.

-- Null: the person has not accepted an invitation yet, or signs in at an OpenID provider only.
alter table accounts alter column password_hash drop not null;

-- Tries that were not followed by a success. Subjects are hashes (of an address that was typed, known or not; of an account's
-- second factor), so that an address nobody has is held like one that somebody has. Old rows are swept.
create table sign_in_tries (
  subject text not null,
  -- a hash of the address of the network from which this very account signed in before; '': any other place
  place text not null,
  tries integer not null check (tries >= 1),
  last_at timestamptz not null,
  held_until timestamptz,
  primary key (subject, place)
);
create index sign_in_tries_old on sign_in_tries (last_at);

-- The only way to a password: a one-time token, shown once to who issued it, with which the person sets their own.
create table invitations (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  owner_state text not null references states (code),
  purpose text not null check (purpose in ('first', 'reset')),
  -- accepting it also takes away a second factor that was lost
  removes_second_factor boolean not null default false,
  token_hash text not null unique,
  issued_by text not null,
  issued_by_kind text not null check (issued_by_kind in ('account', 'system')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  check (accepted_at is null or withdrawn_at is null)
);
create index invitations_of on invitations (account_id, created_at);
-- One open invitation an account.
create unique index invitations_open on invitations (account_id) where accepted_at is null and withdrawn_at is null;

-- A person's authenticator. The secret is encrypted by a key that is not in the database. Unconfirmed rows guard nothing.
create table second_factors (
  account_id uuid primary key references accounts (id),
  sealed_secret text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- the newest time step that was used: no code counts twice, in any process
  last_step bigint
);
create table recovery_codes (
  account_id uuid not null references accounts (id),
  code_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Between the first and the second step of a sign-in.
create table sign_in_challenges (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  token_hash text not null unique,
  method text not null check (method in ('password', 'openid')),
  address text,
  client text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

alter table sessions add column method text not null default 'password' check (method in ('password', 'openid'));
-- How the second factor was shown; null: not at all.
alter table sessions add column second_factor text check (second_factor in ('code', 'recovery_code', 'provider'));
-- May do nothing but enrol a second factor.
alter table sessions add column enrolling boolean not null default false;
alter table sessions add column last_seen_at timestamptz;
update sessions set last_seen_at = created_at;
-- Where it was opened: for the person to know it by, and for a hold to spare the places they work from.
alter table sessions add column address text;
alter table sessions add column client text;
create index sessions_of on sessions (account_id, created_at);

-- Who a provider says that somebody is. Never found by an e-mail address.
create table identities (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  issuer text not null,
  subject text not null,
  created_at timestamptz not null,
  unique (issuer, subject),
  unique (account_id, issuer)
);

-- A sign-in that is under way at a provider.
create table openid_flows (
  id uuid primary key,
  provider text not null,
  -- of the secret that the browser which began it holds, and of the state that the provider sends back
  flow_hash text not null unique,
  state_hash text not null,
  nonce text not null,
  sealed_verifier text not null,
  invitation_hash text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index openid_flows_old on openid_flows (expires_at);

-- Null: as before, everything that a station may do, for ever.
alter table stations add column expires_at timestamptz;
alter table stations add column allowed_actions text[];
alter table stations add column allowed_exhibit_types text[];
alter table stations add column last_used_at timestamptz;
