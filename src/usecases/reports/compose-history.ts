/** What happened to the pair and to its exhibits, as one reader may know it. */
import { type Actor, can } from "../../domain/permission.ts";
import type { CustodyEntry, TimelineEntry } from "../../domain/report.ts";
import type { CustodyRecord } from "../../repositories/evidence/custody-records.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";
import type { ConclusionRow } from "../../repositories/review/conclusions.ts";
import type { Review } from "../../repositories/review/reviews.ts";

export interface HistorySources {
  /** When the marks that the report compares were taken in, of sides A and B; null where none is, or where it is not the reader's to know. */
  readonly acquiredAt: readonly [Date | null, Date | null];
  readonly proposedAt: Date;
  /** Of both sides, corrected records left out. */
  readonly custody: readonly [readonly CustodyRecord[], readonly CustodyRecord[]];
  readonly reviews: readonly Review[];
  readonly hitAt: Date | null;
}

type SideAt = 0 | 1;

/** Null where the reader may not read the custody of that side's exhibit. Notes are the lab's own and stay there. */
export function composeCustody(
  reader: Actor,
  side: ExhibitSide,
  records: readonly CustodyRecord[],
): CustodyEntry[] | null {
  if (!can(reader, "custody.read", { ownerStates: [side.state], released: side.released })) return null;
  return records.map((record) => ({
    at: record.occurredAt.toISOString(),
    event: record.event,
    from: record.fromHolder,
    to: record.toHolder,
    place: record.place,
    sealNumber: record.sealNumber,
    sealState: record.sealState,
  }));
}

/** Oldest first. `shown`: whether the reader is told the case facts of sides A and B; without them the exhibit's own dates are left out. */
export function composeTimeline(
  sides: readonly [ExhibitSide, ExhibitSide],
  shown: readonly [boolean, boolean],
  sources: HistorySources & {
    /** Empty for a lead: a review from images is not a conclusion. */
    readonly conclusions: readonly ConclusionRow[];
  },
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const addPair = (event: TimelineEntry["event"], at: Date | null | undefined) => {
    if (at) entries.push({ at: at.toISOString(), event, side: null });
  };
  for (const side of [0, 1] as const satisfies readonly SideAt[]) {
    if (!shown[side]) continue;
    const occurredOn = sides[side].case?.occurredOn;
    if (occurredOn) entries.push({ at: occurredOn, event: "occurred", side });
    const acquiredAt = sources.acquiredAt[side];
    if (acquiredAt) entries.push({ at: acquiredAt.toISOString(), event: "acquired", side });
  }
  addPair("proposed", sources.proposedAt);
  addPair("lead", sources.reviews.find((review) => review.decision === "lead")?.createdAt);
  for (const { part, createdAt } of sources.conclusions) addPair(part, createdAt);
  addPair("hit", sources.hitAt);
  // Dates and moments of ISO 8601 sort as text; what is of one moment keeps the order of the work.
  return entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
