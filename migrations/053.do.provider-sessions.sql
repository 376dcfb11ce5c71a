-- Sessions that end where their provider's session ends (OpenID Connect Back-Channel Logout), and identities that are linked and
-- unlinked (docs/operations.md, OpenID providers).

-- At which provider the person signed in, and its `sid` for that session there; null: with a password, or from before.
alter table sessions add column openid_issuer text, add column openid_sid text,
  add check (openid_issuer is null or method = 'openid'), add check (openid_sid is null or openid_issuer is not null);
alter table sign_in_challenges add column openid_issuer text, add column openid_sid text;
create index sessions_of_provider on sessions (openid_issuer, openid_sid) where revoked_at is null and openid_sid is not null;

-- Logout tokens that were accepted, each once: a token that comes again is refused, and a sign-in that was begun before is too.
create table openid_logouts (
  id uuid primary key,
  issuer text not null,
  token_id text not null,
  -- SHA-256 of what the provider calls the person, whoever that is
  subject_hash text,
  sid text,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  received_at timestamptz not null,
  unique (issuer, token_id),
  check (subject_hash is not null or sid is not null)
);
create index openid_logouts_old on openid_logouts (expires_at);
call guard_table('openid_logouts');
revoke all on openid_logouts from ribin_request;
grant delete on openid_logouts to ribin_service;
grant select, insert on openid_logouts to ribin_sign_in;
create policy sign_in on openid_logouts to ribin_sign_in using (true);

-- An invitation that does nothing but link an identity at one provider: what the person has beside it stays.
alter table invitations drop constraint invitations_purpose_check;
alter table invitations add column provider text,
  add constraint invitations_purpose_check check (purpose in ('first', 'reset', 'link')),
  add check ((purpose = 'link') = (provider is not null));

-- By whose invitation an identity was linked: as long as it stands, who issued that one could be behind the sign-in.
alter table identities add column invitation_id uuid references invitations (id);
update identities i set invitation_id = (
  select v.id from audit_events e join invitations v on v.id::text = e.detail ->> 'invitationId'
  where e.action = 'identity.linked' and e.target_id = i.account_id::text and v.account_id = i.account_id order by e.seq desc limit 1);

-- Who could be behind a sign-in: who issued the newest invitation that replaced the credentials, and those by which the identities that
-- stand were linked. For the functions below alone.
create function issuers_behind(accounts uuid[]) returns table (account_id uuid, issued_by text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct i.account_id, i.issued_by from invitations i
  where i.account_id = any (accounts)
    and (i.id in (select d.invitation_id from identities d where d.account_id = i.account_id)
      or i.id = (select n.id from invitations n where n.account_id = i.account_id and n.accepted_at is not null and n.purpose <> 'link'
        order by n.accepted_at desc limit 1))
$$;
revoke execute on function issuers_behind from public;

-- For the two of a decision, and of a purge.
create or replace function credential_issuers(accounts uuid[]) returns table (account_id uuid, issued_by text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select b.account_id, b.issued_by from issuers_behind(accounts) b
  where acts_for_itself() or acting_as('firearms_examiner', 'verifier', 'national_coordinator')
$$;

-- As before; one hand is whoever could be behind the other's sign-in by what stands above.
create or replace function choose_examiner(asked_linkage uuid, preferred text[], relieved uuid)
  returns table (account_id uuid, account_state text)
language sql stable security definer set search_path = public, pg_temp as $$
  with concluded as (select distinct c.account_id from conclusions c where c.linkage_id = asked_linkage),
  behind as (select b.issued_by from issuers_behind(array(select c.account_id from concluded c)) b)
  select a.id, a.owner_state
  from accounts a
  where a.owner_state = any (preferred) and a.disabled_at is null and a.roles && array['firearms_examiner', 'verifier']
    and exists (select from linkages l where l.id = asked_linkage and a.owner_state in (l.state_a, l.state_b))
    and a.id is distinct from relieved and a.id not in (select c.account_id from concluded c)
    and not exists (select from reviews r where r.linkage_id = asked_linkage and r.account_id = a.id)
    and not exists (select from verification_assignments v join verification_assignments n on n.replaces = v.id
      where v.linkage_id = asked_linkage and v.account_id = a.id and n.cause in ('declined', 'reassigned'))
    and not exists (select from issuers_behind(array[a.id]) i where i.issued_by in (select c.account_id::text from concluded c))
    and a.id::text not in (select b.issued_by from behind b)
  order by array_position(preferred, a.owner_state),
    exists (select from verification_assignments v where v.linkage_id = asked_linkage and v.account_id = a.id),
    (select count(*) from verification_assignments v where v.account_id = a.id and is_open_assignment(v.id)),
    (select max(v.created_at) from verification_assignments v where v.account_id = a.id) nulls first,
    a.id
  limit 1
$$;
