-- Reports signed at issue, in one of five languages, and withdrawn by a new record (docs/reports.md).

-- A constant default: no row is rewritten, and the rows of before were in English.
alter table reports add column language text not null default 'en' check (language in ('en', 'fr', 'nl', 'es', 'ht'));

-- What was signed of a report, and the signature. Reports of before this have none.
create table report_signatures (
  report_id uuid primary key references reports (id),
  owner_state text not null references states (code),
  kind text not null check (kind in ('lead', 'hit')),
  language text not null check (language in ('en', 'fr', 'nl', 'es', 'ht')),
  pdf_sha256 text not null unique check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  -- of the document in the canonical form of RFC 8785
  json_sha256 text not null unique check (json_sha256 ~ '^[0-9a-f]{64}$'),
  key_id text not null references signing_keys (id),
  -- compact JWS (RFC 7515, RFC 8037): what is signed, and the signature
  jws text not null,
  issued_at timestamptz not null
);

-- A report that no longer stands: nothing of it is changed or deleted.
create table report_withdrawals (
  id uuid primary key,
  report_id uuid not null unique references reports (id),
  owner_state text not null references states (code),
  reason text not null,
  withdrawn_by uuid not null references accounts (id),
  withdrawn_at timestamptz not null
);

-- Triggers for rows do not see a truncate.
create trigger reports_not_emptied before truncate on reports for each statement execute function refuse_change();
create trigger report_signatures_kept before update or delete on report_signatures for each row execute function refuse_change();
create trigger report_signatures_not_emptied before truncate on report_signatures for each statement execute function refuse_change();
create trigger report_withdrawals_kept before update or delete on report_withdrawals for each row execute function refuse_change();
create trigger report_withdrawals_not_emptied before truncate on report_withdrawals for each statement execute function refuse_change();
