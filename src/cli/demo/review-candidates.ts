/**
 * Two stand-in examiners work the queue over the API, as people would: one of each state, each on their own. A demonstration
 * has no microscope; the stand-ins call a lead by a published rule of thumb. Real conclusions are people's, never a score's.
 */
import type { StateCode } from "../../domain/vocabulary.ts";
import type { Output } from "../command.ts";
import type { HttpClient } from "../http-client.ts";
import { startProgress } from "../progress.ts";
import type { DemoStaff } from "./demo-people.ts";

/** Six congruent cells: the criterion of J. Song, "Proposed NIST Ballistics Identification System", AFTE Journal 45 (2013). */
const LEAD_CELLS = 6;
/** Lands have no such published count; the stand-ins take a bullet (or land) score that few different barrels reach. */
const LEAD_LAND_SCORE = 0.6;

interface LinkageItem {
  readonly id: string;
  readonly state: string;
  readonly bestScore: number;
  readonly sides: readonly [{ readonly state: StateCode }, { readonly state: StateCode }];
}

export interface LinkageDetail extends LinkageItem {
  /** The exhibit that the examiner documents first; null: nothing is asked. */
  readonly toExamine: string | null;
  readonly candidates: readonly {
    readonly id: string;
    readonly region: string;
    readonly cellsCongruent: number | null;
  }[];
}

export interface ReviewedLinkage {
  readonly id: string;
  readonly states: readonly [StateCode, StateCode];
  readonly hit: boolean;
}

/** Works through each state's queue; every lead between two states is examined, verified blind and confirmed. */
export async function reviewCandidates(
  staff: ReadonlyMap<StateCode, DemoStaff>,
  output: Output,
): Promise<ReviewedLinkage[]> {
  const queue = new Map<string, LinkageItem>();
  for (const { examiner } of staff.values()) {
    for (const item of await examiner.getAll<LinkageItem>("/v1/linkages?state=candidate&sort=score&limit=200")) {
      queue.set(item.id, item);
    }
  }
  const progress = startProgress(output, "reviewed ", queue.size);
  const leads: ReviewedLinkage[] = [];
  let seen = 0;
  for (const item of queue.values()) {
    const [first, second] = item.sides.map((side) => staff.get(side.state)?.examiner);
    const lead = first !== undefined && (await reviewLinkage(first, item.id));
    if (lead && first !== undefined && second !== undefined) {
      const states: [StateCode, StateCode] = [item.sides[0].state, item.sides[1].state];
      const crossBorder = states[0] !== states[1];
      if (crossBorder) await examineTwice(first, second, item.id);
      leads.push({ id: item.id, states, hit: crossBorder });
    }
    seen += 1;
    progress.advance(seen);
  }
  progress.finish();
  return leads;
}

async function reviewLinkage(examiner: HttpClient, id: string): Promise<boolean> {
  const { record, etag } = await examiner.getVersioned<LinkageDetail>(`/v1/linkages/${id}`);
  const cells = Math.max(0, ...record.candidates.map((candidate) => candidate.cellsCongruent ?? 0));
  const lands = record.candidates.some((candidate) => candidate.region === "LEA");
  if (lands ? record.bestScore < LEAD_LAND_SCORE : cells < LEAD_CELLS) return false;
  await documentFirst(examiner, record);
  const candidate = record.candidates[0];
  if (candidate !== undefined) await examiner.get(`/v1/candidates/${candidate.id}/evidence`);
  const reasons = lands
    ? "The land profiles agree over the best phase."
    : `${cells} cells agree in position and angle.`;
  await examiner.post(`/v1/linkages/${id}/reviews`, { decision: "lead", reasons }, { "if-match": etag });
  return true;
}

/** Sequential unmasking: the own exhibit by itself, once for all its candidates. */
export async function documentFirst(
  examiner: HttpClient,
  { toExamine, candidates }: Pick<LinkageDetail, "toExamine" | "candidates">,
): Promise<void> {
  if (toExamine === null) return;
  const regions = [...new Set(candidates.map(({ region }) => region))];
  await examiner.post(`/v1/exhibits/${toExamine}/examinations`, {
    suitability: "suitable",
    regions: regions.map((region) => ({ region, suitability: "suitable" })),
    notes: "Stand-in: a scan with marks.",
  });
}

async function examineTwice(first: HttpClient, second: HttpClient, id: string): Promise<void> {
  for (const examiner of [first, second]) {
    const { record, etag } = await examiner.getVersioned<LinkageDetail>(`/v1/linkages/${id}`);
    await documentFirst(examiner, record);
    const conclusion = {
      conclusion: "identification",
      reasons: "Stand-in of the demonstration: agreement of individual marks.",
    };
    await examiner.post(`/v1/linkages/${id}/conclusions`, conclusion, { "if-match": etag });
  }
  const { etag } = await first.getVersioned(`/v1/linkages/${id}`);
  await first.post(`/v1/linkages/${id}/hit`, {}, { "if-match": etag });
}
