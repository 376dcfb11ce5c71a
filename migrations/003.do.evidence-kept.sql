-- What a comparison used is kept with it; outlines are versioned; casts say which way round they are; whole bullets have rows.

-- The outlines of an acquisition's parts: drawn by the method, corrected by people. The newest drawn by a person counts, or
-- else the newest by the method.
create table outlines (
  id uuid primary key,
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  -- 1..n of the acquisition
  version integer not null check (version >= 1),
  method text not null,
  method_version text not null,
  confidence real not null check (confidence between 0 and 1),
  outlines jsonb not null,
  remarks jsonb not null,
  -- of method and outlines: a step that runs twice keeps one row
  content_sha256 text not null,
  -- null, with the reason, where the method drew it
  drawn_by uuid references accounts (id),
  reason text,
  created_at timestamptz not null,
  unique (acquisition_id, version),
  check ((drawn_by is null) = (reason is null))
);
create unique index outlines_by_method on outlines (acquisition_id, content_sha256) where drawn_by is null;

-- Version of the newest outlines that a person drew, 0 for none: what was compared with older ones no longer counts.
alter table acquisitions add column corrected_outline integer not null default 0;
create index acquisitions_waiting on acquisitions (owner_state, updated_at) where stage = 'outline_needed';

-- A negative cast is mirrored and inverted. Null for casts that were entered before this was asked.
alter table exhibits add column cast_polarity text check (cast_polarity in ('negative', 'positive'));
alter table exhibits add check (cast_polarity is null or category = 'CAST');

-- Of the prepared mark's bytes, by which it is stored; null for those of earlier versions.
alter table features add column prepared_sha256 text;
-- Of the outlines it was cut out by; 0 where there were none.
alter table features add column outline_version integer not null default 0;

-- What an acquisition's features were before others took their place.
create table feature_history (
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  model_id text not null,
  model_version text not null,
  vector halfvec(256) not null,
  preparation text not null,
  preparation_version text not null,
  prepared_key text not null,
  prepared_sha256 text,
  outline_version integer not null,
  created_at timestamptz not null,
  replaced_at timestamptz not null
);
create index feature_history_of on feature_history (acquisition_id, replaced_at);
create function keep_feature() returns trigger language plpgsql as $$
begin
  insert into feature_history (acquisition_id, owner_state, model_id, model_version, vector, preparation,
    preparation_version, prepared_key, prepared_sha256, outline_version, created_at, replaced_at)
  values (old.acquisition_id, old.owner_state, old.model_id, old.model_version, old.vector, old.preparation,
    old.preparation_version, old.prepared_key, old.prepared_sha256, old.outline_version, old.created_at, now());
  return coalesce(new, old);
end $$;
create trigger features_kept before update or delete on features for each row execute function keep_feature();

-- The two marks that a comparison used. It can be drawn from them again whatever became of the acquisitions' own.
alter table comparisons drop constraint comparisons_pkey;
alter table comparisons add column id uuid not null default gen_random_uuid();
alter table comparisons alter column id drop default;
alter table comparisons add primary key (id);
alter table comparisons
  add column mark_key_a text, add column mark_key_b text,
  add column mark_sha256_a text, add column mark_sha256_b text,
  add column preparation_a text, add column preparation_b text,
  add column preparation_version_a text, add column preparation_version_b text,
  add column outline_a integer not null default 0, add column outline_b integer not null default 0,
  -- in words for the examiner, e.g. that one of the two looks like a replica of the other
  add column remarks jsonb not null default '[]';
alter table comparisons disable trigger comparisons_kept;
update comparisons k set
  mark_key_a = a.prepared_key, preparation_a = a.preparation, preparation_version_a = a.preparation_version,
  mark_key_b = b.prepared_key, preparation_b = b.preparation, preparation_version_b = b.preparation_version
from candidates c
  join features a on a.acquisition_id = c.acquisition_a and a.model_id = c.model_id and a.model_version = c.model_version
  join features b on b.acquisition_id = c.acquisition_b and b.model_id = c.model_id and b.model_version = c.model_version
where c.id = k.candidate_id;
alter table comparisons enable trigger comparisons_kept;
create unique index comparisons_once on comparisons
  (candidate_id, method, method_version, mark_key_a, mark_key_b, outline_a, outline_b) nulls not distinct;

-- Numbers of a version, for their order: 1.10.0 comes after 1.9.2.
create function version_order(version text) returns integer[] language sql immutable as $$
  select array(select number[1]::integer from regexp_matches(version, '\d{1,9}', 'g') as number)
$$;

-- The comparison that counts for a candidate: of no outline that a person corrected since; of a method its newest version;
-- and of what is left the newest.
create view standing_comparisons as
  select distinct on (candidate_id) * from (
    select k.*, row_number() over (
      partition by k.candidate_id, k.method order by version_order(k.method_version) desc, k.created_at desc, k.id desc) as place
    from comparisons k
      join candidates c on c.id = k.candidate_id
      join acquisitions a on a.id = c.acquisition_a
      join acquisitions b on b.id = c.acquisition_b
    where k.outline_a >= a.corrected_outline and k.outline_b >= b.corrected_outline
  ) counting
  where place = 1
  order by candidate_id, created_at desc, id desc;

-- Two bullets compared over all phases of their lands, from the marks that `lands` names. A newer method, or more lands, add a row.
create table bullet_comparisons (
  id uuid primary key,
  exhibit_a uuid not null references exhibits (id),
  exhibit_b uuid not null references exhibits (id),
  state_a text not null references states (code),
  state_b text not null references states (code),
  method text not null,
  method_version text not null,
  comparable boolean not null,
  reason text,
  score real,
  -- as the method gave it: phases, the land pairs of the best one, twist
  outcome jsonb not null,
  -- the prepared lands of both sides, by their index; a land that is not there was missing
  lands jsonb not null,
  lands_sha256 text not null,
  created_at timestamptz not null,
  unique (exhibit_a, exhibit_b, method, method_version, lands_sha256),
  check (exhibit_a < exhibit_b),
  check (comparable = (score is not null))
);

create view standing_bullet_comparisons as
  select distinct on (exhibit_a, exhibit_b) * from bullet_comparisons k
  where not exists (
    select 1 from jsonb_array_elements(k.lands) as land join acquisitions a on a.id = (land ->> 'acquisitionId')::uuid
    where (land ->> 'outlineVersion')::integer < a.corrected_outline)
  order by exhibit_a, exhibit_b, version_order(method_version) desc, created_at desc, id desc;

create trigger outlines_kept before update or delete on outlines for each row execute function refuse_change();
create trigger feature_history_kept before update or delete on feature_history for each row execute function refuse_change();
create trigger bullet_comparisons_kept before update or delete on bullet_comparisons for each row execute function refuse_change();
