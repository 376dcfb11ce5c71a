import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { listStandingCustody } from "../../repositories/evidence/custody-records.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import type { CandidateOrigin } from "../../repositories/review/candidate-evidence.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";
import { listReviews } from "../../repositories/review/reviews.ts";
import type { Deps } from "../deps.ts";
import type { HistorySources } from "./compose-history.ts";

interface Reported {
  readonly linkage: Linkage;
  readonly sides: readonly [ExhibitSide, ExhibitSide];
  /** Whose marks the report compares; null where there is no comparison. */
  readonly origin: CandidateOrigin | null;
  readonly hitAt: Date | null;
}

/** What the records tell of a pair's history; of an exhibit that is neither the reader's state's nor released nothing is even read. */
export async function readHistory(
  deps: Pick<Deps, "sql">,
  reader: Account,
  { linkage, sides, origin, hitAt }: Reported,
): Promise<HistorySources> {
  const isOpen = (side: ExhibitSide) => side.state === reader.ownerState || side.released;
  const readCustody = async (side: ExhibitSide) => (isOpen(side) ? listStandingCustody(deps.sql, side.exhibitId) : []);
  const readAcquired = async (side: ExhibitSide) => {
    if (origin === null || !isOpen(side)) return null;
    const id = side.exhibitId === origin.exhibitA ? origin.acquisitionA : origin.acquisitionB;
    return (await findAcquisition(deps.sql, id))?.createdAt ?? null;
  };
  return {
    acquiredAt: [await readAcquired(sides[0]), await readAcquired(sides[1])],
    proposedAt: linkage.createdAt,
    custody: [await readCustody(sides[0]), await readCustody(sides[1])],
    reviews: await listReviews(deps.sql, linkage.id),
    hitAt,
  };
}
