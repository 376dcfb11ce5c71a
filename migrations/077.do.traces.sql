-- Which request or job led to a job (W3C Trace Context), where traces are kept; it names nobody and nothing of evidence.
alter table jobs add column trace_parent text check (trace_parent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
