/** Whom the system asks to verify, under the role of requests: another examiner, of the other state, with the least to do, never one hand. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { endOfAssignment } from "../../src/domain/verification.ts";
import { acceptInvitation, replaceInvitation } from "../../src/repositories/people/invitations.ts";
import { declineVerification } from "../../src/usecases/review/decline-verification.ts";
import { reassignLapsed } from "../../src/usecases/review/reassign-lapsed.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { agree, enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { asRequest } from "../support/request-deps.ts";
import { documentEverything } from "../support/review-steps.ts";
import { describeEachSql } from "../support/test-sql.ts";

const REASONS = "The marks agree over the whole of the breech face.";
interface Asked {
  readonly id: string;
  readonly account_id: string | null;
  readonly account_state: string | null;
  readonly cause: string;
}

describeEachSql("who verifies", (getSql, dialect) => {
  // On PGlite's one connection no transaction runs beside another.
  const testBeside = dialect === "pglite" ? test.skip : test;
  let world: World;
  let technicians: Record<"JM" | "BB", RequestContext>;
  /** Of JM, whose first conclusions they are. */
  let first: RequestContext;
  /** Of the linkage's other state. */
  let there: RequestContext[];
  const asking = (by: RequestContext) => asRequest(world.deps, getSql(), by);

  beforeAll(async () => {
    world = await openWorld(getSql());
    technicians = { JM: await world.hire("JM", "lab_technician"), BB: await world.hire("BB", "lab_technician") };
    await agree(world.deps, await world.hire("TT", "regional_coordinator"), "JM", "BB");
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await getSql().query("update accounts set disabled_at = now() where roles && '{firearms_examiner,verifier}'");
    first = await world.hire("JM", "firearms_examiner");
    there = [await world.hire("BB", "firearms_examiner"), await world.hire("BB", "verifier")];
    // Of a third state: never asked.
    await world.hire("TT", "firearms_examiner", "verifier");
  });

  async function openLead(by = first): Promise<string> {
    const sides = [
      await enterEvidence(world.deps, technicians.JM),
      await enterEvidence(world.deps, technicians.BB),
    ] as const;
    const { linkageId } = await propose(world.deps, ...sides);
    await documentEverything(getSql());
    const review = { linkageId, expectedVersion: 1, decision: "lead", reasons: REASONS } as const;
    await reviewCandidate(asking(by), by, review);
    return linkageId;
  }
  async function conclude(linkageId: string, by = first): Promise<void> {
    const given = { linkageId, expectedVersion: 2, conclusion: "identification", reasons: REASONS } as const;
    await recordConclusion(asking(by), by, given);
  }
  /** Oldest first. */
  const askedOf = async (linkageId: string) =>
    (
      await getSql().query(
        "select id, account_id, account_state, cause from verification_assignments where linkage_id = $1 order by created_at, id",
        [linkageId],
      )
    ).rows as unknown as Asked[];
  async function concludeFirst(by = first): Promise<Asked[]> {
    const id = await openLead(by);
    await conclude(id, by);
    return askedOf(id);
  }
  const ids = (people: readonly RequestContext[]) => people.map(({ actor }) => actor.id).sort();
  function countEach(asked: readonly Asked[]): number[] {
    const counts = new Map<string, number>();
    for (const { account_id } of asked) counts.set(String(account_id), (counts.get(String(account_id)) ?? 0) + 1);
    return [...counts.values()].sort();
  }

  test("is another examiner, of the other state, where one may see the images; else of the own; else nobody, and a record says so", async () => {
    const colleague = await world.hire("JM", "verifier");
    const [asked] = await concludeFirst();
    expect(asked).toMatchObject({ account_state: "BB", cause: "first_conclusion" });
    expect(ids(there)).toContain(asked?.account_id);
    await getSql().query("update accounts set disabled_at = now() where id = any ($1::uuid[])", [ids(there)]);
    expect((await concludeFirst())[0]).toMatchObject({ account_state: "JM", account_id: colleague.actor.id });
    await getSql().query("update accounts set disabled_at = now() where id = $1", [colleague.actor.id]);
    expect((await concludeFirst())[0]).toMatchObject({ account_state: null, account_id: null });
  });

  test("is who has the fewest to verify, and of those who was asked longest ago", async () => {
    const asked: Asked[] = [];
    for (let n = 0; n < 6; n++) {
      asked.push(...(await concludeFirst()));
      world.clock.advance(1_000);
    }
    expect(countEach(asked)).toEqual([3, 3]);
    // In turn: each time the other one, who was asked longer ago.
    expect(asked.map((row) => row.account_id === asked[0]?.account_id)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
    // Who comes new has none.
    const newcomer = await world.hire("BB", "verifier");
    expect((await concludeFirst())[0]?.account_id).toBe(newcomer.actor.id);
  });

  test("is not who declined, nor whose sign-in the first examiner issued, nor who issued theirs", async () => {
    const [asked] = await concludeFirst();
    const decliner = there.find(({ actor }) => actor.id === asked?.account_id)!;
    const other = there.find(({ actor }) => actor.id !== asked?.account_id)!;
    world.clock.advance(1_000);
    const given = { assignmentId: String(asked?.id), reason: "I am on leave for a month." };
    expect((await declineVerification(asking(decliner), decliner, given)).accountId).toBe(other.actor.id);
    const issued = async (by: RequestContext, whom: RequestContext) => {
      const [id, at] = [randomUUID(), world.clock.now()];
      const invitation = { id, accountId: whom.actor.id, purpose: "reset", provider: null, tokenHash: id } as const;
      const row = {
        ownerState: "JM",
        removesSecondFactor: false,
        issuedBy: by.actor.id,
        issuedByKind: "account",
      } as const;
      const times = { createdAt: at, expiresAt: new Date(at.getTime() + 60_000) };
      await getSql().transaction((tx) => replaceInvitation(tx, { ...invitation, ...row, ...times }));
      await acceptInvitation(getSql(), id, at);
    };
    await issued(first, there[0]!);
    for (let n = 0; n < 2; n++) expect((await concludeFirst())[0]?.account_id).toBe(there[1]!.actor.id);
    await issued(there[1]!, first);
    expect((await concludeFirst())[0]?.account_id).toBeNull();
  });

  testBeside("is shared out evenly where many conclude at once, each linkage once", async () => {
    there.push(await world.hire("BB", "verifier"), await world.hire("BB", "verifier"));
    const firsts = [first, await world.hire("JM", "firearms_examiner"), await world.hire("JM", "firearms_examiner")];
    const leads: { id: string; by: RequestContext }[] = [];
    for (let n = 0; n < 12; n++) {
      const by = firsts[n % firsts.length]!;
      leads.push({ id: await openLead(by), by });
    }
    await Promise.all(leads.map(({ id, by }) => conclude(id, by)));
    const asked = (await Promise.all(leads.map(({ id }) => askedOf(id)))).flat();
    expect(asked).toHaveLength(12);
    expect(new Set(asked.map((row) => row.account_id))).toEqual(new Set(ids(there)));
    expect(countEach(asked)).toEqual([3, 3, 3, 3]);
  });

  testBeside("of two who conclude on one linkage at once one is first, and one is asked", async () => {
    const rival = await world.hire("JM", "firearms_examiner");
    const id = await openLead();
    const outcomes = await Promise.allSettled([conclude(id), conclude(id, rival)]);
    const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(lost).toEqual(["PRECONDITION_FAILED"]);
    expect((await askedOf(id)).map((row) => row.account_state)).toEqual(["BB"]);
  });

  testBeside("is asked anew once where an assignment ran out, whichever of several processes finds it", async () => {
    const before = [...(await concludeFirst()), ...(await concludeFirst())];
    world.clock.advance(endOfAssignment(world.clock.now()).getTime() - world.clock.now().getTime() + 3_600_000);
    await Promise.all(Array.from({ length: 4 }, () => reassignLapsed(world.deps)));
    for (const { id, account_id } of before) {
      const { rows } = await getSql().query(
        "select account_id, cause from verification_assignments where replaces = $1",
        [id],
      );
      expect(rows).toEqual([{ account_id: ids(there).find((other) => other !== account_id), cause: "expired" }]);
    }
  });
});
