-- Work behind what labs send in, and the search among a million: spaces of vectors, models side by side, correlation requests.

-- A low job begins only where no normal one waits.
alter table jobs add column priority text not null default 'normal' check (priority in ('normal', 'low'));
drop index jobs_open;
create index jobs_open on jobs (state, priority, run_after) where state in ('pending', 'queued', 'active');
