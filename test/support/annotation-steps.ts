/** What an examiner draws in tests, by the same address as the workbench. */
import type { Person } from "../http/support/people.ts";

export const ARROW = { kind: "arrow", from: { x: -2e-4, y: 1e-4 }, to: { x: 1e-4, y: -5e-5 } } as const;

/** What it is drawn on: the candidate and its comparison. */
export async function describeDrawing(
  person: Person,
  candidateId: string,
  text = "A gouge that runs across the parallel marks.",
) {
  const { rows } = await person.test.deps.sql.query("select id from comparisons where candidate_id = $1 limit 1", [
    candidateId,
  ]);
  return { candidateId, comparisonId: String(rows[0]?.id), side: "a", shape: ARROW, text };
}

export async function draw(
  person: Person,
  { linkageId, candidateId }: { linkageId: string; candidateId: string },
  text?: string,
) {
  const body = await describeDrawing(person, candidateId, text);
  return person.send("POST", `/v1/linkages/${linkageId}/annotations`, { body });
}
