-- Processes that search keep the vectors of a space in memory, by their numbers. A vector gets a new number whenever it is written, so that
-- what memory holds of a replaced or deleted one leads to no row. `entered` tells who has read up to where what came since: numbers are
-- drawn before they are committed and can appear out of order, while every transaction that a snapshot did not see is at or above its xmin.
create sequence feature_numbers;
alter table features add column number bigint, add column entered xid8;
update features set number = nextval('feature_numbers'), entered = pg_current_xact_id();
alter table features alter column number set not null, alter column entered set not null;
create unique index features_number on features (number);
create index features_entered on features (entered);

create function number_feature() returns trigger language plpgsql as $$
begin
  new.number := nextval('feature_numbers');
  new.entered := pg_current_xact_id();
  return new;
end $$;
create trigger features_numbered before insert or update of vector on features for each row execute function number_feature();
