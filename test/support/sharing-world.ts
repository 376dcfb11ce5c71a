/**
 * Pairs of three states of every relation that sharing knows, and what each state may be told of them, kept beside it: which case is released
 * to whom, which pictures are agreed. Entered as technicians enter it; candidates as the search would propose them.
 */
import type { RequestContext } from "../../src/domain/context.ts";
import type { Role } from "../../src/domain/vocabulary.ts";
import { agree, type Evidence, enterEvidence, propose, release, SYSTEM, type TestDeps } from "./decision-world.ts";

export const SHARING_STATES = ["TT", "JM", "BB"] as const;
export type SharingState = (typeof SHARING_STATES)[number];

export interface Held extends Evidence {
  readonly state: SharingState;
  /** Stands in every text of the case and of no other. */
  readonly mark: string;
  readonly releasedTo: readonly SharingState[];
  readonly restricted: boolean;
  /** With whom it stands in a pair. */
  readonly beside: SharingState | null;
}
export interface Pair {
  readonly sides: readonly [Held, Held];
  readonly linkageId: string;
  readonly candidateId: string;
  readonly hitId: string;
}
export interface SharingWorld {
  readonly held: readonly Held[];
  readonly pairs: readonly Pair[];
}

/** TT and JM agreed to share images; no other two states did. */
export const hasAgreed = (a: string, b: string) => [a, b].sort().join() === "JM,TT";

/** `keepers`: of each state somebody who enters and releases. */
export async function makeSharingWorld(
  deps: TestDeps,
  keepers: Readonly<Record<SharingState, { readonly id: string; readonly labId: string }>>,
): Promise<SharingWorld> {
  const as = (state: SharingState, ...roles: Role[]): RequestContext => ({
    ...SYSTEM,
    actor: { kind: "account", state, roles, ...keepers[state] },
  });
  const held: Held[] = [];
  const pairs: Pair[] = [];
  const enter = async (
    state: SharingState,
    beside: SharingState | null,
    given: { to?: SharingState; restricted?: boolean } = {},
  ): Promise<Held> => {
    const mark = `ZQX${state}${held.length}`;
    const restricted = given.restricted === true;
    const facts = { place: mark, comment: mark, caseNumber: `${mark}/1`, agencyReference: mark, restricted };
    const exhibit = { exhibitNumber: `${mark}-E`, comment: mark };
    const entered = await enterEvidence(deps, as(state, "lab_technician"), { case: facts, exhibit, fileName: mark });
    if (given.to) await release(deps, as(state, "national_coordinator"), entered.case.id, given.to);
    held.push({ ...entered, state, mark, restricted, beside, releasedTo: given.to ? [given.to] : [] });
    return held.at(-1)!;
  };
  const pair = async (left: Held, right: Held) => {
    const proposed = await propose(deps, left, right);
    pairs.push({ sides: [left, right], ...proposed, hitId: await confirm(deps, proposed.linkageId, keepers.TT.id) });
  };
  await agree(deps, as("TT", "regional_coordinator"), "TT", "JM");
  for (const a of SHARING_STATES) {
    await enter(a, null);
    await enter(a, null, { to: a === "TT" ? "JM" : "TT" });
    await pair(await enter(a, a), await enter(a, a));
    for (const b of SHARING_STATES) {
      if (a >= b) continue;
      await pair(await enter(a, b), await enter(b, a));
      await pair(await enter(a, b, { to: b }), await enter(b, a));
      await pair(await enter(a, b, { restricted: true }), await enter(b, a));
      await pair(await enter(a, b, { restricted: true, to: b }), await enter(b, a, { to: a }));
    }
  }
  return { held, pairs };
}

/** The row that stands for a hit of it; how one comes about is other tests' matter. */
async function confirm({ sql }: TestDeps, linkageId: string, by: string): Promise<string> {
  const { rows } = await sql.query(
    `insert into hits (id, linkage_id, case_a, case_b, state_a, state_b, confirmed_by, links_new_cases, created_at)
     select gen_random_uuid(), id, case_a, case_b, state_a, state_b, $2, true, now() from linkages where id = $1
     returning id`,
    [linkageId, by],
  );
  return String(rows[0]?.id);
}
