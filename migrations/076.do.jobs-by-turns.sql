-- The states take turns: the relay looks at the oldest waiting jobs of each, however many one of them has.
create index jobs_waiting on jobs (owner_state, run_after, id) where state = 'pending' and priority = 'normal';
