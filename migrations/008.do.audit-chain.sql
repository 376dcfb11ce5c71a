-- The audit trail as a chain of hashes (docs/evidence-model.md, "The audit trail"), its signed heads, and the custody of exhibits.

-- One row an event, in one order for the region. The order is that of chaining, not of `seq`: a transaction that took its number
-- early may commit late.
create table audit_chain (
  position bigint primary key check (position > 0),
  seq bigint not null unique references audit_events (seq),
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32)
);

-- Where an event stands in the chain of each state that owns what it is about.
create table audit_links (
  chain text not null,
  position bigint not null check (position > 0),
  chain_position bigint not null references audit_chain (position),
  -- hash of the state's event before it
  previous bytea not null check (length(previous) = 32),
  primary key (chain, position)
);
create index audit_links_of on audit_links (chain_position, chain);

-- Events that are not chained yet. The trigger writes it in the transaction of the event, whoever inserts one.
create table audit_unchained (seq bigint primary key);
insert into audit_unchained (seq) select seq from audit_events;
create function note_unchained() returns trigger language plpgsql as $$
begin
  insert into audit_unchained (seq) select seq from new_events;
  return null;
end $$;
create trigger audit_events_unchained after insert on audit_events
  referencing new table as new_events for each statement execute function note_unchained();
create function refuse_unchained_loss() returns trigger language plpgsql as $$
begin
  if exists (select from audit_chain where seq = old.seq) then return old; end if;
  raise exception 'audit event % is not chained yet', old.seq;
end $$;
create trigger audit_unchained_kept before delete on audit_unchained for each row execute function refuse_unchained_loss();

-- Public halves of every key that ever signed; a key that is no longer used stays.
create table signing_keys (
  -- thumbprint of RFC 7638
  id text primary key,
  -- base64url of the 32 bytes, the `x` of RFC 8037
  public_key text not null unique,
  created_at timestamptz not null
);

-- Once an hour: the last hash of the region's and of every state's chain, signed.
create table audit_heads (
  number bigint primary key check (number > 0),
  at timestamptz not null,
  position bigint not null check (position >= 0),
  -- the very bytes that are signed
  record text not null,
  hash bytea not null check (length(hash) = 32),
  key_id text not null references signing_keys (id),
  signature bytea not null check (length(signature) = 64)
);
create index audit_heads_position on audit_heads (position, number);

-- Who had an exhibit, when and where, under which seal. A correction is a new row that names the old one.
create table custody_records (
  id uuid primary key,
  owner_state text not null references states (code),
  exhibit_id uuid not null references exhibits (id),
  event text not null,
  occurred_at timestamptz not null,
  from_holder text,
  to_holder text,
  place text not null,
  seal_number text,
  seal_state text not null,
  purpose text not null,
  note text,
  corrects uuid unique references custody_records (id),
  correction_reason text,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  check ((corrects is null) = (correction_reason is null))
);
create index custody_records_exhibit on custody_records (exhibit_id, occurred_at, id);

-- Triggers for rows do not see a truncate.
create trigger audit_events_not_emptied before truncate on audit_events for each statement execute function refuse_change();
create trigger audit_chain_kept before update or delete on audit_chain for each row execute function refuse_change();
create trigger audit_chain_not_emptied before truncate on audit_chain for each statement execute function refuse_change();
create trigger audit_links_kept before update or delete on audit_links for each row execute function refuse_change();
create trigger audit_links_not_emptied before truncate on audit_links for each statement execute function refuse_change();
create trigger audit_unchained_not_changed before update on audit_unchained for each row execute function refuse_change();
create trigger audit_unchained_not_emptied before truncate on audit_unchained for each statement execute function refuse_change();
create trigger audit_heads_kept before update or delete on audit_heads for each row execute function refuse_change();
create trigger audit_heads_not_emptied before truncate on audit_heads for each statement execute function refuse_change();
create trigger signing_keys_kept before update or delete on signing_keys for each row execute function refuse_change();
create trigger signing_keys_not_emptied before truncate on signing_keys for each statement execute function refuse_change();
create trigger custody_records_kept before update or delete on custody_records for each row execute function refuse_change();
create trigger custody_records_not_emptied before truncate on custody_records for each statement execute function refuse_change();

-- The auditor's search.
create index audit_events_actor on audit_events (actor_id, seq);
create index audit_events_action on audit_events (action, seq);
create index audit_events_at on audit_events (at, seq);
create index audit_events_owners on audit_events using gin (owner_states);
create index audit_events_purpose on audit_events ((detail ->> 'purpose'), seq) where detail ? 'purpose';
