/** The firearm groups that a state has exhibits in together with others: docs/exchange.md, "shared/". */
import type { StateCode } from "../../domain/vocabulary.ts";
import { writeLiteral } from "../sql-literal.ts";

/**
 * One document a group of which the state is shown an exhibit of another state, or in which another state's examiner had a part in a split: members,
 * ties, history and splits as the state's people are shown them. Exhibits of its own by their ids, others by what names them within the group, with
 * the facts of their cases only while these are released. What it owns of a group by itself is in records/.
 */
export function selectSharedGroups(state: StateCode, now: Date): string {
  const own = writeLiteral(state);
  const at = `${writeLiteral(now.toISOString())}::timestamptz`;
  const shown = `firearm_members_of(${own}, false, ${at}, g.group_id)`;
  const ownAccount = (byState: string, account: string) => `case when ${byState} = ${own} then ${account} end`;
  return `select jsonb_build_object(
      'id', g.group_id,
      'members', (select jsonb_agg(jsonb_build_object('memberId', m.member_id, 'joinedAt', m.joined_at, 'state', m.owner_state)
          || case when m.owner_state = ${own} then jsonb_build_object('exhibitId', m.exhibit_id)
            else jsonb_build_object('lab', b.name, 'labContact', b.contact, 'exhibitType', e.type, 'category', e.category, 'calibre', e.calibre)
              || case when is_released(e.id, ${own}, ${at}) then jsonb_build_object('caseNumber', c.case_number, 'exhibitNumber', e.exhibit_number,
                'originatingAgency', c.originating_agency, 'agencyReference', c.agency_reference, 'eventType', c.event_type,
                'occurredOn', c.occurred_on, 'place', c.place) else '{}' end end order by m.joined_at, m.member_id)
        from ${shown} m join exhibits e on e.id = m.exhibit_id join cases c on c.id = e.case_id join labs b on b.id = c.lab_id),
      'ties', coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'linkageId', k.linkage_id, 'memberA', k.member_a,
          'memberB', k.member_b, 'madeAt', k.made_at) order by k.made_at, k.id)
        from firearm_ties_shown(${own}, false, ${at}, g.group_id) k), '[]'),
      'records', (select jsonb_agg(jsonb_build_object('id', r.id, 'state', r.owner_state, 'kind', r.kind, 'groupId', r.group_id,
          'previousGroup', r.previous_group, 'createdAt', r.created_at) || case when r.owner_state = ${own}
          then jsonb_build_object('exhibitId', r.exhibit_id) else '{}' end order by r.seq)
        from firearm_records_shown(${own}, false, ${at}, g.group_id) r),
      'splits', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'byState', s.proposed_state,
          'byAccountId', ${ownAccount("s.proposed_state", "s.proposed_by")}, 'reason', s.reason, 'createdAt', s.created_at,
          'exhibitIds', (select coalesce(jsonb_agg(x.id order by x.id), '[]') from exhibits x where x.id = any (s.exhibits) and x.owner_state = ${own}),
          'memberIds', (select coalesce(jsonb_agg(m.member_id order by m.member_id), '[]') from ${shown} m where m.exhibit_id = any (s.exhibits)),
          'decision', case when d.split_id is not null then jsonb_build_object('approved', d.approved, 'reason', d.reason, 'byState', d.decided_state,
            'byAccountId', ${ownAccount("d.decided_state", "d.decided_by")}, 'createdAt', d.created_at) end) order by s.created_at, s.id)
        from firearm_splits s left join firearm_split_decisions d on d.split_id = s.id where s.group_id = g.group_id), '[]')
    )::text as line
    from (select distinct m.group_id from firearm_members_shown(${own}, false, ${at}) m) g
    where exists (select from ${shown} m where m.owner_state <> ${own})
      or exists (select from firearm_splits s left join firearm_split_decisions d on d.split_id = s.id
        where s.group_id = g.group_id and (s.proposed_state <> ${own} or d.decided_state <> ${own}))`;
}
