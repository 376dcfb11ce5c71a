-- Vectors lie in partitions ("parts" below), by model version and in it by region: a model that is given up goes with its parts at once, a part is vacuumed and
-- rebuilt by itself, and what a search reads, reads or sends to another disk is its own (docs/scale.md).

-- What was there stays where it is, as the part for every version that has none of its own: nothing is copied, and no index of vectors is
-- built again. A region keeps its searched model there until the next one takes its place.
-- All that is locked is locked first, and nobody waits for long behind it: where it cannot be had the migration is done again.
set local lock_timeout = '2s';
lock table features in access exclusive mode;
set local lock_timeout = '1800ms';
lock table acquisitions, states in share row exclusive mode;
set local lock_timeout = 0;
alter table features rename to features_rest;
alter index features_space rename to features_rest_space;
alter index features_entered rename to features_rest_entered;
drop trigger features_kept on features_rest;
drop trigger features_entered on features_rest;
drop trigger features_of_one_mark on features_rest;
drop trigger features_numbered on features_rest;
drop trigger features_known_stay on features_rest;
drop trigger features_returned on features_rest;
drop trigger features_of_another_kind on features_rest;
-- A key of a table in parts has what they are made by. The numbers are drawn from a sequence, and their index serves to find them.
alter table features_rest drop constraint features_pkey;
alter table features_rest add constraint features_rest_pkey primary key (acquisition_id, model_id, model_version, view, region);
drop index features_number;
create index features_rest_number on features_rest (number);

create table features (like features_rest including defaults including constraints including storage) partition by list (model_version);
alter table features
  add constraint features_pkey primary key (acquisition_id, model_id, model_version, view, region),
  add constraint features_acquisition_id_fkey foreign key (acquisition_id) references acquisitions (id),
  add constraint features_owner_state_fkey foreign key (owner_state) references states (code);
create index features_space on features (region, model_id, model_version, view, calibre_group);
create index features_number on features (number);
create index features_entered on features (entered);
alter table features attach partition features_rest default;

create trigger features_kept before delete or update of vector, prepared_key, preparation_version, outline_version on features
  for each row when (current_setting('ribin.dropping_model', true) is distinct from 'on') execute function keep_feature();
create trigger features_entered before insert on features for each row execute function fill_search_entry();
create trigger features_of_one_mark after insert or update of prepared_key, outline_version on features
  for each row execute function keep_one_mark();
create trigger features_numbered before insert or update of vector on features for each row execute function number_feature();
create trigger features_known_stay before insert or update on features for each row execute function keep_known_national();
create trigger features_returned before update of removed on features for each row
  when (old.removed and not new.removed) execute function number_feature();
create trigger features_of_another_kind before update on features for each row
  when ((old.owner_state, old.category, old.own, old.exhibit_type, old.calibre_group, old.excluding)
    is distinct from (new.owner_state, new.category, new.own, new.exhibit_type, new.calibre_group, new.excluding))
  execute function number_feature();

alter table features enable row level security;
create policy service on features to ribin_service using (true) with check (true);
grant select, insert, update, delete on features to ribin_service;
-- A part is reached through its table, by nobody by itself.
revoke all on features_rest from ribin_service;

-- Readable for who looks at the database, and never the same for two.
create function name_partition(model_version text, region text) returns text language sql immutable as $$
  select left('features_v' || trim('_' from regexp_replace(lower(concat_ws('_', model_version, region)), '[^a-z0-9]+', '_', 'g')), 48)
    || '_' || left(md5(jsonb_build_array(model_version, region)::text), 8)
$$;

-- Where vectors of a region and model version lie: in a part of their own, or in the rest of the version or of all.
create function find_partition(of_version text, of_region text) returns regclass language sql stable as $$
  select coalesce(to_regclass(name_partition(of_version, of_region)), to_regclass(name_partition(of_version, null) || '_rest'), to_regclass('features_rest'))
$$;

-- The space's index, on the part that its vectors lie in. One that was made elsewhere before there was that part is of no vector.
create function place_index(region text, view text, model_id text, model_version text, part regclass) returns void language plpgsql as $$
declare
  name text := name_space(region, view, model_id, model_version);
begin
  if (select indrelid from pg_index where indexrelid = to_regclass(name)) <> part then execute format('drop index %I', name); end if;
  execute format('create index if not exists %I on %s using hnsw (vector halfvec_cosine_ops) with (m = 24, ef_construction = 128)
    where region = %L and view = %L and model_id = %L and model_version = %L', name, part, region, view, model_id, model_version);
end $$;

-- The table of a version with its rest, and the parts of the regions that have a model of it: those of their indexes that were made in the
-- rest of all, while there was no table, move.
create function create_version(of_version text) returns void language plpgsql as $$
declare
  version text := name_partition(of_version, null);
  known search_models;
  of_view text;
begin
  execute format('create table %I partition of features for values in (%L) partition by list (region)', version, of_version);
  execute format('create table %I partition of %I default with (fillfactor = 85)', version || '_rest', version);
  execute format('alter table %I enable row level security', version);
  execute format('alter table %I enable row level security', version || '_rest');
  for known in select * from search_models where model_version = of_version loop
    perform add_partition(of_version, known.region);
    foreach of_view in array array['surface', 'ring-light'] loop
      if to_regclass(name_space(known.region, of_view, known.model_id, of_version)) is null then continue; end if;
      perform place_index(known.region, of_view, known.model_id, of_version, find_partition(of_version, known.region));
    end loop;
  end loop;
end $$;
create function add_partition(of_version text, of_region text) returns void language plpgsql as $$
declare
  part text := name_partition(of_version, of_region);
begin
  if to_regclass(part) is not null then return; end if;
  execute format('create table %I partition of %I for values in (%L) with (fillfactor = 85)', part, name_partition(of_version, null), of_region);
  execute format('alter table %I enable row level security', part);
end $$;

-- Makes the part where there is none, and tells where the vectors lie. Where some lie in the rest already they stay there, and so do those
-- of a model that is registered while somebody reads the table for long (a copy of the database): nobody waits behind it for more than two
-- seconds. For what is found it makes no difference. More than a second: what makes room for others (autovacuum) does so after one. What is
-- waited for second is waited for less than two: a deadlock is then ours to give way in, and never the other's.
create function create_partition(of_version text, of_region text) returns regclass language plpgsql strict security definer
  set search_path = public, pg_temp set lock_timeout = '2s' as $$
begin
  if to_regclass(name_partition(of_version, of_region)) is not null
    -- Asked without a lock first, for a part is refused after a look at every row of the rest under one.
    or exists (select from features_rest where region = of_region and model_version = of_version)
  then return find_partition(of_version, of_region); end if;
  lock table features in access exclusive mode;
  perform set_config('lock_timeout', '1800ms', true);
  lock table acquisitions, states in share row exclusive mode;
  if to_regclass(name_partition(of_version, null)) is null then perform create_version(of_version); end if;
  perform add_partition(of_version, of_region);
  return find_partition(of_version, of_region);
exception
  -- Read for long by others, or waited for by them; or there are rows of it in the rest.
  when lock_not_available or deadlock_detected or check_violation then return find_partition(of_version, of_region);
end $$;

create or replace function create_space(region text, view text, model_id text, model_version text) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  -- Two that make one index at a time would both find none, and one of them would fail.
  perform pg_advisory_xact_lock(hashtextextended('space of vectors ' || name_space(region, view, model_id, model_version), 0));
  perform place_index(region, view, model_id, model_version, create_partition(model_version, region));
end $$;
-- An index that is read for long is not waited for: what asks is told, and asks again later.
alter function drop_space(text, text, text, text) set lock_timeout = '2s';

-- Two looks along an index, where "other than" would read every row.
create function holds_others(part text, of_region text, of_model text) returns boolean language plpgsql as $$
declare found boolean;
begin
  execute format('select exists (select from %1$I where region = %2$L and model_id < %3$L)
    or exists (select from %1$I where region = %2$L and model_id > %3$L)', part, of_region, of_model) into found;
  return found;
end $$;

-- Drops the part with all that is in it, where that is of the one model, and tells whether it did: vectors that lie elsewhere, or that
-- cannot be had soon, are deleted row by row. With the last part of a version goes the version's own table.
create function drop_partition(of_region text, of_model text, of_version text) returns boolean language plpgsql strict security definer
  set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  version text := name_partition(of_version, null);
  part text := name_partition(of_version, of_region);
  left_over boolean;
begin
  if to_regclass(part) is null or holds_others(part, of_region, of_model) then return false; end if;
  lock table features in access exclusive mode;
  if to_regclass(part) is null or holds_others(part, of_region, of_model) then return false; end if;
  execute format('drop table %I', part);
  if (select count(*) from pg_inherits where inhparent = to_regclass(version)) > 1 then return true; end if;
  execute format('select exists (select from %I)', version || '_rest') into left_over;
  if not left_over then execute format('drop table %I', version); end if;
  return true;
exception
  when lock_not_available or deadlock_detected then return false;
end $$;

revoke execute on function create_partition(text, text), create_version(text), add_partition(text, text), place_index(text, text, text, text, regclass),
  drop_partition(text, text, text) from public;
grant execute on function drop_partition(text, text, text) to ribin_service;
