import type { RatingOutcome } from "../../analysis/likelihood/rate-evidence.ts";
import type { Language } from "../../domain/language.ts";
import type { Actor } from "../../domain/permission.ts";
import type { Audience, ReportDocument, ReportSide } from "../../domain/report.ts";
import { WORDS } from "../../domain/words/of-language.ts";
import type { Words } from "../../domain/words/words.ts";
import type { BulletScores } from "../../repositories/correlation/bullet-comparisons.ts";
import type { CandidateOfLinkage } from "../../repositories/correlation/candidate-rankings.ts";
import type { CustodyRecord } from "../../repositories/evidence/custody-records.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import type { ConclusionRow } from "../../repositories/review/conclusions.ts";
import { viewSide } from "../access/view-side.ts";
import { composeCustody, composeTimeline, type HistorySources } from "./compose-history.ts";

export interface ReportSources {
  readonly number: string;
  readonly kind: "lead" | "hit";
  readonly language: Language;
  readonly audience: Audience;
  readonly issuedAt: Date;
  readonly reader: Account;
  readonly linkageId: string;
  /** As the reader's state sees them. */
  readonly sides: readonly [ExhibitSide, ExhibitSide];
  readonly candidate: CandidateOfLinkage | null;
  readonly rating: RatingOutcome | null;
  /** The comparison of the whole bullets that counts; null where there is none. */
  readonly bullets: BulletScores | null;
  readonly conclusions: readonly ConclusionRow[];
  readonly history: HistorySources;
}

export function actorOf(account: Account): Actor {
  const { id, ownerState, labId, roles } = account;
  return { kind: "account", id, state: ownerState, labId, roles };
}

/** The document for one reader: case facts only where that reader may read the case. A lead's has no conclusions. */
export function composeReport(sources: ReportSources): ReportDocument {
  const { reader, candidate } = sources;
  const words = WORDS[sources.language];
  const lead = sources.kind === "lead";
  const concluded = lead ? [] : sources.conclusions;
  const { history } = sources;
  const sides = [
    composeSide(reader, sources.sides[0], history.custody[0], words),
    composeSide(reader, sources.sides[1], history.custody[1], words),
  ] as const;
  const shown = [sides[0].caseFacts !== null, sides[1].caseFacts !== null] as const;
  return {
    number: sources.number,
    kind: sources.kind,
    language: sources.language,
    issuedAt: sources.issuedAt.toISOString(),
    issuedTo: { name: reader.name, state: reader.ownerState },
    audience: sources.audience,
    guidance: words.guidance[sources.kind][sources.audience],
    linkageId: sources.linkageId,
    sides: [...sides],
    timeline: composeTimeline(sources.sides, shown, {
      ...history,
      conclusions: concluded,
      hitAt: lead ? null : history.hitAt,
    }),
    comparison:
      candidate === null || candidate.method === null || candidate.methodVersion === null
        ? null
        : {
            region: candidate.region,
            method: candidate.method,
            methodVersion: candidate.methodVersion,
            score: candidate.score ?? 0,
            cellsCongruent: candidate.cellsCongruent,
            cellsUsable: candidate.cellsUsable,
            correlation: candidate.correlation ?? 0,
            model: { id: candidate.modelId, version: candidate.modelVersion },
            subclassRisk: candidate.subclass?.risk === "subclass risk" ? candidate.subclass.reason : null,
            // Ratios order candidates. Beside the conclusions of examiners one would read as evidence.
            likelihood: lead ? composeLikelihood(sources.rating, words) : null,
          },
    bullets: composeBullets(sources.bullets),
    conclusions: concluded.map((row) => ({
      part: row.part,
      conclusion: row.conclusion,
      examinerState: row.accountState,
      recordedAt: row.createdAt.toISOString(),
    })),
    caveats: [words.caveats[sources.kind], words.caveats.score],
  };
}

function composeBullets(row: BulletScores | null): ReportDocument["bullets"] {
  if (row === null || row.score === null) return null;
  const { method, methodVersion, score, landPairs } = row;
  return { method, methodVersion, score, landPairs };
}

function composeLikelihood(
  rating: RatingOutcome | null,
  words: Words,
): NonNullable<ReportDocument["comparison"]>["likelihood"] {
  if (rating === null) return null;
  if (!rating.rated) return { reason: rating.reason };
  const { log10Lr, bounded, bounds, population } = rating;
  const caveat = words.caveats.rating;
  return { log10Lr, bounded, lower: bounds.lower, upper: bounds.upper, population, caveat };
}

function composeSide(reader: Account, side: ExhibitSide, custody: readonly CustodyRecord[], words: Words): ReportSide {
  const view = viewSide(actorOf(reader), side);
  return {
    state: view.state,
    stateName: words.states[view.state],
    lab: view.lab,
    labContact: view.labContact,
    exhibitType: view.exhibitType,
    category: view.category,
    calibre: view.calibre,
    caseFacts: view.caseFacts,
    custody: view.caseFacts === null ? null : composeCustody(actorOf(reader), side, custody),
  };
}
