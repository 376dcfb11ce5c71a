import { computeWilsonInterval } from "../../analysis/evaluate/intervals.ts";
import type { RequestContext } from "../../domain/context.ts";
import {
  countOpinions,
  findMedianHours,
  type KnownPairOutcome,
  LOOKS,
  type Look,
  type OpinionCounts,
} from "../../domain/known-pair.ts";
import { can } from "../../domain/permission.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listOutcomes } from "../../repositories/proficiency/known-pairs.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

/** With its Wilson interval of 95 %; null where nothing was decided. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly lower: number;
  readonly upper: number;
}

export interface ProficiencyFigures {
  readonly labId: string;
  readonly lab: string;
  readonly look: Look;
  readonly sameFirearm: OpinionCounts;
  readonly differentFirearms: OpinionCounts;
  /** Of what is of one firearm and was decided: eliminated. */
  readonly missRate: Rate | null;
  /** Of what is of two firearms and was decided: identified. */
  readonly falseIdentificationRate: Rate | null;
  readonly inconclusiveRate: Rate | null;
  readonly medianHoursToReview: number | null;
  readonly medianHoursToConclusion: number | null;
}

/** Each lab's misses, false identifications, inconclusives and times with blind known pairs seeded in the time. Errors: FORBIDDEN. */
export async function readProficiency(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly from?: Date | undefined; readonly to?: Date | undefined },
): Promise<readonly ProficiencyFigures[]> {
  const everybodys = can(context.actor, "proficiency.read", { ownerStates: [] });
  const state = everybodys ? null : requireState(context.actor);
  const ownerStates = state === null ? [] : [state];
  const subject = { kind: "proficiency" as const, id: state ?? "region" };
  await authorise(deps, context, "proficiency.read", { ownerStates }, subject);
  const now = deps.clock.now();
  const outcomes = await listOutcomes(
    deps.sql,
    state,
    input.from ?? new Date(0),
    input.to ?? new Date(now.getTime() + 1),
  );
  const event = { at: now, action: "proficiency.read", targetKind: subject.kind, targetId: subject.id } as const;
  await insertAuditEvent(deps.sql, context, { ...event, ownerStates });
  const labs = [...new Set(outcomes.map((outcome) => outcome.labId))];
  return labs.flatMap((labId) =>
    LOOKS.flatMap((look) => {
      const seen = outcomes.filter((outcome) => outcome.labId === labId && outcome.look === look);
      return seen.length === 0 ? [] : [makeFigures(labId, look, seen)];
    }),
  );
}

function makeFigures(labId: string, look: Look, outcomes: readonly KnownPairOutcome[]): ProficiencyFigures {
  const same = countOpinions(outcomes.filter((outcome) => outcome.sameFirearm));
  const different = countOpinions(outcomes.filter((outcome) => !outcome.sameFirearm));
  const decided = (counts: OpinionCounts) => counts.identification + counts.inconclusive + counts.elimination;
  return {
    labId,
    lab: outcomes[0]?.labName ?? "",
    look,
    sameFirearm: same,
    differentFirearms: different,
    missRate: makeRate(same.elimination, decided(same)),
    falseIdentificationRate: makeRate(different.identification, decided(different)),
    inconclusiveRate: makeRate(same.inconclusive + different.inconclusive, decided(same) + decided(different)),
    medianHoursToReview: findMedianHours(
      outcomes.map(({ proposedAt, firstReviewedAt }) => [proposedAt, firstReviewedAt]),
    ),
    medianHoursToConclusion: findMedianHours(outcomes.map(({ proposedAt, concludedAt }) => [proposedAt, concludedAt])),
  };
}

function makeRate(count: number, of: number): Rate | null {
  if (of === 0) return null;
  const { low, high } = computeWilsonInterval(count, of);
  return { count, of, lower: low, upper: high };
}
