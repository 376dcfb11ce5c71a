-- A report is its reader's, and their state's coordinator's, as before (011), while the pair that it is of may be named to them (050): so far
-- the code alone asked that. As on hits; the planner is told that most may.
alter policy read on reports using ((issued_to::text = (select acting_id())
    or (owner_state = (select acting_state()) and (select acting_has('national_coordinator'))))
  and nullif(linkage_readable(linkage_id), false) is not null);
