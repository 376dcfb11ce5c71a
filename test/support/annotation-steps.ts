/** What an examiner draws in tests, by the same address as the workbench. */
import sharp from "sharp";
import type { Person } from "../http/support/people.ts";

export const ARROW = { kind: "arrow", from: { x: -2e-4, y: 1e-4 }, to: { x: 1e-4, y: -5e-5 } } as const;

/** What is said with it, where nothing else is. */
export const DRAWN = "A gouge that runs across the parallel marks.";

/** What it is drawn on: the candidate and its comparison. */
export async function describeDrawing(person: Person, candidateId: string, text = DRAWN) {
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

/** A picture as a page would take it. */
export async function describePicture(person: Person, candidateId: string, caption: string | null = null) {
  const { comparisonId } = await describeDrawing(person, candidateId);
  const image = { create: { width: 40, height: 30, channels: 4, background: "#336699" } } as const;
  const png = await sharp(image)
    .withExif({ IFD0: { Copyright: "somebody" } })
    .png()
    .toBuffer();
  return { candidateId, comparisonId, caption, png: png.toString("base64") };
}

export async function keepPicture(
  person: Person,
  { linkageId, candidateId }: { linkageId: string; candidateId: string },
  caption?: string,
) {
  const body = await describePicture(person, candidateId, caption ?? null);
  return person.send("POST", `/v1/linkages/${linkageId}/pictures`, { body });
}
