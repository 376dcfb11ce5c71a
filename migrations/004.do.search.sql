-- Work behind what labs send in, and the search among a million: spaces of vectors, models side by side, correlation requests.

-- A low job begins only where no normal one waits.
alter table jobs add column priority text not null default 'normal' check (priority in ('normal', 'low'));
drop index jobs_open;
create index jobs_open on jobs (state, priority, run_after) where state in ('pending', 'queued', 'active');

-- Vectors are searched in spaces: region, view, model and version. A view is the picture of the mark that the vector is of:
-- heights (and what a side light's shading tells of them), or what a ring light shows.
alter table features
  add column region text,
  add column view text not null default 'surface' check (view in ('surface', 'ring-light')),
  -- false: not of the picture that was acquired but of one made of it, so that it is found by another view
  add column own boolean not null default true,
  -- Of the exhibit and its case, for the search alone: it looks at very many rows, and joins to none. Triggers keep them right.
  add column exhibit_root uuid,
  add column case_id uuid,
  add column exhibit_type text,
  -- a cast has its original's
  add column category text,
  add column calibre_group text,
  add column occurred_on date,
  -- it leaves its state by release only
  add column national boolean,
  -- the class characteristics that can exclude a common source, where they are known
  add column excluding jsonb;
alter table features drop constraint features_pkey;
alter table features add primary key (acquisition_id, model_id, model_version, view);
drop index features_vector;
create index features_space on features (region, model_id, model_version, view, calibre_group);
-- A change of what the search filters by rewrites rows, not the index of vectors, where the page has room.
alter table features set (fillfactor = 85);
alter table feature_history add column view text not null default 'surface';

create function list_excluding(characteristics jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(characteristics)
  where value <> 'Other'
    and key in ('firingPinType', 'firingPinClass', 'firingPinAperture', 'riflingType', 'numberOfLands', 'twistDirection')
$$;

create view search_entries as
  select a.id as acquisition_id, a.region, coalesce(x.parent_exhibit_id, x.id) as exhibit_root, x.case_id, x.type as exhibit_type,
    coalesce(p.category, x.category) as category, x.calibre_group, c.occurred_on,
    c.restricted or x.category = 'LIC' or coalesce(p.category = 'LIC' or o.restricted, false) as national,
    list_excluding(x.characteristics) as excluding
  from acquisitions a
    join exhibits x on x.id = a.exhibit_id
    join cases c on c.id = x.case_id
    left join exhibits p on p.id = x.parent_exhibit_id
    left join cases o on o.id = p.case_id;

alter table features disable trigger features_kept;
update features f set
  region = e.region,
  view = case when e.region = 'LEA' or a.format = 'X3P' or a.lighting = 'side' then 'surface' else 'ring-light' end,
  exhibit_root = e.exhibit_root, case_id = e.case_id, exhibit_type = e.exhibit_type, category = e.category,
  calibre_group = e.calibre_group, occurred_on = e.occurred_on, national = e.national, excluding = e.excluding
from search_entries e join acquisitions a on a.id = e.acquisition_id where e.acquisition_id = f.acquisition_id;
alter table features enable trigger features_kept;
alter table features
  alter column region set not null, alter column exhibit_root set not null, alter column case_id set not null,
  alter column exhibit_type set not null, alter column category set not null, alter column national set not null,
  alter column excluding set not null;

-- The history is of marks and vectors; neither what the search filters by nor a model that is dropped whole belongs in it.
create or replace function keep_feature() returns trigger language plpgsql as $$
begin
  insert into feature_history (acquisition_id, owner_state, model_id, model_version, vector, preparation,
    preparation_version, prepared_key, prepared_sha256, outline_version, created_at, replaced_at, view)
  values (old.acquisition_id, old.owner_state, old.model_id, old.model_version, old.vector, old.preparation,
    old.preparation_version, old.prepared_key, old.prepared_sha256, old.outline_version, old.created_at, now(), old.view);
  return coalesce(new, old);
end $$;
drop trigger features_kept on features;
create trigger features_kept before delete or update of vector, prepared_key, preparation_version, outline_version on features
  for each row when (current_setting('ribin.dropping_model', true) is distinct from 'on') execute function keep_feature();

create function fill_search_entry() returns trigger language plpgsql as $$
begin
  -- Held until the row is there for others: a correction of the exhibit or case at the same time comes after it, and sees it.
  perform 1 from acquisitions a join exhibits x on x.id = a.exhibit_id join cases c on c.id = x.case_id
    where a.id = new.acquisition_id for share of x, c;
  select e.region, e.exhibit_root, e.case_id, e.exhibit_type, e.category, e.calibre_group, e.occurred_on, e.national, e.excluding
    into new.region, new.exhibit_root, new.case_id, new.exhibit_type, new.category, new.calibre_group, new.occurred_on,
      new.national, new.excluding
    from search_entries e where e.acquisition_id = new.acquisition_id;
  return new;
end $$;
create trigger features_entered before insert on features for each row execute function fill_search_entry();

-- An acquisition is searched by one mark: where a model describes another, what models said of the mark before goes to the history. A
-- worker that knows fewer models than others leaves nothing outdated behind.
create function keep_one_mark() returns trigger language plpgsql as $$
begin
  delete from features where acquisition_id = new.acquisition_id
    and (prepared_key, outline_version) is distinct from (new.prepared_key, new.outline_version);
  return null;
end $$;
create trigger features_of_one_mark after insert or update of prepared_key, outline_version on features
  for each row execute function keep_one_mark();

-- What changes with an exhibit, its casts included, or with a case.
create index exhibits_parent on exhibits (parent_exhibit_id) where parent_exhibit_id is not null;
create function renew_search_entries() returns trigger language plpgsql as $$
declare
  changed uuid[];
begin
  if tg_table_name = 'acquisitions' then
    changed := array[new.id];
  elsif tg_table_name = 'exhibits' then
    changed := array(select a.id from acquisitions a
      where a.exhibit_id in (select new.id union select id from exhibits where parent_exhibit_id = new.id));
  else
    changed := array(select a.id from acquisitions a where a.exhibit_id in (
      select id from exhibits where case_id = new.id
      union select k.id from exhibits k join exhibits p on p.id = k.parent_exhibit_id where p.case_id = new.id));
  end if;
  update features f set region = e.region, exhibit_root = e.exhibit_root, case_id = e.case_id, exhibit_type = e.exhibit_type,
    category = e.category, calibre_group = e.calibre_group, occurred_on = e.occurred_on, national = e.national,
    excluding = e.excluding
  from search_entries e where f.acquisition_id = any (changed) and e.acquisition_id = f.acquisition_id;
  return null;
end $$;
create trigger exhibits_searched after update on exhibits for each row
  when ((old.case_id, old.type, old.category, old.parent_exhibit_id, old.calibre_group, old.characteristics)
    is distinct from (new.case_id, new.type, new.category, new.parent_exhibit_id, new.calibre_group, new.characteristics))
  execute function renew_search_entries();
create trigger cases_searched after update on cases for each row
  when ((old.restricted, old.occurred_on) is distinct from (new.restricted, new.occurred_on)) execute function renew_search_entries();
create trigger acquisitions_searched after update on acquisitions for each row
  when ((old.region, old.exhibit_id) is distinct from (new.region, new.exhibit_id)) execute function renew_search_entries();

-- One partial index of vectors a space, so that a search meets no vector that it may not be compared with. Made when a model is
-- registered, before it has vectors; or after a mass of them was entered, which is faster.
create function name_space(region text, view text, model_id text, model_version text) returns text language sql immutable as $$
  select 'features_space_' || left(md5(concat_ws('/', region, view, model_id, model_version)), 16)
$$;
create function create_space(region text, view text, model_id text, model_version text) returns void language plpgsql as $$
begin
  execute format('create index if not exists %I on features using hnsw (vector halfvec_cosine_ops) with (m = 24, ef_construction = 128)
    where region = %L and view = %L and model_id = %L and model_version = %L',
    name_space(region, view, model_id, model_version), region, view, model_id, model_version);
end $$;
create function drop_space(region text, view text, model_id text, model_version text) returns void language plpgsql as $$
begin
  execute format('drop index if exists %I', name_space(region, view, model_id, model_version));
end $$;

-- Which models describe a region. One is searched; another is filled beside it and then takes its place, whole.
create table search_models (
  region text not null,
  model_id text not null,
  model_version text not null,
  state text not null check (state in ('filling', 'active', 'retired')),
  registered_at timestamptz not null,
  activated_at timestamptz,
  retired_at timestamptz,
  primary key (region, model_id, model_version),
  check ((state = 'filling') = (activated_at is null) or state = 'retired'),
  check ((state = 'retired') = (retired_at is not null))
);
create unique index search_models_active on search_models (region) where state = 'active';
-- Of what is there, the model with the most vectors is the one that was searched.
insert into search_models (region, model_id, model_version, state, registered_at, activated_at, retired_at)
  select region, model_id, model_version, case when place = 1 then 'active' else 'retired' end, now(), now(),
    case when place = 1 then null else now() end
  from (select region, model_id, model_version, row_number() over (partition by region order by count(*) desc, max(created_at) desc) as place
    from features group by region, model_id, model_version) counted;
select create_space(m.region, s.view, m.model_id, m.model_version)
  from search_models m cross join (values ('surface'), ('ring-light')) as s (view)
  where m.state = 'active' and (m.region <> 'LEA' or s.view = 'surface');

-- Why an acquisition has no vector of a model; gone once it has one.
create table search_gaps (
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  region text not null,
  model_id text not null,
  model_version text not null,
  -- of the errors' table
  code text not null,
  reason text not null,
  -- of the mark that could not be described: another one is tried again
  prepared_key text not null,
  created_at timestamptz not null,
  primary key (acquisition_id, model_id, model_version)
);

-- Who or what asked for a search, why, and with which parameters.
create table correlation_requests (
  id uuid primary key,
  -- null: of no state, all open crime evidence of a region
  owner_state text references states (code),
  kind text not null check (kind in ('arrival', 'change', 'manual', 'all')),
  region text not null,
  acquisition_id uuid references acquisitions (id),
  parameters jsonb not null,
  reason text not null,
  case_number text,
  asked_by_kind text not null check (asked_by_kind in ('account', 'station', 'system')),
  asked_by text not null,
  created_at timestamptz not null,
  check ((kind = 'all') = (acquisition_id is null)),
  check ((owner_state is null) = (acquisition_id is null))
);
create index correlation_requests_page on correlation_requests (created_at, id);
create index correlation_requests_of on correlation_requests (acquisition_id, created_at);
create trigger correlation_requests_kept before update or delete on correlation_requests for each row execute function refuse_change();

-- The searches that a request led to: one, or one for every acquisition concerned.
create table correlation_runs (
  request_id uuid not null references correlation_requests (id),
  acquisition_id uuid not null references acquisitions (id),
  owner_state text not null references states (code),
  -- of the comparison that follows; how far it is, its job tells
  verify_job_key text not null,
  -- null until searched
  searched_at timestamptz,
  model_id text,
  model_version text,
  found integer,
  added integer,
  -- for a request by hand: what was found
  candidates uuid[],
  primary key (request_id, acquisition_id)
);
create index correlation_runs_of on correlation_runs (acquisition_id);
