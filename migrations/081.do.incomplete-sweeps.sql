-- A pass of the second net that began while marks of its region had no record of its method version has not been laid on them. It is done once
-- more when all have theirs.
alter table sweeps add column incomplete boolean not null default false,
  -- when that was asked for
  add column repeated_at timestamptz;
create index sweeps_incomplete on sweeps (region) where incomplete and repeated_at is null;
