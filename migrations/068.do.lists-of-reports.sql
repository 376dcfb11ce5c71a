-- A list of reports is read in its order, and no further than it shows: of each it asks whether the pair may be named still.
create index reports_of_reader on reports (issued_to, created_at desc, id desc);
create index reports_of_state on reports (owner_state, created_at desc, id desc);
