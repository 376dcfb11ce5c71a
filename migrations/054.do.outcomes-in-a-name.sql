-- How labs judged known pairs is asked in somebody's name or by the program itself: a request in nobody's name is told nothing.
create or replace function known_pair_outcomes(viewer text, since timestamptz, until timestamptz) returns table (
  lab_id uuid, lab_name text, same_firearm boolean, part text, opinion text, proposed_at timestamptz, first_reviewed_at timestamptz,
  concluded_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with pairs as (
    select k.*, l.id as linkage_id, l.created_at as proposed_at, coalesce(d.created_at, 'infinity') as ended,
      (select min(r.created_at) from reviews r where r.linkage_id = l.id) as first_reviewed_at
    from known_pairs k
      left join linkages l on l.exhibit_a = k.exhibit_a and l.exhibit_b = k.exhibit_b
      left join known_pair_disclosures d on d.pair_id = k.id
    where (viewer is null or k.owner_state = viewer) and k.created_at >= since and k.created_at < until
      and (acts_for_itself() or acting_has('auditor') or (acting_has('national_coordinator') and k.owner_state = acting_state()))
  ), standing as (
    select p.id as pair_id, c.part, c.conclusion, c.created_at, a.lab_id
    from pairs p join conclusions c on c.linkage_id = p.linkage_id and c.part <> 'consultation' and c.created_at <= p.ended
      join accounts a on a.id = c.account_id
    where not exists (select from conclusions n where n.corrects = c.id and n.created_at <= p.ended)
  ), reviewed as (
    select distinct on (p.id) p.id as pair_id, r.decision, r.created_at, a.lab_id
    from pairs p join reviews r on r.linkage_id = p.linkage_id and r.created_at <= p.ended join accounts a on a.id = r.account_id
    order by p.id, r.created_at desc, r.id desc
  ), outcomes as (
    select p.*, 'first' as looked, coalesce(s.lab_id, v.lab_id, p.lab_id) as by_lab,
      coalesce(s.conclusion, case when p.linkage_id is null then 'not_proposed' when v.decision is null or v.decision = 'lead' then 'pending'
        else v.decision end) as said, coalesce(s.created_at, case when v.decision <> 'lead' then v.created_at end) as at
    from pairs p left join standing s on s.pair_id = p.id and s.part = 'first' left join reviewed v on v.pair_id = p.id
    union all
    select p.*, 'verification', coalesce(s.lab_id, p.lab_id), s.conclusion, s.created_at
    from pairs p join standing s on s.pair_id = p.id and s.part = 'verification'
  )
  select o.by_lab, l.name, o.same_firearm, o.looked, o.said, o.proposed_at, o.first_reviewed_at, o.at
  from outcomes o join labs l on l.id = o.by_lab order by l.name, l.id, o.looked, o.created_at, o.id
$$;
