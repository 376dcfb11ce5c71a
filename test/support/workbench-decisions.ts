/** Decisions of examiners through the API, each on the version that stands, as a page would send it. */
import type { Person } from "./served-world.ts";
import type { Found } from "./workbench-evidence.ts";

/** Which linkage the service made of two exhibits: each state names its own side only. */
export async function pairUp(examiners: readonly Person[]): Promise<(a: Found, b: Found) => string | undefined> {
  const sidesOf = new Map<string, Set<string>>();
  for (const examiner of examiners) {
    const { body } = await examiner.send("GET", "/v1/linkages?limit=200");
    for (const { id, sides } of (body.items ?? []) as { id: string; sides: { exhibitId: string | null }[] }[]) {
      const known = sidesOf.get(id) ?? new Set();
      for (const { exhibitId } of sides) if (exhibitId !== null) known.add(exhibitId);
      sidesOf.set(id, known);
    }
  }
  return (a, b) => [...sidesOf].find(([, sides]) => sides.has(a.exhibitId) && sides.has(b.exhibitId))?.[0];
}

/** The linkage as this person may see it, after their own exhibit was documented. */
export async function openLinkage(examiner: Person, linkage: string): Promise<Record<string, string>> {
  const { body } = await examiner.send("GET", `/v1/linkages/${linkage}`);
  if (typeof body.toExamine === "string") {
    const regions = new Set((body.candidates as { region: string }[]).map(({ region }) => region));
    await examiner.make(`/v1/exhibits/${body.toExamine}/examinations`, {
      suitability: "suitable",
      regions: [...regions].map((region) => ({ region, suitability: "suitable" })),
      notes: "Well marked; the marks run through.",
    });
  }
  const { headers } = await examiner.send("GET", `/v1/linkages/${linkage}`);
  return { "if-match": headers.get("etag") ?? "" };
}

export async function lead(examiner: Person, linkage: string): Promise<void> {
  const tag = await openLinkage(examiner, linkage);
  const reasons = "The marks of the breech face agree in position and angle over the whole annulus.";
  await decide(examiner, `/v1/linkages/${linkage}/reviews`, { decision: "lead", reasons }, tag);
}

export async function conclude(examiner: Person, linkage: string, conclusion: string): Promise<void> {
  const tag = await openLinkage(examiner, linkage);
  const reasons =
    conclusion === "identification"
      ? "Sufficient agreement of individual characteristics over breech face and aperture edge."
      : "Agreement of class and some individual characteristics; too few to identify.";
  await decide(examiner, `/v1/linkages/${linkage}/conclusions`, { conclusion, reasons }, tag);
}

/** As whoever of them was asked. */
export async function concludeAs(people: readonly Person[], linkage: string, conclusion: string): Promise<void> {
  for (const person of people) {
    const { body } = await person.send("GET", "/v1/verifications");
    if (body.items?.some(({ linkageId }) => linkageId === linkage)) return conclude(person, linkage, conclusion);
  }
  throw new Error("Nobody of them was asked.");
}

export async function confirmHit(examiner: Person, linkage: string): Promise<string> {
  const tag = await openLinkage(examiner, linkage);
  return String((await decide(examiner, `/v1/linkages/${linkage}/hit`, {}, tag)).id);
}

export async function decide(
  person: Person,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const answer = await person.send("POST", path, body, headers);
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.bytes.toString()}`);
  return answer.body;
}
