-- Who issued an invitation that linked an identity could sign in by it, and what was said by it stays said: that one is behind the sign-in also
-- when the identity was unlinked or replaced since (053), until another's invitation replaces the credentials. Else a coordinator links, decides
-- in the person's name, unlinks, and is the second of the two.
create or replace function issuers_behind(accounts uuid[]) returns table (account_id uuid, issued_by text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with replaced as (
    select distinct on (n.account_id) n.account_id, n.id, n.accepted_at from invitations n
    where n.account_id = any (accounts) and n.accepted_at is not null and n.purpose <> 'link'
    order by n.account_id, n.accepted_at desc
  )
  select distinct i.account_id, i.issued_by from invitations i left join replaced r on r.account_id = i.account_id
  where i.account_id = any (accounts)
    and (i.id = r.id
      or (i.purpose = 'link' and i.accepted_at is not null and (r.id is null or i.accepted_at >= r.accepted_at))
      or i.id in (select d.invitation_id from identities d where d.account_id = i.account_id))
$$;
