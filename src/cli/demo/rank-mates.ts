/** The closing table: what the candidate lists of the service hold against the labels, which the service never saw. */
import type { DemoStaff } from "./demo-people.ts";
import type { UploadedExhibit } from "./upload-exhibits.ts";

interface CandidateItem {
  readonly score: number | null;
  readonly cellsCongruent: number | null;
  readonly linkageId: string | null;
  readonly otherAcquisitionId: string | null;
}

export interface ExhibitRanking {
  readonly label: string;
  readonly state: string;
  readonly firearm: string;
  /** Other exhibits of the same firearm. */
  readonly mates: number;
  /** Rank of the first of them in the exhibit's candidate list, 1 the best; null where there is none (or none was listed). */
  readonly rankOfFirstMate: number | null;
  readonly bestMateScore: number | null;
  readonly bestOtherScore: number | null;
  readonly linkages: ReadonlyMap<string, UploadedExhibit>;
}

/** Reads every exhibit's candidates as its own state's examiner and ranks the other exhibits by their best score. */
export async function rankMates(
  uploaded: readonly UploadedExhibit[],
  staffOf: (exhibit: UploadedExhibit["exhibit"]) => DemoStaff,
  bestScores: ReadonlyMap<string, number>,
): Promise<ExhibitRanking[]> {
  const owner = new Map(uploaded.flatMap((entry) => entry.acquisitions.map(({ id }) => [id, entry] as const)));
  const rankings: ExhibitRanking[] = [];
  for (const entry of uploaded) {
    const scores = new Map<UploadedExhibit, number>();
    const linkages = new Map<string, UploadedExhibit>();
    for (const { id } of entry.acquisitions) {
      const { examiner } = staffOf(entry.exhibit);
      for (const item of await examiner.getAll<CandidateItem>(`/v1/acquisitions/${id}/candidates?limit=200`)) {
        const other = owner.get(item.otherAcquisitionId ?? "");
        if (other === undefined || item.score === null) continue;
        if (item.linkageId !== null) linkages.set(item.linkageId, other);
        // The linkage's score is of the exhibits as wholes (all lands of two bullets in their best phase).
        const score = (item.linkageId === null ? undefined : bestScores.get(item.linkageId)) ?? item.score;
        scores.set(other, Math.max(score, scores.get(other) ?? Number.NEGATIVE_INFINITY));
      }
    }
    rankings.push(rankExhibit(entry, uploaded, scores, linkages));
  }
  return rankings;
}

function rankExhibit(
  entry: UploadedExhibit,
  uploaded: readonly UploadedExhibit[],
  scores: ReadonlyMap<UploadedExhibit, number>,
  linkages: ReadonlyMap<string, UploadedExhibit>,
): ExhibitRanking {
  const { label, state, firearm } = entry.exhibit;
  const isMate = (other: UploadedExhibit) => other !== entry && isSameFirearm(other, entry) === true;
  const list = [...scores].sort(([, left], [, right]) => right - left);
  const position = list.findIndex(([other]) => isMate(other));
  const best = (of: (other: UploadedExhibit) => boolean) => list.find(([other]) => of(other))?.[1] ?? null;
  return {
    label,
    state,
    firearm,
    mates: uploaded.filter(isMate).length,
    rankOfFirstMate: position < 0 ? null : position + 1,
    bestMateScore: best(isMate),
    bestOtherScore: best((other) => !isMate(other)),
    linkages,
  };
}

/** Null where the labels do not know one of the two. */
function isSameFirearm(a: UploadedExhibit, b: UploadedExhibit): boolean | null {
  const [one, two] = [a.exhibit.firearm, b.exhibit.firearm];
  return one === "" || two === "" ? null : one === two;
}

export interface LinkCount {
  readonly found: number;
  readonly missed: number;
  readonly false: number;
}

/** Pairs of exhibits of one firearm in two states: found as a lead, missed; and leads between different firearms. */
export function countCrossBorderLinks(
  uploaded: readonly UploadedExhibit[],
  rankings: readonly ExhibitRanking[],
  leadIds: readonly string[],
): LinkCount {
  const pairs = new Map<string, readonly [UploadedExhibit, UploadedExhibit]>();
  for (const [index, ranking] of rankings.entries()) {
    const entry = uploaded[index];
    if (entry === undefined) continue;
    for (const [linkageId, other] of ranking.linkages) pairs.set(linkageId, [entry, other]);
  }
  let found = 0;
  let wrong = 0;
  for (const id of leadIds) {
    const pair = pairs.get(id);
    if (pair === undefined) continue;
    const [a, b] = pair;
    const same = isSameFirearm(a, b);
    if (same === false) wrong += 1;
    else if (same === true && a.exhibit.state !== b.exhibit.state) found += 1;
  }
  return { found, missed: countTrueLinks(uploaded) - found, false: wrong };
}

function countTrueLinks(uploaded: readonly UploadedExhibit[]): number {
  let links = 0;
  for (const [index, a] of uploaded.entries()) {
    for (const b of uploaded.slice(index + 1)) {
      if (isSameFirearm(a, b) === true && a.exhibit.state !== b.exhibit.state) links += 1;
    }
  }
  return links;
}
