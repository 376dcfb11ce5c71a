-- When the process that answers a request last said that it does: one that was killed falls silent, and whoever sends the request again
-- need not wait for a quarter of an hour. Null: claimed by a program that does not say so.
alter table idempotency_keys add column alive_at timestamptz;
