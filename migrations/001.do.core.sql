-- The whole of the evidence model (docs/evidence-model.md). Forward only. Every row names its owner state.
create extension if not exists vector;

create table states (
  code text primary key check (code ~ '^[A-Z]{2}$'),
  name text not null,
  standing text not null check (standing in ('member', 'associate', 'partner'))
);
insert into states (code, name, standing) values
  ('AG', 'Antigua and Barbuda', 'member'), ('BS', 'The Bahamas', 'member'), ('BB', 'Barbados', 'member'),
  ('BZ', 'Belize', 'member'), ('DM', 'Dominica', 'member'), ('GD', 'Grenada', 'member'), ('GY', 'Guyana', 'member'),
  ('JM', 'Jamaica', 'member'), ('MS', 'Montserrat', 'member'), ('KN', 'Saint Kitts and Nevis', 'member'),
  ('LC', 'Saint Lucia', 'member'), ('VC', 'Saint Vincent and the Grenadines', 'member'),
  ('TT', 'Trinidad and Tobago', 'member'), ('HT', 'Haiti', 'member'), ('SR', 'Suriname', 'member'),
  ('AI', 'Anguilla', 'associate'), ('BM', 'Bermuda', 'associate'), ('VG', 'British Virgin Islands', 'associate'),
  ('KY', 'Cayman Islands', 'associate'), ('TC', 'Turks and Caicos Islands', 'associate'), ('CW', 'Curaçao', 'associate'),
  ('DO', 'Dominican Republic', 'partner');

create table labs (
  id uuid primary key,
  owner_state text not null references states (code),
  name text not null,
  contact text not null,
  created_at timestamptz not null,
  unique (owner_state, name)
);

create table accounts (
  id uuid primary key,
  owner_state text not null references states (code),
  lab_id uuid references labs (id),
  email text not null,
  name text not null,
  roles text[] not null,
  password_hash text not null,
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index accounts_email on accounts (lower(email));

create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

-- An acquisition station (a microscope's computer) signs in with a bearer token of its own; only the hash is kept.
create table stations (
  id uuid primary key,
  owner_state text not null references states (code),
  lab_id uuid not null references labs (id),
  name text not null,
  token_hash text not null unique,
  created_by uuid not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  unique (lab_id, name)
);

create table cases (
  id uuid primary key,
  owner_state text not null references states (code),
  lab_id uuid not null references labs (id),
  case_number text not null,
  originating_agency text,
  agency_reference text,
  event_type text not null,
  occurred_on date,
  place text,
  restricted boolean not null default false,
  high_profile boolean not null default false,
  comment text,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (owner_state, case_number)
);

create table exhibits (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  exhibit_number text not null,
  type text not null,
  category text not null check (category in ('CE', 'TF', 'LIC', 'CAST')),
  -- a CAST names the exhibit that it replicates
  parent_exhibit_id uuid references exhibits (id),
  -- canonical code and its group; null: unknown, searched against all
  calibre text,
  calibre_group text,
  calibre_as_given text,
  characteristics jsonb not null default '{}',
  comment text,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (case_id, exhibit_number),
  check ((category = 'CAST') = (parent_exhibit_id is not null))
);

create table acquisitions (
  id uuid primary key,
  owner_state text not null references states (code),
  lab_id uuid not null references labs (id),
  exhibit_id uuid not null references exhibits (id),
  region text not null,
  -- of a LEA, 1..n
  region_index integer check (region_index between 1 and 32),
  lighting text not null,
  micrometres_per_pixel double precision,
  file_name text not null,
  format text not null,
  size_bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  blob_key text not null,
  -- what reading the file told: width, height, increments in metres, units and why, share missing
  inspection jsonb not null,
  scale_known boolean not null,
  stage text not null,
  stage_note text,
  -- 0..1 within the running step; a hint for the progress bar, not evidence
  progress real not null default 0,
  quality jsonb,
  preview_key text,
  version integer not null default 1,
  created_by uuid not null,
  created_by_kind text not null check (created_by_kind in ('account', 'station')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (lab_id, sha256)
);
create index acquisitions_exhibit on acquisitions (exhibit_id);
create index acquisitions_sha256 on acquisitions (sha256);
create index acquisitions_page on acquisitions (owner_state, created_at, id);

-- The same bytes from two labs: the same image, never a match.
create table same_images (
  acquisition_id uuid not null references acquisitions (id),
  same_as_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  created_at timestamptz not null,
  primary key (acquisition_id, same_as_id)
);

-- A file that was refused leaves this record and nothing else.
create table refusals (
  id uuid primary key,
  owner_state text not null references states (code),
  lab_id uuid references labs (id),
  actor_kind text not null,
  actor_id uuid not null,
  exhibit_id uuid references exhibits (id),
  file_name text not null,
  size_bytes bigint not null,
  sha256 text not null,
  code text not null,
  detail text not null,
  request_id text not null,
  created_at timestamptz not null
);

create table features (
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  model_id text not null,
  model_version text not null,
  vector halfvec(256) not null,
  preparation text not null,
  preparation_version text not null,
  prepared_key text not null,
  created_at timestamptz not null,
  primary key (acquisition_id, model_id, model_version)
);
create index features_vector on features using hnsw (vector halfvec_cosine_ops) with (m = 24, ef_construction = 128);

create table linkages (
  id uuid primary key,
  exhibit_a uuid not null references exhibits (id),
  exhibit_b uuid not null references exhibits (id),
  case_a uuid not null references cases (id),
  case_b uuid not null references cases (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  state text not null default 'candidate'
    check (state in ('candidate', 'lead', 'under microscopy', 'consultation', 'hit', 'inconclusive', 'eliminated')),
  best_score real not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (exhibit_a, exhibit_b),
  check (exhibit_a < exhibit_b)
);
create index linkages_page on linkages (state, best_score desc, id);

-- A pair of acquisitions that the search proposed. The order a < b makes one row of both directions.
create table candidates (
  id uuid primary key,
  acquisition_a uuid not null references acquisitions (id),
  acquisition_b uuid not null references acquisitions (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  model_id text not null,
  model_version text not null,
  -- cosine similarity of the two vectors, -1..1
  similarity real not null,
  linkage_id uuid references linkages (id),
  created_at timestamptz not null,
  unique (acquisition_a, acquisition_b, model_id, model_version),
  check (acquisition_a < acquisition_b)
);
create index candidates_b on candidates (acquisition_b);
create index candidates_linkage on candidates (linkage_id);

-- The geometric comparison of a candidate. A newer method adds a row beside the old one.
create table comparisons (
  candidate_id uuid not null references candidates (id),
  method text not null,
  method_version text not null,
  comparable boolean not null,
  reason text,
  score real,
  correlation real,
  cells_usable integer,
  cells_congruent integer,
  outcome jsonb not null,
  created_at timestamptz not null,
  primary key (candidate_id, method, method_version),
  check (comparable = (score is not null))
);

create table reviews (
  id uuid primary key,
  linkage_id uuid not null references linkages (id),
  account_id uuid not null references accounts (id),
  account_state text not null references states (code),
  decision text not null
    check (decision in ('lead', 'inconclusive_a', 'inconclusive_b', 'inconclusive_c', 'elimination', 'unsuitable')),
  reasons text not null,
  created_at timestamptz not null
);
create index reviews_linkage on reviews (linkage_id, created_at);

create table conclusions (
  id uuid primary key,
  linkage_id uuid not null references linkages (id),
  account_id uuid not null references accounts (id),
  account_state text not null references states (code),
  part text not null check (part in ('first', 'verification', 'consultation')),
  conclusion text not null
    check (conclusion in ('identification', 'inconclusive_a', 'inconclusive_b', 'inconclusive_c', 'elimination', 'unsuitable')),
  reasons text not null,
  created_at timestamptz not null
);
create unique index conclusions_once on conclusions (linkage_id, part) where part <> 'consultation';

create table hits (
  id uuid primary key,
  linkage_id uuid not null unique references linkages (id),
  case_a uuid not null references cases (id),
  case_b uuid not null references cases (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  confirmed_by uuid not null references accounts (id),
  -- false where an earlier hit had linked the two cases already
  links_new_cases boolean not null,
  created_at timestamptz not null
);

create table reports (
  id uuid primary key,
  owner_state text not null references states (code),
  number text not null unique,
  kind text not null check (kind in ('lead', 'hit')),
  linkage_id uuid not null references linkages (id),
  hit_id uuid references hits (id),
  issued_to uuid not null references accounts (id),
  document jsonb not null,
  pdf_key text not null,
  pdf_sha256 text not null,
  created_at timestamptz not null
);

-- Two states that let each other's examiners see images of candidates.
create table agreements (
  id uuid primary key,
  state_a text not null references states (code),
  state_b text not null references states (code),
  valid_until timestamptz,
  withdrawn_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  check (state_a < state_b)
);
create unique index agreements_one on agreements (state_a, state_b) where withdrawn_at is null;

create table releases (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  to_state text not null references states (code),
  purpose text not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  check (owner_state <> to_state)
);
create index releases_case on releases (case_id, to_state);

create table audit_events (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  actor_state text,
  action text not null,
  target_kind text not null,
  target_id text not null,
  owner_states text[] not null,
  request_id text not null,
  detail jsonb not null default '{}'
);
create index audit_events_target on audit_events (target_kind, target_id, seq);

-- The outbox and the truth about every job.
create table jobs (
  id uuid primary key,
  name text not null,
  payload jsonb not null,
  payload_version integer not null,
  -- one job a key: a step that runs twice asks for the same next job
  key text not null unique,
  owner_state text not null references states (code),
  state text not null check (state in ('pending', 'queued', 'active', 'done', 'failed')),
  attempt integer not null default 1,
  max_attempts integer not null,
  reason text,
  run_after timestamptz not null,
  queued_at timestamptz,
  leased_until timestamptz,
  request_id text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index jobs_open on jobs (state, run_after) where state in ('pending', 'queued', 'active');
create index jobs_failed on jobs (owner_state, created_at) where state = 'failed';

create table idempotency_keys (
  actor_id text not null,
  key text not null,
  request_hash text not null,
  -- null while the first request is still running
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz not null,
  primary key (actor_id, key)
);

create table uploads (
  id text primary key,
  owner_state text not null references states (code),
  actor_id uuid not null,
  file_name text not null,
  size_bytes bigint not null,
  completed_at timestamptz,
  acquisition_id uuid references acquisitions (id),
  created_at timestamptz not null
);

-- What was decided and what was done stays as it was written.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;
create trigger reviews_kept before update or delete on reviews for each row execute function refuse_change();
create trigger conclusions_kept before update or delete on conclusions for each row execute function refuse_change();
create trigger hits_kept before update or delete on hits for each row execute function refuse_change();
create trigger reports_kept before update or delete on reports for each row execute function refuse_change();
create trigger comparisons_kept before update or delete on comparisons for each row execute function refuse_change();
create trigger audit_events_kept before update or delete on audit_events for each row execute function refuse_change();
create trigger refusals_kept before update or delete on refusals for each row execute function refuse_change();
