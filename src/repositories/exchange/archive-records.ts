/** How a row stands in an archive where it does not stand there as it is in its table. SQL throughout. */

/**
 * A report is its state's own document, and shows of another state's case what was released for it. Where that release has ended, or the other
 * side was removed or leaves its state no longer, nobody reads it whole any more: nor does it leave whole. What is signed keeps its hashes.
 */
export function writeIsWithheld(report: string, state: string, at: string): string {
  return `exists (select from linkages w join exhibits o on o.id in (w.exhibit_a, w.exhibit_b) where w.id = ${report}.linkage_id
    and o.owner_state <> ${state} and (not may_be_named(o.id, ${state}, ${at}::timestamptz)
      or (exists (select from jsonb_array_elements(${report}.document -> 'sides') as shown (side)
          where shown.side ->> 'state' <> ${state} and jsonb_typeof(shown.side -> 'caseFacts') = 'object')
        and not is_released(o.id, ${state}, ${at}::timestamptz))))`;
}

/** Without the other side's case, custody and times, and without the PDF, which shows them. */
function writeWithheldReport(record: string, state: string): string {
  return `${record} || jsonb_build_object('pdf_key', null, 'withheld', true, 'document', t.document || jsonb_build_object(
    'sides', (select jsonb_agg(case when s.side ->> 'state' = ${state} then s.side
      else s.side || '{"caseFacts": null, "custody": null}' end order by s.place)
      from jsonb_array_elements(t.document -> 'sides') with ordinality as s (side, place)),
    'timeline', (select coalesce(jsonb_agg(e.entry order by e.place), '[]')
      from jsonb_array_elements(t.document -> 'timeline') with ordinality as e (entry, place)
      where e.entry ->> 'side' is null or t.document -> 'sides' -> (e.entry ->> 'side')::integer ->> 'state' = ${state})))`;
}

/** The line of a row `t`, of which `record` is what stands in its table. */
export function writeRecord(table: string, record: string, state: string, at: string): string {
  if (table === "reports") {
    return `case when ${writeIsWithheld("t", state, at)} then ${writeWithheldReport(record, state)} else ${record} end`;
  }
  // The newest record of an exhibit counts: their order goes with them, as a member that stands first in the line.
  if (table === "firearm_group_records") {
    return `jsonb_build_object('n', lpad((row_number() over (order by t.seq))::text, 12, '0')) || ${record}`;
  }
  return record;
}
