-- An auditor has the whole trail checked (docs/evidence-model.md, "The audit trail"): who asked and when, how far it is, and what was found. Like all that is
-- recorded it is never changed once it is finished, nor deleted; who asked and what the job is are never changed at all.
create table audit_verifications (
  id uuid primary key,
  asked_by uuid not null references accounts (id),
  asked_by_state text not null references states (code),
  asked_at timestamptz not null,
  job_id uuid not null unique references jobs (id),
  -- null until it has begun
  events_all bigint,
  events_checked bigint not null default 0,
  finished_at timestamptz,
  -- as src/domain/audit-verification.ts gives it
  verdict jsonb,
  check ((finished_at is null) = (verdict is null))
);
create index audit_verifications_newest on audit_verifications (asked_at desc, id desc);
create trigger audit_verifications_kept before update on audit_verifications for each row
  when (old.finished_at is not null) execute function refuse_change();
create trigger audit_verifications_not_deleted before delete on audit_verifications for each row execute function refuse_change();
create trigger audit_verifications_not_emptied before truncate on audit_verifications for each statement execute function refuse_change();

call guard_table('audit_verifications');
create policy read on audit_verifications for select to ribin_request using ((select acting_has('auditor')));
create policy write on audit_verifications for insert to ribin_request with check ((select acting_has('auditor'))
  and asked_by::text = (select acting_id()) and asked_by_state = (select acting_state()) and finished_at is null);
grant update (events_all, events_checked, finished_at, verdict) on audit_verifications to ribin_service;
