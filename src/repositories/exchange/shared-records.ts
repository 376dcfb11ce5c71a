/** What a state has together with another, as far as the sharing rules let it see: docs/exchange.md, "shared/". */
import type { StateCode } from "../../domain/vocabulary.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import { writeLiteral } from "../sql-literal.ts";

/**
 * One document a linkage with another state: the own side by its ids; of the other state, lab contact, type, category and calibre, and the case's
 * facts only while it is released; what the own people and the other state's examiners said, the latter without their names, and before the
 * verification without what they concluded and why. What leaves the other state by a release only is left out without one.
 */
export function selectSharedLinkages(state: StateCode, now: Date): string {
  const own = writeLiteral(state);
  const at = `${writeLiteral(now.toISOString())}::timestamptz`;
  return `select jsonb_build_object(
      'id', l.id, 'state', l.state, 'bestScore', l.best_score, 'createdAt', l.created_at, 'updatedAt', l.updated_at,
      'ownExhibitId', s.own_exhibit, 'ownCaseId', s.own_case,
      'other', jsonb_build_object('state', s.other_state, 'lab', b.name, 'labContact', b.contact, 'exhibitType', e.type, 'category', e.category,
        'calibre', e.calibre) || case when f.released then jsonb_build_object('caseNumber', c.case_number, 'exhibitNumber', e.exhibit_number,
        'originatingAgency', c.originating_agency, 'agencyReference', c.agency_reference, 'eventType', c.event_type,
        'occurredOn', c.occurred_on, 'place', c.place) else '{}' end,
      'candidates', coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'region', a.region, 'similarity', k.similarity,
          'ownAcquisitionId', a.id, 'createdAt', k.created_at, 'score', v.score, 'cellsCongruent', v.cells_congruent, 'cellsUsable', v.cells_usable,
          'method', v.method, 'methodVersion', v.method_version) order by k.id)
        from candidates k join acquisitions a on a.id = case when k.state_a = ${own} then k.acquisition_a else k.acquisition_b end
          left join standing_comparisons v on v.candidate_id = k.id where k.linkage_id = l.id), '[]'),
      'reviews', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'byState', r.account_state,
          'byAccountId', case when r.account_state = ${own} then r.account_id end, 'decision', r.decision,
          'reasons', case when r.account_state = ${own} or f.verified then r.reasons end,
          'createdAt', r.created_at) order by r.id) from reviews r where r.linkage_id = l.id), '[]'),
      'conclusions', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'byState', r.account_state,
          'byAccountId', case when r.account_state = ${own} then r.account_id end, 'part', r.part, 'conclusion', r.conclusion,
          'reasons', r.reasons, 'basis', r.basis, 'corrects', r.corrects, 'correctionReason', r.correction_reason, 'reopens', r.reopens,
          'createdAt', r.created_at) order by r.id)
        from conclusions r where r.linkage_id = l.id and (r.account_state = ${own} or f.verified)), '[]'),
      'assignments', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'part', v.part, 'toState', v.account_state,
          'toAccountId', case when v.account_state = ${own} then v.account_id end, 'cause', v.cause, 'replaces', v.replaces,
          'reason', v.reason, 'createdAt', v.created_at, 'expiresAt', v.expires_at) order by v.created_at, v.id)
        from verification_assignments v where v.linkage_id = l.id), '[]'),
      'statements', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'byState', v.account_state,
          'byAccountId', case when v.account_state = ${own} then v.account_id end, 'statement', v.statement, 'createdAt', v.created_at)
          order by v.created_at, v.id) from consultation_statements v where v.linkage_id = l.id), '[]'),
      'annotations', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'byState', v.account_state,
          'byAccountId', case when v.account_state = ${own} then v.account_id end, 'candidateId', v.candidate_id,
          'onOwnMark', m.owner_state = ${own}, 'act', v.act, 'replaces', v.replaces, 'shape', v.shape, 'unit', v.unit, 'text', v.words,
          'reason', v.reason, 'createdAt', v.created_at) order by v.created_at, v.id)
        from annotations v join acquisitions m on m.id = v.acquisition_id
        where v.linkage_id = l.id and (v.account_state = ${own} or (f.verified and f.released))), '[]'),
      'pictures', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'byState', v.account_state,
          'byAccountId', case when v.account_state = ${own} then v.account_id end, 'candidateId', v.candidate_id, 'caption', v.caption,
          'sha256', v.sha256, 'createdAt', v.created_at) order by v.created_at, v.id)
        from comparison_pictures v where v.linkage_id = l.id and (v.account_state = ${own} or (f.verified and f.released))), '[]'),
      'bullets', coalesce((select jsonb_agg(jsonb_build_object('method', v.method, 'methodVersion', v.method_version, 'score', v.score,
          'landPairs', v.outcome -> 'pairs') order by v.method, v.method_version)
        from standing_bullet_comparisons v where v.exhibit_a = l.exhibit_a and v.exhibit_b = l.exhibit_b), '[]'),
      'ownViews', coalesce((select jsonb_agg(jsonb_build_object('accountId', v.account_id, 'candidateId', v.candidate_id, 'viewedAt', v.viewed_at)
          order by v.viewed_at, v.account_id) from evidence_views v where v.linkage_id = l.id and v.account_state = ${own}), '[]'),
      'ownUnmaskings', coalesce((select jsonb_agg(jsonb_build_object('accountId', v.account_id, 'ownExhibit', v.exhibit_id = s.own_exhibit,
          'examinationId', v.examination_id, 'createdAt', v.created_at) order by v.created_at, v.account_id)
        from unmaskings v where v.owner_state = ${own} and v.exhibit_id in (l.exhibit_a, l.exhibit_b)
          and v.other_exhibit_id in (l.exhibit_a, l.exhibit_b)), '[]'),
      'hit', (select jsonb_build_object('id', h.id, 'linksNewCases', h.links_new_cases, 'createdAt', h.created_at) from hits h
        where h.linkage_id = l.id and not exists (select from hit_withdrawals w where w.hit_id = h.id) order by h.created_at desc, h.id desc limit 1),
      'withdrawnHits', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'linksNewCases', h.links_new_cases, 'createdAt', h.created_at,
          'cause', w.cause, 'conclusionId', w.conclusion_id, 'withdrawnAt', w.created_at) order by h.created_at, h.id)
        from hits h join hit_withdrawals w on w.hit_id = h.id where h.linkage_id = l.id), '[]')
    )::text as line
    from linkages l
      cross join lateral (select
        case when l.state_a = ${own} then l.exhibit_a else l.exhibit_b end as own_exhibit,
        case when l.state_a = ${own} then l.case_a else l.case_b end as own_case,
        case when l.state_a = ${own} then l.exhibit_b else l.exhibit_a end as other_exhibit,
        case when l.state_a = ${own} then l.state_b else l.state_a end as other_state) s
      join exhibits e on e.id = s.other_exhibit join cases c on c.id = e.case_id join labs b on b.id = c.lab_id
      cross join lateral (select exists (select from releases r where r.case_id = c.id and r.to_state = ${own} and r.withdrawn_at is null
        and r.expires_at > ${at}) as released,
        exists (select from conclusions w where w.linkage_id = l.id and w.part = 'verification') as verified) f
    where ${own} in (l.state_a, l.state_b) and l.state_a <> l.state_b and ${sqlMayBeNamed("s.other_exhibit", own, at)}`;
}

/** Releases that the state received; its own are records of its own. */
export function selectReceivedReleases(state: StateCode): string {
  return `select jsonb_build_object('id', r.id, 'fromState', r.owner_state, 'purpose', r.purpose, 'expiresAt', r.expires_at,
      'withdrawnAt', r.withdrawn_at, 'createdAt', r.created_at)::text as line
    from releases r where r.to_state = ${writeLiteral(state)}`;
}

/** That something was removed which the state knew of: when, and from which of its linkages. The removal itself is the other state's. */
export function selectReceivedRemovals(state: StateCode): string {
  return `select jsonb_build_object('removalId', r.removal_id, 'fromState', r.owner_state, 'kind', r.kind, 'linkageIds', r.linkage_ids,
      'removedAt', r.removed_at)::text as line
    from removal_notices r where r.to_state = ${writeLiteral(state)}`;
}

/** What other states answered to the state's requests for reports, of parts that it may know of. Its requests and replies are records of its own. */
export function selectReceivedAnswers(state: StateCode): string {
  const own = writeLiteral(state);
  return `select jsonb_build_object('id', a.id, 'requestId', a.request_id, 'partId', a.part_id, 'linkageId', p.linkage_id,
      'fromState', a.owner_state, 'decision', a.decision, 'reason', a.reason, 'createdAt', a.created_at)::text as line
    from report_request_answers a join report_request_parts p on p.id = a.part_id
    where a.asking_state = ${own} and a.owner_state <> ${own}
      and exists (select from report_request_disclosures d where d.part_id = a.part_id)`;
}
