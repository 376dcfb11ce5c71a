-- The second net: an exhaustive registration of every new mark with every stored one, behind the search by vectors.

-- What a mark is registered by; or why it cannot be. Newer ones take the place of older ones, with a number of their own.
create table sweep_records (
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  region text not null,
  method text not null,
  method_version text not null,
  -- of the mark that it was made of; null for a mark of before there were any
  prepared_sha256 text,
  prepared_key text not null,
  outline_version integer not null,
  -- ever growing: a pass is split by it
  seq bigint generated always as identity,
  -- Workers keep what they have read by it. Of what the record is made of: after a restore, or with another database, the same
  -- number never means another mark. 52 bits, which a JavaScript number holds.
  content_number bigint not null generated always as
    (('x' || left(md5(acquisition_id::text || '/' || prepared_key || '/' || method || '@' || method_version), 13))::bit(52)::bigint) stored,
  bytes bytea,
  reason text,
  created_at timestamptz not null,
  primary key (acquisition_id),
  check ((bytes is null) = (reason is not null))
);
-- Compressed they are no smaller, and take longer to read.
alter table sweep_records alter column bytes set storage external;
create unique index sweep_records_seq on sweep_records (region, seq);

-- Which net found a pair: the nearest vectors, the exhaustive registration, another region of the same two exhibits.
alter table candidates
  add column found_by text[] not null default '{vectors}'
    check (found_by <@ array['vectors', 'registration', 'region'] and cardinality(found_by) > 0),
  add column sweep_method text,
  add column sweep_version text,
  add column sweep_score real,
  add check ((sweep_score is null) = (sweep_method is null) and (sweep_score is null) = (sweep_version is null));

-- One pass for one acquisition and cause.
create table sweeps (
  id uuid primary key,
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  region text not null,
  cause text,
  method text not null,
  method_version text not null,
  -- 'idle': there was nothing to compare it with, or it cannot be registered (then `reason`)
  state text not null check (state in ('running', 'done', 'idle')),
  reason text,
  -- the parts that the pass was split into, and of how many the results are there
  shards integer not null,
  shards_done integer not null default 0,
  -- null until the last part is done: records that were compared, that could not be read, pairs above chance
  compared integer,
  unreadable integer,
  found integer,
  -- of those found: which the vectors had not proposed
  added integer,
  started_at timestamptz not null,
  finished_at timestamptz,
  check ((state = 'running') = (finished_at is null))
);
create unique index sweeps_once on sweeps (acquisition_id, coalesce(cause, ''), method_version);
create index sweeps_page on sweeps (owner_state, started_at, id);

create table sweep_shards (
  sweep_id uuid not null references sweeps (id),
  owner_state text not null references states (code),
  shard integer not null,
  compared integer not null,
  unreadable integer not null,
  -- [acquisition, score], best first
  best jsonb not null,
  primary key (sweep_id, shard)
);
